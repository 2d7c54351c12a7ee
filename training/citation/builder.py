"""A string under construction, whose stretches carry labels and markup."""

from __future__ import annotations

from training.citation.samples import Sample, Span


class Builder:
    """Add labelled stretches in order; what is added without a label belongs to the stretch before it."""

    def __init__(self) -> None:
        self.text = ""
        self._spans: list[Span] = []
        self._styles: list[Span] = []

    def add(self, label: str, text: str, *styles: str) -> None:
        """Add a stretch; one that follows a stretch of the same label continues it where `text` starts it anew."""
        if text:
            self.open(label)
            self.more(text, *styles)

    def open(self, label: str) -> None:
        """Begin a stretch that `more` fills."""
        self._spans.append((len(self.text), len(self.text), label))

    def more(self, text: str, *styles: str) -> None:
        """Lengthen the last stretch."""
        start = len(self.text)
        self.text += text
        if self._spans:
            first, _, label = self._spans[-1]
            self._spans[-1] = (first, len(self.text), label)
        else:
            self._spans.append((0, len(self.text), "other"))
        self._styles += [(start, len(self.text), style) for style in styles]

    def style(self, start: int, style: str) -> None:
        """Put markup on everything from `start` on."""
        self._styles.append((start, len(self.text), style))

    def gap(self, text: str) -> None:
        """Add a separator: its marks belong to the stretch before it, its blanks to none."""
        self.text += text
        if self._spans and text.strip():
            first, _, label = self._spans[-1]
            self._spans[-1] = (first, len(self.text.rstrip()), label)

    def sample(self) -> Sample:
        """Return what was built, without blanks at the ends of spans."""
        spans = []
        for start, end, label in self._spans:
            piece = self.text[start:end]
            start += len(piece) - len(piece.lstrip())
            end -= len(piece) - len(piece.rstrip())
            if start < end:
                spans.append((start, end, label))
        return Sample(self.text, tuple(spans), tuple(sorted(self._styles)))

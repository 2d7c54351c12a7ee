"""A labelled string: the text and its stretches, each with a label, that together are the text but for blanks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pubnorm.citation.tokens import tokenize

Span = tuple[int, int, str]


class Sample(NamedTuple):
    """A string with labelled spans, in order and without overlap, and the markup on it."""

    text: str
    spans: tuple[Span, ...]
    styles: tuple[Span, ...] = ()


def from_segments(segments: Sequence[tuple[str, str]], joint: str = " ") -> Sample:
    """Join (label, text) segments with `joint` between them.

    >>> from_segments([("author", "Doe, J."), ("date", "1999.")]).spans
    ((0, 7, 'author'), (8, 13, 'date'))
    """
    text, spans = "", []
    for label, segment in segments:
        if text:
            text += joint
        spans.append((len(text), len(text) + len(segment), label))
        text += segment
    return Sample(text, tuple(spans))


# Labels whose stretches may follow one another or whose beginning is worth learning by itself.
_BEGUN = frozenset({"author", "title", "container", "editor", "publisher", "note", "genre", "series", "award"})


def tags(sample: Sample) -> list[str]:
    """Return the tag of each token: the label of its span, with "+" before it at the first token of most spans."""
    out: list[str] = []
    spans = iter(sample.spans)
    span = next(spans, None)
    seen: Span | None = None
    for start, end, _ in tokenize(sample.text):
        while span is not None and span[1] <= start:
            span = next(spans, None)
        if span is None or span[0] >= end:
            out.append("other")
            continue
        out.append(f"+{span[2]}" if span is not seen and span[2] in _BEGUN else span[2])
        seen = span
    return out

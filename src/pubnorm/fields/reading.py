"""An entry being read: which stretch of its text has been understood as what, and what is left over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pubnorm.document import Entry, Text

_TRIM = ' \t\n\x0b,;.:|/·•&-–—~+=＊，。；：、｜"“”'
_GENRE_CODE = re.compile(r"\s*\[(?:[A-Z]|[A-Z]{2})(?:/OL)?\]\s*\.?(?://)?\s*$")  # GB/T 7714: "[J]", "[C]//"
_TWO_BRACKETS = re.compile(r"[)）].*[(（]")
_OPENING, _CLOSING = "([{（【「《<", ")]}）】」》>"


@dataclass(slots=True)
class Piece:
    """A stretch of an entry that nothing has claimed yet, trimmed of separators."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Reading:
    """The labelled stretches of one entry; labels never overlap, the first to claim a character keeps it."""

    entry: Entry
    owners: list[str | None] = field(init=False)
    labels: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    uncertain: set[str] = field(default_factory=set)
    doubts: float = 0.0

    def __post_init__(self) -> None:
        self.owners = [None] * len(self.entry.text.text)

    @property
    def text(self) -> Text:
        """The entry's text with its marks."""
        return self.entry.text

    @property
    def visible(self) -> str:
        """The entry's text as it is seen."""
        return self.entry.text.text

    def claim(self, label: str, start: int, end: int) -> None:
        """Label what is unclaimed of a stretch."""
        at = start
        while at < end:
            while at < end and self.owners[at] is not None:
                at += 1
            begin = at
            while at < end and self.owners[at] is None:
                self.owners[at] = label
                at += 1
            if at > begin:
                self.labels.setdefault(label, []).append((begin, at))

    def free(self, start: int, end: int) -> bool:
        """Whether nothing has claimed any of a stretch."""
        return all(owner is None for owner in self.owners[start:end])

    def pieces(self, start: int, end: int) -> list[Piece]:
        """Return what is unclaimed between `start` and `end`, cut at line breaks, code, and square brackets."""
        cuts = {s.start for s in self.text.spans if s.kind in ("code", "tag")}
        cuts |= {s.end for s in self.text.spans if s.kind in ("code", "tag")}
        visible = self.visible
        found = []
        begin: int | None = None
        for at in range(start, end + 1):
            stop = at == end or self.owners[at] is not None or visible[at] in "\n[]【】"
            if begin is not None and (stop or at in cuts):
                piece = self._trimmed(begin, at)
                if piece:
                    found.append(piece)
                begin = None
            if begin is None and not stop:
                begin = at
        return found

    def _trimmed(self, start: int, end: int) -> Piece | None:
        visible = self.visible
        while True:
            while start < end and (visible[start] in _TRIM or visible[start] in _CLOSING):
                start += 1
            while end > start and (visible[end - 1] in _TRIM or visible[end - 1] in _OPENING):
                end -= 1
            inner = visible[start:end]
            if len(inner) > 1 and inner[0] in "(（" and inner[-1] in ")）" and not _TWO_BRACKETS.search(inner):
                start, end = start + 1, end - 1
                continue
            break
        if start >= end or not any(c.isalnum() for c in visible[start:end]):
            return None
        return Piece(start, end, visible[start:end])


def strip_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Trim a title's stretch: white space, quotation marks around it, a closing full stop or comma, stray brackets.

    >>> strip_title('“A Title.” ', 0, 11)
    (1, 8)
    """
    code = _GENRE_CODE.search(text[start:end])
    if code:
        end = start + code.start()
    while True:
        before = (start, end)
        while start < end and text[start] in " \t\n\x0b\"'“”‘„«»,;:|.-–—「『《`*_":
            if text[start] == "'" and text[start + 1 : start + 2].isalpha() and "'" not in text[start + 1 : end]:
                break
            start += 1
        while start < end and text[end - 1] in ' \t\n\x0b"“”‘„«»,;|:」』》`*_\\':
            end -= 1
        if end > start and text[end - 1] == "." and not text[start:end].endswith("..."):
            end -= 1
        if end > start and text[end - 1] in "'’" and text[start - 1 : start] in "'‘":
            end -= 1
        if (end > start and text[end - 1] in "([{") or (
            end > start and text[end - 1] in ")]" and _unbalanced(text[start:end])
        ):
            end -= 1
        if (start, end) == before:
            return start, end


def _unbalanced(text: str) -> bool:
    close = text[-1]
    return text.count(close) > text.count("(" if close == ")" else "[")

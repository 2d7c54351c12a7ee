"""An entry being read: which stretch of its text has been understood as what, and what is left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pubnorm import patterns as re
from pubnorm.document import Entry, Text

_TRIM = ' \t\n\x0b,;.:|/·•&-–—~+=＊，。；：、｜"“”«»'
_LABEL_END = re.compile(r"[^\[\]]{2,40}\]\s+(?=\S.{10})")
_GENRE_CODE = re.compile(r"\s*\[(?:[A-Z]|[A-Z]{2})(?:/OL)?\][\s.,;，；。]*(?://)?\s*$")  # GB/T 7714: "[J]", "[C]//"
_LAST_LETTERS = "\u25ff"  # no pictures before
_PICTURE = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")
_TWO_BRACKETS = re.compile(r"[)）].*[(（]")
_CLOSES = {"「": "」", "『": "』", "《": "》"}
_OPENING, _CLOSING = "([{（【「《<", ")]}）】」》>"
_QUOTES = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}  # what opens a quotation within a title, what closes it
_OPENS = {'"': '"', "”": "“", "»": "«"}  # by what closes
_BEFORE, _AFTER = _TRIM + _CLOSING + "’", _TRIM + _OPENING + "‘"  # what is trimmed off a piece's beginning and end
_CLOSING_QUOTES, _BEHIND_QUOTE = ("'", "’"), ("'", "’", ",", ".", " ")
_BREAKS = "\n[]【】"
_UNBROKEN = re.compile(rf"[^{re.escape(_BREAKS)}]+")
_TELLING = re.compile(r"[^\W_]")


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
    text: Text = field(init=False)  # the entry's text with its marks
    visible: str = field(init=False)  # as it is seen
    owners: list[str | None] = field(init=False)
    taken: bytearray = field(init=False)  # 1 where a character has an owner: bytes are searched faster than a list
    labels: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    uncertain: set[str] = field(default_factory=set)
    doubts: float = 0.0
    _cuts: list[int] = field(init=False)  # where code and elements begin and end
    _pieces: dict[tuple[int, int], tuple[Piece, ...]] = field(default_factory=dict)  # until the next claim
    _of_stretch: dict[tuple[int, int], tuple[Piece, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.entry.text
        self.visible = self.text.text
        self.owners = [None] * len(self.entry.text.text)
        self.taken = bytearray(len(self.entry.text.text))
        self._cuts = sorted({at for s in self.text.spans if s.kind in ("code", "tag") for at in (s.start, s.end)})

    def claim(self, label: str, start: int, end: int) -> None:
        """Label what is unclaimed of a stretch."""
        for begin, stop in self.free_stretches(start, end):
            self.owners[begin:stop] = [label] * (stop - begin)
            self.taken[begin:stop] = b"\1" * (stop - begin)
            self.labels.setdefault(label, []).append((begin, stop))
            self._pieces.clear()

    def called(self, at: int) -> str | None:
        """Return what the label of the line at an offset says that it holds: "Venue: …"."""
        return next((line.label for start, line in reversed(self.entry.parts) if start <= at), None)

    def end_of_called(self, field: str, start: int, end: int) -> int:
        """Return where what was found of a field ends: with its line, where a label says that this holds it."""
        stop = self.visible.find("\n", end) if self.called(start) == field else end
        return max(stop, end)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing has claimed any of a stretch."""
        return self.taken.find(1, start, end) < 0

    def mostly_free(self, start: int, end: int) -> bool:
        """Whether nothing has claimed the greater part of a stretch."""
        return self.taken.count(1, start, end) * 2 < end - start

    def free_stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the stretches between `start` and `end` that nothing has claimed."""
        end = min(end, len(self.taken))
        found = []
        begin = self.taken.find(0, start, end)
        while begin >= 0:
            stop = self.taken.find(1, begin, end)
            stop = end if stop < 0 else stop
            found.append((begin, stop))
            begin = self.taken.find(0, stop, end)
        return found

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """Return what is unclaimed between `start` and `end`, cut at line breaks, code, and square brackets."""
        pieces = self._pieces.get((start, end))
        if pieces is None:
            found: list[Piece] = []
            for stretch in self.free_stretches(start, end):
                held = self._of_stretch.get(stretch)
                if held is None:
                    held = self._of_stretch[stretch] = tuple(self._cut_up(*stretch))
                found += held
            pieces = self._pieces[start, end] = tuple(found)
        return pieces

    def _cut_up(self, first: int, last: int) -> Iterator[Piece]:
        """Yield the pieces of a stretch that nothing has claimed."""
        whole = self.visible[first:last]
        broken = any(map(whole.__contains__, _BREAKS))
        parts = [match.span() for match in _UNBROKEN.finditer(self.visible, first, last)] if broken else [(first, last)]
        for begin, stop in parts:
            for cut in (*[at for at in self._cuts if begin < at < stop], stop):
                piece = self._trimmed(begin, cut)
                if piece:
                    yield piece
                begin = cut

    def _trimmed(self, start: int, end: int) -> Piece | None:
        if _TELLING.search(self.visible, start, end) is None:
            return None
        inner = self.visible[start:end]
        while True:
            kept = inner.lstrip(_BEFORE)
            while kept[:1] in _CLOSING_QUOTES and kept[1:2] in _BEHIND_QUOTE:
                kept = kept[1:].lstrip(_BEFORE)  # of the title before it
            start += len(inner) - len(kept)
            inner = kept.rstrip(_AFTER)
            if len(inner) > 1 and inner[0] in "(（" and inner[-1] in ")）" and not _TWO_BRACKETS.search(inner):
                start, inner = start + 1, inner[1:-1]
                continue
            if inner[0] in "(（" and not any(map(inner.__contains__, ")）")):
                start, inner = start + 1, inner[1:]  # "(Journal of Tides | [Paper](…))"
                continue
            break
        return Piece(start, start + len(inner), inner)


def strip_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Trim a title's stretch: white space, quotation marks around it, a closing full stop or comma, stray brackets.

    >>> strip_title('“A Title.” ', 0, 11), strip_title('On “Slow Tides”, ', 0, 17), strip_title("On Tides -🏆", 0, 11)
    ((1, 8), (0, 15), (0, 8))
    """
    code = _GENRE_CODE.search(text[start:end]) if text.find("[", start, end) >= 0 else None
    if code:
        end = start + code.start()
    while True:
        before = (start, end)
        while start < end and text[start] in " \t\n\x0b\"'“”‘„«»,;:|.-–—•●▪►「『《`*_，、：":
            if text[start] in "「『《" and _CLOSES[text[start]] in text[start + 1 : end - 1]:
                break  # "《红楼梦》人物关系的计算分析"
            if text[start] == "'" and text[start + 1 : start + 2].isalpha() and "'" not in text[start + 1 : end]:
                break
            if _opens_quotation(text, start, end):
                break
            start += 1
        while start < end and text[end - 1] in ' \t\n\x0b"“”‘„«»,;|:」』》`*_\\，、；：。．':
            if _closes_quotation(text, start, end):
                break
            end -= 1
        if end > start and text[end - 1] == "." and not text[start:end].endswith("..."):
            end -= 1
        while end > start and text[end - 1] > _LAST_LETTERS and _PICTURE.match(text, end - 1):
            end -= 1
        while end - 1 > start and text[end - 1] in "-–—/" and (text[end - 2].isspace() or text[end - 2 : end] == "//"):
            end -= 1  # "On Tides -", "On Tides //"
        if end > start and text[end - 1] in "'’" and text[start - 1 : start] in "'‘`":
            end -= 1
        if text[end - 2 : end] == "''":
            end -= 2  # as TeX closes a quotation
        label = _LABEL_END.match(text, start, end) if text[start - 1 : start] == "[" else None
        if label:
            start = label.end()  # "[MS Thesis] On Tides"
        if end - start > 2 and text[start] == "[" and text[end - 1] == "]" and "]" not in text[start : end - 1]:
            start, end = start + 1, end - 1  # a link without its address
        if (end > start and text[end - 1] in "([{") or (
            end > start and text[end - 1] in ")]" and _unbalanced(text[start:end])
        ):
            end -= 1
        if (start, end) == before:
            return start, end


def _opens_quotation(text: str, start: int, end: int) -> bool:
    """Whether the quotation mark at the start of `text[start:end]` is closed within: "“Slow” Tides"."""
    closing = _QUOTES.get(text[start])
    if closing is None:
        return False
    ends = [at for at in range(start + 2, end) if text[at] in closing]
    return (
        bool(ends)
        and any(map(str.isalpha, text[ends[0] + 1 : end]))
        and (text[ends[0] - 1] not in ".,?!" or text.startswith(": ", ends[0] + 1))
    )


def _closes_quotation(text: str, start: int, end: int) -> bool:
    """Whether the quotation mark at the end of `text[start:end]` closes one that was opened within."""
    opening = _OPENS.get(text[end - 1])
    if opening is None:
        return False
    inner = text[start : end - 1]
    return inner.count('"') % 2 == 1 if opening == '"' else inner.count(opening) > inner.count(text[end - 1])


def _unbalanced(text: str) -> bool:
    close = text[-1]
    return text.count(close) > text.count("(" if close == ")" else "[")

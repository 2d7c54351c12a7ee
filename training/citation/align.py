"""Find the values of a work in a string that renders it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from pubnorm.citation.tokens import tokenize
from pubnorm.citation.words import core_of, parts
from training.citation.samples import Sample
from training.citation.works import Name, Work

# Words that a style puts before or after a value, and the labels they go with, the nearest first.
_BEFORE = {
    "editor": ("editor",), "translator": ("editor",), "pages": ("pages",), "volume": ("volume",), "issue": ("volume",),
    "in": ("editor", "container"), "edition": ("edition",), "arxiv": ("arxiv", "container"), "month": ("date",),
    "series": ("series",), "and": ("author", "editor"), "others": ("author", "editor"), "thesis": ("genre",),
    "report": ("genre", "container"), "patent": ("genre",),
}  # fmt: skip
_NUMBERING = re.compile(r"^[\[(]?\d{1,3}[\])]?[.)]?$")


class _Folded:
    """Letters and digits of a text in one case without accents, and where each stood."""

    def __init__(self, text: str) -> None:
        letters, places = [], []
        for at, char in enumerate(text):
            for plain in unicodedata.normalize("NFKD", char.casefold()):
                if plain.isalnum():
                    letters.append(plain)
                    places.append(at)
        self.text, self.places = "".join(letters), places

    def find(self, value: str, taken: list[str | None], start: int = 0) -> tuple[int, int] | None:
        """Find a value where nothing is labelled yet, at word boundaries where it is short."""
        folded = _Folded(value).text if value else ""
        at = self.text.find(folded, start) if folded else -1
        while at >= 0:
            first, last = self.places[at], self.places[at + len(folded) - 1] + 1
            if not any(taken[first:last]) and (len(folded) > 12 or self._alone(at, at + len(folded))):
                return first, last
            at = self.text.find(folded, at + 1)
        return None

    def _alone(self, start: int, end: int) -> bool:
        before = start == 0 or self.places[start - 1] + 1 < self.places[start] or self._differ(start - 1, start)
        after = end == len(self.text) or self.places[end - 1] + 1 < self.places[end] or self._differ(end - 1, end)
        return before and after

    def _differ(self, a: int, b: int) -> bool:
        return self.text[a].isdigit() != self.text[b].isdigit() or self.text[a] > "\u3000"


def align(text: str, work: Work) -> Sample | None:
    """Return the labelled string, or `None` where the title or the authors are not in it."""
    if " . " in text or " , " in text or text[:1] in ",.;":
        return None
    folded = _Folded(text)
    marks: list[str | None] = [None] * len(text)

    def put(label: str, value: str, start: int = 0) -> tuple[int, int] | None:
        found = folded.find(value, marks, start)
        if found:
            marks[found[0] : found[1]] = [label] * (found[1] - found[0])
        return found

    if put("title", work.title) is None and work.kind != "article":
        return None
    for label, value in (
        ("doi", work.doi), ("url", work.url), ("arxiv", work.arxiv), ("container", work.container),
        ("container", work.short if work.short != work.container else ""), ("series", work.series),
        ("publisher", work.publisher), ("genre", work.number), ("genre", work.genre), ("place", work.place),
    ):  # fmt: skip
        if value and not (label == "container" and "container" in marks):
            put(label, value)
    _people(work, put)
    if put("date", str(work.year)) is None and "author" not in marks:
        return None
    for label, value in (
        ("pages", work.first),
        ("volume", work.volume),
        ("volume", work.issue),
        ("edition", work.edition),
    ):
        if label == "volume" and work.kind in ("thesis", "report", "patent", "preprint", "book"):
            continue
        if label == "pages" and value and work.last:
            put(label, f"{work.first}{work.last}") or put(label, value)
        elif value:
            put(label, value)
    return _tile(text, marks, work)


def _people(work: Work, put: Callable[[str, str], object]) -> None:
    for label, names in (("author", work.authors), ("editor", work.editors)):
        for given, family in names:
            found = put(label, family) or put(label, family.split()[-1])
            if found and given:
                put(label, given)


def _tile(text: str, marks: list[str | None], work: Work) -> Sample | None:
    tokens = tokenize(text)
    labels = [next((mark for mark in marks[start:end] if mark), None) for start, end, _ in tokens]
    if not tokens or labels.count(None) == len(tokens):
        return None
    for at, (_, _, token) in enumerate(tokens[:2]):
        if labels[at] is None and _NUMBERING.match(token) and (at == 0 or labels[0] == "citation-number"):
            labels[at] = "citation-number"
    _initials(tokens, labels, work.authors + work.editors)
    _gaps(tokens, labels)
    spans: list[tuple[int, int, str]] = []
    previous = None
    for (start, end, _), label in zip(tokens, labels, strict=True):
        if label == previous and spans:
            spans[-1] = (spans[-1][0], end, spans[-1][2])
        else:
            spans.append((start, end, label or "note"))
        previous = label
    if sum(label in (None, "note") for label in labels) > max(3, len(labels) // 5):
        return None
    return Sample(text, tuple(spans))


def _initials(tokens: list[tuple[int, int, str]], labels: list[str | None], names: list[Name]) -> None:
    """Label the initials beside family names."""
    letters = {part[0].upper() for given, _ in names for part in re.split(r"[\s.-]+", given) if part}
    for step in (1, -1):
        order = range(len(tokens)) if step == 1 else range(len(tokens) - 1, -1, -1)
        for at in order:
            beside = labels[at - step] if 0 <= at - step < len(tokens) else None
            core = re.sub(r"[\W\d_]+", "", tokens[at][2])
            initials = core.isupper() and len(core) <= 4 and all(letter in letters for letter in core)
            if labels[at] is None and beside in ("author", "editor") and initials:
                labels[at] = beside


def _gaps(tokens: list[tuple[int, int, str]], labels: list[str | None]) -> None:
    count = len(tokens)
    at = 0
    while at < count:
        if labels[at] is not None:
            at += 1
            continue
        end = at
        while end < count and labels[end] is None:
            end += 1
        before = labels[at - 1] if at else None
        after = labels[end] if end < count else None
        for i in range(at, end):
            labels[i] = _gap_label(tokens[i][2], before, after)
            if i > at and (labels[i] == before != labels[i - 1] or (labels[i - 1] == after and labels[i] == "note")):
                labels[i] = after or "note"
        at = end


def _gap_label(token: str, before: str | None, after: str | None) -> str:
    head, text, _ = parts(token)
    made = core_of(text)
    if before is not None and before == after and before in ("author", "editor", "title", "date", "volume", "pages"):
        return before
    if not any(char.isalnum() for char in token):
        opening = any(char in "([«“„『「" for char in token)
        return (after if opening else before) or before or after or "note"
    if "others" in made.kinds and before in ("author", "editor"):
        return before
    if "date" in (before, after) and ("month" in made.kinds or (made.code == "d" and len(made.lower) <= 2)):
        return "date"
    for kind in sorted(made.kinds):
        for label in _BEFORE.get(kind, ()):
            if label in (after, before):
                return label
    if "thesis" in made.kinds or "report" in made.kinds or "patent" in made.kinds:
        return "genre"
    if "edition" in made.kinds and "edition" in (before, after):
        return "edition"
    if made.lower in ("doi", "https", "https://doi.org", "doi.org") and after == "doi":
        return "doi"
    if made.lower == "arxiv" and after == "arxiv":
        return "arxiv"
    if "status" in made.kinds and ("date" in (before, after) or head):
        return "status"
    if made.lower in ("n.d", "s.d", "o.j"):
        return "date"
    if made.lower in ("s.l", "s.n"):
        return "place"
    return "note"

"""Structure that every citation has, held against what the tagger found.

A model that labels word by word can miss what only the whole shows: that a work has a title, for instance.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from pubnorm import patterns as re
from pubnorm.citation.tagger import Segment
from pubnorm.citation.words import kinds, plain
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.venues.terms import MONTH

_WORD = re.compile(r"[^\W\d_]+")
# A title of some words in quotes, and what was taken for its end but stands after them.
_AFTER_QUOTES = re.compile(
    r"\W{0,2}(?:“[^”]+”|«[^»]+»|„[^“”]+[“”]|\"[^\"]+\"|‘[^’]+’(?=[,.])|``[^'`]+'')[.,;]*\s+(?P<rest>[^\W_a-z].*|in .*)",
    re.DOTALL,
)
_OPENING = frozenset('“«„"‘`')
_FEWEST_QUOTED = 4
# Before a title a number of the citation has no letters, or brackets around it.
_NUMBERED_TITLE = ["citation-number", "title"]
_SUBJECT = re.compile(r"[^\W\d_][\w-]*:")
# Russian and Chinese styles put two slashes between a title and what it stands in.
_AFTER_SLASHES = re.compile(r"\S.*?(?:\s//|//\s)\s*(?P<rest>[«“\"]?[^\W_].*)", re.DOTALL)

# What a container says that is none: a patent's number, who translated, whom a draft was for, a date without its year.
_NO_CONTAINER = {
    r"\A(?s:(?:.*\s)?(?:patent|brevet|octrooi)s?\b.*\d{3}.*)\Z": "genre",
    r"\A(?s:\W*transl(?:ated|\.)\s+by\s.+|.+\(trans(?:l?\.|lators?)\)\W*)\Z": "translator",
    r"\A(?s:(?:.+\s)?prepared (?:for|by)\b.+)\Z": "note",
}
_IS_NO_CONTAINER = Caseless(*_NO_CONTAINER)
# Numbers of no volume and no page: dates between slashes, the numbers of serials.
_NO_LOCATOR = {
    "date": ("/", re.compile(r"(?<![\w/])\d{1,2}/\d{1,2}/(?:19|20)\d\d(?![\w/])")),
    "isbn": ("ISSN", re.compile(r"ISSN:?\s*\d{4}-\d{3}[\dX]")),
}
_LOCATORS = frozenset({"volume", "issue", "pages"})
_MONTH = re.compile(rf"\W*{MONTH}\W*", re.IGNORECASE)
_LONGEST_MONTH = 24  # characters, with the signs around it


def repair(text: str, segments: list[Segment]) -> list[Segment]:
    """Return the segments of `text` with labels that the whole of the citation allows.

    >>> segments = [Segment("editor", 0, 15, 0.9), Segment("container", 16, 26, 0.6), Segment("date", 27, 32, 0.9)]
    >>> [one.label for one in repair("A. Roe (ed.), Sleepers, 1999.", segments)]
    ['editor', 'title', 'date']
    """
    labels = [one[0] for one in segments]
    if "container" in labels:
        segments = _no_container(text, segments)
    if "title" in labels:
        segments = _ended(text, segments)
    if not _LOCATORS.isdisjoint(labels):
        segments = _no_locator(text, segments)
    if not text.isascii():
        segments = _named_journal(text, segments)
    if labels[:2] == _NUMBERED_TITLE:
        segments = _whole_title(text, segments)
    found = {one[0] for one in segments}
    if "title" not in found and "container" in found and _stands_alone(found):
        at = next(at for at, one in enumerate(segments) if one.label == "container")
        segments = [*segments[:at], segments[at]._replace(label="title"), *segments[at + 1 :]]
    elif "volume" in found and "container" in found and "place" not in found:
        segments = [piece for one in segments for piece in (_placed(text, one) if one[0] == "container" else (one,))]
    return segments


def _no_locator(text: str, segments: list[Segment]) -> list[Segment]:
    """Give what was taken for a locator but is a date or the number of a serial its own label."""
    for label, (sign, pattern) in _NO_LOCATOR.items():
        if sign not in text:
            continue
        for match in pattern.finditer(text):
            held = [at for at, one in enumerate(segments) if one.start < match.end() and match.start() < one.end]
            if any(segments[at].label in _LOCATORS for at in held):
                segments = _relabelled(text, segments, held[0], held[-1], (label, match.start(), match.end()))
    return segments


def _relabelled(
    text: str, segments: list[Segment], first: int, last: int, stretch: tuple[str, int, int]
) -> list[Segment]:
    """Cut a stretch out of the segments numbered `first` to `last`, for a label of its own."""
    label, start, end = stretch
    before = segments[first]._replace(end=len(text[:start].rstrip()))
    behind = segments[last]._replace(start=end)
    kept = [before] if before.end > before.start else []
    more = any(map(str.isalnum, text[behind.start : behind.end]))
    own = Segment(label, start, end if more else behind.end, segments[last].score)
    return [*segments[:first], *kept, own, *([behind] if more else []), *segments[last + 1 :]]


def _no_container(text: str, segments: list[Segment]) -> list[Segment]:
    """Name what was taken for a container but says plainly that it is something else."""
    for at, one in enumerate(segments):
        if one[0] == "container" and (label := _said(text[one.start : one.end])):
            segments = [*segments[:at], one._replace(label=label), *segments[at + 1 :]]
    return segments


def _said(shown: str) -> str | None:
    """Return what a container says that it is instead, or nothing."""
    if len(shown) <= _LONGEST_MONTH and _MONTH.fullmatch(shown):
        return "date"
    if not _IS_NO_CONTAINER.found(shown):
        return None
    return next(label for pattern, label in _NO_CONTAINER.items() if re.search(pattern, shown, re.IGNORECASE))


def _ended(text: str, segments: list[Segment]) -> list[Segment]:
    """End a title where signs say so: what follows belongs to the container after it, or is one.

    These are the quotes around it, two slashes, and a bracket that only a later segment closes.
    """
    labels = [one[0] for one in segments]
    at = labels.index("title")
    title, after = segments[at], segments[at + 1 : at + 2]
    if after and (start := _open_bracket(text, title, after[0])):
        return [*segments[:at], _until(text, title, start), after[0]._replace(start=start), *segments[at + 2 :]]
    rest = _rest(text, title)
    if rest is None:
        return segments
    cut = _until(text, title, rest)
    if after and after[0].label == "container":
        return [*segments[:at], cut, after[0]._replace(start=rest), *segments[at + 2 :]]
    label = "note" if "container" in labels else "container"
    return [*segments[:at], cut, title._replace(label=label, start=rest), *segments[at + 1 :]]


def _until(text: str, title: Segment, start: int) -> Segment:
    return title._replace(end=len(text[:start].rstrip()))


def _rest(text: str, title: Segment) -> int | None:
    """Return where that begins which stands in the title's segment behind its quotes or two slashes."""
    start, end = title.start, title.end
    match = None if _OPENING.isdisjoint(text[start : start + 3]) else _AFTER_QUOTES.match(text, start, end)
    if match:
        return match.start("rest") if len(text[start : match.start("rest")].split()) >= _FEWEST_QUOTED else None
    match = _AFTER_SLASHES.match(text, start, end) if text.find("//", start, end) > 0 else None
    return match.start("rest") if match else None


def _open_bracket(text: str, title: Segment, after: Segment) -> int | None:
    """Return where a bracket opens that the title does not close but the segment after it does."""
    start = text.rfind("(", title.start + 1, title.end)
    if start < 0 or ")" in text[start : title.end] or "(" in text[after.start : after.end].partition(")")[0]:
        return None
    return start if ")" in text[after.start : after.end] else None


def _whole_title(text: str, segments: list[Segment]) -> list[Segment]:
    """Give a title its subject before a colon ("GW170817: A Signal"), taken for the number of the citation."""
    if not _SUBJECT.fullmatch(text, segments[0].start, segments[0].end):
        return segments
    return [segments[1]._replace(start=segments[0].start), *segments[2:]]


def _named_journal(text: str, segments: list[Segment]) -> list[Segment]:
    """Give a container its beginning: what was taken for authors before it but ends in a word for a journal."""
    for at, (one, after) in enumerate(pairwise(segments)):
        if after.label == "container" and one.label == "author" and text[one.start : one.end].endswith(_journals()):
            return [*segments[:at], after._replace(start=one.start), *segments[at + 2 :]]
    return segments


@cache
def _journals() -> tuple[str, ...]:
    """Return the words for a journal that are written without blanks: they end its name."""
    return tuple(word for word, found in kinds().items() if "journal" in found and word > "\u3000")


def _placed(text: str, one: Segment) -> tuple[Segment, ...]:
    """Cut off the place that Portuguese and Spanish styles put after a journal: "Revista X, São Paulo, v. 3"."""
    comma = text.rfind(",", one.start, one.end - 1)
    words = _WORD.findall(text[comma + 1 : one.end]) if comma > one.start else []
    known = kinds()
    if (
        not words
        or " " not in text[one.start : comma]
        or not all("place" in known.get(plain(word), ()) for word in words)
    ):
        return (one,)
    start = comma + 1 + len(text[comma + 1 : one.end]) - len(text[comma + 1 : one.end].lstrip())
    return one._replace(end=comma + 1), one._replace(label="place", start=start)


def _stands_alone(labels: set[str]) -> bool:
    """Tell whether what looks like a container cannot be one: it has no volume, and no author wrote a part of it."""
    return "volume" not in labels and ("author" not in labels or bool(labels & {"publisher", "place", "edition"}))

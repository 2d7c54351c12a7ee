"""Venues that nobody knows, told by where the page's other works have theirs."""

from __future__ import annotations

from collections import Counter

from pubnorm import patterns as re
from pubnorm.entries.marks import count_words
from pubnorm.fields.candidates import is_numbers, is_remark
from pubnorm.fields.draft import Draft
from pubnorm.fields.place import Place
from pubnorm.fields.venue_words import venue_reading, venues_in
from pubnorm.fields.volumes import is_seat, names_thesis
from pubnorm.matching.names import name_score

_FIELDS = frozenset({"title", "authors", "editors", "date"})
_NO_PLACE = frozenset({"thesis", "patent", "report", "book", "chapter"})  # sections whose works appear in no venue
_USUAL, _SHARE = 3, 0.5  # works, and their share, whose venues stand in one place, for it to count as the page's
_LONGEST = 8  # words of a venue; more are a remark
_SCORE = 0.6
_NAME = 0.6  # so much like a person's name a venue of several words is not
_SPEAKS = re.compile(
    r"(?:^|\s)(?:[a-z]+ed|is|are|was|will|we|our|this|here|see|also|available|until|with)\b|\.\s+[a-z]|[!?]\s|[:：@|]"
)
_DATED = re.compile(r"\d\d\W*$")


def fill_places(drafts: list[Draft]) -> None:
    """Give works without a venue what stands where the page's other works have theirs, or a heading that is one."""
    for draft in drafts:
        if draft.place is None:
            draft.place = _headed(draft)
    slots = Counter(_slot(draft, draft.place.start) for draft in drafts if draft.place and draft.place.end)
    usual, count = slots.most_common(1)[0] if slots else (None, 0)
    if count < _USUAL or count < _SHARE * len(drafts):
        return
    for draft in drafts:
        if draft.place is None and draft.title and draft.reading.entry.section.type not in _NO_PLACE:
            draft.place = _expected(draft, usual)
            if draft.place:
                draft.reading.claim("venue", draft.place.start, draft.place.end)


def _headed(draft: Draft) -> Place | None:
    """The venue that the heading above a work consists of, with its year: "ICML'24"."""
    name = draft.reading.entry.section.name
    if name is None or not venues_in(name):
        return None
    found = venues_in(name)[0]
    if not _DATED.search(name) and found.kind != "other":  # newspapers and the like; journals are named as fields are
        return None
    if count_words(name[: found.start] + name[found.end :]) > 0 or found.kind == "publisher":
        return None
    understood = venue_reading(name, draft.vocabulary)
    return Place(0, 0, understood, True, _SCORE) if understood.venue else None


def _slot(draft: Draft, start: int) -> str | None:
    """The field that the text at `start` follows, whatever links and remarks stand between."""
    owners = draft.reading.owners
    first = draft.reading.entry.core[0]
    return next((owners[at] for at in range(start - 1, first - 1, -1) if owners[at] in _FIELDS), None)


def _expected(draft: Draft, usual: str | None) -> Place | None:
    """The first leftover piece in the usual place that may be a venue's name, read as one."""
    reading = draft.reading
    follows = max([field.end for field in (draft.title, draft.authors) if field is not None], default=0)
    for piece in reading.pieces(*reading.entry.core):
        if is_numbers(piece.text) or _slot(draft, piece.start) != usual:
            continue
        bracketed = reading.visible[max(0, piece.start - 1)] == "["
        if bracketed or is_remark(reading, piece, follows, venues_in(piece.text), draft.vocabulary):
            continue
        understood = venue_reading(piece.text, draft.vocabulary)
        raw = understood.venue.raw if understood.venue else ""
        if names_thesis(piece.text) or is_seat(raw, draft.vocabulary) or not _may_be_name(raw, dated=usual is None):
            return None
        located = understood.volume or understood.pages
        if not located and count_words(raw) > 1 and name_score(raw) >= _NAME:
            return None
        return Place(piece.start, piece.end, understood, False, _SCORE)
    return None


def _may_be_name(raw: str, *, dated: bool) -> bool:
    """Whether words may name a venue: few, with a capital, no sentence; `dated`: only with a year."""
    words = count_words(raw)
    if not 0 < words <= _LONGEST or not raw[0].isalpha() or raw[0].islower() or _SPEAKS.search(raw):
        return False
    return raw.count("(") == raw.count(")") and (not dated or _DATED.search(raw) is not None)

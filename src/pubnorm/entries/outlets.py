"""What is set off on a line and is no title but where a work appeared."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.document import Text
from pubnorm.entries.marks import Marked, count_words
from pubnorm.fields.venue_words import venue_likeness
from pubnorm.matching.venues import VenueMention
from pubnorm.matching.venues.journals import is_journal
from pubnorm.matching.venues.words import phrase

_EMPHASIS = frozenset({"bold", "italic", "underline"})
_STYLES = _EMPHASIS | {"tag"}
_WORDS_OF_A_TITLE = 3
_WORDS_OF_A_NAME = 8
_WORDS_OF_A_MEETING, _LIKE_A_VENUE = 40, 0.5
# what stands behind a journal and before the end of a line: "*Tidal Waves*, **2020**, *20*, 88-98."
_ONLY_LOCATED = re.compile(
    r"[\s,.;(]*(?:(?:19|20)\d\d[\s,.;:)]+)?\d{1,4}(?: ?\(\d{1,4}\))?[\s,:;]+(?:pp?\.? ?)?"
    r"[A-Z]?\d+ ?[-–—]+ ?[A-Z]?\d+[\s.;]*$"
)


def without_venues(text: str, marks: list[Marked], venues: tuple[VenueMention, ...]) -> list[Marked]:
    """Leave out what is a venue; of two that speak like one the first is the title: "**Review of Silt** *Waves*"."""
    unknown = [mark for mark in marks if not _is_known(mark, venues)]
    left = [mark for mark in unknown if not _speaks_of_venue(text, mark)]
    if left or len(unknown) < 2:
        return left
    first = min(unknown, key=lambda mark: mark.start)
    apart = first.start <= 2 and all(mark.start >= first.end for mark in unknown if mark is not first)
    return [first] if apart and count_words(text[first.start : first.end]) >= _WORDS_OF_A_TITLE else []


def _is_known(marked: Marked, venues: tuple[VenueMention, ...]) -> bool:
    start, end = marked.start, marked.end
    covered = sum([min(v.end, end) - max(v.start, start) for v in venues if v.start < end and v.end > start])
    return covered > 0.5 * (marked.end - marked.start)


def _speaks_of_venue(text: str, marked: Marked) -> bool:
    return marked.kind in _STYLES and venue_likeness(text[marked.start : marked.end]) > 0.6


def is_located(text: str, marked: Marked) -> bool:
    """Whether what is set in italics is a journal: year, volume and pages alone follow it up to the line's end."""
    return marked.kind == "italic" and marked.start > 0 and _ONLY_LOCATED.match(text, marked.end) is not None


def is_all_meeting(text: Text, words: int) -> bool:
    """Whether a line of so many words, all in one style, speaks like a venue: a meeting, its house, town, days."""
    whole = text.text.strip(" .,")
    styled = any(span.kind in _STYLES and span.end - span.start >= len(whole) for span in text.spans)
    return styled and words <= _WORDS_OF_A_MEETING and venue_likeness(whole) > _LIKE_A_VENUE


def is_all_journal(text: str, bare: str, marked: Marked) -> bool:
    """Whether a line is but the name of a journal of the large list, emphasised: "**Some Journal**. [PDF](…)"."""
    inner = text[marked.start : marked.end]
    if marked.kind not in _EMPHASIS or len(inner) < 0.8 * len(bare.strip()) or count_words(inner) > _WORDS_OF_A_NAME:
        return False
    return is_journal(" ".join(phrase(inner.strip(" .,;"))))

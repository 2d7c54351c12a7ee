"""The container of a citation to the venue it names.

A venue string on a homepage may hold anything and be misspelt; `read_venue` is for that. The tagger has freed a
container from all but its name, and many name a journal or a book that no vocabulary holds: those are told by one walk
over the words and one look at the list of journals, which is what makes reading long reference lists fast.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from pubnorm import patterns as re
from pubnorm.citation.dates import read_year
from pubnorm.citation.words import kinds
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.venues import read_journal, read_name, read_venue
from pubnorm.matching.venues.mentions import mentions
from pubnorm.matching.venues.registry import registry
from pubnorm.model import Match, Status, Type, Venue, VenueKind
from pubnorm.vocabulary import Vocabulary

_LETTER = re.compile(r"[^\W\d_]")
_SAID = Caseless(
    r"\b(?:appear|press|accepted|submitted|(?:under|in) review|forthcoming|preparation|druck|para[iî]tre)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"\(\s*([A-Z][A-Za-z&-]*[A-Z][A-Za-z&-]*)(?:[\s'’-]*(?:19|20)?\d\d)?\s*\)")


@lru_cache(maxsize=4096)
def read_container(raw: str, vocabulary: Vocabulary) -> tuple[Venue | None, Type | None, Status | None, int | None]:
    """Return the venue, the type of work it implies, the status and the year that the name itself tells.

    >>> from pubnorm.vocabulary import vocabulary
    >>> venue, kind, status, year = read_container("Proc. of ICML 2019", vocabulary())
    >>> venue.key, kind, status, year
    ('icml', 'conference', 'published', 2019)
    >>> read_container("J. Logic Programming", vocabulary())[0].name
    'Journal of Logic Programming'
    """
    if not _LETTER.search(raw):
        return None, None, None, None
    known = registry(vocabulary)
    found = mentions(raw, known, alone=True)
    named = len(found) == 1 and found[0].start == 0 and found[0].end == len(raw)
    if named or (found and mentions(raw, known)) or _SAID.found(raw):
        reading = read_name(raw, vocabulary) if named else read_venue(raw, vocabulary)
        venue = reading.venue and msgspec.structs.replace(reading.venue, raw=raw)
        return venue, reading.type, reading.status, reading.year
    journal = read_journal(raw, vocabulary)
    if journal is not None:
        return *journal, "published", None
    kind, implied = _kind(raw)
    acronym = _ACRONYM.search(raw)
    venue = Venue(
        raw=raw, name=raw, acronym=acronym[1] if acronym else None, kind=kind, match=Match(level="none", score=0.0)
    )
    return venue, implied, "published", read_year(raw)


def _kind(raw: str) -> tuple[VenueKind | None, Type | None]:
    known = kinds()
    found = {kind for word in _WORD.findall(raw.lower()) for kind in known.get(word, ())}
    if "proceedings" in found:
        return ("workshop", "workshop") if "workshop" in raw.lower() else ("conference", "conference")
    return ("journal", "article") if "journal" in found else (None, None)

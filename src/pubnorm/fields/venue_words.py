"""Venues mentioned in a text, looked up once: the readers ask for the same stretches again and again."""

from __future__ import annotations

from functools import lru_cache

from pubnorm.matching.venues import VenueMention, VenueReading, find_venues, read_venue, venue_score
from pubnorm.vocabulary import Vocabulary

_PAGES = 4096  # texts kept; a page has some hundreds


@lru_cache(maxsize=_PAGES)
def venues_in(text: str) -> tuple[VenueMention, ...]:
    """Return the known venues that a text mentions.

    >>> [mention.key for mention in venues_in("in Proc. of ICML 2024")]
    ['icml']
    """
    return tuple(find_venues(text))


@lru_cache(maxsize=_PAGES)
def venue_reading(text: str, vocabulary: Vocabulary) -> VenueReading:
    """Return how a venue string is understood (`read_venue`)."""
    return read_venue(text, vocabulary)


@lru_cache(maxsize=_PAGES)
def venue_likeness(text: str) -> float:
    """Return from 0 to 1 how much a text speaks like a venue, known or not."""
    return venue_score(text)

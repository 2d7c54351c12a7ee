"""Venues: which one a string names, which part of it, and how that was found out.

`read_venue` reads a venue string, `read_name` one that is a name without noise, `read_journal` one that is a journal's
name, `find_venues` finds known venues in running text, `venue_score` tells how much a text looks like a venue at all.
"""

from __future__ import annotations

from pubnorm.matching.venues.filled import read_journal
from pubnorm.matching.venues.mentions import VenueMention, find_venues
from pubnorm.matching.venues.notes import rank_brackets, rank_pieces
from pubnorm.matching.venues.reading import VenueReading, read_name, read_venue
from pubnorm.matching.venues.unknown import venue_score

__all__ = [
    "VenueMention",
    "VenueReading",
    "find_venues",
    "rank_brackets",
    "rank_pieces",
    "read_journal",
    "read_name",
    "read_venue",
    "venue_score",
]

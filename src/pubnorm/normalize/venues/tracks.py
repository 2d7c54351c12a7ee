"""Which part of a venue a string names: the main track, Findings, a workshop, demos."""

from __future__ import annotations

import re
from functools import lru_cache

from pubnorm.model import Track
from pubnorm.vocabulary import Vocabulary, vocabulary


def find_track(text: str, table: Vocabulary | None = None) -> Track | None:
    """Return the track that a venue string displays, by the `venue_track` table.

    >>> find_track("EMNLP-Findings 2023"), find_track("NeurIPS 2024 D&B"), find_track("ICML 2024")
    ('findings', 'datasets', None)
    """
    for track, pattern in _patterns(table or vocabulary()):
        if pattern.search(text):
            return track
    return None


@lru_cache(maxsize=8)
def _patterns(table: Vocabulary) -> tuple[tuple[Track, re.Pattern[str]], ...]:
    rows = table.rows("venue_track")
    return tuple((row["track"], re.compile("|".join(row["patterns"]), re.I)) for row in rows)

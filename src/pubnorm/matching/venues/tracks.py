"""Which part of a venue a string names: the main track, Findings, a workshop, demos."""

from __future__ import annotations

from functools import lru_cache

from pubnorm.matching.caseless import Caseless
from pubnorm.model import Track
from pubnorm.vocabulary import Vocabulary, vocabulary


def find_track(text: str, table: Vocabulary | None = None) -> Track | None:
    """Return the track that a venue string displays, by the `venue_track` table.

    >>> find_track("EMNLP-Findings 2023"), find_track("NeurIPS 2024 D&B"), find_track("ICML 2024")
    ('findings', 'datasets', None)
    """
    anything, patterns = _patterns(table or vocabulary())
    if not anything.found(text):
        return None
    return next((track for track, pattern in patterns if pattern.found(text)), None)


@lru_cache(maxsize=8)
def _patterns(table: Vocabulary) -> tuple[Caseless, tuple[tuple[Track, Caseless], ...]]:
    rows = table.rows("venue_track")
    anything = Caseless(*(pattern for row in rows for pattern in row["patterns"]))
    return anything, tuple((row["track"], Caseless(*row["patterns"])) for row in rows)

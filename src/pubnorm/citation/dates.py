"""Year and month out of a date as citations write it."""

from __future__ import annotations

from functools import cache, lru_cache

from pubnorm import patterns as re
from pubnorm.citation.words import plain
from pubnorm.vocabulary import vocabulary

_YEAR = re.compile(r"((?:1[5-9]|20)\d\d)(?<!\d{5})(?!\d)")
_SHORT = re.compile(r"(?:^|[\s(])['’‘-](\d\d)(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d\s?[-/.年]\s?(0?[1-9]|1[0-2])(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
# Two digits of a year up to this mean this century.
_TURN = 35


@cache
def _months() -> dict[str, int]:
    return {word: row["month"] for row in vocabulary().rows("citation_month") for word in row["words"]}


@lru_cache(maxsize=4096)
def read_year(text: str) -> int | None:
    """Return the first year in `text`.

    >>> read_year("(Nov. 1999a)"), read_year("'24"), read_year("in press")
    (1999, 2024, None)
    """
    match = _YEAR.search(text)
    if match:
        return int(match[1])
    match = _SHORT.search(text)
    if match is None:
        return None
    return int(match[1]) + (2000 if int(match[1]) <= _TURN else 1900)


@lru_cache(maxsize=4096)
def read_month(text: str) -> int | None:
    """Return the first month in `text`, by name or by number after the year.

    >>> read_month("12. März 2020"), read_month("2019-07"), read_month("2019")
    (3, 7, None)
    """
    months = _months()
    for word in _WORD.finditer(text):
        month = months.get(plain(word[0]))
        if month is not None:
            return month
    match = _NUMERIC.search(text)
    return int(match[1]) if match else None

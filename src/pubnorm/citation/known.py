"""Names of venues that stand in the vocabulary, found in a row of tokens: evidence for the tagger, no verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from pubnorm.matching.venues.journals import journal_folds
from pubnorm.matching.venues.registry import registry

# Longer names are met by nobody who does not copy them.
_MOST_WORDS = 9


class _Names(NamedTuple):
    """Folded names, and by the first word of a name how many words such names have: a bit each."""

    names: tuple[Collection[str], ...]
    sizes: dict[str, int]


@cache
def _known() -> _Names:
    names = registry().claims, *journal_folds()
    sizes: dict[str, int] = defaultdict(int)
    for table in names:
        for name in table:
            sizes[name.partition(" ")[0]] |= 2 << name.count(" ")
    return _Names(names, dict(sizes))


def name_sizes(fold: str) -> int:
    """Return how many words names that begin with a folded word have: a bit each.

    >>> name_sizes("monatshefte") & 1 << 2 > 0, name_sizes("qwertz")
    (True, 0)
    """
    return _known().sizes.get(fold.partition(" ")[0], 0)


def find_venues(folds: Sequence[str], sizes: Sequence[int], parts: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the stretches of tokens that are the name of a venue, the longest from each first token on.

    `folds` are the folded words of the tokens, empty for function words; `sizes` what `name_sizes` says of those that a
    name may begin with, else 0; `parts` whether no name goes on after the token.

    >>> folds = ["thing", "phys", "rev", "lett", "12"]
    >>> find_venues(folds, list(map(name_sizes, folds)), [True, False, False, True, False])
    [(1, 4)]
    """
    (claims, journals, abbreviations), _ = _known()
    found: list[tuple[int, int]] = []
    free = 0
    for start, size in enumerate(sizes):
        if not size or start < free:
            continue
        name, best = folds[start], 0
        count = name.count(" ") + 1
        end = start + 1
        while True:
            if size >> count & 1 and (name in claims or name in journals or name in abbreviations):
                best = end
            if parts[end - 1]:
                break
            while end < len(folds) and not folds[end] and not parts[end]:
                end += 1
            if end == len(folds) or not folds[end] or not size >> count + 1 or count >= _MOST_WORDS:
                break
            name = f"{name} {folds[end]}"
            count = name.count(" ") + 1
            end += 1
        if best:
            found.append((start, best))
            free = best
    return found

"""Names of venues that stand in the vocabulary, found in a row of tokens: evidence for the tagger, no verdict."""

from __future__ import annotations

from collections.abc import Sequence

from pubnorm.matching.venues.journals import is_journal, journal_sizes
from pubnorm.matching.venues.registry import registry

# Longer names are met by nobody who does not copy them.
MOST_WORDS = 9


def name_sizes(fold: str) -> int:
    """Return how many words names that begin with a folded word have, up to `MOST_WORDS`: a bit each.

    >>> name_sizes("monatshefte") & 1 << 2 > 0, name_sizes("qwertz")
    (True, 0)
    """
    first = fold.partition(" ")[0]
    sizes = journal_sizes(first)
    for count in registry().lengths.get(first, ()):
        sizes |= 1 << count
    return sizes & ((2 << MOST_WORDS) - 1)


def find_venues(folds: Sequence[str], sizes: Sequence[int], parts: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the stretches of tokens that are the name of a venue, the longest from each first token on.

    `folds` are the folded words of the tokens, empty for function words; `sizes` what `name_sizes` says of those that a
    name may begin with, else 0; `parts` whether no name goes on after the token.

    >>> folds = ["thing", "phys", "rev", "lett", "12"]
    >>> find_venues(folds, list(map(name_sizes, folds)), [True, False, False, True, False])
    [(1, 4)]
    """
    claims, stop = registry().claims, len(folds)
    found: list[tuple[int, int]] = []
    free = 0
    for start, size in enumerate(sizes):
        if not size or start < free:
            continue
        words, best = [folds[start]], 0
        count, longest = _count(folds[start]), size.bit_length() - 1
        end = start + 1
        while True:
            if size >> count & 1 and ((name := " ".join(words)) in claims or is_journal(name)):
                best = end
            if parts[end - 1] or count >= longest:
                break
            while end < stop and not folds[end] and not parts[end]:
                end += 1
            if end == stop or not folds[end]:
                break
            words.append(folds[end])
            count += _count(folds[end])
            end += 1
        if best:
            found.append((start, best))
            free = best
    return found


def _count(fold: str) -> int:
    return fold.count(" ") + 1 if " " in fold else 1

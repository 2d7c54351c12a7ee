"""Venue text as words: where they stand, and folded so that spellings of one name meet.

Folding drops case, accents, dots and plural endings, and takes a word and its ISO 4 abbreviation to one stem
(`International`, `Intl.`, `Int'l` → `int`), by the `venue_abbreviation` table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from pubnorm.vocabulary import vocabulary

# Letters and digits, with inner `&` and `+` (S&P, RuleML+RR) and an inner apostrophe before a letter (Int'l).
_WORD = re.compile(r"[^\W_]+(?:[&+][^\W_]+|['’‘´`][^\W\d_]+)*")
# An acronym with its year or edition run on: CVPR2024, ICML24, ICCS23.
_RUN_ON = re.compile(r"([^\W\d_][^\W\d_&+]{2,}?|[A-Z]\d?[A-Z]{2,})((?:19|20)\d\d|\d\d)")
_STOPS = frozenset(
    "of the on in for and to at a an with und für der die das des et de la le les du del y e en dei della di "
    "van het".split()
)


class Word(NamedTuple):
    """A word of a text: its offsets, its folded form, and whether punctuation parts it from the word before."""

    start: int
    end: int
    fold: str
    parted: bool


def words(text: str) -> list[Word]:
    """Return the words of `text` that carry meaning: function words are left out, but still join their neighbours.

    >>> [word.fold for word in words("Int'l Conf. on Machine Learning (ICML'24)")]
    ['int', 'conf', 'mach', 'learn', 'icml', '24']
    """
    found: list[Word] = []
    last = 0
    parted = True
    for match in _WORD.finditer(text):
        start, end = match.span()
        parted = parted or _parts(text[last:start])
        last = end
        word = match.group()
        if word in _STOPS or (len(word) > 1 and word[1:].islower() and word.lower() in _STOPS):
            continue
        run_on = _RUN_ON.fullmatch(word)
        if run_on:
            middle = start + len(run_on[1])
            found += [Word(start, middle, fold(run_on[1]), parted), Word(middle, end, run_on[2], False)]
        else:
            found.append(Word(start, end, fold(word), parted))
        parted = False
    return found


def _parts(gap: str) -> bool:
    """Whether what stands between two words parts them; a full stop does only after which no abbreviation goes on."""
    return any(sign in gap for sign in ',;:()[]{}|@–—\n"“”/<>') if gap != " " else False


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return the form of one word that all its spellings share.

    >>> fold("International"), fold("Intl"), fold("Systèmes"), fold("CVPR")
    ('int', 'int', 'systeme', 'cvpr')
    """
    plain = word.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.casefold())
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = re.sub(r"['’‘´`]", "", plain) if not plain.isalnum() else plain
    stems = _stems()
    if plain in stems:
        return stems[plain]
    if len(plain) > 4 and plain[-1] == "s" and plain[-2] not in "sui" and not (word.isupper() and len(word) < 7):
        plain = plain[:-1]
    return stems.get(plain, plain)


def fold_phrase(text: str) -> str:
    """Return the folded words of a name, joined by spaces.

    >>> fold_phrase("IEEE Trans. Pattern Anal. Mach. Intell.")
    'ieee trans pattern anal mach intell'
    """
    return " ".join(word.fold for word in words(text))


@lru_cache(maxsize=1)
def _stems() -> Mapping[str, str]:
    stems: dict[str, str] = {}
    for row in vocabulary().rows("venue_abbreviation"):
        short: str = row["short"]
        stems[short] = short
        for word in row["words"]:
            stems[word] = short
    return stems

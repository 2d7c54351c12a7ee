"""Known venues behind a typing error: `Arixv`, `NeruIPS`, `Theoretical Compter Science`.

Digits and short acronyms never match this way, nor those of the crowded `IC…`, `IS…`, `IE…` families (ICSIP and ICISP
are two venues). Others must be one slip away: two neighbours swapped, or in a long one a letter more, fewer or other.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from pubnorm import patterns as re
from pubnorm.compiled import Compiled, Unread, packed
from pubnorm.matching.venues.mentions import mentions
from pubnorm.matching.venues.registry import Claim, Registry, index_sources, registry
from pubnorm.matching.venues.words import Word

_CROWDED = ("ic", "is", "ie", "ij", "iw", "ac", "as", "eu", "ai", "ai", "pa", "ci", "si")
_USUAL = 8  # times as often in names as any other word that fits
_SHORT = 6  # words of a venue string that is but an acronym with its noise


class Misspelt(NamedTuple):
    """The key of a venue whose name fits but for a slip, and how alike the two are (0 to 100)."""

    key: str
    score: float


class Slips(msgspec.Struct, array_like=True):
    """What slips are told by.

    `acronyms` are by their sorted letters; `words`, of six letters and more, by the first letter and how many there are
    (`n7`), with how often they are in names.
    """

    acronyms: dict[str, msgspec.Raw]
    words: dict[str, dict[str, int]]


_Words = dict[str, dict[str, int]]


def misspelt(text: str, found: tuple[Word, ...], known: Registry) -> Misspelt | None:
    """Return the known venue that a venue string names with a typing error, if one and only one fits."""
    return _acronym(text, found, known) or misspelt_name(text, found, known)


def _acronym(text: str, found: tuple[Word, ...], known: Registry) -> Misspelt | None:
    if (text.isupper() and len(found) > 2) or len(found) > _SHORT:
        return None  # where all is in capitals, these tell no acronym; behind a spelled-out name it is as meant
    several = sum(text[word.start : word.end].isalpha() for word in found) > 1
    for word in found:
        surface = text[word.start : word.end]
        if len(surface) < 5 or not surface.isalpha():
            continue
        shouted = sum(sign.isupper() for sign in surface) > 1
        plain = surface.lower()
        if not shouted and (several or plain in _like(plain, _slips(known)[1])):
            continue  # an ordinary word: System is not SysTEX, nor, among others, Indian INDIN
        if plain.startswith(_CROWDED) and surface.isupper():
            continue
        table = _slips(known)[0]
        near = {claim.key: claim for claim in table.get(_skeleton(plain), ()) if _swapped(plain, _plain(claim.display))}
        if not near and len(plain) > 5 and not plain.startswith(_CROWDED):
            near = {
                claim.key: claim
                for claims in _neighbours(plain, table)
                for claim in claims
                if _one_slip(plain, _plain(claim.display))
            }
        if not shouted:
            near = {key: claim for key, claim in near.items() if not claim.display.isupper()}
        if len(near) == 1:
            return Misspelt(next(iter(near)), round(100 * (1 - 1 / len(plain)), 1))
    return None


@lru_cache(maxsize=8)
def _slips(known: Registry) -> tuple[dict[str, list[Claim]], _Words]:
    slips = SLIPS.read() if known is registry() else _made(known)
    return Unread(slips.acronyms, list[Claim]), slips.words


def _made(known: Registry) -> Slips:
    return Slips(packed(_acronyms(known)), _words(known))


def _acronyms(known: Registry) -> dict[str, list[Claim]]:
    """Acronyms of five letters and more by their sorted letters."""
    table: dict[str, list[Claim]] = {}
    for claims in known.claims.values():
        for claim in claims:
            if claim.style != "acronym" or " " in claim.display or claim.weak:  # a word is no slip for another
                continue
            plain = _plain(claim.display)
            if len(plain) > 4 and plain.isalpha():
                table.setdefault(_skeleton(plain), []).append(claim)
    return table


def _plain(text: str) -> str:
    return (text if text.isalnum() else re.sub(r"[\W_]+", "", text)).lower()


def _skeleton(plain: str) -> str:
    return "".join(sorted(plain))


def _swapped(one: str, other: str) -> bool:
    """Whether two words differ in two neighbouring letters that changed places."""
    apart = [at for at in range(len(one)) if one[at] != other[at]] if len(one) == len(other) else []
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]


def _neighbours(plain: str, table: dict[str, list[Claim]]) -> list[list[Claim]]:
    """The entries whose letters differ from a word's by one more, one fewer or one other."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    fewer = {plain[:at] + plain[at + 1 :] for at in range(len(plain))}
    keys = {_skeleton(one) for one in fewer}
    keys |= {_skeleton(one + letter) for one in {plain, *fewer} for letter in letters}
    return [table[key] for key in keys if key in table]


def _one_slip(one: str, other: str) -> bool:
    if one == other or one[0] != other[0]:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((at for at in range(len(one)) if one[at] != other[at]), len(one))
    if len(one) == len(other):
        return one[at + 1 :] == other[at + 1 :]
    return len(other) == len(one) + 1 and one[at:] == other[at + 1 :]


def misspelt_name(text: str, found: tuple[Word, ...], known: Registry) -> Misspelt | None:
    """Return the venue whose spelled-out name it is where words that no venue has are set right by one letter."""
    vocabulary = _slips(known)[1]
    mended = text
    slips = 0
    for word in reversed(found):
        surface = text[word.start : word.end]
        plain = surface.lower()
        if len(plain) < 6 or not plain.isalpha() or surface.isupper() or slips > 1:
            continue
        if plain in _like(plain, vocabulary):
            continue
        right = _nearest(plain, vocabulary)
        if right is not None:
            mended = mended[: word.start] + (right.title() if surface[0].isupper() else right) + mended[word.end :]
            slips += 1
    if not slips:
        return None
    hits = [one for one in mentions(mended, known, alone=True) if one.claim.style != "acronym"]
    sure = [one for one in hits if one.last - one.first > 1 or one.end - one.start > 8]
    if len({one.claim.key for one in sure}) != 1:
        return None
    return Misspelt(sure[0].claim.key, round(100 * (1 - slips / len(text)), 1))


def _nearest(plain: str, vocabulary: _Words) -> str | None:
    """Return the word that begins like one and is a slip away, the one far more usual of several, or nothing."""
    near = {right: count for size in (-1, 0, 1) for right, count in _like(plain, vocabulary, size).items()}
    rights = [right for right in near if _one_slip(plain, right) or _swapped(plain, right)]
    rights = sorted((right for right in rights if not _inflected(plain, right)), key=near.__getitem__)
    if not rights:
        return None
    usual = near[rights[-1]]
    return rights[-1] if all(usual >= _USUAL * near[right] for right in rights[:-1]) else None


def _like(plain: str, vocabulary: _Words, longer: int = 0) -> dict[str, int]:
    """Return the words that begin with the same letter and are longer by so many."""
    return vocabulary.get(f"{plain[0]}{len(plain) + longer}", {})


def _inflected(one: str, other: str) -> bool:
    return one.rstrip("s") == other.rstrip("s")


def _words(known: Registry) -> _Words:
    """The words of six letters and more in all names, by first letter and length."""
    rows = known.rows.values()
    names = (name for row in rows for name in (row["name"], *row.get("alias", ()), *row.get("former", ())))
    counts = Counter(word for name in names for word in re.findall(r"[a-z]{6,}", name.lower()))
    table: _Words = {}
    for word, count in counts.items():
        table.setdefault(f"{word[0]}{len(word)}", {})[word] = count
    return table


SLIPS: Compiled[Slips] = Compiled(
    "misspelt", Slips, lambda: [*index_sources(), Path(__file__)], lambda: _made(registry())
)

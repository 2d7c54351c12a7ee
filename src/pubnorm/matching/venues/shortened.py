"""Known venues by abbreviations that no list has: "J. Plank. Res.", "Mon. Wea. Rev.", "Knee Surg Sports Traumatol".

Every word of the string must be a word of the name, in order, or shorten one: begin it, or leave letters out of its
middle. A word without a full stop shortens nothing where it is a word of other names itself: "Soft Science" is not
*Software Science*. What fits the names of several venues is none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.compiled import DATA, Compiled
from pubnorm.matching.venues.journals import JOURNALS, Journal, journal_starts, read_list, shelf, slug
from pubnorm.matching.venues.registry import Claim, Registry, index_sources, registry
from pubnorm.matching.venues.words import Word, is_stem, is_whole_word, stems

_MOST, _FEW = 14, 2  # words of a name
_LEAST = 2  # letters of what shortens a word without a full stop
_LEAST_CONTRACTED = 3
_VOWELS = "aeiouy"
_EVENTS = ("conference", "workshop")
_STANDING = "[(（"  # begin what is no more of the name


class Short(NamedTuple):
    """A word in small letters without accents and folded, whether a full stop follows, and whether it is whole.

    Acronyms shorten nothing, nor do words in small letters that have no full stop.
    """

    plain: str
    fold: str
    dotted: bool
    whole: bool


def shortened(text: str, found: tuple[Word, ...], known: Registry) -> Claim | Journal | None:
    """Return the venue whose name a venue string shortens, if one and only one fits.

    >>> from pubnorm.matching.venues.registry import registry
    >>> from pubnorm.matching.venues.words import words
    >>> read = lambda text: shortened(text, words(text), registry())
    >>> read("Mon. Wea. Rev.").key, read("J. Plankt. Rese.").name, read("Soft Science")
    ('monthly-weather-review', 'Journal of Plankton Research', None)
    """
    shorts = _shorts(text, found)
    if not 1 < len(shorts) <= _MOST or not any(map(_looks_short, shorts)):
        return None
    if len(shorts) == _FEW and min(len(short.plain) for short in shorts) < _LEAST:
        return None
    shorten = len(shorts) < len(found)  # where more follows than a name: a whole one would have been found before
    held = _held(shorts, known, shorten)
    if not held:
        shorts, event = _core(shorts, known)
        if event:
            held = [claim for claim in _held(shorts, known, True) if known.known(claim.key).kind in _EVENTS]
            return _only({claim.key: claim for claim in held})
    return _only({claim.key: claim for claim in held} or {slug(one.name): one for one in _listed(shorts)})


def _only(fitting: Mapping[str, Claim | Journal]) -> Claim | Journal | None:
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _shorts(text: str, found: tuple[Word, ...]) -> list[Short]:
    """The words of a name up to a number, a bracket, or the end."""
    shorts: list[Short] = []
    last, dots, shouted = 0, "." in text, text.isupper()
    for word in found:
        if shorts and (word.fold.isdigit() or not set(_STANDING).isdisjoint(text[last : word.start])):
            break
        last = word.end
        stopped = dots and (text[last : last + 1] == "." or last == len(text))
        surface = text[word.start : last]
        plain = _plain(surface)
        whole = is_whole_word(plain) or (surface[0].islower() and not stopped)
        shorts.append(Short(plain, word.fold, stopped, whole or (not shouted and len(plain) > 1 and surface.isupper())))
    return shorts


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _looks_short(short: Short) -> bool:
    """Whether a word may shorten another: it is no whole word and, without a full stop, does not end in a vowel."""
    if short.whole or len(short.plain) < _LEAST or not short.plain.isalpha():
        return False
    if short.plain in _name_words():
        return is_stem(short.plain)
    return short.dotted or short.plain[-1] not in _VOWELS


def _core(shorts: list[Short], known: Registry) -> tuple[list[Short], bool]:
    """The words that tell an event from others, and whether there was an event word before them."""
    folds = [short.fold for short in shorts]
    at = 0
    while at < len(folds) and (folds[at] in known.frills or folds[at] in known.ordinals or folds[at][0].isdigit()):
        at += 1
    core, heads = known.core(folds[at:]) if at < len(folds) else (folds, None)
    return (shorts[len(folds) - len(core) :], len(core) > 1) if heads else (shorts, False)


def _held(shorts: list[Short], known: Registry, shorten: bool) -> list[Claim]:
    """The claims of the registry that fit, but those of acronyms and, with `shorten`, of what has no shorter word."""
    texts = _lettered(known).get("".join(short.plain[0] for short in shorts), "").split("\n")
    own = " ".join(short.fold for short in shorts)
    fitting = [text for text in texts if text and _fits(shorts, text.split(" ")) and not (shorten and text == own)]
    return [claim for text in fitting for claim in known.claims[text] if claim.style != "acronym"]


def _listed(shorts: list[Short]) -> Iterator[Journal]:
    first, count = shorts[0], len(shorts)
    for start, sizes in _starts().get(first.plain[0], ()):
        if sizes >> count & 1 and _shortens(first, start):
            for folded, (name, _) in shelf(start).items():
                if folded.count(" ") == count - 1 and _fits(shorts, folded.split(" ")):
                    yield Journal(name, slug(name), "abbreviation")


def _fits(shorts: list[Short], folds: list[str]) -> bool:
    return all(_shortens(short, folded) for short, folded in zip(shorts, folds, strict=True))


def _shortens(short: Short, folded: str) -> bool:
    """Whether a word as it stands is a folded word, or shortens one that folds to it."""
    plain = short.plain
    if short.fold == folded:
        return True
    if plain[0] != folded[0] or short.whole or (len(plain) < _LEAST and not short.dotted):
        return False
    spelled = (folded, *_spelled().get(folded, ()))
    if not any(whole.startswith(plain) or _contracts(plain, whole) for whole in spelled):
        return False
    return short.dotted or plain not in _name_words()


def _contracts(plain: str, whole: str) -> bool:
    """Whether letters are left out of a word's middle: "Wldlfe", "Mgmt"."""
    if len(plain) < _LEAST_CONTRACTED or plain[-1] != whole[-1]:
        return False
    letters = iter(whole)
    return all(sign in letters for sign in plain)


@cache
def _starts() -> dict[str, list[tuple[str, int]]]:
    """The words that journals' names begin with, and how many words those have, by their first letters."""
    starts: dict[str, list[tuple[str, int]]] = {}
    for word, sizes in journal_starts().items():
        starts.setdefault(word[:1], []).append((word, sizes))
    return starts


@cache
def _spelled() -> dict[str, list[str]]:
    """The words that fold to a stem."""
    spelled: dict[str, list[str]] = {}
    for word, stem in stems().items():
        spelled.setdefault(stem, []).append(word)
    return spelled


@cache
def _name_words() -> frozenset[str]:
    """The words of full names, in small letters, that end as abbreviations do."""
    return frozenset(NAME_WORDS.read().split())


def _made() -> str:
    words = {_plain(word) for name in read_list()[0].values() for word in re.findall(r"[^\W\d_]{2,}", name)}
    return " ".join(sorted(word for word in words if word[-1] not in _VOWELS))


@lru_cache(maxsize=8)
def _lettered(known: Registry) -> dict[str, str]:
    """Folded names of more than one word by the first letters of their words, as many lines as there are."""
    return LETTERED.read() if known is registry() else _letter(known)


def _letter(known: Registry) -> dict[str, str]:
    table: dict[str, list[str]] = {}
    for text, claims in known.claims.items():
        folds = text.split(" ")
        if len(folds) > 1 and any(claim.style != "acronym" for claim in claims):
            table.setdefault("".join(fold[:1] for fold in folds), []).append(text)
    return {letters: "\n".join(texts) for letters, texts in table.items()}


LETTERED: Compiled[dict[str, str]] = Compiled(
    "lettered", dict[str, str], lambda: [*index_sources(), Path(__file__)], lambda: _letter(registry())
)
NAME_WORDS: Compiled[str] = Compiled("name_words", str, lambda: [DATA / JOURNALS, Path(__file__)], _made)

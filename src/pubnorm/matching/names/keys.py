"""A name in the form in which names are compared: folded tokens, without what spellings differ in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.matching.names.evidence import INITIALS
from pubnorm.matching.names.fold import fold
from pubnorm.matching.names.frequencies import evidence
from pubnorm.matching.names.parsing import NameParts, parse_name
from pubnorm.matching.names.scripts import is_cjk
from pubnorm.matching.names.words import words
from pubnorm.vocabulary import vocabulary

_LETTERS_ONLY = re.compile(r"[\W_]+")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"})
_NO_FORMS: frozenset[str] = frozenset()
# Evidence (natural-log units) from which short capitals are a given name.
_GIVEN = 3.0
_PIECES = re.compile(r"[\s.‐‑–-]+")


class NameKey(NamedTuple):
    """`given` has folded tokens (an initial is one letter); `exact` keeps accents; `forms` are those in CJK scripts.

    `spelled_out` is the family name and the given names with umlauts as two letters; `whole` is all of it in one run.
    `shown` has the letters in the displayed order; it is empty where a comma or initials give the order away.
    """

    given: tuple[str, ...]
    family: str
    family_tokens: tuple[str, ...]
    suffix: str
    exact: str
    spelled_out: str
    whole: str
    forms: frozenset[str]
    shown: str = ""


KeyOf = Callable[[str], "NameKey"]
"""Gives the key of a displayed name: `name_key`, or the lookup in a `KeyTable`."""


class KeyTable(dict[str, "NameKey"]):
    """The keys of names, each made once: for work on more names than the cache of `name_key` holds.

    >>> KeyTable()["Wei Zhao"].family
    'zhao'
    """

    def __missing__(self, name: str) -> NameKey:
        found = self[name] = _key(name)
        return found


@lru_cache(maxsize=65536)
def name_key(name: str | NameParts) -> NameKey:
    """Return what is compared of a name.

    >>> name_key("Zhao, H. V.").given, name_key("Jean-Luc van der Berg").family
    (('h', 'v'), 'vanderberg')
    """
    return _key(name)


def _key(name: str | NameParts) -> NameKey:
    parts = parse_name(name) if isinstance(name, str) else name
    if parts.family is None:
        text = fold(name) if isinstance(name, str) else ""
        squeezed = _LETTERS_ONLY.sub("", text.removeprefix("the "))
        return NameKey((), squeezed, (squeezed,), "", squeezed, squeezed, squeezed, frozenset((squeezed,)))
    family = f"{parts.particle} {parts.family}" if parts.particle else parts.family
    last = tuple(_letters(fold(token)) for token in family.split())
    shown = f"{parts.given or ''} {family}".casefold()
    exact = _letters(shown)
    plain = shown.isascii() and not parts.alternatives  # nothing to fold
    return NameKey(
        given=_given_tokens(parts.given or "", family),
        family="".join(last),
        family_tokens=tuple(token for token in last if token and token not in words("particle")) or last,
        suffix=(parts.suffix or "").lower().rstrip("."),
        exact=exact,
        spelled_out=exact if plain else _letters(fold(shown.translate(_GERMAN))),
        whole=exact if plain else _letters(fold(shown)),
        forms=_NO_FORMS if plain else _cjk_forms(parts),
        shown=_shown(name, parts),
    )


def _shown(name: str | NameParts, parts: NameParts) -> str:
    """Return the letters in the order displayed, where that order is not marked by a comma, initials or script."""
    if not isinstance(name, str) or "," in name or is_cjk(name) or not any(map(str.islower, parts.given or "")):
        return ""
    return _letters(name.casefold())


def _cjk_forms(parts: NameParts) -> frozenset[str]:
    forms = (_letters(fold(form)) for form in (*parts.alternatives, f"{parts.family}{parts.given or ''}"))
    return frozenset(form for form in forms if is_cjk(form))


def _letters(text: str) -> str:
    return _LETTERS_ONLY.sub("", text)


def _given_tokens(given: str, family: str) -> tuple[str, ...]:
    found: list[str] = []
    for token in given.split():
        if token[0].isupper() and INITIALS.fullmatch(token) and _stands_for_initials(token, family):
            found.extend(fold(letter) for letter in token if letter.isupper())
        else:
            found.extend(_letters(fold(piece)) for piece in _PIECES.split(token))
    return tuple(token for token in found if token)


def _stands_for_initials(token: str, family: str) -> bool:
    """Tell "XM" and "X.M." from "WEI" beside a family name that is in capitals too."""
    if len(token) == 1 or "." in token or not family.isupper():
        return True
    return evidence(token)[0] < _GIVEN


@cache
def variants(kind: str) -> dict[str, frozenset[str]]:
    """Return each form's other forms, by kind (`nickname`, `romanisation`).

    >>> "bob" in variants("nickname")["robert"]
    True
    """
    found: dict[str, set[str]] = {}
    for row in vocabulary().rows("name_variants"):
        if row["kind"] == kind:
            for group in row["groups"]:
                head, *others = group.split()
                # The head stands for each of the others; two nicknames of one name are compared through it.
                for form in (head, *others):
                    found.setdefault(form, set()).update({head, *others} - {form})
    return {form: frozenset(others) for form, others in found.items()}

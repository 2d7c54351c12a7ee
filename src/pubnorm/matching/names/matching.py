"""Whether two spellings can mean one person, at ordered levels: the first that holds decides, and says so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pubnorm import patterns as re
from pubnorm.matching.names.keys import NameKey, name_key, variants
from pubnorm.matching.names.order import PINYIN
from pubnorm.matching.names.parsing import NameParts

PersonLevel = Literal["identical", "accents", "initials", "order-swapped", "nickname", "typo", "none"]


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """At which level two names agree, and how sure that is (0 to 100); `none` has the score 0."""

    level: PersonLevel
    score: float


NONE = PersonMatch("none", 0.0)
_SWAPPED = PersonMatch("order-swapped", 92.0)
_TYPO = PersonMatch("typo", 80.0)
# Shorter names differ by one letter too often (Chen, Cheng) to call that a typo.
_TYPO_LENGTH = 5


@lru_cache(maxsize=8192)  # a page shows the same people again and again
def same_person(a: str | NameParts, b: str | NameParts) -> PersonMatch:
    """Return at which level two names can mean one person; given names that conflict are a veto.

    Names alone never prove it: "Wei Wang" is many people. See `pubnorm.matching.people` for the use of context.

    >>> same_person("Zhao, W.", "Wei Zhao").level, same_person("Wei Zhao", "Wen Zhao").level
    ('initials', 'none')
    """
    return match_keys(name_key(a), name_key(b))


def match_keys(a: NameKey, b: NameKey) -> PersonMatch:
    """Do what `same_person` does, for names whose keys are known."""
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return NONE
    if a.exact == b.exact and a.family == b.family:
        return _SWAPPED if _are_turned(a.shown, b.shown) else PersonMatch("identical", 100.0)
    if (a.forms and a.forms & b.forms) and (not a.given or not b.given or a.family == b.family or a.forms == b.forms):
        return PersonMatch("identical", 99.0)
    if (a.whole == b.whole and a.family == b.family) or _same_spelled_out(a, b):
        return PersonMatch("accents", 98.0)
    if not a.given or not b.given:
        return NONE
    return _by_parts(a, b)


def _are_turned(a: str, b: str) -> bool:
    """Tell whether one name displays its family name first, the other last, with nothing else between them."""
    return bool(a and b) and a != b and len(a) == len(b) and a in b + b


def _same_spelled_out(a: NameKey, b: NameKey) -> bool:
    return a.spelled_out in (b.whole, b.spelled_out) or b.spelled_out == a.whole


def _by_parts(a: NameKey, b: NameKey) -> PersonMatch:
    family = _family(a, b)
    if family:
        given = _given(a.given, b.given)
        if given != "conflict":
            return _weigh(a, b, family, given)
    if "".join(a.given) == b.family and "".join(b.given) == a.family:
        return _SWAPPED
    return _close(a, b)


def _weigh(a: NameKey, b: NameKey, family: str, given: str) -> PersonMatch:
    if family == "typo":
        return _TYPO if given == "same" and len("".join(a.given)) > 2 else NONE
    if given == "typo":
        return _TYPO if family == "same" else NONE
    if family == "variant" and given == "initials":
        return PersonMatch("nickname", 75.0) if min(len(a.given[0]), len(b.given[0])) > 1 else NONE
    if "variant" in (family, given):
        return PersonMatch("nickname", 88.0)
    if family == "part":
        return PersonMatch("initials", 85.0) if given == "same" else NONE
    score = 95.0 if len(a.given[0]) > 1 and len(b.given[0]) > 1 else 90.0
    return PersonMatch("initials" if given == "initials" else "accents", score)


def _family(a: NameKey, b: NameKey) -> str | None:
    """Return how two family names agree: `same`, `part` (one half of a double name), `variant`, `typo` or None."""
    if a.family == b.family or a.family_tokens == b.family_tokens:
        return "same"
    if "".join(a.family_tokens) == "".join(b.family_tokens):
        return "same"
    if b.family in variants("romanisation").get(a.family, ()):
        return "variant"
    shorter, longer = sorted((a.family_tokens, b.family_tokens), key=len)
    if len(longer) > len(shorter) and (longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter):
        return "part"
    return "typo" if _is_typo(a.family, b.family) else None


def _given(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """Return how given names agree: `same`, `initials` (one says less), `variant`, `typo` or `conflict`."""
    if a == b or "".join(a) == "".join(b):
        return "same"
    first = _first_names(a, b)
    if first == "conflict":
        return first
    if first == "joined":  # "Xiao Ming" beside "X. M." and "Xiaoming" beside "X. M."
        return "initials"
    rest = _later_names(a[1:], b[1:])
    if rest == "conflict":
        return rest
    return first if first in ("variant", "typo") else "initials"


def _first_names(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    one, other = a[0], b[0]
    if one == other:
        return "same"
    if one[0] == other[0] and min(len(one), len(other)) == 1:
        shorter, longer = (a, b) if len(one) == 1 else (b, a)
        if len(longer) == 1 and len(shorter) > 1 and _are_syllables(shorter, longer[0]):
            return "joined"
        return "initials"
    if other in variants("nickname").get(one, ()) or other in variants("romanisation").get(one, ()):
        return "variant"
    # "H. Vicky" beside "Vicky": an initial before the name in use.
    if (len(one) == 1 and one != other[0] and other in a[1:]) or (len(other) == 1 and other != one[0] and one in b[1:]):
        return "initials"
    return "typo" if _is_typo(one, other) else "conflict"


def _are_syllables(initials: tuple[str, ...], name: str) -> bool:
    """Tell whether initials are those of a name's syllables: X. M. of Xiaoming; other middle initials say nothing."""
    if any(len(letter) > 1 for letter in initials):
        return False
    pattern = "".join(f"{letter}[a-z]*?" for letter in initials[:-1]) + f"{initials[-1]}[a-z]+"
    return re.fullmatch(pattern, name) is not None


def _later_names(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """Return whether middle names can belong to one person; either may leave some out, but not show others."""
    if not a or not b:
        return "initials"
    for one, other in zip(a, b, strict=False):
        if one != other and not (one[0] == other[0] and min(len(one), len(other)) == 1):
            # One may have left out a middle name that the other shows.
            return "initials" if set(a) <= set(b) or set(b) <= set(a) or _is_typo(one, other) else "conflict"
    return "initials"


def _is_typo(a: str, b: str) -> bool:
    if min(len(a), len(b)) < _TYPO_LENGTH or (PINYIN.fullmatch(a) and PINYIN.fullmatch(b)):
        return False  # one letter tells many Chinese names apart (Jianwei, Jianwen)
    allowed = 1 if min(len(a), len(b)) < 9 else 2
    from rapidfuzz.distance import DamerauLevenshtein  # not needed to read a citation: loads slowly

    return DamerauLevenshtein.distance(a, b, score_cutoff=allowed) <= allowed


def _close(a: NameKey, b: NameKey) -> PersonMatch:
    """Names that agree in all but how they are cut or in a slip over the whole ("Deni sMerigoux")."""
    if a.family[:1] != b.family[:1] and a.given[0][:1] != b.given[0][:1]:
        return NONE
    if sorted((*a.given, *a.family_tokens)) == sorted((*b.given, *b.family_tokens)):
        return _SWAPPED
    return PersonMatch("accents", 90.0) if a.whole == b.whole else NONE

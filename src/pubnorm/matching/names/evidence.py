"""How much a piece of text looks like a name: in full, as a family name alone, or as given names alone.

All figures are natural-log likelihood ratios of "name" against "running title text"; 0 is undecided.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.matching.names.fold import fold
from pubnorm.matching.names.frequencies import evidence, is_idiom
from pubnorm.matching.names.scripts import cjk_evidence, is_cjk
from pubnorm.matching.names.words import words
from pubnorm.matching.wide import is_wide

# "J.", "J.-P.", "X.M.", "Yu." is none; capitals without stops are initials only where a longer word stands beside them.
INITIALS = re.compile(
    r"[^\W\d_a-z]{1,3}\.?|[^\W\d_a-z]{1,2}\.?-[^\W\d_a-z]{1,2}\.?|(?:-?[^\W\d_a-z]\.[’']?-?){1,5}[^\W\d_a-z]?|[A-Z][a-z]\."
)
_CAPITALS = re.compile(r"[^\W\d_a-z]{1,3}(?:-[^\W\d_a-z]{1,2})?\.?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
# Vowel signs of the scripts from Hebrew to Burmese, which are no letters to `re` but parts of words.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u109f"
_LETTER, _JOINT = r"[^\W\d_.'’‘`´-]", r"[.'’‘`´‐‑-]"
_WORDLIKE = re.compile(rf"[^\W\d_]{_LETTER}*(?:{_JOINT}{_LETTER}*)*|'[a-z]")

_OPENING = frozenset('(（"“')
_OTHER_FORM = re.compile(r"\s?[(（][^()（）]{1,60}[)）]|\s[\"“][^\W\d_]{1,20}[\"”](?=\s)")

# Where the blank between initials and a name is missing: "A.B.Poe".
GLUED = re.compile(r"(?<=\b[^\W\d_a-z]\.)(?=[^\W\d_a-z][a-zà-ÿ])")
_PLACEHOLDER = re.compile(r"[Xx]{3,5}")  # an author not yet named
BRACKETED_INITIALS = re.compile(r"\s*[(（]((?:[^\W\d_a-z][a-z]?\.[\s-]?){1,4})[)）]")  # French: "DUPONT (J.-P.)"

INITIAL = 3.5
# Without its stop a capital may be any letter or the article "A".
BARE_INITIAL, BARE_TRAILING = 2.5, 1.5
LOWER_CASE = -3.0
# "Commun.", "Vet.": journals abbreviate words, names only to initials.
ABBREVIATED = -4.0
NOT_A_WORD = -7.0
NOT_A_NAME = -9.0
NO = -30.0
_GLUED_PARTICLE = re.compile(r"([a-z]{1,3})[’']?([A-Z][^\W\d_]{2,})")  # "deBettencourt", "vanRullen", "d'Amico"
_NEVER, _SURELY, _BARE = range(3)
_LONGEST_WIDE = 7  # characters of a word in East Asian script beside Latin ones
# What a second family name costs where no particle joins it.
_DOUBLE = 3.5


class Evidence(NamedTuple):
    """The three readings of a piece; `full` says how it would be a whole name, `NO` where it cannot be."""

    full: float
    family: float
    given: float
    tokens: int
    initials_only: bool


def sigmoid(value: float) -> float:
    """Return the probability that belongs to a log ratio."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


@lru_cache(maxsize=32768)
def piece_evidence(text: str) -> Evidence:
    """Return how much `text`, without marks and separators, looks like a name.

    >>> piece_evidence("Wei Zhang").full > 5, piece_evidence("Deep Learning").full < -5, piece_evidence("Y.").given > 0
    (True, True, True)
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    main = text.strip()
    if not _OPENING.isdisjoint(main):  # "Yu (Harry) Li", "王小明 (Xiaoming Wang)"
        main = _OTHER_FORM.sub(" ", BRACKETED_INITIALS.sub(r" \1", text)).strip()
    if main and main != text:
        return piece_evidence(" ".join(main.split()))
    glued = GLUED.sub(" ", text) if "." in text else text
    tokens = [token for token in glued.split() if token not in "-–"]
    if not tokens or len(tokens) > 12 or len(text) > 120:
        return Evidence(NO, NO, NO, len(tokens), False)
    if is_cjk(text):
        score = cjk_evidence(text)
        return Evidence(score, NO, NO, len(tokens), False)
    if not text.isascii() and any(len(token) > _LONGEST_WIDE and is_wide(token[-1]) for token in tokens):
        return Evidence(NO, NO, NO, len(tokens), False)  # "TIDE 潮汐の記録に基づく設計"
    if _PLACEHOLDER.fullmatch(text):
        return Evidence(1.0, NO, NO, 1, False)
    if is_group(tokens):
        sure = tokens[-1].lower().rstrip(".") in words("group") or tokens[-1].lower().endswith("-ai")
        return Evidence(2.0 if sure else -3.0, NO, NO, len(tokens), False)
    initials = [_is_initials(token, tokens) for token in tokens]
    penalty = _penalty(tokens, initials)
    if all(initials):
        # "LI" alone is a family name in capitals or two initials.
        bare = len(tokens) == 1 and tokens[0].isalpha() and len(tokens[0]) > 1
        family = evidence(tokens[0])[1] - 0.5 if bare else -6.0
        return Evidence(-6.0, family, INITIAL + penalty, len(tokens), True)
    slots = [_slots(token, initial) for token, initial in zip(tokens, initials, strict=True)]
    return Evidence(
        _full(tokens, initials, slots) + penalty,
        _family(slots, initials) + penalty,
        _given(slots) + penalty,
        len(tokens),
        False,
    )


@lru_cache(maxsize=32768)
def has_name_shape(text: str, *, any_case: bool = False) -> bool:
    """Tell whether `text` could be a name by its shape alone: one to five words, in capitals but for particles.

    With `any_case`, capitals do not matter.

    >>> has_name_shape("True Price"), has_name_shape("in press"), has_name_shape("Proc. of 2020")
    (True, False, False)
    """
    tokens = (GLUED.sub(" ", text) if "." in text else text).split()
    if (not is_cjk(text) and all(map(INITIALS.fullmatch, tokens))) or (len(tokens) == 1 and text.isupper()):
        return False
    if not 1 <= len(tokens) <= 5 or not all(_is_wordlike(token) or INITIALS.fullmatch(token) for token in tokens):
        return False
    if any_case:
        return True
    capitals = sum(not token[0].islower() for token in tokens)
    return capitals >= min(len(tokens), 2) - (len(tokens) == 2) and not tokens[0][0].islower()


@lru_cache(maxsize=16384)
def _is_wordlike(token: str) -> bool:
    """Tell whether a token is written as words of names are: letters with their signs, apostrophes, hyphens, stops."""
    if token.isascii() or max(token) < _SIGNS[0]:
        return _WORDLIKE.fullmatch(token) is not None
    return _signed().fullmatch(token) is not None or (is_cjk(token) and "·" not in token)


@cache
def _signed() -> re.Pattern[str]:
    """Compile the pattern of words in any script when it is first needed, for it takes long."""
    letter = f"(?:{_LETTER}|[{_SIGNS}])"
    return re.compile(rf"[^\W\d_]{letter}*(?:{_JOINT}{letter}*)*|'[a-z]")


def is_group(tokens: list[str]) -> bool:
    """Tell whether tokens name a group that signs as an author ("The ATLAS Collaboration", "DeepSeek-AI")."""
    last = tokens[-1].lower().rstrip(".")
    if last.endswith("-ai"):
        return True
    if not 2 <= len(tokens) <= 7 or (tokens[0][0].islower() and tokens[0] != "the"):
        return False
    return last in words("group") or last in words("organisation")


def are_initials(token: str) -> bool:
    """Tell whether a token is of the form of initials, of which none ends in a small letter.

    >>> are_initials("J.-P."), are_initials("WA"), are_initials("Yu."), are_initials("Smith")
    (True, True, True, False)
    """
    return not "a" <= token[-1] <= "z" and INITIALS.fullmatch(token) is not None


def _is_initials(token: str, tokens: list[str]) -> bool:
    shape = _initials_shape(token)
    if shape != _BARE:
        return shape == _SURELY
    # Bare capitals ("DP", "JA."): initials unless the whole piece is in capitals ("WANG LI").
    return len(tokens) == 1 or any(not other.isupper() and other[0].isupper() for other in tokens)


@lru_cache(maxsize=16384)
def _initials_shape(token: str) -> int:
    """Return whether a token is initials: no, surely, or as capitals without stops are."""
    if token[0].islower() or len(token) > 10 or not are_initials(token):
        return _NEVER
    if len(token) == 3 and token.lower() in words("capital_particle"):  # "St."
        return _NEVER
    return _SURELY if _CAPITALS.fullmatch(token) is None or len(token.rstrip(".")) == 1 else _BARE


@lru_cache(maxsize=16384)
def _slots(token: str, initial: bool) -> tuple[float, float]:
    if initial:
        return (INITIAL if "." in token else BARE_INITIAL, -2.0)
    low = token.lower()
    if low in words("particle") and token[0].islower():
        return (0.3, 0.0)
    if low in words("suffix"):
        return (0.5, 0.5)
    if len(low) < 4 and (low in words("capital_particle") or low in words("capital_particle_or_given")):
        return (max(evidence(token)[0], 0.3), max(evidence(token)[1], 0.3))
    glued = _GLUED_PARTICLE.fullmatch(token)
    if glued and glued[1] in words("particle"):
        return (-2.0, max(0.0, evidence(glued[2])[1]))
    given, family = evidence(token)
    if not _is_wordlike(token):
        return (NOT_A_WORD, NOT_A_WORD)
    bare = fold(token).rstrip(".")
    if bare in words("institution"):
        return (2 * NOT_A_NAME, 2 * NOT_A_NAME)
    if bare in words("not_name") and max(given, family) < 2.0:
        return (min(given, NOT_A_NAME), min(family, NOT_A_NAME))
    if token[-1] == "." and len(token) > 3 and token.count(".") == 1:
        return (given + ABBREVIATED, family + ABBREVIATED)
    if token[0].islower():
        return (given + LOWER_CASE, family + LOWER_CASE)
    return (given, family)


def _penalty(tokens: list[str], initials: list[bool]) -> float:
    penalty = 0.0
    folded = " ".join(tokens).lower()
    if folded in words("place") or folded in words("city"):
        penalty -= 12.0
    for first, second in pairwise(tokens):
        if is_idiom(first, second):
            penalty -= 10.0
    surplus = len(tokens) - 3 - sum(initials)
    return penalty - math.sqrt(surplus) * surplus if surplus > 0 else penalty


def _full(tokens: list[str], initials: list[bool], slots: list[tuple[float, float]]) -> float:
    count = len(tokens)
    if count > 1 and tokens[-1].lower() in words("suffix"):
        count -= 1
    if count == 1:
        given, family = slots[0]
        return max(given, family) * 0.6 - 3.5
    if tokens[0].islower() or tokens[0].lower() in words("capital_particle"):
        heavy = [slot for token, slot in zip(tokens, slots, strict=True) if not _is_particle(token)]
        if not any(initials) and (len(heavy) == 1 or tokens[0].islower()):
            return sum(family for _, family in heavy) - 3.5  # "Van Roy", "da Fontoura Costa" are family names
    trailing = 0
    while trailing < count and initials[count - 1 - trailing]:
        trailing += 1
    if trailing and trailing < count:  # "Huang Y", "Morsy M. M."
        head = slots[: count - trailing]
        sign = INITIAL if "." in tokens[-1] else BARE_TRAILING
        return sign + sum(family for _, family in head) - 2.0 * max(0, _heavy(head) - 1)
    shown = sum(given for given, _ in slots[: count - 1]) + slots[count - 1][1]
    swapped = slots[0][1] + sum(given for given, _ in slots[1:count]) - 1.0
    return max(shown, swapped)


def _family(slots: list[tuple[float, float]], initials: list[bool]) -> float:
    if any(initials):
        return -8.0
    return sum(family for _, family in slots) - _DOUBLE * max(0, _heavy(slots) - 1)


def _given(slots: list[tuple[float, float]]) -> float:
    return sum(given for given, _ in slots) - 1.5 * max(0, len(slots) - 1)


def _is_particle(token: str) -> bool:
    return token.lower() in words("particle") or token.lower() in words("capital_particle")


def _heavy(slots: list[tuple[float, float]]) -> int:
    return sum(slot[1] not in (0.0, 0.3) for slot in slots)

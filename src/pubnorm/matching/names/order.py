"""Where the family name stands in a name written without a comma."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.matching.names.evidence import are_initials
from pubnorm.matching.names.fold import fold
from pubnorm.matching.names.frequencies import evidence
from pubnorm.matching.names.words import words

# Two tokens swap places only where both say so: each by this much, and together by more (natural-log units).
_EACH, _TOGETHER, _TOGETHER_CHINESE = 0.8, 4.0, 3.5
PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:[aeiouv]|ai|ei|ao|ou|ia|ie|ua|uo|ui|iu|iao|uai|ue|ve|er)(?:n|ng)?){1,2}"
)

_KOREAN_GIVEN = re.compile(r"[A-Z][a-z]+-[A-Za-z][a-z]+")


def family_first(tokens: list[str]) -> int:
    """Return of how many tokens the family name consists that stands first, 0 where the given name does.

    >>> family_first(["Huang", "Y"]), family_first(["WANG", "Xiaoming"]), family_first(["Wei", "Zhang"])
    (1, 1, 0)
    """
    if _is_vietnamese(tokens):
        return 1
    count = len(tokens)
    trailing = 0
    while trailing < count - 1 and _is_initials(tokens[count - 1 - trailing], tokens):
        trailing += 1
    if trailing and not any(_is_initials(token, tokens) for token in tokens[: count - trailing]):
        return count - trailing
    capitals = _leading_capitals(tokens)
    if capitals:
        return capitals
    if any(not token[0].isupper() for token in tokens) or tokens[-1].isupper() or are_initials(tokens[0]):
        return 0
    return 1 if _is_swapped(tokens) else 0


def _is_initials(token: str, tokens: list[str]) -> bool:
    if token[0].islower() or not are_initials(token):
        return False
    # Bare capitals are initials beside words in mixed case; "Li WU" is a family name in capitals.
    if len(token) > 1 and token.isupper() and token.isalpha():
        return any(not other.isupper() for other in tokens) and not _is_short_family(token, tokens)
    return True


def _is_short_family(token: str, tokens: list[str]) -> bool:
    if fold(token) in words("pinyin_surname") and all(PINYIN.fullmatch(fold(t)) for t in tokens if t is not token):
        return True
    given, family = evidence(token)
    others = [evidence(other) for other in tokens if other is not token and len(other.rstrip(".")) > 1]
    return family > 4.0 and given < family + 2.0 and any(g > f + 0.5 for g, f in others)


def _leading_capitals(tokens: list[str]) -> int:
    size = 0
    while size < len(tokens) and len(tokens[size]) > 1 and tokens[size].isupper() and "." not in tokens[size]:
        size += 1
    if not size or size == len(tokens):
        return 0
    if any(token.isupper() and len(token) > 1 and "." not in token for token in tokens[size:]):
        return 0
    if are_initials(tokens[0]) and not _is_short_family(tokens[0], tokens):
        return 0
    return size


def _is_vietnamese(tokens: list[str]) -> bool:
    if len(tokens) < 3:
        return False
    surnames = words("vietnamese_surname")
    if fold(tokens[0]) not in surnames:
        return False
    last = fold(tokens[-1])
    if any(fold(token) in words("vietnamese_middle") for token in tokens[1:-1]):
        return True
    given, family = evidence(tokens[-1])
    return last not in surnames and given > family and all(1 < len(token) <= 6 for token in tokens)


def _is_swapped(tokens: list[str]) -> bool:
    if len(tokens) > 3:
        return False
    first = fold(tokens[0])
    if "-" in tokens[-1] and first in words("korean_surname") and _KOREAN_GIVEN.fullmatch(tokens[-1]):
        return fold(tokens[-1]) not in words("korean_surname")
    given_first, family_first_token = evidence(tokens[0])
    given_last, family_last = evidence(tokens[-1])
    opening, closing = family_first_token - given_first, given_last - family_last
    if first in words("pinyin_surname"):
        return opening + closing > _TOGETHER_CHINESE and PINYIN.fullmatch(fold(tokens[-1]).replace("-", "")) is not None
    return min(opening, closing) > _EACH and opening + closing > _TOGETHER


def family_start(tokens: list[str]) -> int:
    """Return where the family name (with its particles) begins in a name that is given name first.

    >>> family_start("Ricardo da Costa Veras".split()), family_start("Gabriel García Márquez".split())
    (1, 1)
    """
    count = len(tokens)
    for at in range(1, count - 1):
        low = fold(tokens[at])
        if tokens[at].islower() and low in words("conjunction") and at > 1:
            return _before_conjunction(tokens, at)
        # BibTeX's rule: a lower-case word between others begins the family name, whether known as a particle or not.
        if tokens[at].islower() and (low in words("particle") or len(low) > 1):
            return at - 1 if at > 1 and _is_capital_particle(tokens[at - 1]) else at
    if tokens[-1].isupper() and len(tokens[-1]) > 1:
        start = count - 1
        while start > 1 and len(tokens[start - 1]) > 2 and tokens[start - 1].isupper():
            start -= 1
        if not tokens[0].isupper():
            return start
    start = count - 1
    while start > 1 and _is_capital_particle(tokens[start - 1]):
        start -= 1
    if start == count - 1 and count > 2 and all(fold(token) in words("iberian_surname") for token in tokens[-2:]):
        start -= 1
    return start


def _is_capital_particle(token: str) -> bool:
    low = fold(token)
    return low in words("capital_particle") or low in words("capital_particle_or_given")


def _before_conjunction(tokens: list[str], at: int) -> int:
    start = at - 1
    while start > 1 and tokens[start - 1].islower() and fold(tokens[start - 1]) in words("particle"):
        start -= 1
    return start

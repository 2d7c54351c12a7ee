"""A name in the form in which names are compared: folded tokens, without what spellings differ in."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pubnorm.normalize.names.evidence import INITIALS
from pubnorm.normalize.names.fold import fold
from pubnorm.normalize.names.parsing import NameParts, parse_name
from pubnorm.normalize.names.scripts import is_cjk
from pubnorm.normalize.names.words import words
from pubnorm.vocabulary import vocabulary

_LETTERS_ONLY = re.compile(r"[\W_]+")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"})
_PIECES = re.compile(r"[\s.‐‑–-]+")


class NameKey(NamedTuple):
    """`given` has folded tokens (an initial is one letter); `exact` keeps accents; `forms` are those in CJK scripts.

    `spelled_out` is the family name and the given names with umlauts as two letters; `whole` is all of it in one run.
    """

    given: tuple[str, ...]
    family: str
    family_tokens: tuple[str, ...]
    suffix: str
    exact: str
    spelled_out: str
    whole: str
    forms: frozenset[str]


@lru_cache(maxsize=65536)
def name_key(name: str | NameParts) -> NameKey:
    """Return what is compared of a name.

    >>> name_key("Zhao, H. V.").given, name_key("Jean-Luc van der Berg").family
    (('h', 'v'), 'vanderberg')
    """
    parts = parse_name(name) if isinstance(name, str) else name
    if parts.family is None:
        text = fold(name) if isinstance(name, str) else ""
        squeezed = _LETTERS_ONLY.sub("", text.removeprefix("the "))
        return NameKey((), squeezed, (squeezed,), "", squeezed, squeezed, squeezed, frozenset((squeezed,)))
    family = " ".join(part for part in (parts.particle, parts.family) if part)
    given = _given_tokens(parts.given or "", all_capitals=(parts.given or "").isupper())
    last = tuple(_letters(fold(token)) for token in family.split())
    shown = f"{' '.join(_PIECES.split(parts.given or ''))} {family}".casefold()
    forms = frozenset(
        _LETTERS_ONLY.sub("", fold(form)) for form in (*parts.alternatives, parts.family + (parts.given or ""))
    )
    return NameKey(
        given=given,
        family="".join(last),
        family_tokens=tuple(token for token in last if token and token not in words("particle")) or last,
        suffix=(parts.suffix or "").lower().rstrip("."),
        exact=_LETTERS_ONLY.sub("", shown),
        spelled_out=_letters(fold(shown.translate(_GERMAN))),
        whole=_letters(fold(shown)),
        forms=frozenset(form for form in forms if is_cjk(form)),
    )


def _letters(text: str) -> str:
    return _LETTERS_ONLY.sub("", text)


def _given_tokens(given: str, *, all_capitals: bool) -> tuple[str, ...]:
    found: list[str] = []
    for token in given.split():
        if token[0].isupper() and INITIALS.fullmatch(token) and (len(token) == 1 or "." in token or all_capitals or len(token) <= 2):
            found.extend(_letters(fold(letter)) for letter in token if letter.isalpha() and letter.isupper())
            continue
        found.extend(_letters(fold(piece)) for piece in _PIECES.split(token))
    return tuple(token for token in found if token)


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

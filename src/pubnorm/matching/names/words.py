"""The words in and around names, by kind, from `data/names.toml`."""

from __future__ import annotations

from functools import cache

from pubnorm.vocabulary import vocabulary


@cache
def words(kind: str) -> frozenset[str]:
    """Return the folded words of a kind (`particle`, `suffix`, `honorific`, `degree`, `group`, `role`, …).

    >>> "van" in words("particle"), "jr." in words("suffix")
    (True, True)
    """
    return frozenset(word for row in vocabulary().rows("name_words") if row["kind"] == kind for word in row["words"])


@cache
def letters(kind: str) -> frozenset[str]:
    """Return the characters of a kind whose words are written as one run (`han_surname`, `hangul_surname`).

    >>> "王" in letters("han_surname")
    True
    """
    return frozenset("".join(words(kind)))


def is_honorific(token: str, behind: str) -> bool:
    """Tell whether `token` before a name is a title and no part of the name: in `MR Lyu` it is two initials.

    >>> is_honorific("Dr.", "Jane Doe"), is_honorific("DR", "JANE DOE"), is_honorific("MR", "Lyu")
    (True, True, False)
    """
    if token.lower() not in words("honorific"):
        return False
    return not (len(token) == 2 and token.isupper() and len(behind.split()) == 1)

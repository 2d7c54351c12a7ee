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

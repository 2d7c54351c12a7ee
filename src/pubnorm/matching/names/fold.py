"""Folding: the form of a name or word under which spellings are compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that have no decomposition but an accepted plain spelling.
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "æ": "ae", "œ": "oe", "ß": "ss",
        "þ": "th", "ə": "e", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ʻ": "'", "‐": "-", "‑": "-", "–": "-",
    }
)  # fmt: skip
# Accents go, too, of Latin, Greek and Cyrillic letters alone: a Devanagari vowel or a kana voicing sign is none.
_PLAIN = {**_LETTERS, **dict.fromkeys(range(0x300, 0x370))}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with plain apostrophes and hyphens.

    >>> fold("Gouëzel"), fold("O’Neill"), fold("Łukasz"), fold("王")
    ('gouezel', "o'neill", 'lukasz', '王')
    """
    lowered = text.casefold()
    if lowered.isascii():
        return lowered
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", lowered.translate(_LETTERS)).translate(_PLAIN))

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


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with plain apostrophes and hyphens.

    >>> fold("Gouëzel"), fold("O’Neill"), fold("Łukasz"), fold("王")
    ('gouezel', "o'neill", 'lukasz', '王')
    """
    lowered = text.casefold()
    if lowered.isascii():
        return lowered
    plain = unicodedata.normalize("NFKD", lowered.translate(_LETTERS)).translate(_LETTERS)
    return unicodedata.normalize("NFC", "".join(char for char in plain if not _is_accent(char)))


def _is_accent(char: str) -> bool:
    # Only marks of the Latin, Greek and Cyrillic range: a Devanagari vowel or a kana voicing sign is no accent.
    return "̀" <= char <= "ͯ"

"""Cyrillic letters as Latin ones, so that what tells names and citations is told once for both scripts."""

from __future__ import annotations

from pubnorm import patterns as re

_IS_CYRILLIC = re.compile("[Ѐ-ӿ]")
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"
_SOUNDS = "abvgdeejziiklmnoprstufhccssyyyeuaiieg"
_LETTERS = str.maketrans(_CYRILLIC + _CYRILLIC.upper(), _SOUNDS + _SOUNDS.upper())


def in_latin(text: str) -> str:
    """Return a text with a Latin letter for each Cyrillic one; offsets hold.

    >>> in_latin("Петрова А.Б., Doe J.")
    'Petrova A.B., Doe J.'
    """
    return text if text.isascii() or not _IS_CYRILLIC.search(text) else text.translate(_LETTERS)

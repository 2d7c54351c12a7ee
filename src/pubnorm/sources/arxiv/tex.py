r"""TeX accents and ligatures, as arXiv's titles and names have them, to Unicode.

Only what stands for a letter is turned; formulas between dollars and other commands stay as they are. The commands are
those of LaTeX's text mode (The LaTeX Companion, ch. 7.11); each accent is a Unicode combining character.
"""

from __future__ import annotations

import unicodedata

from pubnorm import patterns as re

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł",
    "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "dj": "đ",
    "DJ": "Đ",
}  # fmt: skip
_LETTER = re.compile(
    r"\{?\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?:\}|\{\}|\s+(?=\w)|(?![A-Za-z]))"
)
_ACCENT = re.compile(r"\{?\\(?:([`'^~\"=.])\s*\{?|([uvHckrdb])(?:\s*\{|\s+))(\\[ij](?![A-Za-z])\s*|[^\W\d_])(\}{0,2})")
_FORMULA = re.compile(r"(\$[^$]*\$)")


def to_unicode(text: str) -> str:
    r"""Return `text` with TeX's accented and special letters as Unicode ones; formulas are left alone.

    >>> to_unicode(r"C. Bal\'azs, Mikkel {\O}bro, Erd\H{o}s, $\'a$")
    "C. Balázs, Mikkel Øbro, Erdős, $\\'a$"
    """
    if "\\" not in text:
        return text
    return "".join(part if part.startswith("$") else _letters(part) for part in _FORMULA.split(text))


def _letters(text: str) -> str:
    text = _ACCENT.sub(_accented, text)
    return _LETTER.sub(lambda match: _LETTERS[match[1]], text)


def _accented(match: re.Match[str]) -> str:
    accent = _ACCENTS[match[1] or match[2]]
    letter = {"ı": "i", "ȷ": "j"}.get(match[3], match[3].strip("\\ "))
    opened, closed = match[0][: match.start(3) - match.start()].count("{"), len(match[4])
    return unicodedata.normalize("NFC", letter + accent) + "}" * max(0, closed - opened)

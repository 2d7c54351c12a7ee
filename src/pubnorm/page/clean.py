"""Characters that nobody sees, or tells from plain ones: spaces, commas; what has no width and no meaning goes."""

from __future__ import annotations

import unicodedata

from pubnorm import patterns as re

# U+E000 to U+F8FF are signs of fonts for icons. U+FDD0 to U+FDEF are noncharacters: no page has them, and later steps
# mark places with some.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\ufffc\ufffe\uffff\U000e0000-\U000e0fff"
)
_SPACES = "\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Zero-width (non-)joiners matter inside emoji and in the scripts of the Near East and of India, nowhere else.
_JOINED = "\u0600-\u0dff\u1000-\u109f\u1780-\u18af\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
# One class without alternatives: the search for it runs at full speed.
_ODD = re.compile(f"[{_INVISIBLE}{_SPACES}\u200c\u200d]")
_IS_JOINED = re.compile(f"[{_JOINED}]").match

_HIGHLIGHTED = re.compile(r"(?<![\w=])==(?=[^\s=])([^=]{2,300})(?<=\S)==(?![\w=])")  # by a marker

# What copying out of a PDF parts from its letter: "Bj¨orn", "Mu˜noz", "Garc´ıa". "l´été" has an apostrophe.
_APART = re.compile(r"(?<=[^\W\d_])(?:¨[aeiouAEIOU]|˜[anoANO]|ˇ[csrzCSRZ]|´ı)")
# Accents that are characters of their own, as some systems write them.
_ACCENT, _BEHIND = re.compile("[\u0300-\u036f]"), re.compile(r"[^\W\d_][\u0300-\u036f]+")
_LOW_QUOTE = re.compile(r"(?<=\S)‚(?=\s)")  # looks like a comma, and stands for one: "Jane Doe‚ Rob Roe"
_LATE_END = re.compile(r"\n[ \t]*/?>")  # of a tag, where a program broke its lines
_IN_TAG, _LONGEST_TAG = re.compile(r"</?[a-zA-Z][\w:-]*(?:\s[^<>]*)?"), 4_000
_WIDE_END = re.compile(r"(?<=\])[(（]([\w./:%?=&#~+-]{4,300})）")  # of a link's address: "[On Tides](10.9999/1）"
_COMBINING = {"¨": "\u0308", "˜": "\u0303", "ˇ": "\u030c", "´": "\u0301"}


def clean(text: str) -> str:
    r"""Return `text` without control characters, zero-width ones and highlighting, with plain spaces for all others.

    >>> clean("Jane\xa0Doe\u200b, co\xadauthor\x0c"), clean("J¨org Doe"), clean("Jo\u0308rg Doe") == "Jörg Doe"
    ('Jane Doe, coauthor ', 'Jörg Doe', True)
    >>> clean("Waves 3, 561\xad566")
    'Waves 3, 561-566'
    >>> clean("[On Tides](https://x.org/a）")
    '[On Tides](https://x.org/a)'
    >>> clean("Jane Doe‚ Rob Roe: ‚On Tides‘")
    'Jane Doe, Rob Roe: ‚On Tides‘'
    >>> clean('"==On Tides,==" 3; a == b')
    '"On Tides," 3; a == b'
    >>> clean('<a\n  href="u"\n  >On Tides</a\n>\n> quoted')
    '<a\n  href="u">\n  On Tides</a>\n\n> quoted'
    """
    text = _ODD.sub(_plain, text)
    if "<" in text:
        text = _LATE_END.sub(_ended, text)
    if "==" in text:
        text = _HIGHLIGHTED.sub(r"\1", text)
    if not text.isascii() and _ACCENT.search(text):
        text = _BEHIND.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    if "‚" in text:
        text = _LOW_QUOTE.sub(",", text)
    if "）" in text:
        text = _WIDE_END.sub(r"(\1)", text)
    return _APART.sub(_joined, text) if any(map(text.__contains__, _COMBINING)) else text


def _ended(match: re.Match[str]) -> str:
    """End a tag on the line before, for on a line of its own its bracket looks like a quotation's sign."""
    text, at = match.string, match.start()
    begin = text.rfind("<", max(0, at - _LONGEST_TAG), at)
    if begin < 0 or _IN_TAG.fullmatch(text, begin, at) is None:
        return match[0]
    end = match[0].lstrip("\n \t")
    return end + match[0][: -len(end)]


def _joined(match: re.Match[str]) -> str:
    letter = "i" if match[0][1] == "ı" else match[0][1]
    return unicodedata.normalize("NFC", letter + _COMBINING[match[0][0]])


def _plain(match: re.Match[str]) -> str:
    char = match[0]
    if char.isspace():
        return " "
    if char == "\xad":  # between digits it stands for the hyphen that the eye sees: "561\xad566"
        around = match.string[max(0, match.start() - 1) : match.end() + 1]
        return "-" if around[:1].isdigit() and around[-1:].isdigit() else ""
    if char in "\u200c\u200d" and _IS_JOINED(match.string, max(0, match.start() - 1)):
        return char
    return ""

"""The encodings that UTF-8 gets read as, and how sure one can be that a piece of text was.

The byte tables are Python's codecs. What counts as healthy follows from how people write: after a word stand closing
quotes, dots, dashes and footnote marks; capitals stand at the beginning of words; `√`, `≈` and `¬` stand before what
mathematicians put there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import NamedTuple

from pubnorm import patterns as re

_QUOTES = frozenset("\xa0»”“’‘…–—„‚«‹›·•")  # end a word, or stand right after it
_MARKS = frozenset("™®©†‡²³¹ºª°§¶±‰")  # raised after a word
_LETTERS = frozenset("ŠŽšžŒœŸƒ")
_MATHEMATICS = frozenset("π∞Ω∑∏∫∂±≤≥≠µ°ø")

# Scripts and signs of which a single character stands on its own on homepages; of others only runs are believed.
_SINGLE = (
    "[\xa0-\u03ff\u0400-\u04ff\u1e00-\u1eff\u2000-\u23ff\u2460-\u2bff\u3000-\u30ff\u3130-\u318f\u3200-\u9fff"
    "\uac00-\ud7a3\ufb00-\ufb06\ufe00-\ufe4f\ufeff-\uffef\ufffd\U0001d400-\U0001d7ff\U0001f000-\U0001faff]"
)
C1 = {
    0x80 + i: char for i, char in enumerate("€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ")
}  # Windows-1252's 80 to 9F
_FORMATS = frozenset("\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


class Verdict(Enum):
    """What a piece of text is taken for."""

    HEALTHY = 0
    DOUBTFUL = 1
    CERTAIN = 2


class Piece(NamedTuple):
    """A run being judged: what stands there, what it would become, what is around it, and which bytes were lost."""

    garbled: str
    healthy: str
    before: str
    after: str
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Misreading:
    """One encoding that UTF-8 gets read as: its runs in a text, how to decode them, and how to judge them."""

    name: str
    byte_of: dict[str, int]
    run: re.Pattern[str]
    suspect: re.Pattern[str]
    own: Callable[[Piece], Verdict]
    lost: dict[str, str] = field(default_factory=dict)
    signs: tuple[str, ...] = ()

    def decode(self, garbled: str) -> str:
        """Return what a run would have been."""
        return bytes(map(self.byte_of.__getitem__, garbled)).decode("utf-8")

    def judge(self, piece: Piece) -> Verdict:
        """Return whether a piece is garbled."""
        return self.own(piece) if piece.lost or _plausible(piece.healthy) else Verdict.HEALTHY


def _plausible(healthy: str) -> bool:
    """Return whether people write these characters: assigned, common where they stand alone, of one kind where not."""
    if any(unicodedata.category(char)[0] == "C" and char not in _FORMATS for char in healthy):
        return False
    return len(healthy) > 1 or re.match(_SINGLE, healthy) is not None


def _word_around(piece: Piece) -> bool:
    """Return whether letters stand on both sides."""
    return piece.before[-1:].isalpha() and piece.after[:1].isalpha()


def _alone(piece: Piece) -> bool:
    return not piece.before[-1:].isalpha() and not piece.after[:1].isalpha()


def windows_1252(piece: Piece) -> Verdict:
    """Judge what may be UTF-8 read as Windows-1252 or Latin-1."""
    garbled = piece.garbled
    if piece.lost:
        return _lost_windows_1252(piece)
    shown = garbled.translate(C1)
    if any("\x80" <= char <= "\x9f" for char in shown):
        return Verdict.CERTAIN  # a byte that Windows-1252 does not have: no healthy text does
    if len(piece.healthy) > 1:
        # `Ä–Ö–Ü` is a list of letters, as likely as not.
        natural = all(char in _QUOTES or char in "ÄÖÜÅÆÉÈËÇÊÌÍÓÒÔÕÚÙÛÝ" for char in shown)
        return Verdict.DOUBTFUL if natural or not _coherent(piece.healthy) else Verdict.CERTAIN
    lead, rest = shown[:1], shown[1:]
    if len(rest) == 3:
        return Verdict.HEALTHY if all(char in _QUOTES for char in rest) else Verdict.CERTAIN
    if len(rest) == 2:
        follows = all(char in _QUOTES for char in rest) if lead == "â" else _follows_word(rest)
        if not follows:
            return Verdict.CERTAIN
        return Verdict.CERTAIN if piece.after[:1].isalpha() and rest[0] not in "-–—…’" else Verdict.DOUBTFUL
    return _two_bytes_windows_1252(piece, lead, rest)


def _follows_word(rest: str) -> bool:
    """Return whether both of two characters may stand after a word: `á»…` may, `á»‹` may not."""
    first, second = rest[0], rest[1]
    if second in "«‹„‚":
        return False
    return (first in _QUOTES or first in _MARKS or first in _LETTERS) and (second in _QUOTES or second in _MARKS)


def _two_bytes_windows_1252(piece: Piece, lead: str, rest: str) -> Verdict:
    before, after = piece.before[-1:], piece.after[:1]
    if lead in "ÃÂ":
        if rest in _QUOTES or rest in _MARKS or rest in _LETTERS:
            # SÃO” and IRMÃ™ are healthy: a word in capitals before, no letter after.
            capitals = re.search(r"[^\W\d_]{2,}$", piece.before)
            return Verdict.DOUBTFUL if capitals and capitals[0].isupper() and not after.islower() else Verdict.CERTAIN
        return Verdict.CERTAIN
    if before.islower() and lead.isupper():
        return Verdict.CERTAIN  # no capital stands there: Boško as BoÅ¡ko, Erdős as ErdÅ‘s
    if lead in "ÎÏ":
        return Verdict.DOUBTFUL if rest in _QUOTES else Verdict.CERTAIN
    if rest in _QUOTES:
        begins = after.islower() and (rest not in "’–—…\xa0" or (rest == "\xa0" and lead == "Å"))
        return Verdict.CERTAIN if begins else Verdict.DOUBTFUL
    if rest in _LETTERS:
        return Verdict.CERTAIN if lead in "ÄÅÈ" and not before.isupper() else Verdict.DOUBTFUL
    if lead in "ÄÅÈÐÑ" and after.islower():
        return Verdict.CERTAIN
    return Verdict.DOUBTFUL if rest in _MARKS or _alone(piece) else Verdict.CERTAIN


def _lost_windows_1252(piece: Piece) -> Verdict:
    if piece.lost == "space":
        if piece.before[-1:].isupper():
            return Verdict.HEALTHY
        return Verdict.DOUBTFUL if piece.before[-1:] in ("", " ", "\n") else Verdict.CERTAIN
    if piece.lost == "grave":
        return Verdict.HEALTHY if piece.before[-1:].isupper() else Verdict.DOUBTFUL
    return Verdict.CERTAIN


def mac_roman(piece: Piece) -> Verdict:
    """Judge what may be UTF-8 read as Mac Roman."""
    garbled, healthy = piece.garbled, piece.healthy
    if any(char >= "\u0800" for char in healthy):
        return Verdict.CERTAIN
    lead, rest = garbled[0], garbled[1:]
    if len(healthy) > 1:
        if lead in "–—’‘“”…«»" and len(healthy) < 3:
            return Verdict.DOUBTFUL if lead in "–—" else Verdict.HEALTHY
        natural = all(char in _MATHEMATICS or char in "√≈¬ƒ" for char in garbled)
        return Verdict.DOUBTFUL if natural or not _coherent(healthy) else Verdict.CERTAIN
    touches = not _alone(piece)
    if lead == "√":
        if rest in _MATHEMATICS:
            long = piece.before[-2:].isalpha() and len(piece.before) > 1
            return Verdict.CERTAIN if _word_around(piece) and long else Verdict.DOUBTFUL
        return Verdict.CERTAIN
    if lead == "¬":
        healthy_logic = rest.isalpha() and rest not in "ªºÆß" and not (rest == "µ" and piece.after[:1].isalpha())
        return Verdict.DOUBTFUL if healthy_logic else Verdict.CERTAIN
    if lead in "ƒ≈":
        begins = len(piece.after) > 1 and piece.after[:2].isalpha()
        foreign = rest.isalpha() and rest not in "πΩµøªº"
        return Verdict.CERTAIN if begins or foreign or (touches and rest not in "π∞Ωµ") else Verdict.DOUBTFUL
    if lead in "Œœ":
        return Verdict.DOUBTFUL if rest in _MARKS and touches else Verdict.CERTAIN
    if lead == "Ã":
        return Verdict.CERTAIN if piece.before[-1:].islower() and piece.before[-1:].isascii() else Verdict.DOUBTFUL
    if lead in "«»":
        return Verdict.CERTAIN if _word_around(piece) and piece.before[-1:].islower() else Verdict.DOUBTFUL
    return Verdict.HEALTHY if lead in "’‘“”…–—" else Verdict.DOUBTFUL


def _coherent(healthy: str) -> bool:
    """Return whether a run became letters of one script (marks and signs among them allowed)."""
    scripts = {unicodedata.name(char, "").split(" ")[0] for char in healthy if char.isalpha()}
    return len(scripts - {"HIRAGANA", "KATAKANA", "CJK", "KATAKANA-HIRAGANA"}) <= 1


# UTF-8's well-formed sequences (Unicode 15, table 3-7): the ranges of the lead and of the second byte, how many follow.
_WELL_FORMED = (
    ((0xC2, 0xDF), (0x80, 0xBF), 0),
    ((0xE0, 0xE0), (0xA0, 0xBF), 1),
    ((0xE1, 0xEC), (0x80, 0xBF), 1),
    ((0xED, 0xED), (0x80, 0x9F), 1),
    ((0xEE, 0xEF), (0x80, 0xBF), 1),
    ((0xF0, 0xF0), (0x90, 0xBF), 2),
    ((0xF1, 0xF3), (0x80, 0xBF), 2),
    ((0xF4, 0xF4), (0x80, 0x8F), 2),
)


@cache
def misreadings() -> tuple[Misreading, ...]:
    """Return the misreadings in the order in which they are looked for."""
    windows = {chr(byte): byte for byte in range(0x80, 0x100)} | _bytes_of("cp1252")
    return (
        _misreading("windows-1252", windows, windows_1252, _LOST_WINDOWS, ("Â ", "Ã ")),
        _misreading("mac-roman", _bytes_of("mac_roman"), mac_roman),
    )


# Bytes that Windows-1252 does not have were dropped by some programs, no-break spaces (A0) became spaces in others:
# `â€` and nothing is a closing quotation mark (E2 80 9D), `ï¸` and nothing the selector after an emoji (EF B8 8F).
_LOST_WINDOWS = (
    ("dagger", "â€ (?=</sup>|[,;)|<*]|\\\\|$)", "†"),
    ("quote", "â€(?:[\ufffd?]|(?![^\\x00-\\x7f]))", "”"),
    ("selector", "ï¸\ufffd?", ""),
    ("space", "Â ", " "),
    ("grave", "Ã (?= )", "à"),
)


def _bytes_of(codec: str) -> dict[str, int]:
    found = {}
    for byte in range(0x80, 0x100):
        try:
            found[bytes([byte]).decode(codec)] = byte
        except UnicodeDecodeError:
            continue
    return found


def _misreading(
    name: str,
    byte_of: dict[str, int],
    judge: Callable[[Piece], Verdict],
    lost: tuple[tuple[str, str, str], ...] = (),
    signs: tuple[str, ...] = (),
) -> Misreading:
    def characters(first: int, last: int) -> str:
        return "[" + "".join(re.escape(char) for char, byte in byte_of.items() if first <= byte <= last) + "]"

    follows = characters(0x80, 0xBF)
    sequences = [(characters(*lead), characters(*second) + follows * more) for lead, second, more in _WELL_FORMED]
    # All that begins with one class and no alternatives is searched for at full speed.
    first = characters(0xC2, 0xF4) + "(?:" + "|".join(f"(?<={lead}){rest}" for lead, rest in sequences)
    first += "".join(f"|(?P<{key}>(?<={pattern[0]}){pattern[1:]})" for key, pattern, _ in lost) + ")"
    more = "(?:" + "|".join(lead + rest for lead, rest in sequences) + ")*"
    run = re.compile(first + "".join(f"(?({key})|" for key, _, _ in lost) + more + ")" * len(lost), re.M)
    suspect = re.compile(characters(0xC2, 0xF4) + follows)
    return Misreading(name, byte_of, run, suspect, judge, {key: healthy for key, _, healthy in lost}, signs)

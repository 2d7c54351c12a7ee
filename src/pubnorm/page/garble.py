"""Text that was garbled once, UTF-8 read as something else, repaired piece by piece.

A piece is a maximal run of characters whose bytes (in the encoding that the text was wrongly read as) are well-formed
UTF-8. It is put right only when it can hardly be healthy: `R√ºhle`, `donâ€™t` and `ÐÐ½Ð½Ð°` are; `l’été`, `√π`, `« été »` and
`SÃO` stay, though the bytes of parts of them would do as UTF-8.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

_LEADS = {2: range(0xC2, 0xE0), 3: range(0xE0, 0xF0), 4: range(0xF0, 0xF5)}
_CONTINUATIONS = range(0x80, 0xC0)

# What healthy text has right after a word: closing quotes and brackets, dashes, dots, marks, a no-break space.
_AFTER_WORDS = frozenset("\xa0»”“’‘…–—™®©†‡•·²³¹ºª°«‹›„‚§¶±‰´¨¸¿¡¢£€¥\xad")
_MATHEMATICS = frozenset("π∞Ω∑∏∫∂±≤≥≠µ°")
_ROUNDS = 3  # some pages were garbled twice


class Repaired(NamedTuple):
    """The text, and for each piece put right its line, what stood there, and as what it had been read."""

    text: str
    pieces: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Misreading:
    """One encoding that UTF-8 gets read as: its characters' bytes, and patterns made from them."""

    name: str
    byte_of: dict[int, int]
    run: re.Pattern[str]
    certain: Callable[[_Piece], bool]


class _Piece(NamedTuple):
    """A run being judged: what stands there, what it would become, and the characters around it."""

    garbled: str
    healthy: str
    before: str
    after: str

    @property
    def count(self) -> int:
        return len(self.healthy)


def repair(text: str) -> Repaired:
    """Return `text` with what is certainly garbled put right; line ends are never touched.

    >>> repair("Victor R√ºhle donâ€™t").text
    'Victor Rühle don’t'
    >>> repair("l’été, √π, « été »").text
    'l’été, √π, « été »'
    """
    pieces: list[tuple[int, str, str]] = []
    for _ in range(_ROUNDS):
        before = text
        for misreading in _misreadings():
            if _SUSPECT[misreading.name].search(text):
                text = _repair(text, misreading, pieces)
        if text == before:
            break
    return Repaired(text, tuple(sorted(pieces)))


def _repair(text: str, misreading: _Misreading, pieces: list[tuple[int, str, str]]) -> str:
    out: list[str] = []
    end = counted = 0
    line = 1
    for match in misreading.run.finditer(text):
        if match.lastgroup:
            healthy = _LOST[match.lastgroup]
        else:
            try:
                healthy = bytes(map(misreading.byte_of.__getitem__, map(ord, match[0]))).decode("utf-8")
            except UnicodeDecodeError:
                continue
            start, stop = match.span()
            piece = _Piece(match[0], healthy, text[max(0, start - 12) : start], text[stop : stop + 12])
            if not _plausible(healthy) or not misreading.certain(piece):
                continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        pieces.append((line, match[0], misreading.name))
        out.append(text[end : match.start()])
        out.append(healthy)
        end = match.end()
    out.append(text[end:])
    return "".join(out) if end else text


def _plausible(healthy: str) -> bool:
    """Whether people write these characters: assigned, no controls, none for private use."""
    return all(
        unicodedata.category(char)[0] != "C" or char in "\xad\u200b\u200c\u200d\u200e\u200f\ufeff\u2060"
        for char in healthy
    )


def _certain_windows_1252(piece: _Piece) -> bool:
    garbled, healthy = piece.garbled, piece.healthy
    if any("\x80" <= char <= "\x9f" for char in garbled):
        return True
    if piece.count >= 2 and not all(char in _AFTER_WORDS or char.isalpha() for char in garbled):
        return True
    rest = garbled[1:]
    if piece.count >= 2:
        return len(garbled) >= 5 or garbled[0] in "ÂÃÐÑÎÏ"
    if ord(healthy) >= 0x800:
        return not all(char in _AFTER_WORDS for char in rest) or rest[0] == "€"
    word_before = piece.before[-1:].isalpha()
    word_after = piece.after[:1].isalpha()
    if garbled[0] in "ÃÂ":
        return not (rest in _AFTER_WORDS and piece.before[-1:].isupper()) or word_after
    if rest in _AFTER_WORDS:
        return word_before and word_after and piece.before[-1:].islower() and rest not in "’‘\xad·\xa0"
    return True


def _certain_mac_roman(piece: _Piece) -> bool:
    garbled, healthy = piece.garbled, piece.healthy
    if any(ord(char) >= 0x800 for char in healthy):
        return piece.count > 1 or not garbled[0].isalpha() or not all(map(str.isalpha, garbled)) or len(garbled) > 2
    lead, rest = garbled[0], garbled[1:]
    if piece.count >= 3:
        return True
    words = len(_letters_before(piece.before)) >= 2 or len(_letters_after(piece.after)) >= 2
    if lead in "√ƒ≈∆":
        return words if rest[0] in _MATHEMATICS or not piece.before[-1:].isalpha() else True
    if lead == "¬":
        return rest[0] in "†©Æ´ªß®" or words
    if lead in "Œœ":
        return rest[0] not in "†™®°©ª•"
    return False


def _letters_before(text: str) -> str:
    found = re.search(r"[^\W\d_]*$", text)
    return found[0] if found else ""


def _letters_after(text: str) -> str:
    found = re.match(r"[^\W\d_]*", text)
    return found[0] if found else ""


# Bytes that Windows-1252 does not have were dropped by some programs, or became spaces: `â€` and nothing is a closing
# quotation mark (E2 80 9D), `ï¸` and nothing the selector that follows an emoji (EF B8 8F).
_LOST = {"dagger": "†", "quote": "”", "selector": ""}
_LOST_PATTERN = "(?P<dagger>â€ (?=</sup>|[,;)|<]|$))|(?P<quote>â€(?![\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]))|(?P<selector>ï¸(?![\x80-\xbf]))"

# One cheap look at a page tells whether there is anything to repair. Each pattern is an optional condition only.
_SUSPECT = {
    "windows-1252": re.compile("[\xc2-\xf4][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"),
    "mac-roman": re.compile("[√¬ƒ≈∆‚„‰·‡\uf8ffÂÊÁËÈÍÎÏÌÓÔŒœ–—][\xa1-\uffff]"),
}


@cache
def _misreadings() -> tuple[_Misreading, ...]:
    windows = {byte: byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        try:
            windows[ord(bytes([byte]).decode("cp1252"))] = byte
        except UnicodeDecodeError:
            continue
    mac = {ord(bytes([byte]).decode("mac_roman")): byte for byte in range(0x80, 0x100)}
    return (
        _Misreading("windows-1252", windows, _run(windows, _LOST_PATTERN), _certain_windows_1252),
        _Misreading("mac-roman", mac, _run(mac), _certain_mac_roman),
    )


def _run(byte_of: dict[int, int], lost: str = "") -> re.Pattern[str]:
    def characters(codes: range) -> str:
        return "[" + "".join(re.escape(chr(char)) for char, byte in byte_of.items() if byte in codes) + "]"

    continuation = characters(_CONTINUATIONS)
    sequences = "|".join(characters(leads) + continuation * (size - 1) for size, leads in _LEADS.items())
    return re.compile(f"(?:{sequences})+" + (f"|{lost}" if lost else ""))

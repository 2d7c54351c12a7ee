"""Garbled text, UTF-8 once read as something else, repaired piece by piece.

A piece is a maximal run of characters whose bytes, in the encoding that the text was wrongly read as, are well-formed
UTF-8. `misreadings` says of each how sure it is: what can hardly be healthy is put right (`R√ºhle`, `donâ€™t`),
what may be either only where the page has several certain pieces of that kind, and what healthy text is full of stays
(`l’été`, `√π`, `« été »`, `SÃO`), though parts of it would do as UTF-8.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.page.misreadings import C1, Misreading, Piece, Verdict, misreadings

_EVIDENCE = 3  # certain pieces of one script that make a doubtful piece of that script certain, where next to nothing
_HEALTHY = 0.1  # of what is not ASCII on the page is healthy: at most so many characters for each piece
_ROUNDS = 20  # some pages were garbled twice; each time halves what is left to do
_OUTSIDE = re.compile("[^\x00-\x7f]")
_CONTROL = re.compile("[\x80-\x9f]")


class Repaired(NamedTuple):
    """The text, and for each piece put right its line, what stood there, and as what it had been read."""

    text: str
    pieces: tuple[tuple[int, str, str], ...] = ()


Judged = tuple[int, Piece, Verdict]


def repair(text: str) -> Repaired:
    """Return `text` with what is certainly garbled put right; line ends are never touched.

    >>> repair("Victor R√ºhle donâ€™t").text
    'Victor Rühle don’t'
    >>> repair("l’été, √π, « été »").text
    'l’été, √π, « été »'
    """
    if text.isascii():
        return Repaired(text)
    pieces: list[tuple[int, str, str]] = []
    for _ in range(_ROUNDS):
        # That which explains most of the page goes first: what it leaves of a piece may look like another misreading.
        judged: list[tuple[list[Judged], Misreading]] = []
        judged += ((_judge(text, each), each) for each in misreadings() if _suspect(text, each))
        judged.sort(key=lambda pair: -sum(len(piece.garbled) for _, piece, sure in pair[0] if sure is Verdict.CERTAIN))
        before = text
        for found, each in judged:
            text = _repair(text, each, found if text == before else _judge(text, each), pieces)
        text = _without_controls(text)
        if text == before:
            break
    return Repaired(text, tuple(sorted(pieces)))


def _suspect(text: str, misreading: Misreading) -> bool:
    """Return whether a page may hold anything to repair: on nearly all pages one look tells that it does not."""
    return misreading.suspect.search(text) is not None or any(sign in text for sign in misreading.signs)


def _without_controls(text: str) -> str:
    """Read what control characters are left as Windows-1252, as browsers do."""
    return text.translate(C1) if _CONTROL.search(text) else text


def _judge(text: str, misreading: Misreading) -> list[Judged]:
    """Return the places that may be garbled, each with what it would become and how sure that is."""
    judged: list[Judged] = []
    for match in misreading.run.finditer(text):
        start, end = match.span()
        lost = match.lastgroup or ""
        healthy = misreading.lost[lost] if lost else misreading.decode(match[0])
        piece = Piece(match[0], healthy, text[max(0, start - 8) : start], text[end : end + 8], lost)
        verdict = misreading.judge(piece)
        if verdict is not Verdict.HEALTHY:
            judged.append((start, piece, verdict))
    return judged


def _repair(text: str, misreading: Misreading, found: list[Judged], pieces: list[tuple[int, str, str]]) -> str:
    evidence: Counter[str] = Counter()
    if any(verdict is Verdict.DOUBTFUL for _, _, verdict in found):
        outside = len(_OUTSIDE.findall(text)) - sum(len(_OUTSIDE.findall(piece.garbled)) for _, piece, _ in found)
        if outside <= _HEALTHY * len(found):
            evidence.update(_script(piece.healthy) for _, piece, verdict in found if verdict is Verdict.CERTAIN)
    out: list[str] = []
    end = counted = 0
    line = 1
    for start, piece, verdict in found:
        if verdict is Verdict.DOUBTFUL and evidence[_script(piece.healthy)] < _EVIDENCE:
            continue
        line += text.count("\n", counted, start)
        counted = start
        pieces.append((line, piece.garbled, misreading.name))
        out += (text[end:start], piece.healthy)
        end = start + len(piece.garbled)
    out.append(text[end:])
    return "".join(out)


def _script(healthy: str) -> str:
    """Return a name for the kind of characters a piece becomes, such as `LATIN`, `CJK`, `EMOJI`."""
    char = healthy[-1:]
    if char.isalpha():
        return unicodedata.name(char, "").split(" ")[0]
    return "EMOJI" if char >= "\U0001f000" else "SIGN"

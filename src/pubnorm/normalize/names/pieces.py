"""A text cut at everything that may stand between names: separators, notes, marks, "et al."; nothing is lost."""

from __future__ import annotations

import re
from typing import NamedTuple

from pubnorm.normalize.names.evidence import piece_evidence
from pubnorm.normalize.names.scripts import CJK, HAN, KATAKANA, cjk_evidence, is_cjk
from pubnorm.normalize.names.words import words

# What may stand between two names, in the order tried. Every quantifier is bounded or runs over one character class
# between two fixed ends, so that the scan is linear.
_BETWEEN = re.compile(
    r"""
    (?P<bracket>\([^()\n]{0,120}\)|\[[^\[\]\n]{0,120}\]|（[^（）\n]{0,120}）|【[^【】\n]{0,60}】)
  | (?P<cut>…|⋯|\.\.\.+|(?:\b|(?<=[\d*†‡]))et\.?\s{0,2}al(?:\.|\b)(?:ii\b|ia\b)?
      | (?<![^\W\d_])(?:and|&|und|y|et|e|en)\s{1,2}(?:\d{1,4}\s{1,2})?(?:others|more|many\s{1,2}others|colleagues|co-?authors|weitere|andere|otros|outros|autres)
        (?:\s{1,2}(?:authors|co-?authors|people))?\b
      | \bamong\s{1,2}others\b|\bu\.\s?a\.|\bi\s{1,2}dr\.|и\s{1,2}др\.|(?<=[CJK,，、\s])等(?:人)?(?![CJK])|ほか|(?<=\s)他(?![CJK])|외\s{0,2}\d{0,3}\s{0,2}[명인])
  | (?P<note>\$[^$\n]{1,40}\$|\^\{[^{}\n]{0,30}\}|\\(?:textsuperscript|dagger|ddagger|ast|S|P)\b(?:\{[^{}\n]{0,30}\})?
      | \^[\d*†‡§¶#]{1,4}|[*∗＊⁎﹡†‡§¶‖#✉📧🖂⋆★☆✝✦◦°♠♣♥♦△▲⚑♯¹²³⁰⁴-⁹⁺ªº‡_~^]+)
  | (?P<hard>[;；|\n/]|\s[-–—]\s)
  | (?P<comma>[,，、])
  | (?P<dot>[·・•‧･])
  | (?P<and>(?<![^\s,;)\]*†‡\d])(?:[&＆]|(?:and|AND|And|und|et|og|och|sowie|with|w/|mit|ve|va|si|și|dan|και|и|та|і|및)(?=\s))|＆|(?<=[CJK)）])\s?(?:和|与|與|及|と|및)\s?(?=[CJK]))
  | (?P<soft>(?<=\s)(?:y|e|i|a|en|ja|con|com|avec|including)(?=\s))
    """.replace("CJK", CJK),
    re.VERBOSE,
)

_LEAD = re.compile(
    r"\s*[(（]?\s*(?:(?:jointly|joint(?:\s+work)?|in\s+collaboration|together|coauthored|co-authored)\s+(?:with|by)|with|w/|by"
    r"|(?:co-?)?authors?\s*:|作者\s*[:：]|著者\s*[:：]|mit|avec|con|com|par|por|von|eds?\.\s)\s*",
    re.IGNORECASE,
)
_MARKS_BEFORE = re.compile(r"[\s\d.:,'\"“”‘’!?_~=<>+@%\\{}\-–—°]*")
_TRAILING = " \t\r\n\xa0  ​:!?_~=<>+@%\\{}\"“”‘’'`-–—.0123456789"
_JOINED = frozenset(("", "note", "bracket"))


class Piece(NamedTuple):
    """A stretch between separators and the kind of separator before it (`""` at the start)."""

    start: int
    end: int
    before: str
    text: str


class Cut(NamedTuple):
    """What `cut` found: the pieces, notes (marks, roles, affiliations) and whether the list says it is shortened."""

    pieces: list[Piece]
    notes: list[tuple[int, int]]
    truncated: bool


def cut(text: str) -> Cut:
    """Return the pieces of `text` between separators.

    >>> [piece.text for piece in cut("Jane Doe*, Rob Roe (advisor) and A. Poe").pieces]
    ['Jane Doe', 'Rob Roe', 'A. Poe']
    """
    lead = _LEAD.match(text)
    at = start = lead.end() if lead and (lead.end() == len(text) or not text[lead.end() - 1].isalnum()) else 0
    found = Cut([], [], False)
    # A list that stands in brackets with its lead ("(with A and B)") ends before the closing one.
    stop = len(text.rstrip(" .)）")) if lead and at and lead[0].strip()[:1] in ("(", "（") else len(text)
    truncated, before = False, ""
    for match in _BETWEEN.finditer(text, at, stop):
        kind = match.lastgroup or ""
        if _is_inside_name(kind, text, start, match):
            continue
        _add(found, text, start, match.start(), before)
        if kind in ("note", "bracket"):
            found.notes.append(match.span())
            before = before if _is_blank(text, start, match.start()) else "note"
        else:
            truncated = truncated or kind == "cut"
            before = (
                kind if not _is_blank(text, start, match.start()) or before in _JOINED or kind == "hard" else before
            )
            before = "and" if kind == "cut" else before
        start = match.end()
    _add(found, text, start, stop, before)
    return Cut(found.pieces, found.notes, truncated)


def _is_blank(text: str, start: int, end: int) -> bool:
    return not text[start:end].strip(_TRAILING)


def _add(found: Cut, text: str, start: int, end: int, before: str) -> None:
    if start >= end:
        return
    first = _MARKS_BEFORE.match(text, start, end)
    start = first.end() if first else start
    last = end
    while last > start and text[last - 1] in _TRAILING:
        last -= 1
    if last <= start:
        return
    if last < end and text[last] == "." and _keeps_stop(text[start:last]):
        last += 1
    start, last = _without_titles(text, start, last)
    if start < last:
        found.pieces.append(Piece(start, last, before, text[start:last]))


def _keeps_stop(piece: str) -> bool:
    last = piece.rsplit(None, 1)[-1] if piece.split() else piece
    if last.lower() in words("suffix"):
        return True
    tail = last.rsplit(".", 1)[-1].rsplit("-", 1)[-1]
    return len(tail) == 1 or (len(tail) <= 3 and tail.isupper() and (last == piece or not piece.isupper()))


def _without_titles(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave "Dr." and "PhD" out of the stretch."""
    while True:
        token = text[start:end].split(None, 1)
        if len(token) == 2 and token[0].lower() in words("honorific") and not token[0].islower():
            start = end - len(token[1])
            continue
        token = text[start:end].rsplit(None, 1)
        if len(token) == 2 and token[1].lower() in words("degree") and token[1][1:2] != token[1][1:2].lower():
            end = start + len(token[0])
            continue
        if text[start:end].lower() in words("degree") or text[start:end].lower() in words("honorific"):
            return start, start
        return start, end


def _is_inside_name(kind: str, text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether what looks like a separator belongs to the name around it."""
    left, right = text[start : match.start()], text[match.end() : match.end() + 60]
    if kind == "bracket":
        return _is_other_form(left.strip(), match[0][1:-1].strip(), right)
    if kind == "dot":
        return _is_middle_dot(left, match[0], right)
    if kind == "and" and match[0].strip() in "和与與及と":
        return not (cjk_evidence(_last_run(left)) > 0 and cjk_evidence(_first_run(right)) > 0)
    if kind == "soft":
        return not _is_soft_and(left.strip(), right.strip())
    return kind == "note" and match[0] in "_~#°" and bool(left.strip()) and right[:1].isalnum()


_NAME_RUN = re.compile(r"[^\W\d_][\w.'’ -]*")


def _is_other_form(left: str, inside: str, right: str) -> bool:
    if not left or not inside or inside.lower() in words("role"):
        return False
    if is_cjk(inside):
        return len(inside) <= 8 and cjk_evidence(inside) > 0 and not is_cjk(left[-1])
    if is_cjk(left):
        return piece_evidence(inside).full > 2.0
    tokens = inside.strip("\"“”'").split()
    if len(tokens) > 2 or not all(token[0].isupper() and token.isalpha() for token in tokens):
        return False
    if any(token.lower() in words("role") for token in tokens) or inside.isupper():
        return False
    following = _NAME_RUN.match(right.lstrip())
    if following and right[:1] in " \xa0":
        return piece_evidence(tokens[0]).given > -2.0 and following[0].split()[0].lower() not in ("and", "et", "und")
    return len(tokens) == 1 and piece_evidence(tokens[0]).given > 2.0


def _is_middle_dot(left: str, dot: str, right: str) -> bool:
    if left[-1:].isspace() or right[:1].isspace() or not left or not right:
        return False
    if dot in "・･" and re.match(f"[{KATAKANA}]", left[-1]) and re.match(f"[{KATAKANA}]", right):
        return True
    if re.match(f"[{HAN}]", left[-1]) and re.match(f"[{HAN}]", right):
        return not (cjk_evidence(_last_run(left)) > 0 and cjk_evidence(_first_run(right)) > 0)
    return not is_cjk(left[-1])


def _is_soft_and(left: str, right: str) -> bool:
    """Tell whether "y", "e", "i" stands between two people, not inside a name as in "José Ortega y Gasset"."""
    following = re.split(r"[,;&(*†]|\s(?:y|e|i|and)\s", right, maxsplit=1)
    tokens = following[0].split()
    if not tokens or not left:
        return False
    if len(tokens) >= 2:
        return piece_evidence(" ".join(tokens)).full > 0
    rest = right[len(following[0]) :].lstrip(" ,").split()
    return bool(left.endswith(".") or (rest and len(rest[0].rstrip(".")) == 1))


def _last_run(text: str) -> str:
    runs = re.findall(f"[{CJK}]+", text[-12:])
    return runs[-1] if runs else ""


def _first_run(text: str) -> str:
    run = re.match(rf"\s*([{CJK}]+)", text[:12])
    return run[1] if run else ""

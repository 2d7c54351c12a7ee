"""A text cut at everything that may stand between names: separators, notes, marks, "et al."; nothing is lost."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.matching.names.evidence import INITIALS
from pubnorm.matching.names.separators import AMBIGUOUS, is_inside_name, separators
from pubnorm.matching.names.words import is_honorific, words

_ENCLOSED = re.compile(r"\s*[(（\[]([^()（）\[\]]*(?:\([^()]*\)[^()（）\[\]]*)*)[)）\]][\s.]*")
_LEAD = re.compile(
    r"\s*(?:(?:(?:[Jj]ointly|[Jj]oint(?:\s+work)?|[Ii]n\s+collaboration|[Tt]ogether|[Cc]o-?authored)\s+)?(?:[Ww]ith|w/|[Bb]y)"
    r"|(?:[Cc]o-?)?[Aa]uthors?\s*:|(?:[Ee][mn]\s+)?[Cc]o-?autor[ií]a\s+co[mn]|作者\s*[:：]|著者\s*[:：]|mit|avec|con|com|par|por|In:|[Ee]ds?\.\s)\s*",
)
# "'t Hooft" begins with an apostrophe of its own.
_MARKS_BEFORE = re.compile(
    r"(?:(?!['’][tsn]\s)[\s\d.:,'\"“”‘’!?_~=<>+@%\\{}\-–—°\])\U0001f000-\U0001faff\u200d\ufe0f])*"
)
_TRAILING = "\ufe0f\u200d \t\r\n\xa0  ​:!?_~=<>+@%\\{}\"“”‘’'`-–—.0123456789"


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
    start, stop = _extent(text)
    found = Cut([], [], False)
    truncated, before = False, ""
    for match in separators(text, start, stop):
        kind = match.lastgroup or ""
        if kind in AMBIGUOUS and is_inside_name(kind, text, start, match.span()):
            continue
        _add(found, text, start, match.start(), before)
        if kind in ("note", "bracket"):
            found.notes.append(match.span())
            before = before if _is_blank(text, start, match.start()) else "note"
        else:
            truncated = truncated or kind == "cut"
            before = _separator(before, kind, text[start : match.start()])
        start = match.end()
    _add(found, text, start, stop, before)
    return Cut(found.pieces, found.notes, truncated)


def _extent(text: str) -> tuple[int, int]:
    """Return where the list begins and ends: without a lead ("with", "Authors:") and brackets around the whole."""
    start, stop = 0, len(text)
    enclosed = _ENCLOSED.fullmatch(text)
    if enclosed:
        start, stop = enclosed.span(1)
    lead = _LEAD.match(text, start, stop)
    if lead and (lead.end() == stop or not text[lead.end() - 1].isalnum()):
        start = lead.end()
    return start, stop


def _separator(before: str, kind: str, between: str) -> str:
    """Return what separates the next piece: of several separators in a row the strongest."""
    if kind == "cut":
        return "and"
    if between.strip(_TRAILING):
        # A figure behind a name ends it: no given name follows after "Doe1,".
        return "and" if kind == "comma" and between[-1:].isdigit() else kind
    if before == "" or kind in ("hard", "and"):
        return kind
    return "and" if before == "note" or any(char.isdigit() for char in between) else before


def _is_blank(text: str, start: int, end: int) -> bool:
    return not text[start:end].strip(_TRAILING)


def _add(found: Cut, text: str, start: int, end: int, before: str) -> None:
    first, last = _trimmed(text[start:end])
    if _is_role(text[start + first : start + last]):
        found.notes.append((start + first, start + last))
    elif first < last:
        found.pieces.append(Piece(start + first, start + last, before, text[start + first : start + last]))


@lru_cache(maxsize=4096)
def _is_role(text: str) -> bool:
    """Tell whether a stretch is what someone did ("editors", "equal contribution"), not a name ("Ed")."""
    return text[:1].islower() and all(token.lower() in words("role") for token in text.split())


@lru_cache(maxsize=32768)
def _trimmed(stretch: str) -> tuple[int, int]:
    """Return where the name in a stretch begins and ends, without blanks, marks, quotes, stops and titles."""
    first = _MARKS_BEFORE.match(stretch)
    start = first.end() if first else 0
    end = len(stretch)
    while end > start and (stretch[end - 1] in _TRAILING or "\U0001f000" <= stretch[end - 1] <= "\U0001faff"):
        end -= 1
    if start < end < len(stretch) and stretch[end] == "." and _keeps_stop(stretch[start:end]):
        end += 1
    return _without_titles(stretch, start, end)


def _keeps_stop(piece: str) -> bool:
    last = piece.rsplit(None, 1)[-1] if piece.split() else piece
    if last.lower() in words("suffix"):
        return True
    tail = last.rsplit(".", 1)[-1].rsplit("-", 1)[-1]
    return len(tail) == 1 or (len(tail) <= 3 and tail.isupper() and (last == piece or not piece.isupper()))


def _without_titles(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave "Dr." and "PhD" out; "MA" and "B.A." only behind a name in full, for they may be initials."""
    while True:
        token = text[start:end].split(None, 1)
        if len(token) == 2 and is_honorific(*token) and not token[0].islower():
            start = end - len(token[1])
            continue
        token = text[start:end].rsplit(None, 1)
        if len(token) == 2 and is_degree(token[1], token[0]):
            end = start + len(token[0])
            continue
        alone = text[start:end]
        degree = alone.lower() in words("degree") and "." in alone and not INITIALS.fullmatch(alone)  # "M.Sc"
        titled = alone.lower() in words("honorific") and not (len(alone) == 2 and alone.isupper())
        return (start, start) if degree or titled else (start, end)  # "Doe, MR" has two initials


def is_degree(text: str, name: str) -> bool:
    """Tell whether `text` behind `name` is an academic degree and no part of the name.

    >>> is_degree("PhD", "Jane Doe"), is_degree("M.A.", "Jane Smith"), is_degree("M.A.", "Smith")
    (True, True, False)
    """
    if text.lower() not in words("degree") or (text.isalpha() and text.istitle()):
        return False
    return not INITIALS.fullmatch(text) or sum(not INITIALS.fullmatch(token) for token in name.split()) > 1

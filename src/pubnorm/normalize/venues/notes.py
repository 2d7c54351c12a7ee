"""What pages write around a venue's name: how far the work has come, its distinctions, its rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast, get_args

from pubnorm.model import Status
from pubnorm.vocabulary import Vocabulary, vocabulary

_OPEN = r"[\s,;:.|/·•–—-]*[(\[【（]?\s*"
_CLOSE = r"\s*[)\]】）]?"


@dataclass(frozen=True, slots=True)
class Notes:
    """A venue string without its notes, and what they said."""

    text: str
    status: Status | None
    awards: tuple[str, ...]


def take_notes(text: str, table: Vocabulary | None = None) -> Notes:
    """Take status, awards and rank notes out of a venue string.

    >>> take_notes("Submitted to CVPR 2024 (CCF-A)")
    Notes(text='CVPR 2024', status='under-review', awards=())
    >>> take_notes("ICLR 2025 (Spotlight)")
    Notes(text='ICLR 2025', status=None, awards=('Spotlight',))
    """
    patterns = _patterns(table or vocabulary())
    for pattern in patterns.ranks:
        text = pattern.sub(" ", text)
    status: Status | None = None
    for name, pattern in patterns.statuses:
        match = pattern.search(text)
        if match:
            status = name
            text = _without(text, match)
            break
    awards: list[str] = []
    for pattern in patterns.awards:
        while match := pattern.search(text):
            awards.append(match["award"].strip())
            text = _without(text, match)
    return Notes(tidy(text), status, tuple(awards))


def tidy(text: str) -> str:
    """Return the text without empty brackets, doubled spaces and punctuation left at its ends.

    >>> tidy(" In  ICML (), 2024 , ")
    'In ICML, 2024'
    """
    text = re.sub(r"[(\[]\s*[,;]?\s*[)\]]", " ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,;:.)\]])", r"\1", text)
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    text = text.strip(' ,;:|·•–—*_`"“”-')
    if text.endswith(".") and (text.count(".") == 1 and not re.search(r"\b[A-Z]\w{0,6}\.$", text)):
        text = text[:-1]
    if text.count("(") > text.count(")") and text.endswith("("):
        text = text[:-1]
    return text.strip()


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


@dataclass(frozen=True, slots=True)
class _Patterns:
    ranks: tuple[re.Pattern[str], ...]
    statuses: tuple[tuple[Status, re.Pattern[str]], ...]
    awards: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=8)
def _patterns(table: Vocabulary) -> _Patterns:
    ranks = [pattern for row in table.rows("venue_rank") for pattern in row["patterns"]]
    statuses: list[tuple[Status, re.Pattern[str]]] = []
    for row in table.rows("status"):
        name = row["status"]
        if name in get_args(Status):
            held = rf"{_OPEN}(?<!\w)(?:{'|'.join(row['patterns'])})(?:\s+(?:to|at|in|by|for)\b)?{_CLOSE}"
            statuses.append((cast(Status, name), re.compile(held, re.I)))
    awards = [pattern for row in table.rows("award") for pattern in row["patterns"]]
    return _Patterns(
        tuple(re.compile(rf"{_OPEN}(?<!\w)(?:{pattern}){_CLOSE}", re.I) for pattern in ranks),
        tuple(statuses),
        tuple(re.compile(rf"{_OPEN}(?<!\w)(?P<award>{pattern})(?!\w){_CLOSE}", re.I) for pattern in awards),
    )

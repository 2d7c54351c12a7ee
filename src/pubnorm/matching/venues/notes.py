"""What pages write around a venue's name: how far the work has come, its distinctions, its rank."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import cast, get_args

from pubnorm import patterns as re
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.venues.terms import MONTH
from pubnorm.model import Status
from pubnorm.vocabulary import Vocabulary, vocabulary

_OPEN = r"[\s,;:.|/·•–—-]*[(\[【（]?\s*"
_CLOSE = r"\s*[)\]】）]?"
_TOWARDS = rf"(?:\s+(?:to|at|in|by|for)\b|\s+on {MONTH} \d{{1,2}},?(?=\s(?:19|20)\d\d))?"  # "accepted on May 3, 2025"


_YEAR_FIRST = re.compile(r"((?:19|20)\d\d) +")
_BRACKET = re.compile(r"[(（]([^)）]*)[)）]")
_EMPTY = re.compile(r"[(\[]\s*[,;]?\s*[)\]]")
_EQUALLY = re.compile(
    r"\s*[(\[][^()\[\]]*\b(?:contribut\w+ equally|equal(?:ly)? contribut\w+)\b[^()\[\]]*[)\]]", re.IGNORECASE
)  # "(JD and RR contributed equally)"
_CLOSING = ",;:.)]"  # have no blank before them
_DOUBLED_SIGN = re.compile(r"([,;:])(?: ?[,;:])+")
_ABBREVIATED = re.compile(r"\b[A-Z]\w{0,6}\.$")


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
    >>> take_notes("Journal of Tides (SCI/SSCI, Q1)").text
    'Journal of Tides'
    >>> take_notes("ICLR 2025 (Spotlight)")
    Notes(text='ICLR 2025', status=None, awards=('Spotlight',))
    """
    patterns = _patterns(table or vocabulary())
    for start, end in reversed(rank_brackets(text, table)):
        text = f"{text[:start]} {text[end:]}"
    if patterns.any_rank.found(text):
        for pattern in patterns.ranks:
            text = pattern.sub(" ", text)
    for start, end in reversed(rank_pieces(text, table)):
        text = text[:start] + text[end:]
    if "ontribut" in text:
        text = _EQUALLY.sub(" ", text)
    status: Status | None = None
    if patterns.any_status.found(text):
        for name, _, pattern in patterns.statuses:
            while match := pattern.search(text):  # "Submitted to Tides, under revision"
                status = name
                text = _without(text, match)
            if status:
                break
    awards: list[str] = []
    if patterns.any_award.found(text):
        for pattern in patterns.awards:
            while match := pattern.search(text):
                award = match["award"].strip()
                year = _YEAR_FIRST.match(award)  # of "ICCV 2019 Best Paper Award" the year is the venue's
                awards.append(award[year.end() :] if year else award)
                text = f"{text[: match.start()]} {year[1] if year else ''} {text[match.end() :]}"
    return Notes(tidy(text), status, tuple(awards))


def told_status(text: str, table: Vocabulary | None = None) -> Status | None:
    """Return how far a work has come by a text that says hardly anything else.

    >>> told_status("to appear"), told_status("with 12 plates")
    ('accepted', None)
    """
    patterns = _patterns(table or vocabulary())
    if not patterns.any_status.found(text):
        return None
    return next((name for name, pattern, _ in patterns.statuses if pattern.found(text)), None)


def rank_brackets(text: str, table: Vocabulary | None = None) -> list[tuple[int, int]]:
    """Return where brackets stand that tell nothing but indexes, ranks and rates.

    >>> rank_brackets("CVPR (CCF-A, 25%) (Oral)")
    [(4, 17)]
    """
    if "(" not in text and "（" not in text:
        return []
    patterns = _patterns(table or vocabulary())
    if not any(patterns.any_rank_word.found(inside) for inside in _BRACKET.findall(text)):
        return []
    return [match.span() for match in patterns.rank_bracket.finditer(text)]


def rank_pieces(text: str, table: Vocabulary | None = None) -> list[tuple[int, int]]:
    """Return where pieces stand behind a comma, a square bracket or the like that tell nothing but indexes and ranks.

    >>> text = "Journal of Tides, SCI IF=2.02, 2017"
    >>> [text[start:end] for start, end in rank_pieces(text)]
    [', SCI IF=2.02']
    """
    found = _patterns(table or vocabulary()).rank_piece.finditer(text)
    return [(len(text[: match.start()].rstrip()), match.end()) for match in found]


_PICTURES = re.compile(
    "^[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d ]+|[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d ]+$"
)


def tidy(text: str) -> str:
    """Return the text without empty brackets, doubled spaces and punctuation left at its ends.

    >>> tidy(" In  ICML (), 2024 , ")
    'In ICML, 2024'
    """
    if "(" in text or "[" in text:
        text = _EMPTY.sub(" ", text)
    text = " ".join(text.split())
    for sign in _CLOSING:
        text = text.replace(f" {sign}", sign)
    if "," in text or ";" in text:
        text = _DOUBLED_SIGN.sub(r"\1", text)
    text = (text if text.isascii() else _PICTURES.sub("", text)).strip(' ,;:|·•–—*_`"“”-，、；：@')
    if text.endswith(".") and text.count(".") == 1 and not _ABBREVIATED.search(text):
        text = text[:-1]
    if text.endswith(("(", "[")):
        text = text[:-1]
    return text.strip()


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


class _Patterns:
    """The notes' patterns with the signs around them; the `any_…` ones, without those, tell fast that there is none."""

    def __init__(self, table: Vocabulary) -> None:
        ranks = [pattern for row in table.rows("venue_rank") for pattern in row["patterns"]]
        awards = [pattern for row in table.rows("award") for pattern in row["patterns"]]
        stages = [row for row in table.rows("status") if row["status"] in get_args(Status)]
        self._rank_words = table.rows("rank_word")
        self.any_rank = _any(ranks)
        self.any_rank_word = _any([p for row in self._rank_words if row.get("tells") for p in row["patterns"]])
        self.any_status = _any([pattern for row in stages for pattern in row["patterns"]])
        self.any_award = _any(awards)
        self.ranks = [Caseless(rf"{_OPEN}(?<!\w)(?:{pattern}){_CLOSE}") for pattern in ranks]
        self.statuses = [
            (
                cast(Status, row["status"]),
                _any(row["patterns"]),
                Caseless(rf"{_OPEN}(?<!\w)(?:{'|'.join(row['patterns'])}){_TOWARDS}{_CLOSE}"),
            )
            for row in stages
        ]
        self.awards = [Caseless(rf"{_OPEN}(?<!\w)(?P<award>{pattern})(?!\w){_CLOSE}") for pattern in awards]

    @cached_property
    def rank_bracket(self) -> re.Pattern[str]:
        return re.compile(rf"\s*[(（]\s*{self._ranked(bracketed=True)}\s*[)）]", re.IGNORECASE)

    @cached_property
    def rank_piece(self) -> Caseless:
        return Caseless(rf"[,，;；、。·[]\s*(?:{self._ranked()})(?=\s*(?:[,，;；。·(（[\]\n]|\.?\s*$))")

    def _ranked(self, *, bracketed: bool = False) -> str:
        rows = [row for row in self._rank_words if bracketed or not row.get("bracketed")]
        words = "|".join(pattern for row in rows for pattern in row["patterns"])
        telling = "|".join(pattern for row in self._rank_words if row.get("tells") for pattern in row["patterns"])
        between = r"[\s,，;；/|·&+]+"
        # told at its first word, for hardly any piece begins so
        return rf"(?={words})(?:(?:{words}){between})*(?:{telling})(?:{between}(?:{words}))*"


@lru_cache(maxsize=8)
def _patterns(table: Vocabulary) -> _Patterns:
    return _Patterns(table)


def _any(patterns: list[str]) -> Caseless:
    return Caseless(*(rf"(?<!\w)(?:{pattern})" for pattern in patterns))

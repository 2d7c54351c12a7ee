"""A venue's name alone: without the book marks around it, and without the date and the place behind it."""

from __future__ import annotations

from functools import cache

from pubnorm import patterns as re
from pubnorm.matching.venues.tracks import find_track
from pubnorm.vocabulary import Vocabulary, vocabulary

_BOOK_MARKS = re.compile(r"[《『]([^《》『』]{2,120})[》』]|「([^「」]{2,120})」(?=[\W\d]|$)")
_QUOTED = re.compile(r"['‘]([^\W\d_][^'’]{5,200})(?:['’](?=[\s,.;(]|$)|$)")  # as JabRef has it
_PLACE = r"\s*[,，、](?!\s*\d).{2,60}"
_YEAR_BEHIND = re.compile(
    rf"\s*[,，、]\s*(?:19|20)\d\d(?:{_PLACE}|\.\d{{1,2}}|\s?[年년](?:\d{{1,2}}月)?(?:{_PLACE})?)$"
)
_LETTERS = re.compile(r"[^\W\d_]")
_BRACKET = re.compile(r"[()（）]")
_MOST_BEHIND = 60  # characters of a place and a date


def bare(raw: str, table: Vocabulary | None = None) -> str:
    """Return a venue string without the marks around its name and the date and place behind it.

    >>> bare("《遥感学报》，2018年"), bare("Anais do XX Simpósio, 2018, Natal")
    ('遥感学报', 'Anais do XX Simpósio')
    >>> bare("情報処理学会CSS2024，2024.10")
    '情報処理学会CSS2024'
    >>> bare("Neuron. (Similar to"), bare("NAACL Main 2025)"), bare("EMNLP 2025 (Findings,")
    ('Neuron', 'NAACL Main 2025', 'EMNLP 2025 (Findings)')
    >>> bare("Actes des Rencontres, Nantes, juin 2018"), bare("Nature, 2018")
    ('Actes des Rencontres', 'Nature, 2018')
    >>> bare("Tides and Silt: Jan. 2020")
    'Tides and Silt'
    """
    marked = _BOOK_MARKS.match(raw)
    if marked:
        return (marked[1] or marked[2]).strip()
    quoted = _QUOTED.match(raw)
    if quoted:
        raw = quoted[1].strip()
    month = _month_behind(table or vocabulary()).search(raw, max(0, len(raw) - _MOST_BEHIND))
    for behind in (month, _YEAR_BEHIND.search(raw)):
        if behind and _LETTERS.search(raw, 0, behind.start()):
            raw = raw[: behind.start()]
    return _balanced(raw, table)


def _balanced(raw: str, table: Vocabulary | None) -> str:
    """Leave out a bracket that is never closed with all that follows, and one at the end that was never opened.

    One that tells a track has lost its end to what is told elsewhere: "EMNLP 2025 (Findings, CCF-B)".
    """
    opened: list[int] = []
    for match in _BRACKET.finditer(raw):
        if match[0] in "(（":
            opened.append(match.start())
        elif opened:
            opened.pop()
        elif match.end() == len(raw):
            return raw[:-1].rstrip()
    if opened and _LETTERS.search(raw, 0, opened[0]):
        told = find_track(raw[opened[0] :], table)
        return f"{raw.rstrip(' ,;')})" if told else raw[: opened[0]].rstrip(" ,.;:·–—-")
    return raw


@cache
def _month_behind(table: Vocabulary) -> re.Pattern[str]:
    months = "|".join(sorted((w for row in table.rows("citation_month") for w in row["words"]), key=len, reverse=True))
    return re.compile(
        rf"(?:,\s*[^\W\d_][^,\d]{{2,30}})?[,:]\s*(?:\d{{1,2}}\.?\s)?(?:{months})\.?,?\s+(?:19|20)\d\d\W*$",
        re.IGNORECASE,
    )

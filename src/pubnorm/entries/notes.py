"""What is said about a list or a work, and is no part of it: legends, where to find more, distinctions."""

from __future__ import annotations

from functools import cache

from pubnorm import patterns as re
from pubnorm.matching.caseless import Caseless
from pubnorm.vocabulary import Vocabulary

_CODED = re.compile(r"\w\s?\[[JCDMPR](?:/OL)?\]\s?[.,]")  # GB/T 7714: "On Tides [J]. Harbour Letters"
_CITED = re.compile(r"\s*[|·•;,(]\s*(?:citations|cited by):? ?\d+\)?\s*$", re.IGNORECASE)
_LONG_BRACKET = re.compile(r"\([^()]{12,200}\)")


@cache
def _notes(vocabulary: Vocabulary) -> Caseless:
    words = sorted((word for row in vocabulary.rows("note") for word in row["words"]), key=len, reverse=True)
    return Caseless(*(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])" for word in words))


def is_note(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a line speaks about the list (a legend, where to find more) rather than being a part of it.

    >>> from pubnorm.vocabulary import vocabulary
    >>> is_note("† denotes students", vocabulary()), is_note("On Silt and Sand", vocabulary())
    (True, False)
    """
    if not _notes(vocabulary).found(text) or _CODED.search(text):
        return False
    rest = _CITED.sub("", text)  # "*Tide Letters, 3-9* | Citations: 12" is a venue
    return len(rest) == len(text) or not rest.strip() or _notes(vocabulary).found(rest)


def leads_legend(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text begins as legends do, however it is set off.

    >>> from pubnorm.vocabulary import vocabulary
    >>> leads_legend("Bold authors are students", vocabulary()), leads_legend("On Bold Authors", vocabulary())
    (True, False)
    """
    return text.lstrip().casefold().startswith(_legend_leads(vocabulary))


@cache
def _legend_leads(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(lead for row in vocabulary.rows("legend_lead") for lead in row["words"])


def tells_distinction(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a line begins as one does that tells of a distinction of the work above it.

    >>> from pubnorm.vocabulary import vocabulary
    >>> tells_distinction("🏆 Winner of the Tide Prize", vocabulary()), tells_distinction("On Winners", vocabulary())
    (True, False)
    """
    return text.lstrip(" *_🏆").casefold().startswith(_note_leads(vocabulary))


@cache
def _note_leads(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(lead for row in vocabulary.rows("note_lead") for lead in row["words"])


def without_legend(bare: str, vocabulary: Vocabulary) -> str:
    """Return a line without the brackets that explain the marks of its names.

    >>> from pubnorm.vocabulary import vocabulary
    >>> without_legend("Jane Doe†, Rob Roe († equal contribution)", vocabulary())
    'Jane Doe†, Rob Roe  '
    """
    if "(" not in bare or not is_note(bare, vocabulary):
        return bare
    return _LONG_BRACKET.sub(lambda match: " " if is_note(match[0], vocabulary) else match[0], bare)

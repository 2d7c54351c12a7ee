"""What leads a line: labels that say what it holds ("Title:"), or where the owner stands ("First author,")."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.entries.marks import count_words
from pubnorm.matching.names import split_names
from pubnorm.vocabulary import Vocabulary

_LEAST_WORDS = 4  # behind the owner's place among the authors, for it to lead a work
_NAMES = 0.6  # list-likeness of names
_FAR = 96  # characters in which the owner's place stands, with what follows it


class LineLabel(NamedTuple):
    """What a label says that a line holds, and where the line's value begins."""

    field: str
    end: int


@cache
def _labels(vocabulary: Vocabulary) -> tuple[dict[str, str], re.Pattern[str]]:
    fields = {name: row["field"] for row in vocabulary.rows("line_label") for name in row["names"]}
    names = "|".join(re.escape(name) for name in sorted(fields, key=len, reverse=True))
    return fields, re.compile(rf"[^\w\"“(\[]{{0,4}}({names})\s*[:：]\s*", re.IGNORECASE)


def line_label(text: str, vocabulary: Vocabulary) -> LineLabel | None:
    """Return the label that leads a line, None where none does.

    >>> from pubnorm.vocabulary import vocabulary
    >>> line_label("Title: On Tides", vocabulary())
    LineLabel(field='title', end=7)
    >>> line_label("On Tides: A Title", vocabulary())
    """
    if ":" not in text[:40] and "：" not in text[:40]:
        return None
    fields, pattern = _labels(vocabulary)
    match = pattern.match(text)
    return LineLabel(fields[match[1].casefold()], match.end()) if match else None


@cache
def _positions(vocabulary: Vocabulary) -> re.Pattern[str]:
    told = "|".join(pattern for row in vocabulary.rows("position") for pattern in row["patterns"])
    return re.compile(
        rf"[^\w\"“(\[（【]{{0,4}}(?:(?:{told})\s*[,，:：;；、|–—-]\s*|[(\[（【]\s*(?:{told})\s*[)\]）】]\s*[,，:：]?\s*)(?=\S)",
        re.IGNORECASE,
    )


def position_end(text: str, vocabulary: Vocabulary) -> int:
    """Return where a work begins behind the owner's place among its authors, which stands for these; 0 without any.

    >>> from pubnorm.vocabulary import vocabulary
    >>> position_end("First author, On the Slow Tides of Harbours, Waves, 2020", vocabulary())
    14
    >>> position_end("First author: Jane Doe, Rob Roe, Ann Poe", vocabulary())
    0
    """
    match = _positions(vocabulary).match(text, 0, _FAR)
    if match is None:
        return 0
    rest = text[match.end() :]
    return match.end() if count_words(rest) >= _LEAST_WORDS and split_names(rest).score < _NAMES else 0

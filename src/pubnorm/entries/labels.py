"""Labels that lead a line and say what it holds: "Title:", "Authors:", "Keywords:"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.vocabulary import Vocabulary


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

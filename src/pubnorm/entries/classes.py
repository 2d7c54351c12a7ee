"""What the classes of HTML elements tell: authors of pages name them after what they hold."""

from __future__ import annotations

from functools import cache, lru_cache

from pubnorm import patterns as re
from pubnorm.blocks.containers import depth_first, is_entry_box
from pubnorm.document import Block, Text
from pubnorm.fields.phrases import find_awards
from pubnorm.vocabulary import Vocabulary

_YEAR = re.compile(r"(?:19|20)\d\d")


@cache
def _topics(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word for row in vocabulary.rows("class_topic") for word in row["words"])


@cache
def _hints(vocabulary: Vocabulary) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    return [
        (row["field"], frozenset(row["words"]), frozenset(row.get("except", ())))
        for row in vocabulary.rows("class_hint")
    ]


@lru_cache(maxsize=512)
def hint(classes: str, vocabulary: Vocabulary) -> str | None:
    """Return the field that an element of these classes holds, None where they tell nothing.

    >>> from pubnorm.vocabulary import vocabulary
    >>> hint("pub-title big", vocabulary()), hint("row", vocabulary()), hint("not-footer", vocabulary())
    ('title', None, None)
    """
    names = {name.casefold() for name in classes.split()}
    parts = [name.split("-") for name in names]
    names |= {part for split in parts if "not" not in split for part in split if len(part) > 3}
    for field, words, exceptions in _hints(vocabulary):
        if names & words and not names & exceptions:
            return field
    return None


def block_hint(block: Block, vocabulary: Vocabulary) -> str | None:
    """Return what the innermost telling element around a block says that it holds; none around a whole work does."""
    for container in depth_first(block.container):
        if container.classes:
            field = hint(container.classes, vocabulary)
            if field:
                return field
            if is_entry_box(container.classes):
                return None
    return None


def line_hint(line: Text, vocabulary: Vocabulary) -> str | None:
    """Return what inline elements say a line holds: most of it a venue, all of it topics in a row, or nothing."""
    tags = [span for span in line.spans if span.kind == "tag" and span.value]
    topics = [span for span in tags if span.value in _topics(vocabulary)]
    if len(topics) > 1 and _YEAR.search(line.text) is None:
        within = sum(sum(map(str.isalpha, line.text[span.start : span.end])) for span in topics)
        if within == sum(map(str.isalpha, line.text)) and not find_awards(line.text, vocabulary):
            return "notes"
    for span in tags:
        if hint(span.value, vocabulary) == "venue":
            within = sum(map(str.isalpha, line.text[span.start : span.end]))
            if 2 * within > sum(map(str.isalpha, line.text)):
                return "venue"
    return None


@cache
def _columns(vocabulary: Vocabulary) -> dict[str, str]:
    return {name: row["field"] for row in vocabulary.rows("column") for name in row["names"]}


def column(name: str, vocabulary: Vocabulary) -> str | None:
    """Return the field that a table's column of this name holds, None where the name tells nothing.

    >>> from pubnorm.vocabulary import vocabulary
    >>> column(" Authors", vocabulary()), column("Notes", vocabulary())
    ('authors', None)
    """
    return _columns(vocabulary).get(" ".join(name.casefold().split()))

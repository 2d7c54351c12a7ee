"""What the lines of a table's row hold, by the names of its columns."""

from __future__ import annotations

from collections.abc import Callable

from pubnorm.blocks.markdown import COLUMNS
from pubnorm.document import Block
from pubnorm.entries.classes import column
from pubnorm.vocabulary import Vocabulary


def fields_of_row(block: Block, count: int, lines: Callable[[str], int], vocabulary: Vocabulary) -> list[str | None]:
    """Return the field of each of a table row's `count` visual lines; empty where the columns' names tell nothing.

    `lines` gives how many visual lines a cell has: "[PDF](u) <br> [Code](v)" has two.

    >>> from pubnorm.vocabulary import vocabulary
    >>> row = Block("row", ((3, "On Tides"),), cells=("On Tides", "a<br>b"), info=COLUMNS.join(["Title", "Links"]))
    >>> fields_of_row(row, 3, lambda cell: 1 + cell.count("<br>"), vocabulary())
    ['title', 'links', 'links']
    """
    if block.kind != "row" or not block.info:
        return []
    fields = [_of_works(column(name, vocabulary)) for name in block.info.split(COLUMNS)]
    if not any(fields) or len(fields) != len(block.cells):
        return []
    filled = [(field, cell) for field, cell in zip(fields, block.cells, strict=True) if cell.strip()]
    if len(filled) == count:
        return [field for field, _ in filled]
    expanded = [field for field, cell in filled for _ in range(lines(cell))]
    return expanded if len(expanded) == count else [None] * count


def lists_events(block: Block, vocabulary: Vocabulary) -> bool:
    """Return whether the columns of a row's table hold when and where something took place, and nothing else.

    >>> from pubnorm.vocabulary import vocabulary
    >>> row = Block("row", ((3, "May 2020"),), cells=("May 2020", "Tides"), info=COLUMNS.join(["Date", "Event"]))
    >>> lists_events(row, vocabulary())
    True
    """
    if block.kind != "row" or not block.info:
        return False
    fields = {column(name, vocabulary) for name in block.info.split(COLUMNS)}
    return "event" in fields and fields <= {"event", "venue", "links"}


def _of_works(field: str | None) -> str | None:
    return None if field == "event" else field

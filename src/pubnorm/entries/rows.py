"""Tables that part one work over several rows: its authors, then its title, then where it appeared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from pubnorm.blocks.containers import depth_first
from pubnorm.document import Block
from pubnorm.entries.traits import Role

_FIELDS: frozenset[Role] = frozenset({"authors", "title", "text", "venue", "full"})
_MOST = 0.85  # of the rows hold but one
_LEAST_ROWS = 6  # of a table, two works in three rows each


def parted_rows(blocks: Sequence[Block], roles: Callable[[int], list[Role]]) -> frozenset[int]:
    """Return the numbers of the rows that hold but one field of a work each, in tables where nearly all do.

    Such a table shows names in some rows, titles in others and venues in others again; its rows hold no works.
    `roles` gives what the lines of the block of a number look like.
    """
    shown: dict[int, set[Role]] = defaultdict(set)
    tables: dict[int, set[int]] = defaultdict(set)
    for at, block in enumerate(blocks):
        row = next((element for element in depth_first(block.container) if element.tag == "tr"), None)
        if row is not None:
            tables[row.parent.number if row.parent else -1].add(row.number)
            shown[row.number].update(roles(at))
    found: set[int] = set()
    for rows in tables.values():
        fields = [shown[row] & _FIELDS for row in rows if shown[row] & _FIELDS]
        single = [field for held in fields if len(held) == 1 for field in held]
        if len(fields) >= _LEAST_ROWS and {"authors", "venue"} <= set(single) and len(single) >= _MOST * len(fields):
            found |= rows
    return frozenset(found)

"""What holds the lines of one work: entry boxes, list items, rows."""

from __future__ import annotations

from pubnorm.blocks.containers import depth_first, is_entry_box
from pubnorm.document import Block

Holder = tuple[str, int]

_HOLDING_TAGS = frozenset({"li", "tr", "dd", "article"})


def holders(block: Block, repeated: frozenset[int], parted: frozenset[int]) -> list[Holder]:
    """Return what holds a block, outermost first: entry boxes, items and rows of HTML, markdown list items.

    `repeated` are elements that stand in a row of like ones, `parted` table rows that hold but a part of a work.
    """
    found: list[Holder] = []
    around = depth_first(block.container)
    items = () if any(container.number in parted for container in around) else block.items
    for container in reversed(around):
        if is_entry_box(container.classes):
            found.append(("box", container.number))
        elif container.tag in _HOLDING_TAGS and container.number not in parted:
            found.append((container.tag, container.number))
        elif container.number in repeated:
            found.append(("div", container.number))
    return found + [("item", number) for number in items]

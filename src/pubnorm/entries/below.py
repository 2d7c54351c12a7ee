"""Lines below a work that look like the beginning of another and are a part of it."""

from __future__ import annotations

from pubnorm.blocks.containers import depth_first
from pubnorm.entries.lines import Line


def is_translation(line: Line) -> bool:
    """Whether a line below a citation gives it once more, whole and in brackets: in another language, say."""
    text = line.text.text.strip()
    closed = text.endswith((")", "）")) or text.count("(") > text.count(")")
    return line.traits.role == "full" and not line.begins and text.startswith(("(", "（")) and closed


def honours(lines: list[Line], number: int) -> bool:
    """Whether a set-off line below all of a work, in its paragraph, is no title: neither names nor a venue follow."""
    line = lines[number]
    if line.begins or line.traits.role != "title" or line.traits.year or line.traits.venues:
        return False
    below = [other.traits.role for other in lines[number + 1 : number + 3] if other.block is line.block]
    return {"authors", "venue", "full"}.isdisjoint(below)


def shows_badge(line: Line) -> bool:
    """Whether a paragraph begins with a link that a picture labels: "[Tides ![](stars.svg)](u) | A set of tools"."""
    first = line.traits.links[0] if line.traits.links else None
    if first is None or not line.begins or not line.text.images or line.text.text[: first.start].strip():
        return False
    return any(first.start <= image.at <= first.end for image in line.text.images)


def is_row_of_links(lines: list[Line], number: int) -> bool:
    """Whether a pandoc division, the element numbered `number`, holds but links: those of the work above it."""
    if any(line.traits.role not in ("links", "empty") for line in lines):
        return False
    return any(c.number == number and c.tag == ":::" for c in depth_first(lines[0].block.container))

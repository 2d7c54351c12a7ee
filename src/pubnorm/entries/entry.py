"""A group of lines → the entry that the readers of the fields are given."""

from __future__ import annotations

from pubnorm.document import SOFT, Entry, join
from pubnorm.entries.group import Group
from pubnorm.entries.traits import Traits
from pubnorm.model import Layout

_LAYOUTS: dict[str, Layout] = {
    "box": "paper-box",
    "item": "list-item",
    "tr": "table-row",
    "li": "html",
    "dd": "html",
    "article": "html",
    "div": "html",
}


def as_entry(group: Group) -> Entry:
    """Return the lines of one work as one text, with where its core and its badge stand in it."""
    badge = [line for line in group.badge if line.text.text.strip()]
    core = group.core
    if not core:
        core, badge = badge, []
    parts: list[tuple[int, Traits]] = []
    at = 0
    for line in (*badge, *core, *group.notes):
        parts.append((at, line.traits))
        at += len(line.text.text) + 1
    text = join([line.text for line in (*badge, *core, *group.notes)])
    if SOFT in text.text:
        text = text._replace(text=text.text.replace(SOFT, " "))
    badge_end = sum(len(line.text.text) + 1 for line in badge)
    core_end = badge_end + sum(len(line.text.text) + 1 for line in core) - 1
    numbers = [number for line in (*badge, *core) for number in line.text.lines if number]
    return Entry(
        text,
        (badge_end, core_end),
        (0, badge_end - 1) if badge else None,
        _layout(group),
        group.section,
        (min(numbers), max(numbers)),
        tuple(parts),
    )


def _layout(group: Group) -> Layout:
    if group.core and group.core[0].block.kind == "row":
        return "table-row"
    if group.holder:
        return _LAYOUTS[group.holder[0]]
    return "line-broken" if len(group.core) > 1 else "paragraph"

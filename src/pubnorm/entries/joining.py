"""Groups that are parts of one work: an item that holds but a title, and the names that stand right below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pubnorm.entries.grouping import Group


def joined(groups: Iterable[Group]) -> Iterator[Group]:
    """Yield the groups of a stretch, with what goes on in a quotation or paragraph below an item joined to it."""
    before: Group | None = None
    for group in groups:
        if before is not None and _goes_on(before, group):
            before = replace(before, core=[*before.core, *group.core], notes=[*before.notes, *group.notes])
            continue
        if before is not None:
            yield before
        before = group
    if before is not None:
        yield before


def _goes_on(before: Group, group: Group) -> bool:
    beside = bool(group.core) and group.holder is None and not group.core[0].block.gap
    bare = before.holder is not None and before.titled and not before.authored
    set_off = any(line.traits.marked and line.traits.marked.strength >= 2.5 for line in group.core)
    return beside and bare and group.authored and not set_off

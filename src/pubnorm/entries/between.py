"""Rows of links between elements that hold works: whether each is of the work above it or below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pubnorm.entries.holders import Holder
from pubnorm.entries.lines import Line

_LEAST = 2  # rows of links that stand so, for it to be how the list is built
_Run = tuple[Holder | None, list[Line]]


def links_between(runs: Sequence[_Run]) -> dict[int, int]:
    """Return which rows of links, by their number among `runs`, are of the work that which other run holds.

    A row is of the work that it touches: no blank line is between. Else the list tells, that begins or ends with one.
    """
    rows = [number for number, run in enumerate(runs) if _is_row(run)]
    held = sum(holder is not None for holder, _ in runs)
    if len(rows) < _LEAST or 2 * len(rows) < held:
        return {}
    above = sum(_touch(runs[number], runs[number + 1]) for number in rows if number + 1 < len(runs))
    below = sum(_touch(runs[number - 1], runs[number]) for number in rows if number > 0)
    begins, ends = rows[0] == 0, rows[-1] == len(runs) - 1
    if above == below and begins == ends:
        return {}
    step = 1 if above > below or (above == below and begins) else -1
    return {
        number: number + step
        for number in rows
        if 0 <= number + step < len(runs) and runs[number + step][0] is not None
    }


def tells_where(runs: Sequence[_Run], number: int, whole: bool) -> bool:
    """Whether an item between paragraphs only tells where the work above it appeared: names and a title, if `whole`."""
    holder, lines = runs[number]
    above = number > 0 and runs[number - 1][0] is None
    below = number + 1 == len(runs) or runs[number + 1][0] is None
    if not whole or not above or not below or holder is None or holder[0] != "item":
        return False
    roles = {line.traits.role for line in lines}
    return "venue" in roles and roles <= {"venue", "links", "note", "empty"}


def venues_lead(lines: Sequence[Line]) -> bool:
    """Whether paragraphs tell first where each work appeared, and then its title: the first does, and not the last."""
    roles = [line.traits.role for line in lines if line.begins and line.block.gap]
    if len(roles) < _LEAST or roles[0] != "venue" or roles[-1] == "venue":
        return False
    return all(below == "title" for role, below in pairwise(roles) if role == "venue")


def _is_row(run: _Run) -> bool:
    holder, lines = run
    roles = {line.traits.role for line in lines}
    return holder is None and "links" in roles and roles <= {"links", "empty"}


def _touch(above: _Run, below: _Run) -> bool:
    return above[1][-1].block.last + 1 == below[1][0].block.first

"""What of the lines that one element holds is the work, what is written on its picture, and what describes it."""

from __future__ import annotations

from pubnorm.entries.below import is_translation
from pubnorm.entries.group import PLACES, TITLES
from pubnorm.entries.lines import Line
from pubnorm.entries.traits import Role

_TAG = 2  # words of a line that is but a label
_PROSE = 24  # words: a longer line that is no citation describes the work
_LONGEST_TITLE = 45  # words of a line that may still be the title, where no other line is


def is_complete(shown: set[Role]) -> bool:
    """Whether lines of these roles show names and a title."""
    return "full" in shown or ("authors" in shown and not shown.isdisjoint(("title", "text")))


def split_own(lines: list[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """Part a holder's own lines into core, badge (on the picture) and description."""
    core: list[Line] = []
    badge: list[Line] = []
    notes: list[Line] = []
    shown: set[Role] = set()  # the roles of the core's lines
    for line in lines:
        role = line.traits.role
        if line.field == "badge":
            badge.append(line)
        elif (
            line.field == "notes"
            or role == "note"
            or (is_complete(shown) and is_translation(line))
            or (role == "text" and core and line.traits.words > _most_words(shown))
        ):
            notes.append(line)
        else:
            core.append(line)
            shown.add(role)
    return core, badge, notes


def _most_words(shown: set[Role]) -> int:
    """Return how many words an unmarked line has at the most that still belongs to a work of which `shown` is shown."""
    if is_complete(shown) and not shown.isdisjoint(PLACES):
        return _TAG
    return _LONGEST_TITLE if shown.isdisjoint(TITLES) else _PROSE

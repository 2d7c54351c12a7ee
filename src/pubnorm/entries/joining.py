"""Groups that are parts of one work: what holds but a title, and the names that stand right below it.

Elements below a work may say how far it has come, or what it was distinguished with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pubnorm import patterns as re
from pubnorm.entries.group import Group
from pubnorm.entries.lines import Line
from pubnorm.fields.phrases import find_status, leads_with_award
from pubnorm.vocabulary import Vocabulary

_LONGEST = 25  # words of a line that tells a status or a distinction
_BEFORE = re.compile(r"\W*(?:status\W+)?", re.IGNORECASE)
_LINES_OF_A_PLACE = 2
_CITATION = re.compile(r"\W*(?:(?:suggested|recommended) )?(?:citation|cite(?: (?:as|this))?)\s*[:：]", re.IGNORECASE)
_LEAST_TITLE = 20  # characters of a title that none but its work's citation holds


def joined(groups: Iterable[Group], vocabulary: Vocabulary) -> Iterator[Group]:
    """Yield the groups of a stretch, with what goes on below an item, a title or a table's row."""
    before: Group | None = None
    groups = list(groups)
    between = _items_between(groups)
    for number, group in enumerate(groups):
        if before is not None and number in between:
            before = replace(before, notes=[*before.notes, *group.core, *group.notes])
            continue
        if before is not None and _goes_on(before, group):
            before = _together(before, group)
            continue
        if before is not None and (_describes(before, group) or _cites(before, group)):
            before = replace(before, notes=[*before.notes, *group.core, *group.notes])
            continue
        if before is not None and _is_told_of(before, group, vocabulary):
            honours = [line for line in group.core if _honours(line, vocabulary)]
            core = [line for line in group.core if line not in honours]
            before = replace(before, core=[*before.core, *core], notes=[*before.notes, *honours, *group.notes])
            continue
        if before is not None:
            yield before
        before = group
    if before is not None:
        yield before


def _items_between(groups: list[Group]) -> set[int]:
    """Return which groups are items between two paragraphs, each a citation: what they lead to goes with the first."""
    between: set[int] = set()
    run: list[int] = []
    cited = False  # whether a citation stands before the run
    for number, group in enumerate(groups):
        if group.holder is not None and group.holder[0] in ("item", "li") and group.names < 2 and not group.placed:
            run.append(number)
            continue
        cites = group.holder is None and any(line.traits.role == "full" and line.begins for line in group.core)
        between.update(run if cited and cites else ())
        run, cited = [], cites
    return between


def _together(before: Group, group: Group) -> Group:
    described = [line for line in group.core if line.traits.role == "text" and before.authored]
    core = [line for line in group.core if line not in described]
    return replace(before, core=[*before.core, *core], notes=[*before.notes, *described, *group.notes])


def _goes_on(before: Group, group: Group) -> bool:
    if not group.core or not before.core:
        return False
    if before.holder is not None and group.holder is not None:
        return before.holder[0] == group.holder[0] == "tr" and _next_row(before, group)
    if before.holder is None and group.holder is not None:
        return group.holder[0] in ("item", "li") and _listed_below(before, group)
    beside = group.holder is None and not group.core[0].block.gap
    bare = before.holder is not None and before.titled and not before.authored
    set_off = any(line.traits.marked and line.traits.marked.strength >= 2.5 for line in group.core)
    return beside and bare and group.authored and not set_off


def _next_row(before: Group, group: Group) -> bool:
    """Whether a table's row tells only what the work of the row above lacks: its names, or then where it appeared."""
    if not before.titled or group.titled or group.badge:
        return False
    if not before.authored:
        return group.authored
    placed = len(group.core) <= _LINES_OF_A_PLACE and all(line.traits.role == "venue" for line in group.core)
    return placed and not group.authored and not before.placed


def _listed_below(before: Group, group: Group) -> bool:
    """Whether an item tells of the work whose title is the paragraph above the list: its names, then all else."""
    roles = {line.traits.role for line in group.core}
    if not any(line.traits.role == "title" and line.traits.marked for line in before.core) or roles & {"full", "title"}:
        return False
    if not before.authored:
        return group.authored and "text" not in roles
    return bool(before.core[-1].block.items) and not before.core[0].block.items and not group.authored


def _describes(before: Group, group: Group) -> bool:
    """Whether an item below a paragraph that shows a work whole tells but more of it: in prose, or where it leads."""
    if before.holder is not None or group.holder is None or group.holder[0] not in ("item", "li"):
        return False
    if not before.titled or not (before.authored or before.placed) or group.authored:
        return False
    return all(line.traits.role in ("text", "links", "note", "empty") for line in group.core)


def _cites(before: Group, group: Group) -> bool:
    """Whether a group is but how to cite the work above: "Citation: Roe J. The Work's Title. …"."""
    if not group.core or not _CITATION.match(group.core[0].text.text):
        return False
    cited = group.core[0].text.text.casefold()
    titles = [line.text.text.strip(" .").casefold() for line in before.core if line.traits.role == "title"]
    return any(len(title) >= _LEAST_TITLE and title in cited for title in titles)


def _is_told_of(before: Group, group: Group, vocabulary: Vocabulary) -> bool:
    """Whether all lines of an element below a work tell how far this has come or what it was distinguished with."""
    if not before.titled or group.holder is None or group.holder[0] != "div" or before.holder == group.holder:
        return False
    lines = [*group.core, *group.notes]
    return bool(group.core) and all(_tells_status(line, vocabulary) or _honours(line, vocabulary) for line in lines)


def _tells_status(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line begins with how far a work has come: "Under review at Some Journal"."""
    status = find_status(line.text.text, vocabulary) if _may_tell(line) else None
    return status is not None and status.start <= _BEFORE.match(line.text.text).end()  # type: ignore[union-attr]


def _honours(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line begins with a distinction: "Best Paper Award, Tide Conference (2025)"."""
    return _may_tell(line) and leads_with_award(line.text.text, vocabulary)


def _may_tell(line: Line) -> bool:
    return line.traits.words <= _LONGEST and line.traits.role not in ("full", "authors")

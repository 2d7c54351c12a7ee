"""Visual lines → groups, one group per listed work.

Structure speaks first: an entry box, a list item or a table row holds one work unless its content plainly holds
several. Where nothing holds the lines (paragraphs), the sequence of their roles tells: a new work begins where a role
comes again that the work before has already filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pubnorm.document import Block
from pubnorm.entries.alone import are_titles, is_alone, may_be_title, speaks
from pubnorm.entries.below import honours, is_row_of_links, is_translation, shows_badge
from pubnorm.entries.between import links_between, tells_where, venues_lead
from pubnorm.entries.group import NAMES, PLACES, Group
from pubnorm.entries.holders import Holder, holders
from pubnorm.entries.lines import Line
from pubnorm.entries.numbers import counts_on, is_numbered
from pubnorm.entries.own import is_complete, split_own
from pubnorm.entries.runs import WITH
from pubnorm.entries.sections import Section

_HELD = frozenset({"code", "data", "model", "slides", "video", "poster"})  # kinds of what comes with a work
_TAG = 2  # words of a line that is but a label
_LABEL_WORDS = 8  # an item of so many words at the most may be but a heading of the items in it


class Grouper:
    """Groups the lines of one stretch between headings; `label` reads a list label such as "2024:" as a section."""

    def __init__(self, label: Callable[[str], Section], repeated: frozenset[int], parted: frozenset[int]) -> None:
        self._label = label
        self._repeated = repeated
        self._parted = parted
        self._last: Group | None = None  # the group before the line that is looked at
        self.skipped: list[Line] = []

    def group(self, lines: list[Line], section: Section) -> Iterator[Group]:
        """Yield the groups of `lines`, in order."""
        blocks = {id(line.block): line.block for line in lines}
        paths = {number: holders(block, self._repeated, self._parted) for number, block in blocks.items()}
        telling = {holder for line in lines if line.field != "notes" for holder in paths[id(line.block)]}
        # What holds but an abstract or the like holds no work, and parts none.
        paths = {number: [holder for holder in path if holder in telling] for number, path in paths.items()}
        self._last = None
        for group in self._level(lines, paths, 0, section):
            self._last = group
            yield group

    def whole(self, lines: list[Line], section: Section) -> Group:
        """Return all of `lines` as one work."""
        return Group(*split_own(lines), section, None)

    def _level(
        self, lines: list[Line], paths: dict[int, list[Holder]], depth: int, section: Section
    ) -> Iterator[Group]:
        runs = list(_runs(lines, paths, depth))
        beside = links_between(runs)
        for number, (holder, part) in enumerate(runs):
            if holder is None:
                yield from self._sequence(part, section, None) if number not in beside else ()
                continue
            if self._last is not None and tells_where(runs, number, self._last.titled and self._last.authored):
                self._last.core.extend(part)
                continue
            links = [line for row, work in beside.items() if work == number for line in runs[row][1]]
            for group in self._held(holder, part, paths, depth, section):
                group.core.extend(links)
                links = []
                yield group

    def _held(
        self, holder: Holder, lines: list[Line], paths: dict[int, list[Holder]], depth: int, section: Section
    ) -> Iterator[Group]:
        if self._last is not None and (is_row_of_links(lines, holder[1]) or _leads_to(self._last, lines, holder)):
            self._last.core.extend(lines)
            return
        own = [line for line in lines if len(paths[id(line.block)]) == depth + 1]
        deeper = [line for line in lines if len(paths[id(line.block)]) > depth + 1]
        inner = list(self._level(deeper, paths, depth + 1, section)) if deeper else []
        full = [group for group in inner if group.titled and group.authored]
        strong = any(line.traits.strong for line in own) or is_complete({line.traits.role for line in own})
        if len(inner) == len(full) == 1 and own and all(line.field == "badge" for line in own):
            full[0].badge.extend(own)  # a picture with a badge beside one item, which is the work
            yield from full
            return
        if not own or (full and not strong and _is_label(own)):
            yield from self._labelled(own, deeper, paths, depth, section)
            return
        if len(full) >= 2 and not strong:
            self.skipped.extend(own)
            yield from inner
            return
        groups = list(self._sequence(own, section, holder)) if len(own) > 1 else []
        if sum(map(_stands_alone, groups)) >= 2 or (
            holder[0] == "div" and are_titles([group.core for group in groups])
        ):
            yield from groups
            yield from full
            return
        core, badge, notes = split_own(own)
        beside = [group for group in full if strong and (holder[0] != "box" or _stands_alone(group))]
        apart = {id(line) for group in beside for line in group.core}
        shown = {line.traits.role for line in core}
        for line in deeper:
            if id(line) in apart:
                continue
            # An item that holds but a title has its authors and venue in the items below it.
            role = line.traits.role
            fits = (role == "venue" and shown.isdisjoint(PLACES)) or (role != "text" and shown.isdisjoint(NAMES))
            beside_links = role == "links" or line.traits.words <= _TAG  # "★ Oral" in a row of labels
            # A box has its own elements, like those of the next, for names and venue.
            part = holder[0] == "box" and paths[id(line.block)][depth + 1][0] == "div" and role in ("authors", "venue")
            if line.field != "notes" and (fits or beside_links or part):
                core.append(line)
                shown.add(role)
            else:
                notes.append(line)
        if core or badge:
            yield Group(core, badge, notes, section, holder)
        yield from beside

    def _labelled(
        self, own: list[Line], deeper: list[Line], paths: dict[int, list[Holder]], depth: int, section: Section
    ) -> Iterator[Group]:
        for line in own:
            label = self._label(line.text.text)
            section = section._replace(
                kind=label.kind if label.kind != "unknown" else section.kind, year=label.year or section.year,
                type=label.type or section.type, status=label.status or section.status,
            )  # fmt: skip
        yield from self._level(deeper, paths, depth + 1, section)

    def _sequence(self, lines: list[Line], section: Section, holder: Holder | None) -> Iterator[Group]:
        current: Group | None = None
        last: Line | None = None
        whole = False  # whether the line before is a work by itself
        led = venues_lead(lines)
        for number, line in enumerate(lines):
            role = line.traits.role
            if role == "empty":
                continue
            described = current or self._last if line.field == "notes" and role != "note" else None
            if current is not None and (is_translation(line) or (_is_shown(current) and honours(lines, number))):
                described = current
            if current is not None and current.titled and current.authored and role == "text" and shows_badge(line):
                described = current
            if described is not None:
                described.notes.append(line)
                continue
            if role == "note" or line.field == "notes" or (whole and speaks(line)):
                self.skipped.append(line)
                continue
            alone = is_alone(lines, number, section)
            again = led and role == "venue" and line.begins and current is not None and current.titled
            if current is None or (alone and whole) or again or _starts_new(current, line, last):
                if current is not None:
                    yield current
                current = None
                titled = alone or may_be_title(lines, number) or is_numbered(line)
                if role == "links" or (role == "text" and not titled):
                    self.skipped.append(line)
                    continue
                current = Group([], [], [], section, holder)
            _join(current, line)
            last, whole = line, alone
        if current is not None:
            yield current


def _runs(lines: list[Line], paths: dict[int, list[Holder]], depth: int) -> Iterator[tuple[Holder | None, list[Line]]]:
    run: list[Line] = []
    held: Holder | None = None
    for line in lines:
        path = paths[id(line.block)]
        holder = path[depth] if len(path) > depth else None
        if run and holder != held:
            yield held, run
            run = []
        held = holder
        run.append(line)
    if run:
        yield held, run


def _leads_to(group: Group, lines: list[Line], holder: Holder) -> bool:
    """Whether an item beside a work holds but a link that says what of the work it leads to: "* [Code: Tides](u)"."""
    if len(lines) > 1 or holder[0] not in ("item", "li") or not (group.titled and group.authored):
        return False
    links = lines[0].traits.links if lines[0].traits.role == "links" else ()
    return len(links) == 1 and links[0].is_label and links[0].kind in _HELD


def _stands_alone(group: Group) -> bool:
    """Whether a group shows all that a work shows: a title, several authors or a whole citation, a venue or a year.

    A draft shows no venue yet, but beside its title those whom it was written with.
    """
    placed = any(line.traits.role == "venue" or line.traits.venues or line.traits.year for line in group.core)
    whole = any(line.traits.role == "full" and line.begins for line in group.core)
    first = group.core[0]
    drafted = first.traits.role == "full" and first.begins and WITH.search(first.text.text) is not None
    return group.titled and group.authored and (group.names >= 2 or whole) and (placed or drafted)


def _starts_new(group: Group, line: Line, last: Line | None) -> bool:
    traits = line.traits
    continued = last is not None and last.text.text.rstrip().endswith((",", " and", " &", ";"))
    if line.block.kind == "row" and line.begins and group.titled and not _continues_table(line.block):
        return True
    if (group.titled or group.authored) and counts_on(group.core[0], line):
        return True
    if traits.label and group.core[0].traits.label:  # each line says what it holds: the work's first label comes again
        again = traits.label == group.core[0].traits.label
        return again and group.titled and (group.authored or traits.label == "title")
    if traits.role == "full":
        return group.titled and group.authored if not line.begins else group.titled or group.authored
    if traits.role == "title":
        if group.titled:
            if not line.begins and traits.year and not group.placed:
                return False  # "A Title" / "**Some Journal** (2025)"
            marked = traits.marked is not None and traits.marked.strength > 2.0
            return marked or (line.begins and group.authored)
        return group.authored and group.placed and line.begins and len(group.core) > 1
    if traits.role == "authors":
        follows = group.placed and len(group.core) > 1 and line.begins and line.block.gap
        return group.authored and (group.titled or follows) and not continued
    if traits.role == "venue":
        return line.begins and group.titled and group.authored and group.placed
    return traits.role == "text" and line.begins and line.block.gap and (group.titled or group.authored)


def _continues_table(block: Block) -> bool:
    """Whether a row is one of a table of one column, whose rows are like lines: its title, its authors, its venue."""
    return len(block.cells) == 1 and block.info != block.cells[0]


def _is_shown(group: Group) -> bool:
    """Whether a group shows a title, names and, on a line of its own, a venue."""
    return group.titled and group.authored and any(line.traits.role == "venue" for line in group.core)


def _join(group: Group, line: Line) -> None:
    complete = group.titled and group.authored
    if line.traits.role == "text" and complete and group.placed:
        group.notes.append(line)
    else:
        group.core.append(line)


def _is_label(lines: list[Line]) -> bool:
    words = sum(line.traits.words for line in lines)
    return words <= _LABEL_WORDS and not any(line.traits.role in ("full", "authors") for line in lines)

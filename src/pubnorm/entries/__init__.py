"""Blocks → entries: one per listed work, with the section that holds for it.

Read top to bottom: headings open sections, the lines between them are grouped into works, and what stands under News,
Talks, Awards and the like is left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from pubnorm.blocks import Blocks
from pubnorm.blocks.containers import depth_first
from pubnorm.blocks.inline import read_inline
from pubnorm.blocks.markdown import COLUMNS
from pubnorm.document import Block, Entry, References, Span, Text, join
from pubnorm.entries.cited import cited_titles, folded_title, is_bibtex
from pubnorm.entries.classes import block_hint, line_hint
from pubnorm.entries.columns import fields_of_row, lists_events
from pubnorm.entries.elements import descriptions, repeated_elements, stands_aside, summaries, whole_elements
from pubnorm.entries.entry import as_entry
from pubnorm.entries.group import Group
from pubnorm.entries.grouping import Grouper
from pubnorm.entries.headings import Headings
from pubnorm.entries.joining import joined
from pubnorm.entries.labels import line_label, position_end
from pubnorm.entries.lines import Line, flow, hinted, is_filled, visual_lines
from pubnorm.entries.marks import refrains
from pubnorm.entries.notes import tells_distinction
from pubnorm.entries.rows import parted_rows
from pubnorm.entries.sections import Outline, Section, classify
from pubnorm.entries.telling import tells
from pubnorm.entries.told import as_title, declared, is_plain, led_by_title, shows_outlet
from pubnorm.entries.traits import Role, Traits, read_traits
from pubnorm.entries.works import WORDS_OF_A_WORK, has_more, is_entry, is_prose, shelved, title_marks, unfold
from pubnorm.fields.links import LinkKinds, link_kinds
from pubnorm.model import PageWarning
from pubnorm.vocabulary import Vocabulary

_USUAL = 3  # works that set their titles off in one way, for it to count as the page's


@dataclass(slots=True)
class Found:
    """The entries of a page, its other texts (for legends and the owner), its BibTeX, and what was not understood."""

    entries: list[Entry] = field(default_factory=list)
    others: list[Text] = field(default_factory=list)
    bibtex: list[Block] = field(default_factory=list)
    warnings: list[PageWarning] = field(default_factory=list)


def find_entries(blocks: Blocks, vocabulary: Vocabulary, title: str | None = None) -> Found:
    """Return the entries of a page's blocks, in page order; `title` is the page's own, from its front matter.

    Where a page names itself after its publications and none of its headings does, what it lists are they.
    """
    page = classify(title, vocabulary) if title else None
    found = _Finder(blocks.references, vocabulary, page).run(blocks.blocks)
    if found.entries or page is None or page.kind != "publications":
        return found
    again = _Finder(blocks.references, vocabulary, page, trusting=True).run(blocks.blocks)
    return again if again.entries else found


class _Finder:
    def __init__(
        self, references: References, vocabulary: Vocabulary, page: Section | None, *, trusting: bool = False
    ) -> None:
        self.references = references
        self.vocabulary = vocabulary
        self.kinds: LinkKinds = link_kinds(vocabulary)
        self.outline = Outline(page)
        self.trusting = trusting  # whether what the page is called goes before what its headings are
        self.found = Found()
        self.stretch: list[Line] = []
        self.groups: list[Group] = []
        self.asides: list[Text] = []
        self.repeated: frozenset[int] = frozenset()
        self.folded: frozenset[int] = frozenset()
        self.summed: dict[int, int] = {}
        self.parted: frozenset[int] = frozenset()
        self.refrains: frozenset[str] = frozenset()
        self.cited: frozenset[str] = frozenset()
        self.seen: dict[int, list[tuple[Text, Traits]]] = {}
        self.title = -1  # the last heading that is a title
        self.headed = -1  # the last block below it

    def run(self, blocks: tuple[Block, ...]) -> Found:
        self.repeated = repeated_elements(blocks)
        whole = whole_elements(blocks)
        self.folded = descriptions(blocks, self.vocabulary)
        texts = [self._text(block) for block in blocks]
        self.refrains = refrains(texts)
        roles = partial(self._roles, texts)
        self.summed, self.parted = summaries(blocks, roles), parted_rows(blocks, roles)
        self.repeated |= set(self.summed.values())
        self.cited = cited_titles(blocks)
        headings = Headings(blocks, texts, self.repeated, self._lines, self.vocabulary, self.cited)
        for at, (block, text) in enumerate(zip(blocks, texts, strict=True)):
            if block.kind == "code":
                if is_bibtex(block):
                    self.found.bibtex.append(block)
                if at == self.headed:
                    self._flush(headed=True)
            elif stands_aside(block, self.repeated, whole, self.vocabulary):
                self.asides.append(text)
            elif block.kind == "rule" and at > self.headed:
                self._flush()
            elif block.kind == "heading" and at > self.headed and not self._heads_work(at, block.level, headings):
                if headings.is_item(at):
                    self._take(at, block, text)
                else:
                    self._enter(block.level, text)
            elif block.kind == "paragraph" and at > self.headed and headings.leads(at):
                self._enter(headings.rank(at), text)
            elif block.kind != "rule":
                self._take(at, block, text)
                if at == self.headed:
                    self._flush(headed=True)
        self._flush()
        self._decide()
        self.found.others += self.asides
        return self.found

    def _heads_work(self, at: int, level: int, headings: Headings) -> bool:
        """Whether the heading numbered `at` is the title of a work, which then holds up to `headed`."""
        below = headings.below(at)
        if below:
            above = headings.above(at)
            own = [line for line in self.stretch if line.block in above]
            self.stretch = self.stretch[: len(self.stretch) - len(own)]
            self._flush()
            self.stretch = own
            self.outline.leave(level)
            self.headed = at + below
            self.title = at
        return below > 0

    def _text(self, block: Block) -> Text:
        if block.kind == "row":
            number = block.first
            cells = [read_inline(((number, cell),), self.references) for cell in block.cells]
            return join([cell for cell in cells if cell.text.strip() or cell.images] or [Text("")])
        text = read_inline(block.source, self.references)
        if is_filled(block.source):
            text = text._replace(text=flow(text))
        if block.container is not None and block.container.bold and not text.of("bold"):
            return text._replace(spans=(Span(0, len(text.text), "bold"), *text.spans))
        return text

    def _enter(self, level: float, text: Text) -> None:
        self._flush()
        self.found.others.append(text)
        section = classify(text.text, self.vocabulary)
        if self.trusting and section.kind == "other":
            section = section._replace(kind="unknown")
        self.outline.enter(level, section)

    def _lines(self, at: int, text: Text) -> list[tuple[Text, Traits]]:
        """Return the visual lines of the block numbered `at` with what they look like, looked at once."""
        if at not in self.seen:
            self.seen[at] = led_by_title([self._look(line) for line in visual_lines(text, self.vocabulary)])
        return self.seen[at]

    def _roles(self, texts: list[Text], at: int) -> list[Role]:
        return [traits.role for _, traits in self._lines(at, texts[at])]

    def _look(self, line: Text) -> tuple[Text, Traits]:
        label = line_label(line.text, self.vocabulary)
        if label and label.field != "notes" and line.text[label.end :].strip():
            line = line.cut(label.end, len(line.text))
        elif label is None:
            line = line.cut(position_end(line.text, self.vocabulary), len(line.text))
        traits = read_traits(line, self.kinds, self.vocabulary, self.refrains)
        return line, traits._replace(label=label.field) if label else traits

    def _take(self, at: int, block: Block, text: Text) -> None:
        section = self.outline.here()
        if (section.kind == "other" and not section.doubted) or lists_events(block, self.vocabulary):
            self.found.others.append(text)
            return
        begins = True
        around = depth_first(block.container)
        folded = any(container.number in self.folded for container in around)
        folded = folded and not any(container.number in self.summed for container in around)
        field = "notes" if folded else block_hint(block, self.vocabulary)
        lines = self._lines(at, text)
        whole = field == "badge" or (field == "venue" and len(lines) > 1)
        if whole and any(read.role in ("authors", "full") for _, read in lines):
            field = None  # of the whole work: it has its badge, or what it is called after, in it
        if block.items and tells_distinction(text.text, self.vocabulary):
            field = "notes"
        columns = self._columns(block, lines)
        if columns and block.info == COLUMNS.join(block.cells):
            return  # the row that names the columns
        for number, (line, read) in enumerate(lines):
            field = columns[number] if columns else field
            held = read.label or field or line_hint(line, self.vocabulary)
            if held == "notes" and not folded and not read.label and shows_outlet(read):
                held = "badge"  # in a row of tags
            traits = declared(hinted(read, held), held)
            named = read.label == "title" and traits.role != "full"
            plain = held == "title" and read.role in ("title", "text", "venue") and is_plain(read)
            if at == self.title or named or plain:
                traits = as_title(line, traits)
            self.stretch.append(Line(line, traits, block, begins, held))
            begins = False

    def _columns(self, block: Block, lines: list[tuple[Text, Traits]]) -> list[str | None]:
        """Return what the columns of a row's table say that each of its lines holds."""
        columns = fields_of_row(block, len(lines), partial(self._shown, block.first), self.vocabulary)
        titled = {read.role for (_, read), field in zip(lines, columns, strict=False) if field == "title"}
        if len(columns) > len(block.cells) and not {"authors", "full"}.isdisjoint(titled):
            return [field if field != "title" else None for field in columns]  # the whole work is in one cell
        return columns

    def _shown(self, number: int, cell: str) -> int:
        """Return how many visual lines a cell of the row on the line numbered `number` has."""
        return len(visual_lines(read_inline(((number, cell),), self.references), self.vocabulary))

    def _flush(self, *, headed: bool = False) -> None:
        """Group what has been read since the last heading; `headed`: all of it is one work, its title the heading."""
        if not self.stretch:
            return
        section = self.outline.here()
        lines, self.stretch = self.stretch, []
        grouper = Grouper(lambda label: classify(label, self.vocabulary), self.repeated, self.parted)
        grouped = [grouper.whole(lines, section)] if headed else joined(grouper.group(lines, section), self.vocabulary)
        self.groups += grouped
        self.found.others.extend(line.text for line in grouper.skipped)

    def _decide(self) -> None:
        """Tell works from what else is grouped: by itself, else by likeness to the page's certain works."""
        unfold(self.groups)
        certain = [is_entry(group) or self._is_cited(group) for group in self.groups]
        for at in shelved(self.groups, certain):  # a section whose items are works, whatever it is called
            self.groups[at].section = self.groups[at].section._replace(kind="publications")
            certain[at] = certain[at] or is_entry(self.groups[at])
        marks = Counter(
            mark for group, sure in zip(self.groups, certain, strict=True) if sure for mark in title_marks(group)
        )
        sections = any(group.section.kind == "publications" for group in self.groups)
        usual = {mark for mark, count in marks.items() if count >= _USUAL}
        for group, sure in zip(self.groups, certain, strict=True):
            # What is set off like the works is one, too, even where no author is named.
            known = group.section.kind == "publications" or not sections
            more = has_more(group) if known else group.placed or group.authored
            alike = group.section.kind != "other" and bool(title_marks(group) & usual) and more
            if sure or (alike and not is_prose(group) and not tells(group)):
                self.found.entries.append(as_entry(group))
            else:
                self._reject(group)

    def _is_cited(self, group: Group) -> bool:  # whether the page gives a work of its title in BibTeX, too
        return bool(self.cited) and any(folded_title(line.text.text) in self.cited for line in group.core)

    def _reject(self, group: Group) -> None:
        self.found.others.extend(line.text for line in (*group.core, *group.notes))
        words = sum(line.traits.words for line in group.core if line.traits.role != "note")
        if group.section.kind == "publications" and words >= WORDS_OF_A_WORK:
            lines = [line.block for line in (*group.core, *group.badge)]
            span = (min(b.first for b in lines), max(b.last for b in lines))
            message = "this looks like a listed work but was not understood; it is left out"
            self.found.warnings.append(PageWarning(code="not-understood", message=message, lines=span))

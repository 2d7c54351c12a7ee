"""Which headings are no sections but titles of works, and which lines that are no headings serve as such."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from pubnorm.blocks.containers import depth_first, is_entry_box
from pubnorm.document import SOFT, Block, Container, Text
from pubnorm.entries.cited import folded_title
from pubnorm.entries.classes import block_hint, hint
from pubnorm.entries.marks import count_words
from pubnorm.entries.runs import names_beside
from pubnorm.entries.sections import classify, read_year_heading
from pubnorm.entries.shapes import is_list, is_names, is_shelf, leads_on
from pubnorm.entries.traits import Role, Traits, is_untitled
from pubnorm.fields.venue_words import venues_in
from pubnorm.vocabulary import Vocabulary

_PSEUDO_LEVEL = 7  # bold or bare lines that serve as headings stand below all real ones
_NAMED_LEVEL = 2.25  # elements that are called headings stand below "##", and years beside that below them
_PSEUDO_WORDS = 8
_TITLE_WORDS = 3
_SENTENCE_WORDS = 5
_MOST_BELOW = 8  # blocks below a heading that is a work's title
_MOST_ABOVE = 3  # blocks above the title in such an element
_LOOK_AHEAD = 3  # items of a list
_LENGTH_OF_A_CITATION = 60  # characters of a heading that may be one, at the least
_LEVEL_OF_CITATIONS = 2  # headings of a level that are whole citations, at the least
_NAMED = 0.5  # the share of a line that a known venue's name takes up, for it to tell a venue
_MOST_INSIDE = 24  # blocks of an element that holds one work
_PLACED_ALIKE = 2  # headings of a level above nothing but where a work appeared, at the least

_TITLES = frozenset[Role]({"title", "text"})
_LABELLED: dict[str, Role] = {"authors": "authors", "venue": "venue", "details": "venue"}

Lines = Callable[[int, Text], list[tuple[Text, Traits]]]


class Headings:
    """The headings of a page; `lines` gives the visual lines of a block, `repeated` the elements that stand in rows.

    `cited` are the titles in the page's BibTeX.
    """

    def __init__(
        self, blocks: tuple[Block, ...], texts: list[Text], repeated: frozenset[int], lines: Lines, words: Vocabulary,
        cited: frozenset[str],
    ) -> None:  # fmt: skip
        self._blocks = blocks
        self._texts = texts
        self._repeated = repeated
        self._lines = lines
        self._words = words
        self._cited = cited
        self._sizes = Counter(c.number for block in blocks for c in depth_first(block.container) if c.tag == "tr")
        self._titled = Counter(
            c.number
            for block in blocks
            if block.container is not None and block_hint(block, words) == "title"
            for c in depth_first(block.container)
            if c.number in repeated
        )
        self._citing = Counter(
            block.level
            for at, block in enumerate(blocks)
            if block.kind == "heading" and len(texts[at].text) >= _LENGTH_OF_A_CITATION and self._is_cited(at)
        )
        self._years = self._rows_of_years()
        self._titles = self._of_works()

    def is_item(self, at: int) -> bool:
        """Whether a heading is but how a work is set: it holds a whole citation, in a list item or as others do."""
        may = bool(self._blocks[at].items) or self._citing[self._blocks[at].level] >= _LEVEL_OF_CITATIONS
        return may and self._is_cited(at)

    def _is_cited(self, at: int) -> bool:
        roles = self._roles(at, at + 1, headings=True)
        several = "authors" in roles and not _TITLES.isdisjoint(roles)  # of a heading broken over lines
        return several or any(traits.strong for _, traits in self._lines(at, self._texts[at]))

    def below(self, at: int) -> int:
        """Return how many blocks belong to the work that the heading numbered `at` is the title of; 0 for none."""
        return self._titles.get(at, 0)

    def leads(self, at: int) -> bool:
        """Whether a paragraph serves as a heading: it names a section, a year, or what the list below it is about."""
        return self._is_named(at) or self._is_pseudo(at) or self._is_topic(at) or at in self._years

    def _rows_of_years(self) -> frozenset[int]:
        """Return the blocks that are a year and fill a row of a table which begins with one: what follows is of it."""
        begins: dict[int, bool] = {}  # by table, whether its first row is a year
        found: set[int] = set()
        for at, block in enumerate(self._blocks) if self._sizes else ():
            row = next((c for c in depth_first(block.container) if c.tag == "tr"), None)
            if row is None:
                continue
            dated = self._sizes[row.number] == 1 and read_year_heading(self._texts[at].text) is not None
            if begins.setdefault(row.parent.number if row.parent else -1, dated) and dated:
                found.add(at)
        return frozenset(found)

    def _is_named(self, at: int) -> bool:
        """Whether the class of the element around a short text says that it is a heading."""
        block = self._blocks[at]
        if block.container is None or count_words(self._texts[at].text) > _PSEUDO_WORDS or self._continues_work(at):
            return False
        return hint(block.container.classes, self._words) == "heading"

    def _is_pseudo(self, at: int) -> bool:
        """Whether a line of its own, bold or exactly a heading's words, names a section or a year."""
        block, text = self._blocks[at], self._texts[at]
        visible = text.text.strip()
        if block.items or not visible or len(visible) > 80 or "\n" in visible or SOFT in visible:
            return False
        if count_words(visible) > _PSEUDO_WORDS or text.of("link") or self._continues_work(at):
            return False
        section = classify(visible, self._words)
        if (section.kind == "unknown" and section.year is None) or self._is_labelled(at):
            return False
        if section.kind == "other" and self._roles(at + 1, at + 2)[:1] == ["authors"]:
            return False  # "**What Experience Tells**" above its authors
        named = sum(venue.end - venue.start for venue in venues_in(visible)) > _NAMED * len(visible)
        bracketed = visible[0] == "[" and visible[-1] == "]" and section.year is not None
        if section.kind == "publications" and (named or bracketed):
            return False  # "**[Conference on Machine Learning 2019]**" is where the work below it appeared
        bold = any(
            s.end - s.start >= 0.9 * len(visible) for s in text.spans if s.kind in ("bold", "underline", "italic")
        )
        bare = block.container is None and visible[-1] not in ".,;" and visible[0].isupper()
        return bold or (bare and not visible[-1].isdigit()) or self.rank(at) < _PSEUDO_LEVEL

    def _is_labelled(self, at: int) -> bool:
        """Whether a line has a label, as has a line beside it: "Journal: Harbour Letters" below "Title: …"."""
        if not self._label(at):
            return False
        return bool(self._label(at - 1) or self._label(at + 1))

    def _label(self, at: int) -> str | None:
        held = 0 <= at < len(self._blocks) and self._blocks[at].kind == "paragraph"
        return None if not held else next((traits.label for _, traits in self._lines(at, self._texts[at])[:1]), None)

    def _is_topic(self, at: int) -> bool:
        """Whether a short bold line of its own tells but what the works listed right below it are about."""
        block, text = self._blocks[at], self._texts[at]
        visible = text.text.strip()
        if block.items or SOFT in visible or count_words(visible) > _PSEUDO_WORDS or text.of("link"):
            return False
        if self._continues_work(at) or not any(s.end - s.start >= 0.9 * len(visible) for s in text.of("bold")):
            return False
        return self._lists_works(at + 1)

    def _lists_works(self, first: int) -> bool:
        """Whether a list begins here whose items hold titles, and one of the first names and a title."""
        whole = False
        for at in range(first, min(first + _LOOK_AHEAD, len(self._blocks))):
            block = self._blocks[at]
            if block.kind != "paragraph" or not block.items:
                return whole
            roles = self._roles(at, at + 1)
            if roles[:1] == ["venue"]:
                del roles[0]  # on a line of its own above the title
            if roles[:1] not in (["full"], ["title"], ["text"]):
                return False
            whole = whole or "full" in roles[:1] or "authors" in roles
        return whole

    def rank(self, at: int) -> float:
        """Return the level of a line that serves as a heading: just above the heading that it leads, below all else."""
        around = self._blocks[at].container
        if self._is_named(at):
            return _NAMED_LEVEL
        if around is None or around.tag != "p" or at + 1 >= len(self._blocks) or self.below(at + 1):
            return _PSEUDO_LEVEL
        led = self._blocks[at + 1]
        together = led.kind == "heading" and around.parent is led.container is not None
        return led.level - 0.25 if together else _PSEUDO_LEVEL

    def _continues_work(self, at: int) -> bool:
        """Whether this block is but a part of a work: "*Under review*" below a title, a bold title in a table's row."""
        around = depth_first(self._blocks[at].container)
        if any(is_entry_box(c.classes) for c in around):
            return True  # a badge that stands on lines of its own
        if any(self._titled[c.number] == 1 for c in around):
            return True  # where it appeared, in an element that holds but one title
        if any(1 < self._sizes[c.number] <= _MOST_BELOW for c in around if c.tag == "tr"):
            return True
        element = next((c for c in around if _holds_work(c)), None)
        return element is not None and at > 0 and element in depth_first(self._blocks[at - 1].container)

    def above(self, at: int) -> tuple[Block, ...]:
        """Return what stands above the title of a work in the element that holds but this work: its year, a badge."""
        element = self._holding(at)
        begin = at
        while element and begin > 0 and element in depth_first(self._blocks[begin - 1].container):
            begin -= 1
        blocks = self._blocks[begin:at]
        return blocks if len(blocks) <= _MOST_ABOVE and all(block.kind == "paragraph" for block in blocks) else ()

    def _of_works(self) -> dict[int, int]:
        """Return the headings that are titles of works, each with how many blocks below belong to it."""
        at_all = [at for at, block in enumerate(self._blocks) if block.kind == "heading"]
        strict = {at: self._inside(at) or self._following(at, strict=True) for at in at_all}
        placed = {at: below for at in at_all if not strict[at] and (below := self._is_placed(at))}
        alike = Counter(self._blocks[at].level for at in placed)
        if alike and max(alike.values()) >= _PLACED_ALIKE:
            strict |= placed
        levels = Counter(self._blocks[at].level for at, below in strict.items() if below)
        return {
            at: below or (self._following(at, strict=False) if levels[self._blocks[at].level] > 1 else 0)
            for at, below in strict.items()
        }

    def _names(self, at: int) -> bool:
        """Whether a heading is but the authors of the work whose title is the heading right above it."""
        return self._blocks[at].kind == "heading" and is_names(self._lines(at, self._texts[at]))

    def _may_be_title(self, at: int) -> bool:
        words = count_words(text := self._texts[at].text)
        # "Two Methods for Telling News from Noise" is no section of news
        named = words >= _SENTENCE_WORDS and self._roles(at + 1, at + 2)[:1] == ["authors"]
        may = named or (words >= _TITLE_WORDS and classify(text, self._words).kind == "unknown")
        return may and not self._names(at)

    def _following(self, at: int, *, strict: bool) -> int:
        """Return how many blocks up to the next heading belong to the work that a heading is the title of."""
        cited = folded_title(self._texts[at].text) in self._cited
        if not (cited or self._may_be_title(at)):
            return 0
        most = _MOST_INSIDE if cited else _MOST_BELOW
        end = at + 1
        while end < len(self._blocks) and self._blocks[end].kind != "rule" and end - at <= most:
            if self._blocks[end].kind == "heading" and not (end == at + 1 and self._names(end)):
                break
            end += 1
        if cited:
            return end - at - 1
        while self._blocks[end - 1].kind == "code":
            end -= 1  # how to cite the work
        roles = self._roles(at + 1, end)
        named = "authors" in roles[:3] or not strict or leads_on(roles) or names_beside(self._texts[at].text)
        return end - at - 1 if named and not is_list(roles) and end - at <= _MOST_BELOW else 0

    def _is_placed(self, at: int) -> int:
        """Return how many blocks below a heading tell where the work that it names appeared, and nothing else."""
        end = next(
            (n for n in range(at + 1, len(self._blocks)) if self._blocks[n].kind == "heading"), len(self._blocks)
        )
        if end - at - 1 > _MOST_ABOVE or count_words(self._texts[at].text) < _SENTENCE_WORDS:
            return 0
        roles = self._roles(at + 1, end)
        alone = roles[:1] == ["venue"] and {"venue", "links", "note"}.issuperset(roles)
        return end - at - 1 if alone and self._may_be_title(at) else 0

    def _inside(self, at: int) -> int:
        """Return how many blocks, other headings among them, an element holds below a heading that is its title."""
        element = self._holding(at)
        if element is None:
            return 0
        end = at + 1
        while end < len(self._blocks) and element in depth_first(self._blocks[end].container):
            another = self._blocks[end].kind == "heading" and self._may_be_title(end)
            if another or end - at > _MOST_INSIDE:
                return 0
            end += 1
        roles = self._roles(at + 1, end)
        first = roles if element.number in self._repeated else roles[:3]  # a card tells its fields in any order
        named = ("authors" in first or leads_on(roles)) and "title" not in roles[:3]
        if not self._may_be_title(at) and not (roles[:2] == ["authors", "venue"] and self._names_nothing(at)):
            return 0
        several = is_shelf(roles) if element.number in self._repeated else is_list(roles)
        return end - at - 1 if named and not several else 0

    def _names_nothing(self, at: int) -> bool:
        return classify(self._texts[at].text, self._words).kind == "unknown"

    def _holding(self, at: int) -> Container | None:
        """Return the innermost element around a block that may hold one work."""
        return next((c for c in depth_first(self._blocks[at].container) if self._holds_one(c)), None)

    def _holds_one(self, container: Container) -> bool:
        return container.number in self._repeated or container.tag == "li" or is_entry_box(container.classes)

    def _roles(self, first: int, end: int, *, headings: bool = False) -> list[Role]:
        roles: list[Role] = []
        for at in range(first, min(end, len(self._blocks))):
            if block_hint(self._blocks[at], self._words) == "notes":
                roles.append("note")
            elif headings or self._blocks[at].kind not in ("heading", "code") or self._names(at):
                for line, traits in self._lines(at, self._texts[at]):
                    named = _LABELLED.get(traits.label or "")
                    roles += ["authors", "venue"] if is_untitled(line, traits) else [named or traits.role]
        return roles


def _holds_work(container: Container) -> bool:
    return container.tag in ("article", "li") or is_entry_box(container.classes)

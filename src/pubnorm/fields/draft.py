"""An entry with what has been found in it: the value that the readers of the fields fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pubnorm import patterns as re
from pubnorm.entries.marks import Marked
from pubnorm.entries.runs import AuthorRun
from pubnorm.fields.links import LinkSpan
from pubnorm.fields.people import FoundAuthors
from pubnorm.fields.phrases import Phrase
from pubnorm.fields.place import Place
from pubnorm.fields.plain import is_plain
from pubnorm.fields.reading import Reading
from pubnorm.fields.tagged import Tagged, read_tagged
from pubnorm.fields.title import TitleSpan
from pubnorm.matching.caseless import Caseless
from pubnorm.vocabulary import Vocabulary

EDITORS = Caseless(r"\b(?:[eé]ds?|hrsg|hgg?|dirs?|coords?|editors?|edited)\b")
_SURE_NAMES, _SURE_NAME = 0.9, 0.95  # list-likeness of names behind a year, and of one alone
_LIST_ENDS = re.compile(r"[*†‡\s]*(?:[.:(\x1f\n“\"]|,(?!\s?(?:[A-Z]\.|and\b|&))|$)")
_BRACKET = re.compile(r"[(\[（][^()\[\]（）]{2,40}[)\]）]")


@dataclass(slots=True)
class Draft:
    """An entry with its fields found but not yet judged."""

    reading: Reading
    plain: str  # the text for reading names
    links: list[LinkSpan]
    marked: list[Marked]
    run: AuthorRun | None
    vocabulary: Vocabulary
    title: TitleSpan | None = None
    authors: FoundAuthors | None = None
    editors: FoundAuthors | None = None
    awards: list[Phrase] | None = None
    status: Phrase | None = None
    place: Place | None = None
    signed: bool = False  # the run holds the sign of the page's owner
    rare: float = 0.0  # the share of the page's other works that are built otherwise
    _tagged: Tagged | None = None
    _plainly_built: bool | None = None

    @property
    def tagged(self) -> Tagged:
        """What the citation tagger says; asked only where it is needed, for it costs more than all else."""
        if self._tagged is None:
            self._tagged = read_tagged(self.reading)
        return self._tagged

    @property
    def asked(self) -> Tagged | None:
        """What the citation tagger said, None where nothing has asked it."""
        return self._tagged

    def trusted(self) -> Tagged | None:
        """Return the citation tagger's reading where it found the title that was chosen."""
        return self.tagged if self.tagged.backs(self.title) else None

    def beside_names(self) -> Iterator[re.Match[str]]:
        """Yield the brackets that were read with the names: "Doe, J. (submitted). On Things"."""
        for start, stop in self.reading.labels.get("authors", ()):
            yield from _BRACKET.finditer(self.reading.visible, start, stop)

    @property
    def leads_with_names(self) -> bool:
        """Whether an entry without marks begins with what is certainly its author list, and names no editors."""
        start = self.reading.taken.find(0, self.reading.entry.core[0])
        start = len(self.plain) if start < 0 else start
        run = self.run
        if run is None or run.start > start + 2 or run.score < 0.9 or not _LIST_ENDS.match(self.plain, run.end):
            return False
        return not self.marked and not EDITORS.found(self.plain)

    @property
    def is_edited(self) -> bool:
        """Whether all whom an entry names are editors, as those of a whole book are."""
        return self.editors is not None and self.authors is None

    @property
    def leads_with_year(self) -> bool:
        """Whether the year leads an entry and its title follows, for no names do: "2021: On Tides. In: …"."""
        if "date" not in self.reading.labels:
            return False
        after = self.reading.labels["date"][0][1]
        if self.reading.visible[after - 1] == "\n":
            return False  # a line of its own tells nothing of the next
        if self.run is None or self.run.start > after + 2:
            return True
        return self.run.score < (_SURE_NAME if len(self.run.names) < 2 else _SURE_NAMES)

    @property
    def plainly_built(self) -> bool:
        """Whether marked title and names stand side by side or on their own lines: the wording need not be asked."""
        if self._plainly_built is None:
            self._plainly_built = is_plain(self.marked, self.run, self.reading.visible)
        return self._plainly_built

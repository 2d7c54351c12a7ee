"""The lines of one work, as they are put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from pubnorm.entries.holders import Holder
from pubnorm.entries.lines import Line
from pubnorm.entries.sections import Section
from pubnorm.entries.traits import Role

TITLES, NAMES = frozenset({"title", "full", "text"}), frozenset({"authors", "full"})
PLACES = frozenset({"venue", "full"})


@dataclass(slots=True)
class Group:
    """The lines of one work: its core, what is written on its picture, and what describes it.

    Lines are only ever added to the core, so that each is looked at once, however many there are.
    """

    core: list[Line]
    badge: list[Line]
    notes: list[Line]
    section: Section
    holder: Holder | None
    _roles: set[Role] = field(default_factory=set, repr=False)  # of the core's lines so far
    _dated: bool = field(default=False, repr=False)  # whether one of these holds a known venue or a year
    _looked: int = field(default=0, repr=False)  # how many these are

    def _shown(self) -> set[Role]:
        """Return the roles of the core's lines."""
        if self._looked < len(self.core):
            added = self.core[self._looked :]
            self._looked = len(self.core)
            self._roles.update([line.traits.role for line in added])
            self._dated = self._dated or any(line.traits.venues or line.traits.year for line in added)
        return self._roles

    @property
    def titled(self) -> bool:
        """Whether a line of the core is, or may well be, the title."""
        return not TITLES.isdisjoint(self._shown())

    @property
    def authored(self) -> bool:
        """Whether a line of the core holds names."""
        return not NAMES.isdisjoint(self._shown())

    @property
    def names(self) -> int:
        """How many names its lines show."""
        return sum(len(line.traits.authors.names) for line in self.core if line.traits.authors)

    @property
    def placed(self) -> bool:
        """Whether a line of the core holds a venue or a year."""
        return not PLACES.isdisjoint(self._shown()) or self._dated

"""Venues and years as evidence for people: one full name in one venue within few years is one person.

How much a venue says depends on how many publish there. `benchmarks/people_venues.py` counts how often two works of one
full name share a co-author: in all but the largest venues, within three years, common names do so nearly as often (.54)
as rare ones (.62), whose namesakes are hardly ever two people; in other venues or later years far less often.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

# A venue tells its people apart where it holds at most this share of the works that name a venue.
SMALL_VENUE = 1 / 70
# Works of one person and venue follow each other within so many years, those of a rare name within so many.
NEAR_YEARS = 3
LIFE_YEARS = 15
_NO_YEAR = 0
_NO_VENUE = 0


class Outlets:
    """The venue and year of each work, in order."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._venues = array("L")
        self._years = array("H")
        self._sizes = [0]

    def add(self, venue: str | None, year: int | None) -> None:
        """Take in where and when a work appeared; a preprint server is no venue."""
        number = _NO_VENUE if venue is None else self._ids.setdefault(venue, len(self._ids) + 1)
        if number == len(self._sizes):
            self._sizes.append(0)
        self._sizes[number] += number != _NO_VENUE
        self._venues.append(number)
        self._years.append(year if year is not None and 0 < year < 1 << 16 else _NO_YEAR)

    def joins(
        self,
        starts: Sequence[int],
        mentions: Sequence[int],
        people: Sequence[int],
        full: Sequence[int],
        rare: Sequence[int],
    ) -> Iterator[tuple[int, int]]:
        """Yield pairs of mentions that are one person, as places in `mentions`, the names of all works in turn.

        `starts` gives for each work where its mentions begin, and the end of the last; `people`, `full` and `rare` give
        for each name its number as a key, whether it is a full name, and whether few people wear it.
        """
        limit = SMALL_VENUE * sum(self._sizes)
        small = [0 < size <= limit for size in self._sizes]
        worn = Counter(people[name] for name in mentions)
        last: dict[tuple[int, int], tuple[int, int]] = {}
        # Works without a year come first, and are near to any.
        for work in sorted(range(len(self._venues)), key=self._years.__getitem__):
            venue, year = self._venues[work], self._years[work]
            for mention in range(starts[work], starts[work + 1]):
                name = mentions[mention]
                person = people[name]
                if worn[person] == 1:
                    continue
                if rare[name]:
                    place, years = (person, _NO_VENUE), LIFE_YEARS
                elif full[name] and small[venue] and year != _NO_YEAR:
                    place, years = (person, venue), NEAR_YEARS
                else:
                    continue
                before = last.get(place)
                if before is not None and (before[0] == _NO_YEAR or year - before[0] <= years):
                    yield before[1], mention
                last[place] = year, mention

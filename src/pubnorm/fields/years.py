"""The year of a work: of its date, its venue, its badges, its section."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.entries.traits import YEAR
from pubnorm.fields.badges import badges, linked_badges, names_event
from pubnorm.fields.draft import Draft
from pubnorm.matching.venues import VenueReading

# "…, 6440-6454. 2022/10/27.", as citations end that a search engine shows
_LAST_DAY = re.compile(r"[\s.,(]((?:19|20)\d\d)/(?:0?[1-9]|1[0-2])(?:/\d{1,2})?[\s.)]*$")


def find_year(draft: Draft, understood: VenueReading | None) -> int | None:
    """Return the year in which a work appeared, `understood` being how its venue reads; None where none is shown."""
    reading = draft.reading
    start, end = reading.entry.core
    for begin, stop in reading.labels.get("date", []):
        match = YEAR.search(reading.visible, begin, stop)
        if match:
            return _full_year(match[0])
    if understood and understood.year:
        return understood.year
    pieces = reading.pieces(start, end)
    if reading.entry.badge:
        pieces += reading.pieces(*reading.entry.badge)
    if draft.place and draft.place.end > draft.place.start:
        matches = YEAR.findall(reading.visible, draft.place.start, draft.place.end)
        if matches:
            return _full_year(matches[-1])
    for piece in (*pieces, *badges(reading), *linked_badges(reading)):
        for match in YEAR.finditer(piece.text):
            return _full_year(match[0])
    if reading.entry.badge and understood and understood.type == "article":
        shown = reading.visible[slice(*reading.entry.badge)].strip()
        if names_event(shown):
            return _full_year(shown[-2:])  # "TMM 25", for a badge tells no volume
    last = _LAST_DAY.search(reading.visible, start, end)
    return int(last[1]) if last else reading.entry.section.year


def _full_year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return 2000 + int(digits) if int(digits) < 50 else 1900 + int(digits)

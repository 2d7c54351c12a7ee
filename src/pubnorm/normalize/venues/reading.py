"""A venue string, read: which venue, which part of it, when, how far the work has come."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pubnorm.model import Match, Status, Track, Type, Venue
from pubnorm.normalize.venues.locators import find_year, take_locators
from pubnorm.normalize.venues.mentions import Found, mentions
from pubnorm.normalize.venues.notes import take_notes, tidy
from pubnorm.normalize.venues.registry import Known, registry
from pubnorm.normalize.venues.tracks import find_track
from pubnorm.normalize.venues.unknown import displayed_acronym, kind_of, type_of
from pubnorm.normalize.venues.words import words
from pubnorm.vocabulary import Vocabulary

_LEAD = re.compile(r"^(?:in|at|published (?:in|at|by)|presented at|appeared (?:in|at)|from|venue)\s*:?\s+(?=\S)", re.I)
_EDITION = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b", re.I)


@dataclass(frozen=True, slots=True)
class VenueReading:
    """What a venue string says. Absent facts are `None` or empty, never guessed."""

    venue: Venue | None
    year: int | None
    status: Status | None
    awards: tuple[str, ...]
    volume: str | None
    issue: str | None
    pages: str | None
    publisher: str | None
    place: str | None
    type: Type | None


def read_venue(text: str, vocabulary: Vocabulary | None = None) -> VenueReading:
    """Read a venue string: `text` is a venue with its noise (status, rank, year, volume, pages), and nothing else.

    >>> reading = read_venue("Proc. of the 38th AAAI Conf. on Artif. Intell. (AAAI-24), Oral")
    >>> reading.venue.acronym, reading.year, reading.venue.edition, reading.awards
    ('AAAI', 2024, 38, ('Oral',))
    """
    notes = take_notes(tidy(text), vocabulary)
    located = take_locators(notes.text)
    rest = tidy(_LEAD.sub("", located.text))
    venue, kind = _venue(rest, vocabulary)
    status = notes.status
    if status is None and venue is not None:
        status = "preprint" if kind == "preprint" else "published"
    return VenueReading(
        venue=venue,
        year=find_year(rest),
        status=status,
        awards=notes.awards,
        volume=located.volume,
        issue=located.issue,
        pages=located.pages,
        publisher=None,
        place=None,
        type="preprint" if status == "under-review" and kind else kind,
    )


def _venue(raw: str, vocabulary: Vocabulary | None) -> tuple[Venue | None, Type | None]:
    if not re.search(r"[^\W\d_]", raw):
        return None, None
    known = registry(vocabulary)
    found = words(raw)
    track = find_track(raw, vocabulary)
    edition = _EDITION.search(raw)
    chosen = choose(raw, mentions(raw, found, known, alone=True))
    number = int(edition[1]) if edition else None
    if chosen is None:
        venue = Venue(
            raw=raw, name=raw, acronym=displayed_acronym(raw), track=track, kind=kind_of(raw), edition=number,
            match=Match(level="none", score=0.0),
        )  # fmt: skip
        return venue, type_of(raw, track)
    one = chosen.venue
    own = own_workshop(raw, chosen, track)
    venue = Venue(
        raw=raw, name=one.name, acronym=own or one.acronym, key=one.key, track=track,
        kind="workshop" if track == "workshop" else one.kind, edition=number,
        match=Match(level=chosen.claim.level, score=round(100 * chosen.score, 1)),
    )  # fmt: skip
    return venue, known_type(one, track)


def choose(raw: str, found: list[Found]) -> Found | None:
    """Return the mention that tells where the work appeared: the surest, then the longest, then the first."""
    if not found:
        return None
    return max(found, key=lambda one: (one.venue.kind != "book-series", one.last - one.first, one.score, -one.start))


def own_workshop(raw: str, host: Found, track: Track | None) -> str | None:
    """Return the acronym of a workshop of its own that is held at `host`."""
    if track not in ("workshop", "student"):
        return None
    own = displayed_acronym(raw[: host.start] + " " + raw[host.end :])
    return own if own and own != host.venue.acronym else None


def known_type(venue: Known, track: Track | None) -> Type | None:
    """Return the type of record that a known venue implies."""
    if venue.type:
        return venue.type  # type: ignore[return-value]
    if track == "workshop" or (track == "student" and venue.kind == "conference"):
        return "workshop"
    types: dict[str, Type] = {
        "conference": "conference", "journal": "article", "workshop": "workshop", "preprint-server": "preprint",
        "book-series": "book", "publisher": "book", "institution": "thesis", "patent-office": "patent",
    }  # fmt: skip
    return types.get(venue.kind)

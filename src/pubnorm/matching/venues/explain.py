"""How a venue string was understood, in words for people."""

from __future__ import annotations

from pubnorm.matching.venues.reading import VenueReading
from pubnorm.matching.venues.registry import registry
from pubnorm.vocabulary import Vocabulary

_WHY = {
    "exact": "the text has its name or acronym",
    "alias": "the text has another name of it",
    "former-name": "the text has a former name of it",
    "abbreviation": "the text abbreviates its name",
    "pattern": "the text follows a known pattern",
    "fuzzy": "the text has its name with a typing error",
    "none": "not a venue that pubnorm knows: kept as written",
}


def explain(reading: VenueReading, vocabulary: Vocabulary | None = None) -> list[tuple[str, str]]:
    """Return (heading, words) pairs that say what was read and why.

    >>> from pubnorm.matching.venues import read_venue
    >>> dict(explain(read_venue("NIPS 2016")))["match"]
    'former-name, 100.0: the text has a former name of it'
    """
    venue = reading.venue
    if venue is None:
        return [("venue", "none named")]
    pairs: list[tuple[str, str | int | None]] = [("venue", venue.name), ("acronym", venue.acronym)]
    if venue.key:
        row = registry(vocabulary).rows.get(venue.key, {})  # the large journal list has but names
        pairs += [("key", venue.key), ("dblp", row.get("dblp")), ("publisher", row.get("publisher"))]
        pairs += [("ISSN", row.get("issn")), ("ISO 4", row.get("iso4"))]
    pairs += [("kind", venue.kind), ("track", venue.track), ("edition", venue.edition), ("year", reading.year)]
    pairs += [("volume", reading.volume), ("issue", reading.issue), ("pages", reading.pages)]
    pairs += [("publisher", reading.publisher), ("place", reading.place)]
    pairs += [("status", reading.status), ("type", reading.type), ("awards", ", ".join(reading.awards))]
    if venue.match:
        why = f"{venue.match.level}, {venue.match.score}: {_WHY[venue.match.level]}"
        pairs.append(("match", why))
    return [(name, str(value)) for name, value in pairs if value]

"""What is known of a venue, filled into the record's venue."""

from __future__ import annotations

from typing import cast

from pubnorm import patterns as re
from pubnorm.matching.venues.displayed import displayed_acronym, usual_acronym
from pubnorm.matching.venues.journals import Journal, find_journal
from pubnorm.matching.venues.registry import Known, Registry, registry
from pubnorm.matching.venues.words import phrase, same_words
from pubnorm.model import Match, MatchLevel, Track, Type, Venue
from pubnorm.vocabulary import Vocabulary

_TYPES: dict[str, Type] = {
    "conference": "conference", "journal": "article", "workshop": "workshop", "preprint-server": "preprint",
    "book-series": "book", "publisher": "book", "institution": "thesis", "patent-office": "patent", "other": "other",
}  # fmt: skip
_EDITION = re.compile(r"\b(\d{1,3})\s?(?:st|nd|rd|th)\b|第\s?(\d{1,3})\s?[届屆回]", re.I)


def read_journal(name: str, vocabulary: Vocabulary | None = None) -> tuple[Venue, Type] | None:
    """Return the journal of the large list whose name or abbreviation a string is, and nothing else, where it is one.

    >>> found = read_journal("J. Logic Programming")
    >>> found[0].name, found[1], read_journal("J. Logic Programming 12")
    ('Journal of Logic Programming', 'article', None)
    """
    one = find_journal(phrase(name))
    return journal_listed(name, one, None, registry(vocabulary)) if one and same_words(name, one.name) else None


def filled(
    raw: str, one: Known, level: MatchLevel, score: float, track: Track | None, own: str | None, kept: str | None = None
) -> tuple[Venue, Type | None]:
    """Return a known venue as `raw` shows it, and the type of work that it tells; `own` is a workshop's own acronym.

    `kept` is one acronym of several that stays as it is displayed.

    >>> from pubnorm.matching.venues.registry import registry
    >>> venue, kind = filled("ICML'24", registry().known("icml"), "exact", 100.0, None, None)
    >>> venue.name, kind
    ('International Conference on Machine Learning', 'conference')
    """
    workshop = track == "workshop" or (track == "student" and one.kind == "conference" and "orkshop" in raw)
    event = one.kind in ("conference", "workshop")
    venue = Venue(
        raw=raw, name=raw if own and event else one.name, acronym=own or kept or one.acronym, key=one.key,
        track=track if event or track != "workshop" else None, kind="workshop" if workshop and event else one.kind,
        edition=edition_of(raw), match=Match(level=level, score=score),
    )  # fmt: skip
    if one.type:
        return venue, cast(Type, one.type)
    return venue, "workshop" if event and (workshop or own) else _TYPES.get(one.kind)


def journal_listed(raw: str, one: Journal, track: Track | None, known: Registry) -> tuple[Venue, Type]:
    """Return a journal of the large list as a venue, or that of the core registry that goes by its name."""
    twin = known.named(one.name)
    if twin is not None and twin.kind == "journal":
        venue, kind = filled(raw, twin, one.level, 100.0, track, None)  # by an abbreviation that only the list knows
        return venue, kind or "article"
    venue = Venue(
        raw=raw, name=one.name, acronym=displayed_acronym(raw) or usual_acronym(one.name), key=one.key,
        track=None, kind="journal", edition=edition_of(raw), match=Match(level=one.level, score=100.0),
    )  # fmt: skip
    return venue, "article"


def edition_of(raw: str) -> int | None:
    """Return which of its meetings a venue string names.

    >>> edition_of("38th Conf. on Tides"), edition_of("第3届潮汐会议"), edition_of("Tides")
    (38, 3, None)
    """
    match = _EDITION.search(raw)
    return int(match[1] or match[2]) if match else None

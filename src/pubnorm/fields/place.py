"""The venue: which leftover piece of an entry names it, and what else that piece tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import msgspec

from pubnorm import patterns as re
from pubnorm.citation.fields import clean_container
from pubnorm.entries.marks import count_words
from pubnorm.entries.runs import author_run
from pubnorm.fields.badges import badges, linked_badges, names_event
from pubnorm.fields.candidates import (
    ASIDE,
    BOOK_MARKED,
    LEAD,
    Candidate,
    Looked,
    is_prose,
    look,
    rank,
)
from pubnorm.fields.phrases import is_no_venue
from pubnorm.fields.reading import Piece, Reading
from pubnorm.fields.tagged import Tagged
from pubnorm.fields.venue_words import venue_reading, venues_in
from pubnorm.fields.volumes import volume_title
from pubnorm.matching.venues import VenueReading
from pubnorm.matching.venues.displayed import abbreviates, displayed_acronym
from pubnorm.matching.venues.unknown import is_titled
from pubnorm.model import Match, Venue
from pubnorm.vocabulary import Vocabulary

_ARROW = re.compile(r"\s*(?:[→⟶⇒➡➔➜]\ufe0f?|[-=]+>)\s*")
_BAR = re.compile(r"(?<=\S) [|·•~] ")
_LEADING_BRACKET = re.compile(r"[(（]([^()（）]{2,60})[)）]\s*(?=\S)")
_TRACK = re.compile(r"\s*([(（][A-Za-z][A-Za-z ]{3,24}[)）])")
_LATIN = re.compile(r"[A-Za-z]{3}")
_SENTENCE = re.compile(r"[.。](?<=[^\W\d_]{4}.) (?=[A-Z])")
# A sentence about the work behind its venue: "Waves 3. The code is available at …"
_ABOUT = re.compile(r"[.。](?<=[^\W\d_]{3}.) +(?=[^.]*? (?:is|are|was|were|available|featured|presented)\b)")
_EDITORS = re.compile(
    r"^(?:((?:in:?\s+)?[^()]{4,160}?)\s*\((?:[eé]ds?|hrsg|hgg?|editors?|coords?|dirs?)\.?\)[\s,:.]*"
    r"|((?:in|en|em|dans):?\s+[^()]{4,160}?)\s*\((?:19|20)\d\d\)[\s,:.]+(?=\S)"
    r"|(in:?\s+[^()]{4,120}?)[\s,]+et al\.[\s,:]+(?=\S))",
    re.IGNORECASE,
)
_CERTAIN = 80.0  # a match of so high a score is taken as it is
_PLAIN = 5.0  # so high a score only a known venue gets, in its place
_BRACKET_END = re.compile(r"(?:[^()（）\n]{0,12}[)）])?")  # of an acronym with its year
# "Tides Society, 3rd Meeting (TSM2024)": an acronym with its year, or with the letters of the name before it
_ACRONYM = re.compile(r"[^,;:、，。()（）\n]{0,24}[(（]([A-Z][\w&+/-]{1,14}?)([\s'’-]*(?:19|20)?\d\d)?[)）]")
_UNOPENED = re.compile(r"^[^()]{1,24}\)\s*(?=\w)")  # "(in German) The Journal"
_VOLUME = re.compile(
    r"(?:in:?\s+)?(?:the\s+)?(?:[\w-]+\s+){0,10}?"
    r"(?:proc(?:eedings\b|\.)|findings of|conference\b|symposium\b|workshop\b)",
    re.IGNORECASE,
)
_LONGEST_VOLUME = 90  # words
_LONGEST = 30  # words; a longer piece is prose, of which only a sentence may be the venue


class Place(NamedTuple):
    """A venue found: where its text stands, and its reading."""

    start: int
    end: int
    reading: VenueReading
    known: bool
    score: float


def find_place(
    reading: Reading,
    pieces: tuple[Piece, ...],
    ends: tuple[int, int],
    ask: Callable[[], Tagged | None],
    vocabulary: Vocabulary,
) -> Place | None:
    """Return the venue among the leftover `pieces`.

    A published one goes before a preprint server, a known one before an unknown one, and of equals the first. The title
    ends, and title and authors end, at `ends`: right after them a venue is expected. `ask` gives the citation tagger's
    reading where it may be trusted; it is asked where pieces are left and no known venue stands out.
    """
    shown = (*pieces, *(badge for badge in badges(reading) if venues_in(badge.text) or names_event(badge.text)))
    for offered in (shown, tuple(linked_badges(reading))):
        seen = _seen(reading, offered, ends, vocabulary)
        rated = rank(reading, seen, None)
        if seen and not _is_plain(rated):
            rated = rank(reading, seen, ask())
        place = next((place for candidate in rated if (place := _read(candidate, reading, vocabulary))), None)
        if place:
            return _with_track(_with_bracket(place, reading, vocabulary), seen, vocabulary)
    return None


def _seen(reading: Reading, pieces: tuple[Piece, ...], ends: tuple[int, int], vocabulary: Vocabulary) -> list[Looked]:
    parts = [
        (order, part)
        for order, piece in enumerate(pieces)
        for part in _parts(_without_editors(reading, piece), vocabulary)
    ]
    seen = []
    for order, part in parts:
        follows = ends[0] if ends[0] <= part.start < ends[1] else ends[1]  # "A Title" / "Some Journal" / "J. Doe"
        if one := look(reading, part, order, follows, vocabulary):
            seen.append(one)
    return seen


def _with_bracket(place: Place, reading: Reading, vocabulary: Vocabulary) -> Place:
    """Take the track in brackets behind a venue's badge along: "`EMNLP 2025` (Findings) A Title"."""
    venue = place.reading.venue
    bracket = _TRACK.match(reading.visible, place.end) if venue and venue.key and venue.track is None else None
    if venue is None or bracket is None or not reading.free(bracket.start(1), bracket.end(1)):
        return place
    whole = venue_reading(f"{venue.raw} {bracket[1]}", vocabulary)
    if whole.venue is None or whole.venue.key != venue.key or whole.venue.track is None:
        return place
    return place._replace(end=bracket.end(), reading=replace(place.reading, venue=whole.venue, type=whole.type))


def _with_track(place: Place, seen: list[Looked], vocabulary: Vocabulary) -> Place:
    """Take the track from where the same venue is named again: "NeurIPS 2025 … accepted by NeurIPS 2025 Main Track"."""
    venue = place.reading.venue
    if venue is None or venue.key is None or venue.track is not None:
        return place
    for one in seen:
        if any(mention.key == venue.key for mention in one.mentions) and one.piece.start != place.start:
            again = venue_reading(one.piece.text, vocabulary).venue
            if again and again.key == venue.key and again.track:
                tracked = msgspec.structs.replace(venue, track=again.track)
                return place._replace(reading=replace(place.reading, venue=tracked))
    return place


def _read(candidate: Candidate, reading: Reading, vocabulary: Vocabulary) -> Place | None:
    """Return a piece as a venue, None where it proves to be none."""
    piece = candidate.piece
    understood = venue_reading(piece.text, vocabulary)
    if candidate.thesis:
        return Place(piece.start, piece.end, _awarded(understood, candidate.thesis), True, candidate.score)
    if understood.venue and (understood.venue.match is None or understood.venue.match.score < _CERTAIN):
        understood = replace(understood, venue=_volume(understood.venue, vocabulary))
    if candidate.container:
        understood = _within(reading, candidate.container, piece, understood, vocabulary)
        venue = understood.venue
        if venue and venue.key is None and is_prose(venue.raw, vocabulary):
            return None
    return Place(piece.start, piece.end, understood, candidate.known, candidate.score) if understood.venue else None


def _is_plain(rated: list[Candidate]) -> bool:
    """Whether the venue stands out, so that the citation tagger need not be asked."""
    return bool(rated) and (rated[0].score >= _PLAIN or (len(rated) == 1 and rated[0].filled))


def _without_editors(reading: Reading, piece: Piece) -> Piece:
    """Set the editors that lead a volume aside: "In: A. Doe, B. Roe (Eds.), The Volume"."""
    match = _EDITORS.match(piece.text) if "(" in piece.text or "et al." in piece.text else None
    if match is None or author_run(match[1] or match[2] or match[3]) is None:
        return piece
    lead = LEAD.match(piece.text)
    reading.claim("editors", piece.start + (lead.end() if lead else 0), piece.start + match.end())
    return Piece(piece.start + match.end(), piece.end, piece.text[match.end() :])


def _parts(piece: Piece, vocabulary: Vocabulary) -> list[Piece]:
    """Cut a piece into what may be a venue each: before and in "(In submission to …)", and the sentences of prose."""
    stop = piece.text.find("; ")
    if stop > 0 and is_no_venue(piece.text[stop + 2 :], vocabulary):  # "Silt Letters; Draft Updated"
        return _parts(Piece(piece.start, piece.start + stop, piece.text[:stop]), vocabulary)
    volume = BOOK_MARKED.search(piece.text)
    if volume and not _LATIN.search(piece.text, 0, volume.start()):
        return [Piece(piece.start + volume.start(), piece.end, piece.text[volume.start() :])]
    arrow = _ARROW.search(piece.text) if ">" in piece.text or not piece.text.isascii() else None
    if arrow:  # "arXiv 2024 → accepted by ICML 2025"
        after = piece.start + arrow.end()
        return [
            Piece(piece.start, piece.start + arrow.start(), piece.text[: arrow.start()]),
            *_parts(Piece(after, piece.end, piece.text[arrow.end() :]), vocabulary),
        ]
    bar = _BAR.search(piece.text)
    if bar and not any(venue.start < bar.start() < venue.end for venue in venues_in(piece.text)):
        left = Piece(piece.start, piece.start + bar.start(), piece.text[: bar.start()])
        return [left, *_parts(Piece(piece.start + bar.end(), piece.end, piece.text[bar.end() :]), vocabulary)]
    aside = ASIDE.search(piece.text)
    if aside and aside.start() > 4:
        middle = piece.start + aside.start()
        first = Piece(piece.start, middle, piece.text[: aside.start()].rstrip(" ,.;"))
        return [first, Piece(middle, piece.end, piece.text[aside.start() :].strip(" ()[]"))]
    lead = _LEADING_BRACKET.match(piece.text)
    if lead and venues_in(lead[1]):  # "(ICML 2025) We show that …"
        rest = Piece(piece.start + lead.end(), piece.end, piece.text[lead.end() :])
        return [Piece(piece.start + lead.start(1), piece.start + lead.end(1), lead[1]), *_parts(rest, vocabulary)]
    if count_words(piece.text) <= _LONGEST or _is_volume(piece.text):
        about = _ABOUT.search(piece.text)
        if about is None:
            return [piece]
        stop, start = about.span()
        return [
            Piece(piece.start, piece.start + stop, piece.text[:stop]),
            Piece(piece.start + start, piece.end, piece.text[start:]),
        ]
    parts = []
    at = 0
    for match in [*_SENTENCE.finditer(piece.text), None]:
        stop = match.start() if match else len(piece.text)
        text = piece.text[at:stop]
        if 0 < count_words(text) <= _LONGEST:
            parts.append(Piece(piece.start + at, piece.start + stop, text))
        at = stop + 2
    return parts


def _is_volume(text: str) -> bool:
    """Whether a long piece is the full name of a volume: "Proceedings of the 9th Conference on …, ABC 2024, Oslo"."""
    return _VOLUME.match(text) is not None and count_words(text) <= _LONGEST_VOLUME and is_titled(text)


def _awarded(reading: VenueReading, name: str) -> VenueReading:
    """The institution that awarded a degree, as a venue."""
    venue = Venue(raw=name, name=name, kind="institution", match=Match(level="none", score=0.0))
    return replace(reading, venue=venue, type="thesis", volume=None, issue=None, pages=None)


def _volume(venue: Venue, vocabulary: Vocabulary) -> Venue:
    raw = volume_title(venue.raw, vocabulary)
    if raw == venue.raw:
        return venue
    return msgspec.structs.replace(venue, raw=raw, name=raw if venue.name == venue.raw else venue.name)


def _within(
    reading: Reading, container: tuple[int, int], piece: Piece, whole: VenueReading, vocabulary: Vocabulary
) -> VenueReading:
    """Let the citation tagger say which part of a piece is the venue's name, where that is the same or none known."""
    end = min(container[1], piece.end)
    raw = reading.visible[max(container[0], piece.start) : end]
    if len(re.findall("[(（]", raw)) > len(re.findall("[)）]", raw)):
        raw += _BRACKET_END.match(reading.visible, end, piece.end + 1)[0]  # type: ignore[index]
    raw = _UNOPENED.sub("", clean_container(_with_acronym(raw, reading.visible, end, piece.end)))
    part = venue_reading(raw, vocabulary) if raw else whole
    if part.venue is None:
        return whole
    if whole.venue and whole.venue.match and whole.venue.match.score >= _CERTAIN:
        same = part.venue.key == whole.venue.key and len(part.venue.raw) < len(whole.venue.raw)
        return replace(whole, venue=msgspec.structs.replace(whole.venue, raw=part.venue.raw)) if same else whole
    located = part.venue.kind is None and bool(whole.volume)  # then `whole` knows better whether it is a journal
    kind = whole.type if located else part.type
    return replace(whole, venue=_volume(part.venue, vocabulary), type=kind or part.type or whole.type)


def _with_acronym(raw: str, text: str, end: int, stop: int) -> str:
    """Take the acronym in brackets behind a venue's name along, which the citation tagger may part from it."""
    behind = _ACRONYM.match(text, end, stop) if "(" not in raw and "（" not in raw else None
    if behind is None or not displayed_acronym(f"({behind[1]})"):
        return raw
    return raw + behind[0] if behind[2] or abbreviates(behind[1], raw) else raw

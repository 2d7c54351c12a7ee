"""The venue: which leftover piece of an entry names it, and what else that piece tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import msgspec

from pubnorm.citation.fields import clean_container
from pubnorm.entries.classes import hint
from pubnorm.entries.marks import count_words
from pubnorm.entries.runs import author_run
from pubnorm.entries.traits import has_year
from pubnorm.fields.badges import badges
from pubnorm.fields.links import link_kinds
from pubnorm.fields.phrases import is_no_venue
from pubnorm.fields.reading import Piece, Reading
from pubnorm.fields.tagged import Tagged
from pubnorm.fields.venue_words import venue_likeness, venue_reading, venues_in
from pubnorm.fields.volumes import imprint, institution, names_thesis, volume_title
from pubnorm.matching.venues import VenueMention, VenueReading
from pubnorm.matching.venues.unknown import sort_of
from pubnorm.model import Match, Venue
from pubnorm.vocabulary import Vocabulary

_LEAD = re.compile(r"^(?:in|in:|appeared in|published in|presented at|at)\s*:?\s+", re.IGNORECASE)
_BOOK_MARKED = re.compile(r"[『《][^『』《》]{2,120}[』》]")
_LATIN = re.compile(r"[A-Za-z]{3}")
_SERVER = re.compile(r"(?:arxiv|biorxiv|medrxiv|chemrxiv|corr)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"[(\[]?\s*\b(?:(?:in|under) submission|submitted|under review|in review)(?: to| at| for)?\b", re.IGNORECASE
)
_STYLES = frozenset({"italic", "bold", "underline", "code", "tag"})
_OTHER_VERSION = re.compile(
    r"\b(?:earlier|preliminary|short|shorter|extended|conference|previous|abridged) version\b"
    r"[^.]{0,40}\b(?:appeared|published|presented|in)\b",
    re.IGNORECASE,
)
_PREPRINTS = frozenset(
    {"arxiv", "biorxiv", "medrxiv", "ssrn", "chemrxiv", "psyarxiv", "techrxiv", "hal", "osf", "iacr-eprint"}
)
_SENTENCE = re.compile(r"(?<=[^\W\d_]{4})[.。] (?=[A-Z])")
_EDITORS = re.compile(
    r"^((?:in:?\s+)?[^()]{4,160}?)\s*\((?:eds?|hrsg|hgg?|editors?|coords?|dirs?)\.?\)[\s,:.]*", re.IGNORECASE
)
_CERTAIN = 80.0  # a match of so high a score is taken as it is
_PLAIN = 5.0  # so high a score only a known venue gets, in its place
_PROSE = re.compile(r"[a-zà-ÿ]+ [a-zà-ÿ]")  # "an article about …", not "npj Materials" or "iScience"
_BRACKET_END = re.compile(r"(?:[^()\n]{0,12}\))?")  # of an acronym with its year
_DATED = re.compile(r"(?=[^ ]*[A-Z].*[A-Z])[A-Z][\w&/-]{1,15}(?: [A-Z]\w*)? '?(?:(?:19|20)\d\d|\d\d)")  # "ABC 2025"
_NEAR = 3  # characters between the editors of a volume and its name
_LIKELY = 0.35  # so much does what is no known venue speak like one
_LONGEST = 30  # words; a longer piece is prose, of which only a sentence may be the venue
_TELLING = re.compile(r"[^\W_]")
_DATE_ONLY = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?"
    r"|spring|summer|fall|autumn|winter|\d{1,4}|[\s,./()–-])+",
    re.IGNORECASE,
)
_LOCATOR = re.compile(r"\d\s*[(:,]\s*[\dA-Za-z]?\d|\bvol\b|\bpp?\.")
_LOCATOR_ONLY = re.compile(r"(?:vol(?:ume)?|no|nr|issue|pp?|pages?|art(?:icle)?|e|[\d\s,.:;()/–-])+\.?", re.IGNORECASE)


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
    follows: int,
    ask: Callable[[], Tagged | None],
    vocabulary: Vocabulary,
) -> Place | None:
    """Return the venue among the leftover `pieces`.

    A published one goes before a preprint server, a known one before an unknown one, and of equals the first. Title
    and authors end at `follows`: right after them a venue is expected. `ask` gives the citation tagger's reading where
    it may be trusted; it is asked where pieces are left and no known venue stands out.
    """
    pieces = (*pieces, *(badge for badge in badges(reading) if venues_in(badge.text) or _DATED.fullmatch(badge.text)))
    parts = [(order, part) for order, piece in enumerate(pieces) for part in _parts(_without_editors(reading, piece))]
    rated = _rated(reading, parts, follows, None, vocabulary)
    if parts and not _is_plain(rated):
        rated = _rated(reading, parts, follows, ask(), vocabulary)
    return next((place for candidate in rated if (place := candidate.read(reading, vocabulary))), None)


class _Candidate(NamedTuple):
    """A piece that may be the venue, not yet read."""

    piece: Piece
    known: bool
    score: float
    container: tuple[int, int] | None
    thesis: str | None
    filled: bool = False  # by the name of a known venue, of which nothing is to be cut off

    def read(self, reading: Reading, vocabulary: Vocabulary) -> Place | None:
        """Return the piece as a venue, None where it proves to be none."""
        piece = self.piece
        understood = venue_reading(piece.text, vocabulary)
        if self.thesis:
            return Place(piece.start, piece.end, _awarded(understood, self.thesis), True, self.score)
        if understood.venue and (understood.venue.match is None or understood.venue.match.score < _CERTAIN):
            understood = replace(understood, venue=_volume(understood.venue, vocabulary))
        if self.container:
            understood = _within(reading, self.container, piece, understood, vocabulary)
            venue = understood.venue
            if venue and venue.key is None and _PROSE.match(venue.raw) and sort_of(venue.raw, vocabulary) is None:
                return None
        return Place(piece.start, piece.end, understood, self.known, self.score) if understood.venue else None


def _is_plain(rated: list[_Candidate]) -> bool:
    """Whether the venue stands out, so that the citation tagger need not be asked."""
    return bool(rated) and (rated[0].score >= _PLAIN or (len(rated) == 1 and rated[0].filled))


def _rated(
    reading: Reading, parts: list[tuple[int, Piece]], follows: int, tagged: Tagged | None, vocabulary: Vocabulary
) -> list[_Candidate]:
    found = [_rate(reading, part, order, follows, tagged, vocabulary) for order, part in parts]
    return sorted((c for c in found if c is not None), key=lambda candidate: -candidate.score)


def _without_editors(reading: Reading, piece: Piece) -> Piece:
    """Set the editors that lead a volume aside: "In: A. Doe, B. Roe (Eds.), The Volume"."""
    match = _EDITORS.match(piece.text)
    if match is None or author_run(match[1]) is None:
        return piece
    lead = _LEAD.match(piece.text)
    reading.claim("editors", piece.start + (lead.end() if lead else 0), piece.start + match.end())
    return Piece(piece.start + match.end(), piece.end, piece.text[match.end() :])


def _parts(piece: Piece) -> list[Piece]:
    """Cut a piece into what may be a venue each: before and in "(In submission to …)", and the sentences of prose."""
    volume = _BOOK_MARKED.search(piece.text)
    if volume and not _LATIN.search(piece.text, 0, volume.start()):
        return [Piece(piece.start + volume.start(), piece.end, piece.text[volume.start() :])]
    aside = _ASIDE.search(piece.text)
    if aside and aside.start() > 4:
        middle = piece.start + aside.start()
        first = Piece(piece.start, middle, piece.text[: aside.start()].rstrip(" ,.;"))
        return [first, Piece(middle, piece.end, piece.text[aside.start() :].strip(" ()[]"))]
    if count_words(piece.text) <= _LONGEST:
        return [piece]
    parts = []
    at = 0
    for match in [*_SENTENCE.finditer(piece.text), None]:
        stop = match.start() if match else len(piece.text)
        text = piece.text[at:stop]
        if 0 < count_words(text) <= _LONGEST:
            parts.append(Piece(piece.start + at, piece.start + stop, text))
        at = stop + 2
    return parts


def _rate(
    reading: Reading, piece: Piece, order: int, follows: int, tagged: Tagged | None, vocabulary: Vocabulary
) -> _Candidate | None:
    text = piece.text
    if is_numbers(text):
        return None
    line = max(piece.start - 60, reading.visible.rfind("\n", 0, piece.start) + 1)
    if _OTHER_VERSION.search(reading.visible, line, piece.start + 40):
        return None
    mentions = [mention for mention in venues_in(text) if mention.kind != "publisher"]
    if is_remark(reading, piece, follows, mentions, vocabulary):
        return None
    thesis = names_thesis(text)
    if thesis or reading.entry.section.type == "thesis":
        name = institution(text, vocabulary)
        if thesis or name:
            return _Candidate(piece, True, 6.0, None, name) if name else None
    drawn = piece.start == piece.end  # on a badge picture
    if tagged and tagged.title and not drawn and tagged.title.start <= piece.start <= piece.end <= tagged.title.end + 1:
        return None  # a translation of the title in brackets, or its second part
    booked = _BOOK_MARKED.match(text) is not None
    container = tagged.container if tagged and not booked else None
    inside = container is not None and min(container[1], piece.end) - max(container[0], piece.start) >= 2
    aside = _ASIDE.match(text) is not None
    inside = inside and not aside
    server = not mentions and _SERVER.match(text) is not None
    score = _likeness(reading, piece, mentions, follows, order, inside or server, vocabulary)
    if inside:
        score += 2.5
    elif reading.entry.badge is not None and piece.end <= reading.entry.badge[1] + 1:
        score += 1.2
    elif tagged and container is None and not mentions and not booked:
        score -= 1.5
    if server:
        score += 2.0
    if aside:
        score -= 4.5  # where it was submitted to, if it is shown elsewhere
    elif mentions and all(m.key in _PREPRINTS for m in mentions):
        score -= 2.2  # where it appeared goes before where it can be read
    if score < 0.6:
        return None
    filled = len(mentions) == 1 and mentions[0].end - mentions[0].start == len(text)
    return _Candidate(piece, bool(mentions), score, container if inside else None, None, filled)


def is_numbers(text: str) -> bool:
    """Return whether a piece tells a date or a locator only.

    >>> is_numbers("May 2024"), is_numbers("pp. 3-9"), is_numbers("Tides 2024")
    (True, True, False)
    """
    return bool(_DATE_ONLY.fullmatch(text) or _LOCATOR_ONLY.fullmatch(text))


def is_remark(
    reading: Reading, piece: Piece, follows: int, mentions: Sequence[VenueMention], vocabulary: Vocabulary
) -> bool:
    """Return whether a piece is something else that stands where a venue might: a label, an imprint, a translation."""
    text = piece.text
    if text.startswith("#"):
        return True  # a tag
    if is_no_venue(text, vocabulary):  # "Keywords: …", whatever that names
        return not mentions or ":" in text
    if mentions or _SERVER.match(text):
        return False
    if link_kinds(vocabulary).of_label(text) is not None or imprint(text, vocabulary) is not None:
        return True  # "Slides", a label that leads nowhere; "Berlin: Springer"
    if _PROSE.match(_LEAD.sub("", text)) and sort_of(text, vocabulary) is None:
        return True
    within = reading.visible[max(0, piece.start - 1) : piece.start] + reading.visible[piece.end : piece.end + 1]
    beside = not any(_TELLING.search(reading.visible, *one) for one in reading.free_stretches(follows, piece.start))
    return within == "[]" and piece.start >= follows and beside and count_words(text) > 4 and not names_thesis(text)


def _likeness(
    reading: Reading, piece: Piece, mentions: Sequence[VenueMention], follows: int, order: int, inside: bool,
    vocabulary: Vocabulary,
) -> float:  # fmt: skip
    """How much a piece looks like a venue: by its words, its style, what leads it, and where it stands."""
    text = piece.text
    words = count_words(text)
    likeness = venue_likeness(text)
    year = has_year(text)
    edited = any(0 <= piece.start - end <= _NEAR for _, end in reading.labels.get("editors", ()))
    led = edited or _LEAD.match(text) is not None  # "In: J. Doe (Ed.): The Volume"
    over = [s for s in reading.text.spans if s.kind in _STYLES and s.start < piece.end and s.end > piece.start]
    styled = bool(over)
    named = any(s.kind == "tag" and hint(s.value, vocabulary) == "venue" for s in over)
    named = named or _BOOK_MARKED.match(text) is not None
    between = reading.free_stretches(follows, piece.start)
    adjacent = piece.start >= follows and not any(_TELLING.search(reading.visible, *stretch) for stretch in between)
    expected = (adjacent or edited) and words <= 16 and text[:1].isupper()
    told = inside or named or bool(mentions) or likeness >= _LIKELY
    if not (told or year or expected or ((styled or led) and words <= 12)):
        return -9.0
    covered = sum(m.end - m.start for m in mentions) / max(1, len(text))
    score = 3.0 * bool(mentions) + 1.5 * min(1.0, covered) + 2.0 * likeness + 2.0 * named
    score += 0.8 * year + 0.7 * styled + 0.7 * led
    score += 1.2 * expected + 0.6 * bool(_LOCATOR.search(text)) - 0.4 * order
    return score - 1.0 * (words > 14 and not mentions) - 9.0 * (words == 0 and not mentions)


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
    if raw.count("(") > raw.count(")"):
        raw += _BRACKET_END.match(reading.visible, end, piece.end + 1)[0]  # type: ignore[index]
    raw = clean_container(raw)
    part = venue_reading(raw, vocabulary) if raw else whole
    if part.venue is None:
        return whole
    if whole.venue and whole.venue.match and whole.venue.match.score >= _CERTAIN:
        same = part.venue.key == whole.venue.key and len(part.venue.raw) < len(whole.venue.raw)
        return replace(whole, venue=msgspec.structs.replace(whole.venue, raw=part.venue.raw)) if same else whole
    located = part.venue.kind is None and bool(whole.volume)  # then `whole` knows better whether it is a journal
    kind = whole.type if located else part.type
    return replace(whole, venue=_volume(part.venue, vocabulary), type=kind or part.type or whole.type)

"""Which leftover pieces of an entry may be its venue, and how likely each is.

All that a piece itself tells is looked up once (`look`); only then the citation tagger's word is put on the scales
(`rank`), for which it need not be asked where no piece may be a venue.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.entries.classes import hint
from pubnorm.entries.marks import count_words
from pubnorm.entries.traits import has_year
from pubnorm.fields.links import link_kinds
from pubnorm.fields.phrases import is_no_venue
from pubnorm.fields.reading import Piece, Reading
from pubnorm.fields.tagged import Tagged
from pubnorm.fields.venue_words import venue_likeness, venue_reading, venues_in
from pubnorm.fields.volumes import imprint, institution, names_thesis
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.venues import VenueMention
from pubnorm.matching.venues.terms import MONTH
from pubnorm.matching.venues.unknown import sort_of
from pubnorm.vocabulary import Vocabulary

LEAD = re.compile(
    r"^(?:in(?! (?:press|prep|print|review|revision|submission)\b)|in:|appeared in|published in|presented at|at"
    r"|(?:publicad|presentad|apresentad)[oa] e[nm]|publié dans|(?:erschienen|veröffentlicht) in"
    r"|pubblicat[oa] (?:in|su)|opublikowan[aeyo] w)"
    r"\s*:?\s+",
    re.IGNORECASE,
)
BOOK_MARKED = re.compile(r"[『《][^『』《》]{2,120}[』》]")
ASIDE = Caseless(
    r"[(\[]?\s*\b(?:(?:in|under) submission|(?:to be )?(?:re)?submitted(?! (?:for the degree|in (?:partial )?fulfil))"
    r"|under review|in review)(?: to| at| for| of)?\b"
)
_ANY = re.compile(r"\s+an?\s", re.IGNORECASE)
_PROSE = re.compile(r"[a-zà-ÿ]+ [a-zà-ÿ]")  # "an article about …", not "npj Materials" or "iScience"
_SERVER = re.compile(r"(?:arxiv|biorxiv|medrxiv|chemrxiv|corr)\b", re.IGNORECASE)
_ID = re.compile(
    r"\W*(?:\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})?\W*"
)  # what may stand beside a server's name
_DATED = re.compile(r"^(?:19|20)\d\d, ")
_CAPITALS = re.compile(r"\W*[A-Z]\w+[ -]\w")
_TOGETHER = re.compile(r"\b(?:team|[Cc]ollaboration|[Cc]onsortium)[\s,.…]*$")  # who wrote it
_CALLED = re.compile(r"(?:(?:in )?(?:the )?book|libro|livro|livre|buch)\s*:", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(r"ISBN[^\n]{0,9}[\dXx][\dXx -]{8,17}[\dXx]\W{0,4}$")
_SHARE = re.compile(r"\W*(?:[A-Za-z]+,? )?\d+(?:\.\d+)? ?%")
_STYLES = frozenset({"italic", "bold", "underline", "code", "tag"})
_OTHER_VERSION = re.compile(
    r"\b(?:earlier|preliminary|short|shorter|extended|conference|previous|abridged) version\b"
    r"[^.]{0,40}\b(?:appeared|published|presented|in)\b",
    re.IGNORECASE,
)
_PREPRINTS = frozenset(
    {"arxiv", "biorxiv", "medrxiv", "ssrn", "chemrxiv", "psyarxiv", "techrxiv", "hal", "osf", "iacr-eprint"}
)
_NEAR = 3  # characters between the editors of a volume and its name
_LIKELY = 0.35  # so much does what is no known venue speak like one
_TELLING = re.compile(r"[^\W_]")
_SIGNS = " \n\"”’'"
_DATE_ONLY = re.compile(
    rf"(?:{MONTH}|(?:mo|di|mi|do|fr|sa|so)(?=[,. ])"
    r"|spring|summer|fall|autumn|winter|ongoing|present|now|\d{1,4}|[\s,./()–-])+",
    re.IGNORECASE,
)
_LOCATOR = re.compile(r"[\dvp](?:(?<=\d)\s*[(:,]\s*[\dA-Za-z]?\d|(?<=\bv)ol\b|(?<=\bp)p?\.)")
_LOCATOR_ONLY = re.compile(r"(?:vol(?:ume)?|no|nr|issue|pp?|pages?|art(?:icle)?|e|[\d\s,.:;()/–-])+\.?", re.IGNORECASE)
_BADGE_WORDS = 4
_THESIS = 6.0  # the score of an institution that awarded a degree
_LONGEST_NAME = 10  # words
_LEAST = 0.6
_ASIDE = 4.5


class Candidate(NamedTuple):
    """A piece that may be the venue, not yet read."""

    piece: Piece
    known: bool
    score: float
    container: tuple[int, int] | None
    thesis: str | None
    filled: bool = False  # by the name of a known venue, of which nothing is to be cut off


class Looked(NamedTuple):
    """What a piece tells of being a venue; `settled` where nothing else counts."""

    piece: Piece
    mentions: Sequence[VenueMention]
    likeness: float
    told: bool  # whether it may be a venue though the citation tagger calls it none
    booked: bool
    aside: bool
    server: bool
    settled: Candidate | None = None


def look(reading: Reading, piece: Piece, order: int, follows: int, vocabulary: Vocabulary) -> Looked | None:
    """Return what a piece of an entry tells of being its venue, None where it certainly is none.

    It is the piece numbered `order`; title and authors end at `follows`.
    """
    text = piece.text
    if is_numbers(text):
        return None
    line = max(piece.start - 60, reading.visible.rfind("\n", 0, piece.start) + 1)
    around = reading.visible[line : piece.start + 40]
    if "version" in around.lower() and _OTHER_VERSION.search(around):
        return None
    mentions = [mention for mention in venues_in(text) if mention.kind != "publisher"]
    if is_remark(reading, piece, follows, mentions, vocabulary):
        return None
    booked = BOOK_MARKED.match(text) is not None
    led = ASIDE.search(text)
    aside = led is not None and led.start() == 0
    if led is not None and aside and _ANY.match(text, led.end()):
        return None  # "submitted to an IEEE journal"
    server = not mentions and _SERVER.match(text) is not None
    thesis = names_thesis(text)
    if thesis or reading.entry.section.type == "thesis":
        name = institution(text, vocabulary)
        if name:
            settled = Candidate(piece, True, _THESIS, None, name)
            return Looked(piece, mentions, 0.0, True, booked, aside, server, settled)
        if thesis:
            return None
    likeness, told = _likeness(reading, piece, mentions, follows, booked, vocabulary)
    return Looked(piece, mentions, likeness - 0.4 * order, told or server, booked, aside, server)


def rank(reading: Reading, seen: list[Looked], tagged: Tagged | None) -> list[Candidate]:
    """Return the pieces that may be the venue, the likeliest first; `tagged` is the citation tagger's word."""
    topics = [one for one in seen if _is_topic(reading, one, seen)]
    found = [one.settled or _weigh(reading, one, tagged) for one in seen if one not in topics]
    return sorted((c for c in found if c is not None), key=lambda candidate: -candidate.score)


def _is_topic(reading: Reading, looked: Looked, seen: Sequence[Looked]) -> bool:
    """Whether a badge in code style is no venue but a topic: it has no year, and a known venue further on has one."""
    piece = looked.piece
    if not any(s.start <= piece.start + 1 and piece.end <= s.end + 1 for s in reading.text.of("code")):
        return False
    dated = (one for one in seen if one.piece.start > piece.end and has_year(one.piece.text) and one.mentions)
    return not has_year(piece.text) and any(not _PREPRINTS.issuperset(m.key for m in one.mentions) for one in dated)


def _weigh(reading: Reading, looked: Looked, tagged: Tagged | None) -> Candidate | None:
    piece, mentions = looked.piece, looked.mentions
    drawn = piece.start == piece.end or _leads_title(reading, looked)  # on a badge picture, or as one
    if tagged and tagged.title and not drawn and tagged.title.start <= piece.start <= piece.end <= tagged.title.end + 1:
        return None  # a translation of the title in brackets, or its second part
    container = tagged.container if tagged and not looked.booked else None
    inside = container is not None and min(container[1], piece.end) - max(container[0], piece.start) >= 2
    inside = inside and not looked.aside
    score = looked.likeness if looked.told or inside else -9.0
    if inside:
        score += 2.5
    elif reading.entry.badge is not None and piece.end <= reading.entry.badge[1] + 1:
        score += 1.2
    elif tagged and container is None and not mentions and not looked.booked:
        score -= 1.5
    if looked.server:
        score += 2.0
    preprint = bool(mentions) and all(m.key in _PREPRINTS for m in mentions)
    least = _LEAST
    if looked.aside:
        score -= _ASIDE  # where it was submitted to, if it is shown elsewhere
        least -= 0.0 if preprint else _ASIDE  # nobody submits to a server
    elif preprint:
        score -= 2.2  # where it appeared goes before where it can be read
    if score < least:
        return None
    return Candidate(
        piece, bool(mentions), score, container if inside else None, None, _fills(piece, mentions, preprint)
    )


def _leads_title(reading: Reading, looked: Looked) -> bool:
    """Whether a known venue leads the title as a badge does: "`IEEE TNS` A Title", which the tagger reads as one."""
    piece = looked.piece
    begins = min((start for start, _ in reading.labels.get("title", ())), default=0)
    return bool(looked.mentions) and piece.end <= begins and count_words(piece.text) <= _BADGE_WORDS


def _fills(piece: Piece, mentions: Sequence[VenueMention], preprint: bool) -> bool:
    """Whether a known venue fills a piece: nothing stands beside it, or but the number of a preprint."""
    if len(mentions) != 1:
        return False
    first, last = mentions[0].start, mentions[0].end
    if last - first == len(piece.text):
        return True
    return preprint and first <= 1 and _ID.fullmatch(piece.text, last) is not None


def is_prose(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text goes on like a sentence, and names no sort of venue."""
    return _PROSE.match(text) is not None and sort_of(text, vocabulary) is None


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
    if text.startswith("#") or _SHARE.match(text) or _TOGETHER.search(text):
        return True  # a tag, "top 5% of all papers"
    if is_no_venue(text, vocabulary):  # "Keywords: …", whatever that names
        return not mentions or ":" in text
    if mentions or _SERVER.match(text):
        return False
    if reading.entry.section.type != "conference" and _follows_number(reading, piece):
        return True  # who published the book
    kinds = link_kinds(vocabulary)
    first = _DATED.sub("", text).partition(",")[0]  # "2025, Tides and Silt, Online" is no label
    named = kinds.of_label(text) is not None and (not _CAPITALS.match(first) or kinds.of_label(first) is not None)
    imprinted = LEAD.match(text) is None and imprint(text, vocabulary) is not None  # "In: Springer Handbook of Tides"
    if named or imprinted:
        return True  # "Slides", a label that leads nowhere; "Berlin: Springer"
    if is_prose(LEAD.sub("", text), vocabulary) and not _is_listed(text, vocabulary):
        return True
    within = reading.visible[max(0, piece.start - 1) : piece.start] + reading.visible[piece.end : piece.end + 1]
    bracketed = within == "[]" and piece.start >= follows and count_words(text) > 4
    return bracketed and _is_beside(reading, follows, piece) and not names_thesis(text)


def _follows_number(reading: Reading, piece: Piece) -> bool:
    """Whether the number of a book stands before a piece."""
    numbers = reading.labels.get("identifiers", ())
    return any(_NUMBER_BEFORE.search(reading.visible, start, piece.start) for start, _ in numbers)


def _is_beside(reading: Reading, follows: int, piece: Piece) -> bool:
    """Whether nothing that is told stands between `follows` and a piece."""
    between = [reading.visible[slice(*one)] for one in reading.free_stretches(follows, piece.start)]
    return not any(_TELLING.search(text) and not _DATE_ONLY.fullmatch(text.strip(_SIGNS)) for text in between)


def _is_listed(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a piece is but the name of a known journal, whatever running text might look like."""
    if count_words(text) > _LONGEST_NAME:
        return False
    venue = venue_reading(text, vocabulary).venue
    return venue is not None and venue.key is not None and venue.kind == "journal"


def _is_badge(reading: Reading, piece: Piece, vocabulary: Vocabulary) -> bool:
    """Whether a piece stands on the picture of a work and reads as a known venue."""
    if reading.entry.badge is None or piece.end > reading.entry.badge[1] + 1:
        return False
    venue = venue_reading(piece.text, vocabulary).venue
    return venue is not None and venue.key is not None


def _likeness(
    reading: Reading, piece: Piece, mentions: Sequence[VenueMention], follows: int, booked: bool,
    vocabulary: Vocabulary,
) -> tuple[float, bool]:  # fmt: skip
    """How much a piece looks like a venue, by its words, style and place; and whether anything says so at all."""
    text = piece.text
    words = count_words(text)
    likeness = venue_likeness(text)
    year = has_year(text)
    editors = [end for _, end in reading.labels.get("editors", ()) if 0 <= piece.start - end <= _NEAR]
    edited = bool(editors)
    called = edited and ":" in reading.visible[editors[-1] : piece.start]
    called = called or _CALLED.match(text) is not None  # "book: The Volume"
    led = edited or called or LEAD.match(text) is not None  # "In: J. Doe (Ed.): The Volume"
    over = [s for s in reading.text.spans if s.start < piece.end and s.end > piece.start and s.kind in _STYLES]
    styled = bool(over)
    named = booked or reading.called(piece.start) == "venue"
    named = named or any(s.kind == "tag" and hint(s.value, vocabulary) == "venue" for s in over)
    adjacent = piece.start >= follows and _is_beside(reading, follows, piece)
    small = text[:1].islower()
    listed = small and adjacent and _is_listed(text, vocabulary)  # "npj Tides and Silt"
    named_so = listed or text[:1].isupper() or (small and text[1:2].isupper())  # also "eLife"
    expected = (adjacent or edited) and words <= 16 and named_so
    told = named or bool(mentions) or likeness >= _LIKELY or year or expected or _is_badge(reading, piece, vocabulary)
    covered = sum(m.end - m.start for m in mentions) / max(1, len(text))
    score = 3.0 * bool(mentions) + 1.5 * min(1.0, covered) + 2.0 * likeness + 2.0 * named
    score += 0.8 * year + 0.7 * styled + 0.7 * led + 1.5 * called
    score += 1.2 * expected + 2.0 * listed + 0.6 * bool(_LOCATOR.search(text))
    score -= 1.0 * (words > 14 and not mentions) + 9.0 * (words == 0 and not mentions)
    return score, told or ((styled or led) and words <= 12)

"""Venue strings of theses and of books: the institution that awarded the degree, the volume without its publisher."""

from __future__ import annotations

from functools import cache

from pubnorm import patterns as re
from pubnorm.matching.venues import VenueReading, read_venue
from pubnorm.matching.venues.locators import NO_LOCATOR
from pubnorm.matching.venues.terms import EDITION
from pubnorm.matching.venues.unknown import sort_of
from pubnorm.vocabulary import Vocabulary

THESIS = re.compile(
    r"\b(?:(?:ph\.?\s?d\.?|doctoral|licentiate|master['’]?s?|m\.?s\.?c?\.?|m\.?a\.?"
    r"|bachelor['’]?s?|b\.?s\.?c?\.?|b\.?a\.?|diploma|undergraduate|honou?rs|senior|graduate)\s*(?:thesis|dissertation)"
    r"|dissertation|thesis|tesis|tesi di (?:laurea|dottorato)|tese|thèse|dissertação|diplomarbeit|doktorarbeit"
    r"|proefschrift|trabalho de conclusão de curso|monografia|tesina|trabajo (?:de )?fin de (?:grado|máster|carrera)"
    r"|trabajo (?:de grado|profesional)|proyecto de grado"
    r"|diss(?=\.)|mémoire de (?:master|maîtrise)|[^\W\d_]*(?:学位论文|学位論文|학위논문)|卒業論文"
    r"|habilitation\w*|masterarbeit|学位论文|博士论文|硕士论文|博士論文|修士論文)",
    re.IGNORECASE,
)
# Each of them has one.
_THESIS_HINTS = (
    "thes", "thès", "dissert", "tesi", "tese", "arbeit", "diss", "proefschrift", "mémoire", "conclusão de curso",
    "monografia", "tesina", "trabajo ", "proyecto de grado", "학위", "habilitation",
    "论文", "論文",
)  # fmt: skip
_EDITED = re.compile(
    r"[\s,;.(]*\b(?:edited by|eds?\. by|hrsg\. von|herausgegeben von|sous la direction de|editado por)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_CALLED = re.compile(r"\((?:eds?|hrsg|hgg?|orgs?|dirs?|coords?)\.?\)(?=:)", re.IGNORECASE)
_EDITION = re.compile(rf"[.,;]\s*\(?{EDITION}\)?$", re.IGNORECASE)
_LEAD = re.compile(r"(?:in|en|em|dans|im|nella?|apud)(?:\s*:\s*|\s+)(?=[^\W\d_])", re.IGNORECASE)
_PART = re.compile(r"[,.;()（），。|\n]| - | – |(?<!\w)(?:at|an der|à l['’]|am)(?: the)?\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"\b[A-Z]{2,7}\b")
_SHORT = re.compile(r"(?=.*\b[A-Z]{2,7}\b)[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,2}")  # "UNIST", "Brown CS"
_SEAT = re.compile(r"([^\W\d_][^\W\d_.' -]*(?:[/ -][^\W\d_.]+)*) ?: $")  # "Berlin/Boston: "
_IN_PRESS = re.compile(r"in press\b", re.IGNORECASE)
_SEATED = re.compile(r"\.\s+([^\W\d_][\w ,&/’'-]{1,40}?) ?: [^\W\d_][^:]{2,60}$")  # ". Berlin: Doe und Roe"
_SAID = 0.8  # the score of the words that say so
_SURE = 80.0  # the score of a known journal that is more than a common word
_FAR = 40  # characters in which a town is named
_SEAT_PART = re.compile(r"[,/&]|\s(?:19|20)\d\d")
_NO_HOUSE = "Journal|Transactions|Conference|Symposium|Workshop|Handbook|Companion|Encyclopa?edia"  # behind one's name
_IMPRINT = re.compile(
    r"(?:(?P<seat>[^\W\d_][^\W\d_.' -]*(?:[,/& ]+[^\W\d_][^\W\d_.' -]*){0,5}):\s+)?"
    r"(?P<house>[^\W\d_][\w&.,'’ -]{2,50}?)(?:[,，]? ?\(?(?:19|20)\d\d\)?)?"
)

_PIECE_END = re.compile(r",|(?<=[a-z]{3})\.\s(?=[^\W\d_a-z])")  # "New Media and Old Harbours. Springer"
_LOCATED = re.compile(
    r"(?:\d,? *\(\d{1,3}\)|(?:^|\D)\d{1,4}, ?[\dA-Za-z]\d*(?:[-–]\d+)?) *,? *\((?:19|20)\d\d\)\W*$"
    r"|\d(?:[:,.]\d{1,3})? *\((?:19|20)\d\d\),? *(?:pp?\. *)?[A-Za-z]?\d+(?: *[-–] *\d+)?\W*$"
)  # "Journal 7, 011 (2026)", "Journal 82:1 (2007), 33-46"
_CODE, _CODE_LENGTH = re.compile(r"[A-Za-z0-9-]+\Z"), 12
_LETTER = re.compile(r"[A-Za-z]")
_PART_OF_MEETING = re.compile(r"\b(?:track|session|panel|room|stream|booth) \Z", re.IGNORECASE)
_NUMBERS = re.compile(r"\d(?<![\w/.=-]\d)\d*(?!\w*://)")
# Numbers that are no volume or page: years, what identifiers and addresses hold, how often a meeting has been held.
_NO_VOLUME = re.compile(
    r"(?=[\dha'’])(?:(?:19|20)\d\d|https?://\S+|\b10\.\d{4,9}/\S+|\barXiv:?\s?\d{4}\.\d{4,5}|['’]\d\d\b"
    r"|\b\d{1,3}(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)


def names_thesis(text: str) -> bool:
    """Return whether a text speaks of a thesis.

    >>> names_thesis("M.Sc. thesis, Example University"), names_thesis("On Theses"), names_thesis("ICML 2024")
    (True, False, False)
    """
    folded = text.casefold()
    return any(map(folded.__contains__, _THESIS_HINTS)) and THESIS.search(text) is not None


def is_located(text: str) -> bool:
    """Return whether a text ends with where in a journal something stands.

    >>> is_located("Tidal Letters 82:1 (2007), 33-46"), is_located("On Silt (2007)")
    (True, False)
    """
    return ("(19" in text or "(20" in text) and _LOCATED.search(text) is not None


def may_locate(text: str) -> bool:
    """Return whether a text shows a number that may be a volume, an issue or a page.

    >>> may_locate("Nature (2025) no 12"), may_locate("41st Conference on Silt, July 21-25, 2025, arXiv:2505.90001")
    (True, False)
    """
    numbers = _NO_VOLUME.sub("", text)
    return _NUMBERS.search(numbers) is not None and _NUMBERS.search(NO_LOCATOR.sub("", numbers)) is not None


@cache
def _institutions(vocabulary: Vocabulary) -> tuple[frozenset[str], tuple[str, ...], re.Pattern[str]]:
    words = {word for row in vocabulary.rows("institution") for word in row["words"]}
    parts = tuple(part for row in vocabulary.rows("institution") for part in row["parts"])
    cjk = re.compile("|".join(re.escape(word) for word in words if ord(word[0]) > 0x3000) or r"(?!)")
    return frozenset(words), parts, cjk


def institution(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the institution that a thesis's line names, without department and place; None where it names none.

    >>> from pubnorm.vocabulary import vocabulary
    >>> institution("PhD thesis, Department of Physics, Example University, Springfield, 2021", vocabulary())
    'Example University'
    """
    words, parts, cjk = _institutions(vocabulary)
    for piece in _PART.split(text):
        piece = (piece or "").strip()
        folded = piece.casefold()
        if THESIS.search(piece) and not folded.startswith("university"):
            piece = THESIS.sub("", piece).strip(" :,-–")
            folded = piece.casefold()
        if folded.startswith(parts) or not piece:
            continue
        if cjk.search(piece) or any(word in words for word in _WORD.findall(folded)):
            # "University of Somewhere at Springfield", "Example University of Tides (EUT)"
            seat = re.search(rf"{re.escape(piece)}( at [A-Z][\w-]+| \([A-Z]{{2,6}}\))", text)
            return re.sub(r"^(?:in|from|the|of)\s+(?:the\s+)?(?=[A-Z])", "", piece) + (seat[1] if seat else "")
    named = names_thesis(text)
    for piece in filter(None, map(str.strip, filter(None, _PART.split(text)))):
        short = _SHORT.fullmatch(piece) if named else _ACRONYM.fullmatch(piece)
        if short and _ACRONYM.search(piece)[0] not in _places(vocabulary) and not THESIS.search(piece):  # type: ignore[index]
            return piece
    return None


def imprint(text: str, vocabulary: Vocabulary) -> tuple[str, str | None] | None:
    """Return publisher and place where a text names these and nothing else, as a book's end does.

    >>> from pubnorm.vocabulary import vocabulary
    >>> imprint("Berlin, Heidelberg: Springer Vieweg, 2019", vocabulary())
    ('Springer Vieweg', 'Berlin, Heidelberg')
    >>> imprint("Things and Others. Berlin: Springer", vocabulary()) or imprint("New Media. Springer", vocabulary())
    """
    match = _IMPRINT.fullmatch(text.strip(" .,;"))
    if match is None:
        return None
    house, seat = match["house"].strip(), match["seat"]
    if _IN_PRESS.match(house):
        return None
    first, *more = _PIECE_END.split(house, maxsplit=1)
    if more and not (seat or _is_house(first, vocabulary) or is_seat(first, vocabulary)):
        return None
    return (house, seat) if _is_house(house, vocabulary) or (seat and is_seat(seat, vocabulary)) else None


def _is_house(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is a publisher's name, known or by its words, and none of its journals'."""
    known = _houses(vocabulary).match(text)
    if known is None:
        sort = sort_of(text, vocabulary)
        return sort is not None and sort.kind == "publisher"
    if known.end() == len(text):
        return True
    venue = read_venue(text, vocabulary).venue  # "Elsevier Computer Networks"
    return not (venue and venue.kind == "journal" and venue.match and venue.match.score >= _SURE)


def is_seat(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text names a town or country that is known.

    >>> from pubnorm.vocabulary import vocabulary
    >>> is_seat("Springfield, France", vocabulary()), is_seat("Tides", vocabulary())
    (True, False)
    """
    return any(part.strip() in _places(vocabulary) for part in _SEAT_PART.split(text))


def follows_seat(before: str, vocabulary: Vocabulary) -> bool:
    """Return whether what stands behind `before` is a publisher, for a known town leads it.

    >>> from pubnorm.vocabulary import vocabulary
    >>> follows_seat("On Tides. Berlin: ", vocabulary()), follows_seat("On Tides: ", vocabulary())
    (True, False)
    """
    seat = _SEAT.search(before[-_FAR:]) if before.endswith(": ") else None
    return seat is not None and is_seat(seat[1], vocabulary)


@cache
def _houses(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = sorted((re.escape(word) for row in vocabulary.rows("publisher") for word in row["words"]), key=len)
    return re.compile(rf"(?:{'|'.join(reversed(words))})(?!\w)(?! (?:{_NO_HOUSE}))")


@cache
def _places(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word for row in vocabulary.rows("venue_place") for word in row["words"])


@cache
def _tails(vocabulary: Vocabulary) -> re.Pattern[str]:
    rows = vocabulary.rows("publisher")
    publishers = "|".join(re.escape(word) for row in rows for word in sorted(row["words"], key=len, reverse=True))
    series = "|".join(re.escape(word) for row in rows for word in row["series"])
    return re.compile(
        rf"(?:[.,;]+\s+\(?(?:{series})\b"  # behind a colon it is the name that goes on: "Silt: Studies in Tides"
        rf"|[.,;:]+\s+(?:[^\W\d_][\w ,&’'-]{{1,40}}:\s*)?(?:{publishers})\b"
        rf"(?!\s+(?:{_NO_HOUSE}))).*",
        re.DOTALL,
    )


def volume_title(text: str, vocabulary: Vocabulary) -> str:
    """Return a volume's title without its editors, series and publisher.

    >>> from pubnorm.vocabulary import vocabulary
    >>> volume_title("Things and Others. Lecture Notes in Computer Science: Vol. 1. Springer", vocabulary())
    'Things and Others'
    >>> volume_title("Things and Others. Berlin: Doe und Roe", vocabulary())
    'Things and Others'
    """
    seated = _SEATED.search(text)
    if seated and is_seat(seated[1], vocabulary):
        text = text[: seated.start()]
    shorter = _EDITION.sub("", _tails(vocabulary).sub("", _EDITED.sub("", text)).strip(" ,.;:"))
    return shorter if len(shorter) > 3 else text


def names_journal(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a venue's own words call it a journal, so that a publisher behind it makes it no book.

    >>> from pubnorm.vocabulary import vocabulary
    >>> names_journal("Tides: A Journal", vocabulary()), names_journal("The Practice of Silt", vocabulary())
    (True, False)
    """
    sort = sort_of(text, vocabulary)
    return sort is not None and sort.kind == "journal" and sort.score >= _SAID


def editors_begin(text: str, start: int) -> int:
    """Return where the names of editors begin that a word for the volume leads; words that begin a text are names.

    >>> editors_begin("On Tides. En L. Doe (Ed.)", 10), editors_begin("In Kweon (Ed.)", 0)
    (13, 0)
    """
    lead = _LEAD.match(text, start) if text[:start].strip() else None
    return lead.end() if lead else start


def editors_end(text: str, start: int, end: int) -> int:
    """Return where the editors of `text[start:end]` end: at the bracket that calls them so, if a colon follows.

    >>> editors_end("In: L. Doe (Hg.): On Silt", 0, 25), editors_end("In: L. Doe (Hg.), On Silt", 0, 25)
    (16, 25)
    """
    called = _CALLED.search(text, start, end)
    return called.end() if called else end


def stands_whole(text: str, value: str) -> bool:
    """Return whether a number stands in a text by itself somewhere, and not only within a longer code.

    >>> stands_whole("SI2022, 3P2-B18, 2022", "B18"), stands_whole("Waves, 3-9", "3-9"), stands_whole("Track 5", "5")
    (False, True, False)
    """
    at = text.find(value)
    if at < 0:
        return True  # told in other words
    while at >= 0:
        lead = _CODE.search(text, max(0, at - _CODE_LENGTH), at)
        within = (
            lead is not None and any(map(str.isdigit, lead[0])) and (lead[0][-1].isdigit() or _LETTER.search(lead[0]))
        )
        within = within or _PART_OF_MEETING.search(text, max(0, at - _CODE_LENGTH), at) is not None
        if not within and not text[at + len(value) : at + len(value) + 1].isalpha():
            return True
        at = text.find(value, at + 1)
    return False


def unrepeated(values: dict[str, str], understood: VenueReading | None) -> dict[str, str]:
    """Return what the citation tagger tells without numbers that the venue's reading tells as something else.

    >>> from pubnorm.matching.venues import read_venue
    >>> unrepeated({"volume": "10", "pages": "158"}, read_venue("Tides, 2010, no. 10, p. 158"))
    {'pages': '158'}
    """
    if understood is None:
        return values
    told = {"volume": understood.volume, "issue": understood.issue, "pages": understood.pages}
    return {
        field: value
        for field, value in values.items()
        if field not in told or told[field] == value or value not in told.values()
    }

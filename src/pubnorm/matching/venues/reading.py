"""A venue string, read: which venue, which part of it, when, how far the work has come."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from pubnorm import patterns as re
from pubnorm.matching.venues.bare import bare
from pubnorm.matching.venues.choosing import choose, event_before, host, is_event, is_guest
from pubnorm.matching.venues.displayed import abbreviates, displayed_acronym, workshop_acronym
from pubnorm.matching.venues.filled import edition_of, filled, journal_listed
from pubnorm.matching.venues.imprint import take_imprint
from pubnorm.matching.venues.journals import find_journal, name_folds
from pubnorm.matching.venues.lettered import letter_apart
from pubnorm.matching.venues.locators import find_year, take_locators
from pubnorm.matching.venues.mentions import Found, mentions
from pubnorm.matching.venues.misspelt import misspelt, misspelt_name
from pubnorm.matching.venues.notes import take_notes, tidy
from pubnorm.matching.venues.registry import Claim, Registry, registry
from pubnorm.matching.venues.shortened import shortened
from pubnorm.matching.venues.terms import EDITION, HELD, MONTH
from pubnorm.matching.venues.tracks import find_track
from pubnorm.matching.venues.turned import turned, without_aside, without_house
from pubnorm.matching.venues.unknown import sort_of, type_of
from pubnorm.matching.venues.words import Word, fold, same_words, words
from pubnorm.model import Match, MatchLevel, Status, Track, Type, Venue
from pubnorm.vocabulary import Vocabulary

_LEAD = re.compile(
    r"^(?:in(?! press\b)|at|into|(?:publicad|presentad|apresentad)[oa] e[nm]|publié dans"
    r"|pubblicat[oa] (?:in|su)|opublikowan[aeyo] w"
    r"|(?:erschienen|veröffentlicht) in|published (?:in|at|by)|appeared (?:in|at)|from|venue"
    r"|(?:(?:invited |conference |oral )?(?:paper|poster|talk|abstract|presentation) )?"
    r"(?:to be )?presented (?:at|to|in|@)"
    r"|(?:(?:invited|conference|oral|poster|spotlight) )?(?:presentation|poster|talk) at"
    r"|open[- ]access (?:article |version )?(?:at|in))"
    r"\s*:?\s+(?=\S)"
    # "Chapter in the Handbook of Tides", "Post on the Harbour Blog"
    r"|^(?:(?:blog )?post (?:on|in|at|of)|(?:book )?chapter (?:in|of)(?: book:)?)"
    r" (?:the )?(?:book |volume )?(?=[“\"]?(?-i:[^\W\d_a-z]))"
    r"|^(?:(?:in )?(?:the )?book|libro|livro|livre|buch)\s*:\s*(?=[“\"]?(?-i:[^\W\d_a-z]))"
    r"|^已?被\s*(?=\S)",  # "已被 Journal of Tides 录用"
    re.I,
)
# "Chapter 11 in The Volume", and where nothing but the word is left
_CHAPTER = re.compile(
    r"^(?:(?:in|as)\s+)?(?:chapter|chap\.|ch\.|kapitel|chapitre|cap[ií]tulo|hoofdstuk)(?:\s*(?:\d{1,3}|[IVXL]+)\b[\s,.:]*|\W*$)",
    re.I,
)
_DATE = re.compile(
    r"^(?:\((?:19|20)\d\d\)\s*[—–-]\s+"
    rf"|\((?:{MONTH},? )?(?:19|20)\d\d(?:, {MONTH}(?: \d{{1,2}})?)?\)[.,:]?\s+(?=in\b|[^\W\d_])"
    rf"|(?:{MONTH} \d{{1,2}}|\d{{1,2}}\.? {MONTH}),? (?:19|20)\d\d,\s+"
    rf"|(?:{MONTH} )?(?:19|20)\d\d[.,] )(?=\S)",
    re.I,
)
_SEAT = re.compile(r"^[^\W\d_][^\W\d_]{2,20}(?: [^\W\d_]{2,20})?: (?=\w)")  # "Florence: European University Institute"
_EDITION_ALONE = re.compile(rf"{EDITION}(?:,? (?:19|20)\d\d)?", re.I)
_UNPLACED = re.compile(
    r"(?:(?:unpublished )?(?:manuscript|draft)|preprints?)(?:,? (?:19|20)\d\d)?"
    r"|(?:(?:working |discussion )?paper|manuscript|draft|preprint)s? (?:is |are )?(?:available )?(?:up)?on request",
    re.I,
)
_LAST_NUMBER = re.compile(r"(?<=[a-z]{3})[.,]? (\d{1,3})(?: \((?:19|20)\d\d\))?$")  # no year
_SHORTENED = 90.0  # how sure a name is that is abbreviated in a way of its own


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


# What is left behind a name: the month and year it was held, the label of an identifier read elsewhere.
_TAIL = re.compile(
    rf"\s*(?:[(\[]\s*{MONTH},?\s+(?:19|20)\d\d\s*[)\]]"
    rf"|\((?:[^\W\d_][^()\d]{{2,40}},\s)?{HELD},?\s(?:(?:19|20)\d\d|[^()\d]{{3,40}})\)"
    rf"|[.,]\s(?:19|20)\d\d {MONTH} \d{{1,2}}"
    r"|[(\[](?:joint(?:ly)? )?with\s[^()\[\]]{4,200}[)\]]|[.,;:]\s*(?:doi|epub\s(?:19|20)\d\d.*)"
    r"|[.,;]\s*(?:(?:also|free|open[- ]access)\s)?(?:pre-?print|e-?print|version)s?\s(?:is\s)?(?:available\s)?(?:at|on)"
    r"(?:\s[a-z-]{2,8}/\d{7})?)\W*$",
    re.IGNORECASE,
)

_COPYRIGHT = re.compile(r"©\s?(?:(?:19|20)\d\d\b\s?)?")  # whose it is: "Silt Letters. © Springer"
_TWO_DIGITS = re.compile(r" ([0-2]\d)(?![\w.:/-]|\(|,? \d| p(?:p|ages)\b)")


def read_venue(text: str, vocabulary: Vocabulary | None = None) -> VenueReading:
    """Read a venue string: `text` is a venue with its noise (status, rank, year, volume, pages), and nothing else.

    >>> reading = read_venue("Proc. of the 38th AAAI Conf. on Artif. Intell. (AAAI-24), Oral")
    >>> reading.venue.acronym, reading.year, reading.venue.edition, reading.awards
    ('AAAI', 2024, 38, ('Oral',))
    >>> read_venue("International Workshop on Cheese").venue.match.level
    'none'
    """
    if "©" in text:
        text = _COPYRIGHT.sub("", text)
    notes = take_notes(tidy(text), vocabulary)
    located = take_locators(letter_apart(notes.text, registry(vocabulary)))
    undated = _DATE.sub("", located.text.removeprefix(". "))  # what stood before has been taken out
    imprint = take_imprint(undated, vocabulary)
    raw = bare(tidy(_TAIL.sub("", _LEAD.sub("", _CHAPTER.sub("", imprint.text)))), vocabulary)
    name = turned(raw)
    venue, kind = _venue(name, registry(vocabulary), vocabulary)
    if venue is not None and name != raw:
        venue = replace(venue, raw=raw)
    volume = located.volume
    if volume is None and venue is not None and venue.kind == "journal":
        venue, volume = _with_last_number(venue, vocabulary)
    status = notes.status
    if status is None and (venue is not None or kind is not None):
        status = "preprint" if kind == "preprint" else "published"
    if kind in (None, "chapter") and imprint.publisher and venue is not None:
        kind = "book"
    numbered = bool(volume and (located.issue or located.pages))
    if numbered and kind == "conference" and venue is not None and (venue.kind is None or venue.raw == venue.acronym):
        kind = "article"  # told but by its acronym, and in volumes: a journal
    unpublished = status in ("under-review", "in-preparation") and kind is not None
    return VenueReading(
        venue=venue,
        year=find_year(notes.text) or _meeting_year(notes.text, venue, kind, vocabulary),
        status=status,
        awards=notes.awards,
        volume=volume,
        issue=located.issue,
        pages=located.pages,
        publisher=imprint.publisher,
        place=imprint.place,
        type="preprint" if unpublished else kind,
    )


def _with_last_number(venue: Venue, vocabulary: Vocabulary | None) -> tuple[Venue, str | None]:
    """Take the volume from behind the whole name of a known journal: "Water Research 136", "… 136 (2018)"."""
    number = _LAST_NUMBER.search(venue.raw) if venue.key and venue.raw[-1:] in "0123456789)" else None
    if number is None:
        return venue, None
    name = venue.raw[: number.start()].rstrip(" .,")
    whole, _ = _venue(name, registry(vocabulary), vocabulary)
    if whole is None or whole.key != venue.key or (whole.name or "").casefold() != name.casefold().removeprefix("the "):
        return venue, None
    return replace(venue, raw=name), number[1]


def _meeting_year(text: str, venue: Venue | None, kind: Type | None, vocabulary: Vocabulary | None) -> int | None:
    """Return the year of two digits behind a short name of a known meeting, which has no volumes: "NeurIPS 24"."""
    if venue is None or venue.key is None or venue.acronym is None or kind not in ("conference", "workshop"):
        return None
    row = registry(vocabulary).known(venue.key).row
    folded = text.casefold()
    for name in (venue.acronym, *row.get("short", ()), *row.get("former", ())):
        at = folded.find(f"{name} ".casefold())
        match = _TWO_DIGITS.match(text, at + len(name)) if at >= 0 else None
        if match:
            return 2000 + int(match[1])
    return None


def read_name(name: str, vocabulary: Vocabulary | None = None) -> VenueReading:
    """Read a string that is the name of a venue and nothing else: what `read_venue` does without looking for noise.

    >>> read_name("Nature").venue.key, read_name("Advances in Cheese").venue.match.level
    ('nature', 'none')
    """
    venue, kind = _venue(name, registry(vocabulary), vocabulary)
    status: Status | None = None
    if venue is not None or kind is not None:
        status = "preprint" if kind == "preprint" else "published"
    return VenueReading(venue, None, status, (), None, None, None, None, None, kind)


def _venue(raw: str, known: Registry, vocabulary: Vocabulary | None) -> tuple[Venue | None, Type | None]:
    if not re.search(r"[^\W\d_]", raw) or _EDITION_ALONE.fullmatch(raw):
        return None, None
    if _UNPLACED.fullmatch(raw):
        return None, "preprint"
    found = words(raw)
    track = find_track(raw, vocabulary)
    hits = mentions(raw, known, alone=True)
    chosen = choose(raw, found, hits, known)
    if chosen is not None:
        event = event_before(raw, chosen, known, vocabulary)
        if event is not None:
            return _venue(event, known, vocabulary)
        return _known_venue(raw, found, chosen, hits, track, known, vocabulary)
    slip = misspelt_name(raw, found, known) if hits else misspelt(raw, found, known)
    if slip is not None:
        return filled(raw, known.known(slip.key), "fuzzy", slip.score, track, None)
    behind = _journal(raw, without_house(raw, vocabulary), known, vocabulary)
    if behind is not None:
        return behind
    venue, kind = _unknown_venue(raw, found, track, known)
    if venue is None or venue.key is not None:
        return venue, kind
    pared = _journal(raw, without_aside(raw), known, vocabulary)
    return (replace(pared[0], acronym=pared[0].acronym or venue.acronym), pared[1]) if pared else (venue, kind)


def _journal(
    raw: str, name: str | None, known: Registry, vocabulary: Vocabulary | None
) -> tuple[Venue, Type | None] | None:
    """Return the known journal that goes by part of a venue string, where it is one."""
    venue, kind = _venue(name, known, vocabulary) if name else (None, None)
    journal = venue is not None and venue.key is not None and venue.kind == "journal"
    return (replace(venue, raw=raw), kind) if venue is not None and journal else None


def _known_venue(
    raw: str, found: tuple[Word, ...], chosen: Found, hits: list[Found], track: Track | None, known: Registry,
    vocabulary: Vocabulary | None,
) -> tuple[Venue | None, Type | None]:  # fmt: skip
    own: str | None = None
    acronym = known.known(chosen.claim.key).acronym
    if chosen.claim.display in (f"{acronym}W", f"{acronym}-W"):
        track = track or "workshop"
    anywhere = track in ("workshop", "student", "tutorial") or any(is_guest(one, chosen, known) for one in hits)
    hosted = host(raw, hits, anywhere=anywhere)
    if hosted is not None:
        before = [one for one in hits if one.end <= hosted[0]]
        track = track or "workshop"
        chosen = choose(raw, found, [one for one in before if is_event(one, known)], known) or hosted[1]
        own = workshop_acronym(raw[: hosted[0]]) if chosen is hosted[1] else None
    elif "@" in raw and "@" not in raw[chosen.start : chosen.end]:
        own = displayed_acronym(raw[raw.index("@") + 1 :])
        track = track or "workshop"
    elif track in ("workshop", "student") and known.known(chosen.claim.key).kind == "conference":
        own = displayed_acronym(_without(raw, [one for one in hits if one.claim.key == chosen.claim.key]))
        own = None if own and (fold(own) in known.sponsors or find_track(own, vocabulary) == "workshop") else own
    level: MatchLevel = chosen.claim.level
    venue = known.known(chosen.claim.key)
    if own is None and venue.acronym is None:
        own = displayed_acronym(raw[chosen.end :].lstrip()[:24])
        own = own if own and abbreviates(own, venue.name) else None
    joint = (one.claim.display for one in hits if one.claim.key == venue.key)
    kept = next((shown for shown in joint if shown in venue.row.get("kept", ())), None)  # as it stands: ESEC/FSE
    return filled(raw, venue, level, round(100 * chosen.score, 1), track, own, kept)


def _unknown_venue(
    raw: str, found: tuple[Word, ...], track: Track | None, known: Registry
) -> tuple[Venue | None, Type | None]:
    sort = sort_of(raw)
    kind = sort.kind if sort else None
    if kind in (None, "journal", "conference", "workshop"):
        listed = _listed_venue(raw, found, track, known, journals=kind in (None, "journal"))
        if listed is not None:
            return listed
    if kind == "institution":
        raw = _SEAT.sub("", raw)
    venue = Venue(
        raw=raw, name=raw, acronym=displayed_acronym(raw), key=None,
        track=None if kind == "journal" else track, kind=kind, edition=edition_of(raw),
        match=Match(level="none", score=0.0),
    )  # fmt: skip
    return venue, "article" if kind == "journal" else type_of(raw, sort, track)


def _listed_venue(
    raw: str, found: tuple[Word, ...], track: Track | None, known: Registry, *, journals: bool
) -> tuple[Venue | None, Type | None] | None:
    """Return a journal of the large list, or a venue whose name is abbreviated in a way of its own."""
    one = find_journal(name_folds(found)) if journals else None
    if one is None or not same_words(raw, one.name):
        short = shortened(raw, found, known)
        if isinstance(short, Claim):
            return filled(raw, known.known(short.key), "abbreviation", _SHORTENED, track, None)
        one = short
    return journal_listed(raw, one, track, known) if one is not None and journals else None


def _without(raw: str, hits: list[Found]) -> str:
    for one in sorted(hits, key=lambda one: -one.start):
        start = one.start - len(re.search(r"[\w-]*$", raw[: one.start])[0])  # type: ignore[index]
        raw = f"{raw[:start]} {raw[one.end :]}"
    return raw

"""Drafts → publications: the fields judged, and put into the record."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.fields.badges import drawn_dois
from pubnorm.fields.confidence import judge
from pubnorm.fields.draft import Draft
from pubnorm.fields.identifiers import own_addresses, read_identifiers
from pubnorm.fields.links import LinkSpan, link_kinds
from pubnorm.fields.people import FoundAuthor, FoundAuthors
from pubnorm.fields.phrases import is_no_venue, unpublished
from pubnorm.fields.title import TitleSpan
from pubnorm.fields.volumes import imprint, may_locate, names_journal, names_thesis, unrepeated
from pubnorm.fields.years import find_year
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.names import as_author, name_score
from pubnorm.matching.people import owner_index
from pubnorm.matching.venues import VenueReading
from pubnorm.matching.venues.unknown import sort_of
from pubnorm.model import Author, Identifiers, Link, Owner, Publication, Source, Status, Type, Venue

_PATENT = Caseless(r"\bpatent\b|专利")
_PATENT_NUMBER = re.compile(r"(?<!\w)(?:US|CN|EP|WO)\s?\d{6}", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d\d{5}")
_GENRE_CODE = re.compile(r"\s*\[([A-Z])(?:/OL)?\]")
_IN_BOOK = re.compile(
    r"(?:^|[.,;?!]\s+)In:?\s+(?!press|print|prep)(?:[^.]|(?<=\b[A-Z])\.){3,200}[.,(]\s*(?:eds?\b|edited|hrsg|hg\b|hgg\b|pp?\.|chapter)"
    r"|[编編]著?\s*[『《]",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:workshop|proc(?:eedings|\.)|conference|symposium|congress|colloquium|meeting|summit"
    r"|anais|encontro|congreso|congresso|tagung|konferenz|journées|simp[oó]sio|semin[aá]rio|jornadas?|colloque|col[oó]quio)|会议|大会|発表会|講演会|シンポジウム|研究会|梗概集|予稿集|アブストラクト集",
    re.IGNORECASE,
)
_MIXED = re.compile(r"[,/&;]|\b(?:and|und|et|y|e|or)\b")  # "Conferences / Workshops" tells neither
_ISBN = Caseless(r"\bISBN\b")
_PREPRINT_DOI = re.compile(
    r"10\.(?:1101|64898|21203|31234|31219|48550|26434|36227|20944|2139|31235|35542|33774|32942|31223)/", re.IGNORECASE
)
_NAME = 0.9  # a link's text so much like a name is one
_REPORT = Caseless(r"\b(?:technical|tech\.?) report\b|\bwhite ?paper\b")


def assemble(draft: Draft, meanings: dict[str, str], owner: Owner | None, path: str | None) -> Publication:
    """Return the record of a draft; `meanings` says what marks mean, `owner` whose page it is."""
    reading = draft.reading
    entry = reading.entry
    visible = reading.visible
    title = visible[draft.title.start : draft.title.end] if draft.title else None
    links = _links(draft)
    identifiers = read_identifiers(f"{visible}\n{drawn_dois(reading)}", own_addresses(links))
    understood = draft.place.reading if draft.place else None
    values = _values(draft, understood)
    year = find_year(draft, understood)
    status = _status(draft, understood, identifiers)
    authors = _people(draft.authors, meanings, owner)
    kind = _type(draft, understood, values, status, identifiers)
    publication = Publication(
        type=kind,
        title=" ".join(title.split()) if title else None,
        authors=authors,
        authors_truncated=bool(draft.authors and draft.authors.truncated),
        owner_implied=bool(draft.authors and draft.authors.implied and not any(a.is_owner for a in authors)),
        editors=_people(draft.editors, meanings, None),
        venue=None if kind == "patent" else _venue(understood),
        year=year,
        status=status,
        volume=values.get("volume") or (understood.volume if understood else None),
        issue=values.get("issue") or (understood.issue if understood else None),
        pages=values.get("pages") or (understood.pages if understood else None),
        publisher=values.get("publisher") or (understood.publisher if understood else None),
        place=values.get("place") or (understood.place if understood else None),
        edition=values.get("edition"),
        genre=values.get("genre"),
        identifiers=identifiers,
        links=links,
        awards=list({award.meaning.casefold(): award.meaning for award in reversed(draft.awards or [])}.values())[::-1],
        source=Source(path=path, lines=entry.lines, section=entry.section.name, layout=entry.layout, text=visible),
        spans={label: list(spans) for label, spans in sorted(reading.labels.items())},
    )
    return judge(publication, draft)


def _values(draft: Draft, understood: VenueReading | None) -> dict[str, str]:
    """Volume, pages and the like by the citation tagger, asked only where there may be some."""
    known = understood is not None and understood.venue is not None and understood.venue.key is not None
    located = understood is not None and bool(understood.volume or understood.pages)
    pieces = draft.reading.pieces(*draft.reading.entry.core)
    left = draft.place is not None or not all(is_no_venue(piece.text, draft.vocabulary) for piece in pieces)
    if not left or (known and (located or not _locator_left(draft))):
        return {}
    tagged = draft.trusted()
    values = unrepeated(tagged.values, understood) if tagged else {}
    house = values.get("publisher", "")
    venue = understood.venue if understood and understood.type != "thesis" else None  # a thesis' house is its venue
    meets = understood is not None and understood.type == "conference" and not known
    named = venue is not None and (house.startswith(venue.raw) or (meets and house in venue.raw))  # "WAVES 2025"
    if named or is_no_venue(house, draft.vocabulary):  # "(EI)" tells of an index
        return {field: value for field, value in values.items() if field != "publisher"}
    return values


def _locator_left(draft: Draft) -> bool:
    """Whether a number that may be a volume or a page stands in the venue, or is left behind it."""
    reading, place = draft.reading, draft.place
    if place is None:
        return False
    behind = [piece.text for piece in reading.pieces(*reading.entry.core) if piece.start >= place.start]
    return may_locate("\n".join([reading.visible[place.start : place.end], *behind]))


def _links(draft: Draft) -> list[Link]:
    """Every link but people's own pages, each URL once."""
    pages = {author.url for author in (draft.authors.authors if draft.authors else ())}
    found: dict[str, Link] = {}
    for link in draft.links:
        on_title = draft.title and link.start <= draft.title.start + 2 and link.end >= draft.title.end - 2
        if not on_title and (
            _is_persons(link) or (link.url in pages and not link.is_label and _within_authors(draft, link))
        ):
            continue
        kind = "other" if link.kind == "profile" else link.kind
        if kind == "other" and on_title and link_kinds(draft.vocabulary).of_url(link.url) is None:
            kind = "paper"  # what a title leads to, where its address tells nothing
        before = found.get(link.url)
        if before is None or (before.kind == "other" and kind != "other"):
            found[link.url] = Link(kind=kind, url=link.url, label=link.label or None)  # type: ignore[arg-type]
    return list(found.values())


def _is_persons(link: LinkSpan) -> bool:
    """Whether a link leads to somebody's own page: by its address, or because it stands on a name."""
    if link.kind == "profile":
        return True
    if link.is_label or link.kind not in ("other", "project") or not 2 <= len(link.label.split()) <= 4:
        return False
    return name_score(link.label) > _NAME


def _within_authors(draft: Draft, link: LinkSpan) -> bool:
    return draft.authors is not None and draft.authors.start - 1 <= link.start and link.end <= draft.authors.end + 1


def _people(found: FoundAuthors | None, meanings: dict[str, str], owner: Owner | None) -> list[Author]:
    if found is None:
        return []
    mine = owner_index(owner.name, [author.name for author in found.authors]) if owner else None
    return [_person(author, meanings, number == mine) for number, author in enumerate(found.authors)]


def _person(author: FoundAuthor, meanings: dict[str, str], is_owner: bool) -> Author:
    marked = [meanings[mark] for mark in author.marks if mark in meanings]
    return as_author(
        author.name,
        marks="".join(author.marks),
        roles=list(dict.fromkeys((*marked, *author.roles))),  # type: ignore[arg-type]
        is_owner=is_owner,
        url=author.url,
    )


def _venue(understood: VenueReading | None) -> Venue | None:
    return understood.venue if understood else None


def _status(draft: Draft, understood: VenueReading | None, identifiers: Identifiers) -> Status | None:
    section = draft.reading.entry.section
    if draft.status:
        return draft.status.meaning  # type: ignore[return-value]
    open_yet = section.status in ("under-review", "in-preparation")  # then a venue is where it was handed in
    if understood and understood.status and not (understood.status == "published" and open_yet):
        return understood.status
    drafted = _called_preprint(draft)
    if section.status and not (section.type == "preprint" and identifiers.arxiv) and not drafted:
        return section.status  # type: ignore[return-value]
    if understood and understood.venue:
        return "preprint" if understood.type == "preprint" else "published"
    if drafted:
        return "preprint"
    if identifiers.doi and not _PREPRINT_DOI.match(identifiers.doi):
        return None  # it appeared somewhere, which is not shown
    return "preprint" if identifiers.arxiv or section.type == "preprint" or identifiers.doi else None


def _called_preprint(draft: Draft) -> bool:
    """Whether what is left of an entry, but the labels of its links, calls it a preprint, a draft or the like."""
    reading = draft.reading
    labels = [(span.start, span.end) for span in reading.text.of("link")]
    if any(unpublished(bracket[0].strip("()[]（） "), draft.vocabulary) for bracket in draft.beside_names()):
        return True
    return any(
        unpublished(piece.text, draft.vocabulary)
        and not any(start <= piece.start and piece.end <= end for start, end in labels)
        for piece in reading.pieces(*reading.entry.core)
    )


def _type(
    draft: Draft, understood: VenueReading | None, values: dict[str, str], status: str | None, identifiers: Identifiers
) -> Type:
    section = draft.reading.entry.section
    rest = _beside_title(draft)
    known = understood is not None and understood.venue is not None and understood.venue.key is not None
    if section.type in ("thesis", "patent") and (not known or _PATENT_NUMBER.search(rest)):  # a list may hold both
        return section.type  # type: ignore[return-value]
    coded = _coded_type(draft)
    if coded is not None and not known and (status is None or status == "published"):
        return coded
    if names_thesis(rest):
        return "thesis"
    appeared = known and understood is not None and understood.type in ("conference", "article", "workshop")
    patent = _PATENT.found(rest) or (_LONG_NUMBER.search(rest) and _PATENT_NUMBER.search(rest))
    if patent and not appeared:  # "ICDE 2022 (national patent)" tells of a second use
        return "patent"
    if status in ("under-review", "in-preparation", "preprint"):
        return "report" if _REPORT.found(rest) and status == "preprint" else "preprint"
    if understood and understood.venue:
        return _type_of_venue(draft, understood, values, rest)
    if section.type in ("book", "chapter", "report", "preprint"):
        return section.type  # type: ignore[return-value]
    if (_ISBN.found(rest) or _imprint(draft)) and not _IN_BOOK.search(rest):
        return "book"
    return "report" if _REPORT.found(rest) else "other"


def _coded_type(draft: Draft) -> Type | None:
    """Return the type that a letter in brackets behind the title tells: "[D]" is a thesis."""
    code = _GENRE_CODE.match(draft.reading.visible, draft.title.end) if draft.title else None
    types = {row["code"]: row["type"] for row in draft.vocabulary.rows("genre_code")} if code else {}
    return types.get(code[1]) if code else None


def _imprint(draft: Draft) -> tuple[str, str | None] | None:
    """Publisher and place of a book, where what is left beside its title and names tells these and nothing else."""
    pieces = draft.reading.pieces(*draft.reading.entry.core)
    return next((found for piece in pieces if (found := imprint(piece.text, draft.vocabulary))), None)


def _locates(understood: VenueReading) -> bool:
    return bool(understood.volume or understood.issue or understood.pages)


def _beside_title(draft: Draft) -> str:
    start, end = draft.reading.entry.core
    title = draft.title or TitleSpan(start, start, "", 0.0)
    return draft.reading.visible[start : title.start] + " " + draft.reading.visible[title.end : end]


def _type_of_venue(draft: Draft, understood: VenueReading, values: dict[str, str], rest: str) -> Type:
    """The type by what the venue is, what else is told of the volume, and only then by the section."""
    section = draft.reading.entry.section
    known = understood.venue is not None and understood.venue.key is not None
    if section.type == "workshop" and understood.type == "conference" and not _MIXED.search(section.name or ""):
        return "workshop"
    title = draft.reading.visible[draft.title.start : draft.title.end] if draft.title else ""
    located = (
        understood.pages or understood.volume or draft.editors
    )  # a university's book or journal: no thesis has these
    if understood.type == "thesis" and located and not names_thesis(title):
        return "article" if understood.volume else "chapter"
    if understood.type and (known or understood.type in ("workshop", "thesis", "patent", "report", "other")):
        return understood.type
    raw = understood.venue.raw if understood.venue else ""
    if meeting := _MEETING.search(raw):
        return "workshop" if meeting[0].casefold().startswith("workshop") else "conference"
    in_book = bool(draft.editors) or _IN_BOOK.search(rest) is not None
    if _ISBN.found(rest) and not (known or in_book or section.type == "chapter" or _locates(understood)):
        return "book"
    if in_book and section.type == "conference":
        return "conference"
    numbered = bool(understood.volume and (understood.issue or understood.pages))
    by_acronym = understood.type == "conference" and sort_of(raw, draft.vocabulary) is None
    if by_acronym and (numbered or section.type == "article"):
        return "article"
    in_volume = in_book or ("publisher" in values and not names_journal(raw, draft.vocabulary))
    if section.type in ("book", "chapter") or (in_volume and not (understood.volume and understood.issue)):
        return section.type if section.type == "book" and not in_book else "chapter"  # type: ignore[return-value]
    if understood.type and understood.type != "book":
        return understood.type
    if _REPORT.found(rest):
        return "report"
    if understood.volume or "volume" in values or understood.issue:
        return "article"
    return section.type or ("chapter" if understood.type == "book" else "article")  # type: ignore[return-value]

"""Drafts → publications: the fields judged, and put into the record."""

from __future__ import annotations

import msgspec

from pubnorm import patterns as re
from pubnorm.document import Text
from pubnorm.fields.addresses import told_type
from pubnorm.fields.badges import drawn_dois
from pubnorm.fields.confidence import judge
from pubnorm.fields.draft import Draft
from pubnorm.fields.identifiers import PREPRINT_DOI, own_addresses, read_identifiers
from pubnorm.fields.links import LinkSpan, link_kinds, own_papers
from pubnorm.fields.people import FoundAuthor, FoundAuthors
from pubnorm.fields.phrases import is_no_venue, unpublished
from pubnorm.fields.title import TitleSpan
from pubnorm.fields.volumes import may_locate, stands_whole, unrepeated
from pubnorm.fields.worktype import is_mixed, read_type
from pubnorm.fields.years import find_year
from pubnorm.matching.names import as_author, name_score
from pubnorm.matching.people import PageOwner
from pubnorm.matching.venues import VenueReading
from pubnorm.model import Author, Identifiers, Link, Publication, Source, Status, Type, Venue

_NUMBER_OF_PREPRINT = re.compile(r"arXiv:? ?\S*\d{4}\S*", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"[\s,.(]+(?:19|20)\d\d\W*$")
_NAME = 0.9  # a link's text so much like a name is one


def _as_written(text: Text, title: TitleSpan) -> str:
    """Return a title with the numbers and letters that stand raised in it as formulas: "GAP$^2$: A Study of Gaps"."""
    shown = text.text[title.start : title.end]
    for span in reversed(text.of("sup")):
        raised = text.text[span.start : span.end]
        if span.value and raised.isalnum() and title.start < span.start and span.end <= title.end:
            shown = shown[: span.start - title.start] + span.value + shown[span.end - title.start :]
    return shown


def assemble(draft: Draft, meanings: dict[str, str], owner: PageOwner | None, path: str | None) -> Publication:
    """Return the record of a draft; `meanings` says what marks mean, `owner` whose page it is."""
    reading = draft.reading
    entry = reading.entry
    visible = reading.visible
    title = _as_written(reading.text, draft.title) if draft.title else None
    links = _links(draft)
    identifiers = read_identifiers(f"{visible}\n{drawn_dois(reading)}", own_addresses(links))
    links = own_papers(links, identifiers.doi, link_kinds(draft.vocabulary))
    sort = told_type(identifiers.doi, own_addresses(links), draft.vocabulary)
    understood = _venue_shown(draft, sort if identifiers.doi else None)
    values = _values(draft, understood)
    year = find_year(draft, understood)
    status = _status(draft, understood, identifiers, sort)
    authors = _people(draft.authors, meanings, owner)
    kind = read_type(draft, understood, values, status, sort)
    if kind == "patent" and status is None:
        status = "published"
    told = {} if kind == "patent" else _told(understood) | values  # a patent's numbers are its own
    publication = Publication(
        type=kind,
        title=" ".join(title.split()) if title else None,
        authors=authors,
        authors_truncated=bool(draft.authors and draft.authors.truncated),
        owner_implied=bool(draft.authors and draft.authors.implied and not any(a.is_owner for a in authors)),
        editors=_people(draft.editors, meanings, None),
        venue=None if kind == "patent" else _venue(understood, values.get("volume")),
        year=year,
        status=status,
        volume=told.get("volume"),
        issue=told.get("issue"),
        pages=told.get("pages"),
        publisher=told.get("publisher"),
        place=told.get("place"),
        edition=told.get("edition"),
        genre=values.get("genre"),
        identifiers=identifiers,
        links=links,
        awards=list({award.meaning.casefold(): award.meaning for award in reversed(draft.awards or [])}.values())[::-1],
        source=Source(path=path, lines=entry.lines, section=entry.section.name, layout=entry.layout, text=visible),
        spans={label: list(spans) for label, spans in sorted(reading.labels.items())},
    )
    return judge(publication, draft, owned=owner is not None)


def _told(understood: VenueReading | None) -> dict[str, str]:
    """Where in the venue the work stands, and the imprint, as the venue's string tells them."""
    if understood is None:
        return {}
    fields = {field: getattr(understood, field) for field in ("volume", "issue", "pages", "publisher", "place")}
    return {field: value for field, value in fields.items() if value}


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
    held = [draft.reading.visible[slice(*span)] for span in draft.reading.labels.get("identifiers", ())]
    books = " ".join(text for text in held if "ISBN" in text)
    values = {field: value for field, value in values.items() if field == "publisher" or value not in books}
    chapters = [draft.reading.visible[slice(*span)] for span in draft.reading.labels.get("chapter", ())]
    if "volume" in values and any(text.endswith(values["volume"]) for text in chapters):
        del values["volume"]
    values = {
        field: value
        for field, value in values.items()
        if field not in ("volume", "pages") or stands_whole(draft.reading.visible, value)
    }
    house = values.get("publisher", "").lstrip("© ")
    values |= {"publisher": house} if house else {}
    venue = understood.venue if understood and understood.type != "thesis" else None  # a thesis' house is its venue
    meets = understood is not None and understood.type == "conference" and not known
    name = _YEAR_BEHIND.sub("", venue.raw) if venue else None
    named = name is not None and (house.startswith(name) or (meets and house in name))  # "WAVES 2025"
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
    """Every link but people's own pages and what unfolds a part of the page, each URL once."""
    pages = {author.url for author in (draft.authors.authors if draft.authors else ())}
    found: dict[str, Link] = {}
    for link in draft.links:
        if link.url.startswith("#"):
            continue
        on_title = draft.title and link.start <= draft.title.start + 2 and link.end >= draft.title.end - 2
        if not on_title and (_is_persons(link) or (link.url in pages and _is_page_of(draft, link))):
            continue
        kind = "other" if link.kind == "profile" else link.kind
        if kind == "other" and on_title and link_kinds(draft.vocabulary).of_url(link.url) is None:
            kind = "paper"  # what a title leads to, where its address tells nothing
        if kind == "project" and _within_venue(draft, link):
            kind = "other"  # the page of the meeting that it was at
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


def _is_page_of(draft: Draft, link: LinkSpan) -> bool:
    """Whether a link on an author's name leads to a page of theirs: no publisher's, which has the work's own."""
    return not link.is_label and link.kind != "paper" and _within_authors(draft, link)


def _within_venue(draft: Draft, link: LinkSpan) -> bool:
    place = draft.place
    return place is not None and place.known and place.start <= link.start < link.end <= place.end


def _within_authors(draft: Draft, link: LinkSpan) -> bool:
    return draft.authors is not None and draft.authors.start - 1 <= link.start and link.end <= draft.authors.end + 1


def _people(found: FoundAuthors | None, meanings: dict[str, str], owner: PageOwner | None) -> list[Author]:
    if found is None:
        return []
    mine = owner.among([author.name for author in found.authors]) if owner else None
    return [_person(author, meanings, number == mine) for number, author in enumerate(found.authors)]


def _person(author: FoundAuthor, meanings: dict[str, str], is_owner: bool) -> Author:
    if not author.marks and not author.roles:
        return as_author(author.name, is_owner=is_owner, url=author.url)
    told = (meanings.get(mark) or meanings.get(mark[0]) for mark in author.marks)  # "††" like "†" where nobody tells
    marked = [role for role in told if role]
    return as_author(
        author.name,
        marks="".join(author.marks),
        roles=list(dict.fromkeys((*marked, *author.roles))),  # type: ignore[arg-type]
        is_owner=is_owner,
        url=author.url,
    )


def _venue_shown(draft: Draft, told: Type | None) -> VenueReading | None:
    """The venue, but a preprint's mere number beside the DOI of a journal: "DOI: 10.1093/t1. arXiv: 2204.00001"."""
    understood = draft.place.reading if draft.place else None
    venue = understood.venue if understood else None
    posted = venue is not None and venue.kind == "preprint-server" and _NUMBER_OF_PREPRINT.fullmatch(venue.raw)
    return None if posted and told == "article" else understood


def _venue(understood: VenueReading | None, volume: str | None) -> Venue | None:
    """Return the venue, without the volume that a known journal's name ends with: "Tides 3"."""
    venue = understood.venue if understood else None
    if venue is None or venue.key is None or venue.kind != "journal" or not volume:
        return venue
    return msgspec.structs.replace(venue, raw=venue.raw.removesuffix(f" {volume}").rstrip(" ,"))


def _status(
    draft: Draft, understood: VenueReading | None, identifiers: Identifiers, told: Type | None
) -> Status | None:
    section = draft.reading.entry.section
    if draft.status:
        return draft.status.meaning  # type: ignore[return-value]
    open_yet = section.status in ("under-review", "in-preparation")  # then a venue is where it was handed in
    posted_too = section.status == "under-review" and not is_mixed(section.name)  # an archive is not who reviews it
    overruled = {"published": open_yet, "preprint": posted_too}
    if understood and understood.status and not overruled.get(understood.status, False):
        return understood.status
    drafted = _called_preprint(draft)
    posted = identifiers.doi is not None and PREPRINT_DOI.match(identifiers.doi) is not None
    shared = identifiers.arxiv or (posted and is_mixed(section.name))
    if section.status and not (section.type == "preprint" and shared) and not drafted:
        return section.status  # type: ignore[return-value]
    if understood and understood.venue:
        return "preprint" if understood.type == "preprint" else "published"
    if drafted:
        return "preprint"
    if identifiers.doi and not posted:
        return None  # it appeared somewhere, which is not shown
    shown = identifiers.arxiv or section.type == "preprint" or identifiers.doi
    return "preprint" if shown or (told is None and _leads_to_preprints(draft)) else None


def _leads_to_preprints(draft: Draft) -> bool:
    """Whether all that can be read of a work by its links are preprints: "[preprint](u) [code](v)"."""
    kinds = link_kinds(draft.vocabulary)
    papers = [link for link in draft.links if link.kind == "paper"]
    return bool(papers) and all(kinds.leads_to_preprint(link.label) for link in papers)


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

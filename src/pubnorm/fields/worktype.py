"""What type of work an entry is: by what it says beside its title, by its venue, and only then by its section."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.fields.draft import Draft
from pubnorm.fields.phrases import REPORT_NUMBER
from pubnorm.fields.title import TitleSpan
from pubnorm.fields.volumes import imprint, names_journal, names_thesis
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.venues import VenueReading
from pubnorm.matching.venues.unknown import sort_of
from pubnorm.model import Type

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
_NAMED_REPORT = re.compile(r"Report\b(?! (?:on|an?)\b)")  # "2025 Impact Report"
_REPORT = Caseless(r"\b(?:technical|tech\.?) report\b|\bwhite ?paper\b")


def read_type(
    draft: Draft, understood: VenueReading | None, values: dict[str, str], status: str | None, told: Type | None
) -> Type:
    r"""Return the type of a draft's work, whose venue reads as `understood`; `told` is what its DOI or address tells.

    >>> from pubnorm import parse
    >>> parse("## Papers\n\n- Jane Doe. **On Tides**. *Tides*. 2020. doi:10.3390/t1").publications[0].type
    'article'
    """
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
    if "chapter" in draft.reading.labels and not appeared:
        return "chapter"
    if understood and understood.venue:
        return _type_of_venue(draft, understood, values, rest, told)
    if draft.is_edited and not _IN_BOOK.search(rest) and (section.type or "book") in ("book", "chapter"):
        return "book"  # its editors are all whom it names
    if section.type in ("book", "chapter", "report", "preprint"):
        return section.type  # type: ignore[return-value]
    if (_ISBN.found(rest) or _imprint(draft)) and not _IN_BOOK.search(rest):
        return "book"
    if _REPORT.found(rest) or (told is None and (_NAMED_REPORT.search(rest) or REPORT_NUMBER.search(rest))):
        return "report"
    return told or "other"


def is_mixed(heading: str | None) -> bool:
    """Return whether a heading names several sorts of works, so that it tells none: "Conferences / Workshops".

    >>> is_mixed("Preprints & Submitted Work"), is_mixed("Workshop Papers"), is_mixed(None)
    (True, False, False)
    """
    return _MIXED.search(heading or "") is not None


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


def _type_of_venue(
    draft: Draft, understood: VenueReading, values: dict[str, str], rest: str, told: Type | None
) -> Type:
    """The type by what the venue is, what else is told of the volume, and only then by the section."""
    section = draft.reading.entry.section
    known = understood.venue is not None and understood.venue.key is not None
    if section.type == "workshop" and understood.type == "conference" and not is_mixed(section.name):
        return "workshop"
    title = draft.reading.visible[draft.title.start : draft.title.end] if draft.title else ""
    located = (
        understood.pages or understood.volume or draft.editors
    )  # a university's book or journal: no thesis has these
    if understood.type == "thesis" and located and not names_thesis(title):
        return "article" if understood.volume else "chapter"
    if understood.type == "thesis" and not known and section.type != "thesis" and not names_thesis(title):
        return section.type or "other"  # type: ignore[return-value]  # a university that nothing calls a thesis's
    raw = understood.venue.raw if understood.venue else ""
    if _REPORT.found(raw) and " & " not in raw:  # "Technical Report & ACL 2026" tells both
        return "report"  # whatever goes by its short name: "ABC Technical Report"
    if understood.type and (known or understood.type in ("workshop", "thesis", "patent", "report", "other")):
        return understood.type
    if meeting := _MEETING.search(raw):
        return "workshop" if meeting[0].casefold().startswith("workshop") else "conference"
    if told == "article":
        return told
    in_book = bool(draft.editors) or _IN_BOOK.search(rest) is not None
    if _ISBN.found(rest) and not (
        known or in_book or section.type in ("chapter", "conference") or _locates(understood)
    ):
        return "book"
    if in_book and section.type == "conference":
        return "conference"
    numbered = bool(understood.volume and (understood.issue or understood.pages))
    by_acronym = understood.type == "conference" and sort_of(raw, draft.vocabulary) is None
    if by_acronym and (numbered or section.type == "article"):
        return "article"
    if _REPORT.found(rest) and not numbered:
        return "report"
    in_volume = in_book or ("publisher" in values and not names_journal(raw, draft.vocabulary))
    if section.type in ("book", "chapter") or (in_volume and not (understood.volume and understood.issue)):
        return section.type if section.type == "book" and not in_book else "chapter"  # type: ignore[return-value]
    if understood.type and understood.type != "book":
        return understood.type
    if understood.volume or "volume" in values or understood.issue:
        return "article"
    if section.type == "workshop" and is_mixed(section.name):
        return "conference"
    return section.type or ("chapter" if understood.type == "book" else "article")  # type: ignore[return-value]

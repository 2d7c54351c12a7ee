"""The record: what pubnorm says of a page and of each publication on it.

All values are frozen. Absent facts are `None` or empty, never guessed. `to_dict` gives plain JSON values, `from_dict`
takes them back: absent keys get their defaults, unknown ones are ignored. `schema()` is the JSON Schema of it all.
"""

from __future__ import annotations

from typing import Any, Literal, Self

import msgspec

SCHEMA_VERSION = "pubnorm/1"

Type = Literal[
    "article", "conference", "workshop", "preprint", "thesis", "book", "chapter", "patent", "report", "other"
]
Status = Literal["published", "accepted", "preprint", "under-review", "in-preparation"]
Track = Literal[
    "main", "findings", "workshop", "demo", "industry", "short", "tutorial", "shared-task", "student", "datasets"
]
VenueKind = Literal[
    "conference", "journal", "workshop", "preprint-server", "book-series", "publisher", "institution", "patent-office",
    "other",
]  # fmt: skip
LinkKind = Literal[
    "paper", "code", "project", "data", "model", "demo", "video", "slides", "poster", "blog", "bibtex", "other"
]
Role = Literal[
    "equal-contribution", "corresponding", "project-lead", "advisor", "intern", "student", "presenter",
    "alphabetical", "editor", "other",
]  # fmt: skip
Layout = Literal[
    "paper-box", "list-item", "line-broken", "paragraph", "table-row", "html", "bibtex", "front-matter", "citation",
]  # fmt: skip
MatchLevel = Literal["exact", "alias", "former-name", "abbreviation", "pattern", "fuzzy", "none"]
WarningCode = Literal[
    "unclosed-comment", "unclosed-front-matter", "invalid-front-matter", "unclosed-code-fence", "unclosed-div",
    "unresolved-include", "repaired-text", "undecodable-bytes", "not-understood", "untitled-entry", "invalid-bibtex",
    "hidden-entries", "no-publications", "truncated-input", "unreadable-file",
]  # fmt: skip


class Value(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A frozen value that goes to plain JSON values and back."""

    def to_dict(self) -> dict[str, Any]:
        """Return this as plain JSON values (dict, list, str, int, float, bool, None).

        >>> Match(level="alias", score=100.0).to_dict()
        {'level': 'alias', 'score': 100.0}
        """
        values: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return values

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Return the value that `to_dict` made `values` of; raises `msgspec.ValidationError` with the path at fault.

        >>> Match.from_dict({"level": "exact", "score": 100, "later": "ignored"})
        Match(level='exact', score=100.0)
        """
        return msgspec.convert(values, cls, strict=True)


class Match(Value, frozen=True, kw_only=True):
    """At which level a match was made, and how alike the two were (0 to 100)."""

    level: MatchLevel
    score: float


class Author(Value, frozen=True, kw_only=True):
    """A person as displayed (`name`, without marks), with the parts of the name, the marks and what they mean."""

    name: str
    given: str | None = None
    particle: str | None = None
    family: str | None = None
    suffix: str | None = None
    alternatives: list[str] = []
    marks: str | None = None
    roles: list[Role] = []
    is_owner: bool = False
    url: str | None = None
    person: str | None = None


class Venue(Value, frozen=True, kw_only=True):
    """Where a work appeared or was submitted to: `raw` as displayed, the rest as known of the venue."""

    raw: str
    name: str | None = None
    acronym: str | None = None
    key: str | None = None
    track: Track | None = None
    kind: VenueKind | None = None
    edition: int | None = None
    match: Match | None = None


class Identifiers(Value, frozen=True, kw_only=True):
    """Bare identifiers: no URL, no prefix, the arXiv one without its version."""

    arxiv: str | None = None
    doi: str | None = None
    acl: str | None = None
    openreview: str | None = None
    dblp: str | None = None


class Link(Value, frozen=True, kw_only=True):
    """A link of an entry: its URL as written on the page, its label, and what it leads to."""

    kind: LinkKind
    url: str
    label: str | None = None


class Source(Value, frozen=True, kw_only=True):
    """Where an entry stands: file, first and last line (from 1), section heading, layout and visible text."""

    path: str | None = None
    lines: tuple[int, int] | None = None
    section: str | None = None
    layout: Layout | None = None
    text: str = ""


class Difference(Value, frozen=True, kw_only=True):
    """A field on which two sources of one work disagree."""

    field: str
    page: Any = None
    arxiv: Any = None
    other: Any = None


class OtherListing(Source, frozen=True, kw_only=True):
    """Another listing of the same work, and on which fields it differs from the best one."""

    differences: list[Difference] = []


class Suggestion(Value, frozen=True, kw_only=True):
    """A value that may be right, with its evidence and a score from 0 to 1; never a fact."""

    field: str
    value: Any
    evidence: str
    score: float


class ArxivFacts(Value, frozen=True, kw_only=True):
    """What arXiv says of a work; `score` is how alike the titles are (0 to 100)."""

    id: str
    matched_by: Literal["id", "doi", "title"]
    score: float
    title: str
    authors: list[str] = []
    abstract: str | None = None
    categories: list[str] = []
    published: str | None = None
    updated: str | None = None
    doi: str | None = None
    journal_ref: str | None = None
    comment: str | None = None
    license: str | None = None


class Enriched(Value, frozen=True, kw_only=True):
    """What outside sources added, kept apart from what the page displays; `failure` says why nothing was found."""

    arxiv: ArxivFacts | None = None
    filled: list[str] = []
    differences: list[Difference] = []
    suggestions: list[Suggestion] = []
    failure: str | None = None


class Publication(Value, frozen=True, kw_only=True):
    """One listed work. `spans` are offsets into `source.text`; `uncertain` names the doubtful fields."""

    key: str = ""
    type: Type = "other"
    title: str | None = None
    authors: list[Author] = []
    authors_truncated: bool = False
    owner_implied: bool = False
    editors: list[Author] = []
    venue: Venue | None = None
    year: int | None = None
    month: int | None = None
    status: Status | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    place: str | None = None
    edition: str | None = None
    genre: str | None = None
    identifiers: Identifiers = Identifiers()
    links: list[Link] = []
    awards: list[str] = []
    source: Source = Source()
    spans: dict[str, list[tuple[int, int]]] = {}
    duplicates: list[str | OtherListing] = []
    confidence: float = 0.0
    uncertain: list[str] = []
    enriched: Enriched | None = None


class Owner(Value, frozen=True, kw_only=True):
    """Whose page it is, and how that was found out."""

    name: str
    evidence: str


class PageSource(Value, frozen=True, kw_only=True):
    """The page as found: its path as given, its encoding, and whether garbled text was repaired."""

    path: str | None = None
    encoding: str = "utf-8"
    repaired: bool = False


class PageWarning(Value, frozen=True, kw_only=True):
    """Something about a page that a reader should know; never an exception."""

    code: WarningCode
    message: str
    lines: tuple[int, int] | None = None


class PageRecord(Value, frozen=True, kw_only=True):
    """All that a page says: its owner, its publications in page order, and warnings."""

    schema: str = SCHEMA_VERSION
    source: PageSource = PageSource()
    owner: Owner | None = None
    publications: list[Publication] = []
    warnings: list[PageWarning] = []


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every `PageRecord.to_dict()` is valid against.

    >>> schema()["$ref"]
    '#/$defs/PageRecord'
    """
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(PageRecord)}

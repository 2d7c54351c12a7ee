"""BibTeX, for BibTeX and biblatex alike; `pubnorm.readers.bibtex` reads it back."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.model import Author, Publication
from pubnorm.vocabulary import vocabulary
from pubnorm.writers.latex import encode_latex, encode_url, protect_capitals
from pubnorm.writers.options import Options
from pubnorm.writers.terms import address, container, status_note
from pubnorm.writers.works import groups

_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENTRY = {
    "article": ("article", "journal"), "conference": ("inproceedings", "booktitle"),
    "workshop": ("inproceedings", "booktitle"), "chapter": ("incollection", "booktitle"),
    "book": ("book", "series"), "report": ("techreport", "institution"), "patent": ("patent", "titleaddon"),
    "preprint": ("unpublished", "howpublished"), "other": ("misc", "howpublished"),
}  # fmt: skip
_DOCTORAL = re.compile(r"ph\.?\s?d|doctor|dissertation|dphil", re.IGNORECASE)
_MASTERS = re.compile(r"master|m\.?\s?sc|m\.?\s?phil", re.IGNORECASE)
_KINDS = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
_BARE = "month"

Fields = dict[str, str]


def write(works: list[Publication], options: Options) -> str:
    r"""Return BibTeX of the works.

    >>> from pubnorm.model import Venue
    >>> cell = Venue(raw="Cell")
    >>> work = Publication(key="doe25", type="article", title="On mRNA", venue=cell, year=2025, pages="3-9")
    >>> print(write([work], Options()))
    @article{doe25,
      title = {On {mRNA}},
      journal = {Cell},
      year = {2025},
      pages = {3--9}
    }
    <BLANKLINE>
    """
    return render(
        [(heading, [(work, fields_of(work, options)) for work in some]) for heading, some in groups(works, options)]
    )


def render(sections: list[tuple[str | None, list[tuple[Publication, tuple[str, Fields]]]]]) -> str:
    """Return the BibTeX text of entries under headings (as comments); months are macros, all else stands in braces."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.middlewares.enclosing import AddEnclosingMiddleware
    from bibtexparser.model import Entry, Field, ImplicitComment
    from bibtexparser.writer import BibtexFormat

    library = Library()
    for heading, entries in sections:
        if heading:
            library.add(ImplicitComment(f"% {heading}"))
        for work, (kind, values) in entries:
            fields = [
                Field(name, value, enclosing="no-enclosing" if name == _BARE else None)
                for name, value in values.items()
            ]
            library.add(Entry(kind, work.key, fields))
    layout: BibtexFormat = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent, layout.block_separator, layout.trailing_comma = "  ", "\n", False
    braces = AddEnclosingMiddleware(reuse_previous_enclosing=False, enclose_integers=True, default_enclosing="{")
    return write_string(library, unparse_stack=[braces], bibtex_format=layout)


def fields_of(work: Publication, options: Options, *, marks: dict[int, str] | None = None) -> tuple[str, Fields]:
    """Return a work's entry type and fields, encoded; `marks` are to stand on the last names of authors, by index."""
    kind, venue_field = _entry_type(work)

    def text(value: str | None) -> str:
        return encode_latex(value or "", unicode=options.unicode)

    venue = container(work, options)
    fields: Fields = {
        "title": protect_capitals(text(work.title), work.title or ""),
        "author": _names(work.authors, options, marks or {}, truncated=work.authors_truncated),
        "editor": _names(work.editors, options, {}),
        venue_field: text(venue),
        "year": str(work.year or ""),
        _BARE: _MONTHS[work.month or 0],
        "volume": text(work.volume),
        "number": text(work.issue),
        "pages": re.sub(r"\s*[-–—]+\s*", "--", text(work.pages)),
        "organization" if kind == "misc" else "publisher": text(work.publisher),
        "address": text(work.place),
        "edition": text(work.edition),
        "type": "" if work.genre == _KINDS.get(kind) else text(work.genre),
        "note": text("; ".join(part for part in (status_note(work, options), *work.awards) if part)),
        "pubstate": _pubstate(work, venue),
        "entrysubtype": work.type if work.type in ("workshop", "preprint") and kind != "unpublished" else "",
        "doi": encode_url(work.identifiers.doi or ""),
        "url": encode_url(address(work) or ""),
        **_eprint(work),
    }
    return kind, {name: value for name, value in fields.items() if value}


def _entry_type(work: Publication) -> tuple[str, str]:
    """Return the entry type and the field that its venue goes in."""
    if work.type == "thesis":
        genre = work.genre or ""
        kind = "phdthesis" if _DOCTORAL.search(genre) else "mastersthesis" if _MASTERS.search(genre) else "thesis"
        return kind, "school" if kind != "thesis" else "institution"
    if work.type == "preprint" and (work.identifiers.arxiv or work.status == "preprint"):
        return "misc", "howpublished"
    return _ENTRY[work.type]


def _names(people: list[Author], options: Options, marks: dict[int, str], *, truncated: bool = False) -> str:
    names = [_name(author, options, marks.get(at, "")) for at, author in enumerate(people)]
    return " and ".join([*names, "others"] if truncated and names else names)


def _name(author: Author, options: Options, mark: str) -> str:
    """Return "von Last, Jr, First", what BibTeX would take apart kept in braces."""

    def apart(value: str) -> bool:
        return bool(re.search(r"\band\b", value, re.IGNORECASE))

    def part(value: str | None, *, lower: bool = False) -> str:
        encoded = encode_latex(value or "", unicode=options.unicode)
        small = not lower and any(word[:1].islower() for word in (value or "").split())
        return f"{{{encoded}}}" if encoded and ("," in encoded or apart(encoded) or small) else encoded

    if not _is_whole(author):
        shown = encode_latex(author.name, unicode=options.unicode)
        return f"{shown}{mark}" if author.name.count(",") < 2 and not apart(author.name) else f"{{{shown}}}{mark}"
    last = part(author.family)
    if not author.family or (not author.given and not author.particle and not author.suffix and " " in author.family):
        return f"{{{encode_latex(author.name, unicode=options.unicode)}}}{mark}"
    particle = part(author.particle, lower=True)
    if particle and not all(word[:1].islower() for word in (author.particle or "").split()):
        last, particle = f"{{{particle} {last}}}", ""
    first = " ".join(word for word in (particle, last + mark) if word)
    return ", ".join(word for word in (first, part(author.suffix), part(author.given)) if word)


def _is_whole(author: Author) -> bool:
    """Whether the parts of a name are all of it, in some order."""
    parts = " ".join(part for part in (author.given, author.particle, author.family, author.suffix) if part)
    letters = [sorted(re.sub(r"[\s,]+", "", text).casefold()) for text in (parts, author.name)]
    return not author.family or letters[0] == letters[1]


def _eprint(work: Publication) -> Fields:
    if not work.identifiers.arxiv:
        return {}
    facts = work.enriched.arxiv if work.enriched else None
    primary = facts.categories[0] if facts and facts.categories else ""
    return {"eprint": work.identifiers.arxiv, "archivePrefix": "arXiv", "primaryClass": primary}


def _pubstate(work: Publication, venue: str | None) -> str:
    """Return biblatex's word for the status, where the venue alone does not tell it."""
    if work.status == "published":
        return "" if venue else "published"
    rows = vocabulary().rows("status_note")
    return next((str(row["pubstate"]) for row in rows if row["status"] == work.status), "")

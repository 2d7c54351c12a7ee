"""al-folio's `_bibliography/papers.bib`: BibTeX with the fields that its list shows as badges, buttons and marks."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.model import Author, Publication
from pubnorm.vocabulary import vocabulary
from pubnorm.writers.bibtex import Fields, fields_of, render
from pubnorm.writers.latex import encode_latex, encode_url
from pubnorm.writers.options import Options
from pubnorm.writers.terms import container, status_note
from pubnorm.writers.works import groups

# The marks that al-folio allows on a last name (its _layouts/bib.liquid), and its buttons.
_ALLOWED = "*†‡§¶‖&^"
_BUTTONS = {
    "code": "code", "project": "website", "video": "video", "slides": "slides", "poster": "poster", "blog": "blog",
    "data": "data", "model": "model", "demo": "demo",
}  # fmt: skip
_SELECTED = re.compile(r"select|representative|featured|highlight|代表|精选", re.IGNORECASE)
_DROPPED = {"note", "url", "eprint", "archivePrefix", "primaryClass", "pubstate"}


def write(works: list[Publication], options: Options) -> str:
    """Return `papers.bib` of the works; a work under a heading such as "Selected publications" is `selected`.

    >>> from pubnorm.model import Link
    >>> work = Publication(key="doe25", title="Tides", links=[Link(kind="code", url="https://x.org/c")])
    >>> print(write([work], Options()))
    ---
    ---
    <BLANKLINE>
    @misc{doe25,
      bibtex_show = {true},
      title = {Tides},
      code = {https://x.org/c}
    }
    <BLANKLINE>
    """
    sections = [(heading, [(work, _entry(work, options)) for work in some]) for heading, some in groups(works, options)]
    return "---\n---\n\n" + render(sections)


def _entry(work: Publication, options: Options) -> tuple[str, Fields]:
    by_role = _role_marks(work.authors)
    marks = {at: _marks(author, by_role) for at, author in enumerate(work.authors)}
    kind, fields = fields_of(work, options, marks=marks)
    kept = {name: value for name, value in fields.items() if name not in _DROPPED}

    def text(value: str | None) -> str:
        return encode_latex(value or "", unicode=options.unicode)

    legend = "; ".join(f"{mark} {_notes()[role]}" for role, mark in by_role.items())
    more: Fields = {
        "note": text(status_note(work, options)),
        "annotation": text(legend),
        "arxiv": work.identifiers.arxiv or "",
        "eprint": fields.get("eprint", ""),
        "archivePrefix": fields.get("archivePrefix", ""),
        "pubstate": fields.get("pubstate", ""),
        **_buttons(work),
        "award": text("; ".join(work.awards)),
        "award_name": text(work.awards[0] if work.awards else None),
        "selected": "true" if _SELECTED.search(work.source.section or "") else "",
    }
    abbr = text(work.venue.acronym) if work.venue and container(work, options) else ""
    found = {"abbr": abbr, "bibtex_show": "true", **kept, **more}
    return kind, {name: value for name, value in found.items() if value}


def _buttons(work: Publication) -> Fields:
    """Return one link for each button; papers go to `pdf` and `html`."""
    found: Fields = {}
    for link in work.links:
        name = _BUTTONS.get(link.kind, "")
        if link.kind == "paper":
            is_file = bool(re.search(r"\.pdf$|/pdf/", link.url.split("?")[0], re.IGNORECASE))
            name = "pdf" if is_file and "pdf" not in found else "html"
        elif link.kind == "other":
            name = "supp" if re.search(r"supp|appendix", f"{link.label} {link.url}", re.IGNORECASE) else "url"
        if name:
            found.setdefault(name, encode_url(link.url))
    return found


def _role_marks(authors: list[Author]) -> dict[str, str]:
    """Return the mark for each role that some author has: the page's own where it is allowed, else the usual one."""
    found: dict[str, str] = {}
    usual = {row["role"]: row["mark"] for row in vocabulary().rows("role_note")}
    for role in usual:
        bearers = [author for author in authors if role in author.roles]
        if not bearers:
            continue
        own = [a.marks for a in bearers if a.marks and len(a.marks) == 1 and a.marks in _ALLOWED and len(a.roles) == 1]
        free = [mark for mark in (*own, usual[role], *_ALLOWED[:6]) if mark not in found.values()]
        if free:
            found[role] = free[0]
    return found


def _marks(author: Author, by_role: dict[str, str]) -> str:
    marks = "".join(by_role[role] for role in author.roles if role in by_role)
    own = [mark for mark in author.marks or "" if mark in _ALLOWED and mark not in by_role.values()]
    return "".join(mark if mark not in "&^" else f"\\{mark}" for mark in [*marks, *own])


def _notes() -> dict[str, str]:
    return {row["role"]: row["note"] for row in vocabulary().rows("role_note")}

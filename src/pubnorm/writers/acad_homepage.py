"""Paper boxes for the acad-homepage template (`_pages/about.md` or `_pages/includes/pub.md`)."""

from __future__ import annotations

from html import escape as html_escape

from pubnorm.fields.identifiers import read_identifiers
from pubnorm.model import Publication
from pubnorm.writers.markdown import author_list, escape, link, where
from pubnorm.writers.options import Options
from pubnorm.writers.terms import identifier_urls
from pubnorm.writers.works import groups

_LONGEST_BADGE = 24  # characters: what fits on the template's picture
_LABELS = {
    "paper": "Paper", "code": "Code", "project": "Project", "data": "Data", "model": "Model", "demo": "Demo",
    "video": "Video", "slides": "Slides", "poster": "Poster", "blog": "Blog", "bibtex": "BibTeX",
}  # fmt: skip


def write(works: list[Publication], options: Options) -> str:
    """Return a section of paper boxes; the badge shows acronym and year, the picture is the template's own sample.

    >>> text = write([Publication(key="a", title="Tides", year=2025)], Options())
    >>> '<div class="badge">2025</div>' in text, 'markdown="1"' in text
    (True, True)
    """
    sections = ["# 📝 Publications\n"]
    for heading, some in groups(works, options):
        if heading:
            sections.append(f"## {heading}\n")
        sections.extend(_box(work, options) for work in some)
    return "\n".join(sections)


def _box(work: Publication, options: Options) -> str:
    # A linked title leads to the paper; all other links have their labels below.
    papers = [one.url for one in work.links if one.kind == "paper"]
    url = next(iter([*papers, *identifier_urls(work).values()]), None)
    title = link(escape(work.title or ""), url)
    lines = [
        author_list(work),
        ". ".join(part for part in (where(work, options), *(f"**{escape(award)}**" for award in work.awards)) if part),
        _links(work, url),
    ]
    rest = "  \n".join(line for line in lines if line)
    text = "\n\n".join(part for part in (title, rest) if part)
    return (
        "<div class='paper-box'><div class='paper-box-image'><div>"
        f'<div class="badge">{html_escape(_badge(work))}</div>'
        '<img src=\'images/500x300.png\' alt="sym" width="100%"></div></div>\n'
        f"<div class='paper-box-text' markdown=\"1\">\n\n{text}\n\n" + "</div>\n</div>\n"
    )


def _badge(work: Publication) -> str:
    if work.venue is None or work.status in ("under-review", "in-preparation"):
        return " ".join(part for part in ("Preprint" if work.type == "preprint" else "", str(work.year or "")) if part)
    raw = work.venue.raw if len(work.venue.raw) <= _LONGEST_BADGE else ""
    name = work.venue.acronym or raw
    return " ".join(part for part in (name, "" if str(work.year) in name else str(work.year or "")) if part)


def _links(work: Publication, shown: str | None) -> str:
    named = [(one.label or _LABELS.get(one.kind, "Link"), one.url) for one in work.links if one.url != shown]
    links = [link(f"**{escape(label.strip('[]() '))}**", url) for label, url in named]
    told = read_identifiers("", [one.url for one in work.links] + [shown or ""]).to_dict()
    ids = {kind: url for kind, url in identifier_urls(work).items() if kind != "dblp" and not told[kind]}
    links += [link(f"**{kind}**", url) for kind, url in ids.items() if url != shown]
    return " \\| ".join(links)

"""Markdown: text escaped, author lists with the owner in bold, and the plain list in a citation style."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.model import Publication
from pubnorm.writers.options import Options
from pubnorm.writers.terms import address, container, status_note
from pubnorm.writers.works import groups

_SPECIAL = re.compile(r"([\\`*_\[\]<>])|(?<=.)(\|)|(?<![\w])(~)(?=~)|(&)(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)([#+\-=>]|\d+(?=[.)]))")


def write(works: list[Publication], options: Options) -> str:
    r"""Return a bulleted list of the works, in a citation style where `style` names one.

    >>> from pubnorm.model import Author
    >>> work = Publication(title="Tides *and* Silt", year=2025, authors=[Author(name="Jane Doe", is_owner=True)])
    >>> write([work], Options())
    '- **Jane Doe**. Tides \\*and\\* Silt. 2025.\n'
    """
    if options.style:
        from pubnorm.writers.citation_style import cited

        lines = cited(works, options)
    else:
        lines = [_plain(work, options) for work in works]
    texts = {id(work): line for work, line in zip(works, lines, strict=True)}
    sections = []
    for heading, some in groups(works, options):
        title = f"## {heading}\n\n" if heading else ""
        sections.append(title + "".join(f"- {texts[id(work)]}\n" for work in some))
    return "\n".join(sections)


def escape(text: str) -> str:
    r"""Return plain text as markdown that shows it; math between dollar signs stays.

    >>> escape("a*b_c [d] <e> 1. $x_1$")
    'a\\*b\\_c \\[d\\] \\<e\\> 1. $x_1$'
    """
    parts = re.split(r"(\$(?=\S)[^$]*(?<=\S)\$(?!\d))", " ".join(text.split()))
    escaped = "".join(part if at % 2 else _SPECIAL.sub(r"\\\g<0>", part) for at, part in enumerate(parts))
    return (
        _LINE_START.sub(r"\1\\\2", escaped)
        if not escaped[:1].isdigit()
        else re.sub(r"^(\d+)([.)])", r"\1\\\2", escaped)
    )


def link(text: str, url: str | None) -> str:
    """Return `text` (markdown already) linked to `url`.

    >>> link("Tides", "https://x.org/a (b)")
    '[Tides](<https://x.org/a (b)>)'
    """
    if not url:
        return text
    target = f"<{url}>" if re.search(r"[\s()<>]", url) else url
    return f"[{text}]({target})"


def author_list(work: Publication, *, marks: bool = True) -> str:
    r"""Return the authors as markdown, the owner in bold, "et al." where the list is cut.

    >>> from pubnorm.model import Author
    >>> two = [Author(name="Ann Roe", marks="*"), Author(name="Jane Doe", is_owner=True)]
    >>> author_list(Publication(authors=two, authors_truncated=True))
    'Ann Roe\\*, **Jane Doe**, et al.'
    """
    names = []
    for author in work.authors:
        name = escape(author.name)
        mark = escape(author.marks or "") if marks else ""
        names.append((f"**{name}**" if author.is_owner else name) + mark)
    return ", ".join([*names, *(["et al."] if work.authors_truncated and names else [])])


def where(work: Publication, options: Options) -> str:
    """Return venue, year, volume, issue and pages, or the status of what has not appeared, as markdown."""
    venue = container(work, options)
    issue = f"({work.issue})" if work.issue else ""
    volume = escape(f"{work.volume or ''}{issue}")
    note = status_note(work, options)
    parts = [
        f"*{escape(venue)}*" if venue else "",
        volume,
        escape(work.pages or ""),
        str(work.year or "") if str(work.year) not in (venue or "") else "",
        escape(note) if note else "",
    ]
    return ", ".join(part for part in parts if part)


def _plain(work: Publication, options: Options) -> str:
    title = link(escape(work.title or ""), address(work))
    parts = [author_list(work), title, where(work, options), *(f"**{escape(award)}**" for award in work.awards)]
    return " ".join(part + ("" if part.endswith((".", "?", "!")) else ".") for part in parts if part)

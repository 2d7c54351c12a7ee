"""START HERE: the stages in order.

bytes → Page → Blocks → Entries → Drafts → Publications

Each stage is a function from one value to the next: `read_page` decodes, repairs and hides; `read_blocks` finds
headings, paragraphs, items and rows; `find_entries` finds the listed works; `read_entries` finds the fields of each;
`assemble` judges them and makes the record.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from pubnorm.blocks import Blocks, read_blocks
from pubnorm.collector import paused_collector
from pubnorm.entries import Found, find_entries
from pubnorm.fields.assemble import assemble
from pubnorm.fields.builds import compare_builds
from pubnorm.fields.draft import Draft
from pubnorm.fields.drafts import read_entries
from pubnorm.fields.legend import by_convention, by_notes, read_legend
from pubnorm.fields.usual import fill_places
from pubnorm.matching.people import PageOwner
from pubnorm.matching.works import mark_duplicates
from pubnorm.model import Owner, PageRecord, PageSource, PageWarning, Publication
from pubnorm.owner import find_owner
from pubnorm.page import Page, read_page
from pubnorm.readers.bibtex import read_bibtex
from pubnorm.readers.citations import with_citations
from pubnorm.vocabulary import Vocabulary, vocabulary
from pubnorm.writers.works import keyed

Include = Callable[[str, bool], tuple[str, str] | None]


class Stages(NamedTuple):
    """What each stage made of a page, before the records."""

    page: Page
    blocks: Blocks
    found: Found
    drafts: list[Draft]
    meanings: dict[str, str]  # what marks beside names mean here: the mark and the role
    cited: list[Publication]  # the works of its BibTeX
    owner: PageOwner | None


def read_stages(
    source: bytes | str,
    path: str | None,
    words: Vocabulary,
    include: Include | None = None,
    site_owner: tuple[str, str] | None = None,
) -> Stages:
    """Return what every stage but the last makes of a page.

    >>> stages = read_stages("- Jane Doe, Rob Roe. **On Things and Others**. ACL 2025.", None, vocabulary())
    >>> [draft.reading.visible for draft in stages.drafts]
    ['Jane Doe, Rob Roe. On Things and Others. ACL 2025.']
    """
    page = read_page(source, path, include=include)
    code = frozenset(n for first, last in page.code for n in range(first, last + 1))
    blocks = read_blocks(page.lines, code)
    title = page.front_matter.get("title")
    found = find_entries(blocks, words, title if isinstance(title, str) else None)
    drafts = read_entries(found.entries, words)
    fill_places(drafts)
    compare_builds(drafts)
    legend_texts = [text.text for text in found.others] + [entry.text.text for entry in found.entries]
    meanings = read_legend(legend_texts, words)
    meanings |= by_convention(_mark_uses(drafts), meanings)
    meanings = by_notes(_noted_marks(drafts)) | meanings
    cited = []
    for block in found.bibtex:
        listed, faults = read_bibtex("\n".join(line for _, line in block.source), path=path, first_line=block.first)
        cited.extend(listed)
        found.warnings.extend(faults)
    owner = find_owner(drafts, cited, found.others, page.front_matter, site_owner)
    return Stages(page, blocks, found, drafts, meanings, cited, owner)


@paused_collector()
def parse_page(
    source: bytes | str,
    path: str | None = None,
    *,
    words: Vocabulary | None = None,
    include: Include | None = None,
    site_owner: tuple[str, str] | None = None,
) -> PageRecord:
    r"""Return the record of one page; any bytes give one, never an exception.

    >>> record = parse_page("## Papers\n\n- Jane Doe, Rob Roe. **On Things and Others**. ACL 2025.\n")
    >>> record.publications[0].title, record.publications[0].year
    ('On Things and Others', 2025)
    """
    words = words or vocabulary()
    page, blocks, found, drafts, meanings, cited, owner = read_stages(source, path, words, include, site_owner)
    works = [assemble(draft, meanings, owner, path) for draft in drafts]
    warnings = [*page.warnings, *blocks.warnings, *found.warnings]
    publications = [_located(work, page) for work in with_citations(works, cited, owner)]
    if not publications:
        warnings.append(PageWarning(code="no-publications", message="no publication was found on this page"))
    record = PageRecord(
        source=PageSource(path=path, encoding=page.encoding, repaired=page.repaired),
        owner=owner.owner if owner else None,
        publications=publications,
        warnings=warnings,
    )
    return finish(record, None)


def finish(record: PageRecord, site_owner: tuple[str, str] | None) -> PageRecord:
    """Return a record with keys, duplicates and, where nobody else is found, the site's owner."""
    owner = record.owner or (Owner(name=site_owner[0], evidence=site_owner[1]) if site_owner else None)
    return msgspec.structs.replace(record, owner=owner, publications=mark_duplicates(keyed(record.publications)))


def _mark_uses(drafts: list[Draft]) -> list[tuple[int, tuple[tuple[int, str], ...]]]:
    return [
        (
            len(d.authors.authors),
            tuple((i, mark) for i, author in enumerate(d.authors.authors) for mark in author.marks),
        )
        for d in drafts
        if d.authors
    ]


def _noted_marks(drafts: list[Draft]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(author.marks, author.roles) for d in drafts if d.authors for author in d.authors.authors if author.roles]


def _located(publication: Publication, page: Page) -> Publication:
    """Put back the Liquid in URLs, and give the lines of the file that they came from."""
    source = publication.source
    links = publication.links
    if page.liquid:
        links = [msgspec.structs.replace(link, url=page.url(link.url)) for link in links]
    if page.origins is not None and source.lines:
        path, first = page.origin(source.lines[0])
        last_path, last = page.origin(source.lines[1])
        last = last if last_path == path else first
        source = msgspec.structs.replace(source, path=path, lines=(min(first, last), max(first, last)))
    return msgspec.structs.replace(publication, links=links, source=source)

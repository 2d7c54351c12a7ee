"""Which paper at arXiv a record is: by its id, its DOI, or its title; certain, or a suggestion, or none.

A title is never enough. For a fact the titles must be one but for writing, slips or a subtitle; the numbers in them
equal; the authors shared; the years such as a preprint and its publication have; and no second paper as good.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from pubnorm.errors import SourceError
from pubnorm.model import Publication
from pubnorm.sources.arxiv.authors import Shared, families, shared_authors
from pubnorm.sources.arxiv.ids import find_arxiv_id
from pubnorm.sources.arxiv.source import ArxivSource
from pubnorm.sources.arxiv.titles import Likeness, compare, same_main_part
from pubnorm.sources.arxiv.work import ArxivWork, fold_dois

NOT_FOUND = "arXiv has no paper of this title and these authors"
NO_TITLE = "the record has no title to look up"
_NEAR = 75.0  # title score from which a paper with a shared author is worth a suggestion
_MOST_SUGGESTED = 3
# A publication's year less that of the first version at arXiv: a title that is the same leaves more room.
_YEARS_SAME = range(-2, 9)
_YEARS_ALIKE = range(-1, 6)


class Verdict(NamedTuple):
    """How a paper fits a record: a `fact` or not, and by what."""

    work: ArxivWork
    likeness: Likeness
    shared: Shared
    fact: bool
    by_doi: bool
    alike: bool

    @property
    def rank(self) -> tuple[bool, bool, bool, float, float, int]:
        """What fits better is greater."""
        likeness, shared = self.likeness, self.shared
        return self.fact, self.by_doi, not likeness.subtitle, likeness.score, shared.share, shared.number

    @property
    def near(self) -> bool:
        """Whether this is worth a suggestion."""
        return self.alike and self.shared.some


class Finding(NamedTuple):
    """What was found for a record: a verdict that is a fact, near misses, and why there is nothing."""

    verdict: Verdict | None = None
    matched_by: Literal["id", "doi", "title"] = "title"
    near: tuple[Verdict, ...] = ()
    failure: str | None = None


def shown_id(record: Publication) -> str | None:
    """Return the arXiv id that a record shows, as identifier, DataCite DOI or link to the paper.

    >>> from pubnorm.model import Link
    >>> shown_id(Publication(links=[Link(kind="paper", url="https://arxiv.org/abs/1706.03762v5")]))
    '1706.03762'
    """
    shown = [
        record.identifiers.arxiv,
        record.identifiers.doi,
        *(one.url for one in record.links if one.kind == "paper"),
    ]
    return next((found.id for text in shown if text and (found := find_arxiv_id(text))), None)


def judge(record: Publication, owner: str | None, work: ArxivWork) -> Verdict:
    """Hold a paper against a record."""
    title = record.title or ""
    likeness = compare(title, work.title)
    shared = shared_authors(record, owner, work)
    by_doi = bool(set(fold_dois(record.identifiers.doi or "")) & set(work.dois))
    if by_doi:
        fact = shared.some if likeness.score < _NEAR else True
    else:
        fact = likeness.same and _authors_agree(likeness, shared) and _years_agree(record, work, likeness)
    alike = likeness.score >= _NEAR or same_main_part(title, work.title)
    return Verdict(work, likeness, shared, fact, by_doi, alike)


def find(record: Publication, owner: str | None, sources: Sequence[ArxivSource]) -> Finding:
    """Look for a record that shows no arXiv id: by its DOI, then by its title, in each source until one knows."""
    failures: list[str] = []
    near: list[Verdict] = []
    for source in sources:
        try:
            for works in _rounds(record, owner, source):
                judged = [judge(record, owner, work) for work in works]
                facts, others = _settle(judged)
                if facts:
                    return Finding(facts, "doi" if facts.by_doi else "title")
                near += others
        except SourceError as error:
            failures.append(str(error))
    near = sorted({one.work.id: one for one in near}.values(), key=lambda one: one.rank, reverse=True)
    return Finding(
        None,
        near=tuple(near[:_MOST_SUGGESTED]),
        failure="; ".join(failures) or (NOT_FOUND if record.title else NO_TITLE),
    )


def _rounds(record: Publication, owner: str | None, source: ArxivSource) -> Iterable[list[ArxivWork]]:
    for doi in fold_dois(record.identifiers.doi or ""):
        yield source.by_doi(doi)
    if record.title:
        yield from source.by_title(record.title, families(record, owner))


def _settle(judged: list[Verdict]) -> tuple[Verdict | None, list[Verdict]]:
    """Return the one paper that fits, or none, and those that are near."""
    facts = sorted((one for one in judged if one.fact), key=lambda one: one.rank, reverse=True)
    if facts and (len(facts) == 1 or facts[0].rank > facts[1].rank):
        return facts[0], []
    # Two papers fit equally well: which of them is meant nobody can tell from here.
    return None, [one for one in judged if one.fact or one.near]


def _authors_agree(likeness: Likeness, shared: Shared) -> bool:
    if likeness.reworded:
        return shared.share >= 0.75 and (shared.number >= 2 or shared.all)
    exact = likeness.score == 100.0
    if likeness.subtitle and likeness.words < (1 if exact else 3):
        return shared.share >= 0.75 and shared.number >= 2
    if likeness.subtitle and not (exact and likeness.words >= 5):
        return shared.share >= 0.6 and (shared.number >= 2 or shared.all)
    return shared.some and shared.share >= 0.5


def _years_agree(record: Publication, work: ArxivWork, likeness: Likeness) -> bool:
    if record.year is None:
        return True
    said = f"{work.journal_ref or ''} {work.comment or ''}"
    room = _YEARS_SAME if likeness.score == 100.0 else _YEARS_ALIKE
    return record.year - work.first_year in room or str(record.year) in said

"""What every source of arXiv's facts can be asked, so that the API and an index are told apart nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from pubnorm.sources.arxiv.work import ArxivWork


class Answers(NamedTuple):
    """Papers by id, and for ids that could not be asked for, why. An id in neither is one that arXiv does not have."""

    works: dict[str, ArxivWork]
    failures: dict[str, str]


class ArxivSource(Protocol):
    """A source of arXiv's facts: `ArxivApi` or `ArxivIndex`."""

    def by_ids(self, ids: Sequence[str]) -> Answers:
        """Return the papers of canonical ids."""

    def by_doi(self, doi: str) -> list[ArxivWork]:
        """Return the papers that name a DOI, if the source can tell by the DOI alone."""

    def by_title(self, title: str, families: Sequence[str]) -> Iterator[list[ArxivWork]]:
        """Yield papers that may have the title, in rounds that cost more and more; the caller compares and stops.

        `families` are family names of authors. Raises `SourceError`.
        """

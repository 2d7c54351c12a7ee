"""Records in, records with what arXiv knows out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, overload

from msgspec.structs import replace

from pubnorm.errors import UsageError
from pubnorm.model import PageRecord, Publication
from pubnorm.sources.arxiv.match import NO_TITLE, NOT_FOUND, Finding, find, judge, shown_id
from pubnorm.sources.arxiv.merge import merge
from pubnorm.sources.arxiv.source import Answers, ArxivSource

log = logging.getLogger(__name__)

Record = TypeVar("Record", PageRecord, Publication)
Progress = Callable[[int, int], None]  # records done, records in all
UNKNOWN_ID = "arXiv does not have the id"


Sources = ArxivSource | Sequence[ArxivSource] | None


@overload
def enrich(records: list[Record], *, source: Sources = None, progress: Progress | None = None) -> list[Record]: ...
@overload
def enrich(records: Record, *, source: Sources = None, progress: Progress | None = None) -> Record: ...
def enrich(records: Any, *, source: Sources = None, progress: Progress | None = None) -> Any:
    """Return `records` (one or a list, pages or publications) with what arXiv knows of each in `enriched`.

    `source` is an `ArxivApi`, an `ArxivIndex`, or several, each asked for what those before it do not have; without
    one, arXiv's API is asked. What a page displays stays; `enriched.filled` names what was added where it showed
    nothing. A record for which nothing was found says why in `enriched.failure`.
    """
    if isinstance(records, list):
        return _enrich(records, _sources(source), progress)
    return _enrich([records], _sources(source), progress)[0]


def failed(record: Publication) -> bool:
    """Whether a source could not be asked for a record, or does not have the id that the page shows."""
    failure = record.enriched and record.enriched.failure
    return bool(failure and failure not in (NOT_FOUND, NO_TITLE))


def _sources(source: Sources) -> list[ArxivSource]:
    if source is None:
        from pubnorm.sources.arxiv.client import ArxivApi

        return [ArxivApi()]
    sources = list(source) if isinstance(source, Sequence) else [source]
    if not sources:
        raise UsageError("no source is given; leave `source` out to ask arXiv's API")
    return sources


def _enrich(records: list[Record], sources: list[ArxivSource], progress: Progress | None) -> list[Record]:
    listed = [
        (publication, record.owner.name if isinstance(record, PageRecord) and record.owner else None)
        for record in records
        for publication in (record.publications if isinstance(record, PageRecord) else [record])
    ]
    ids = {found for publication, _ in listed if (found := shown_id(publication))}
    answers = _by_ids(sorted(ids), sources)
    done: list[Publication] = []
    for publication, owner in listed:
        done.append(merge(publication, _find(publication, owner, answers, sources)))
        if progress:
            progress(len(done), len(listed))
    left = iter(done)
    return [
        replace(record, publications=[next(left) for _ in record.publications])
        if isinstance(record, PageRecord)
        else next(left)
        for record in records
    ]


def _by_ids(ids: list[str], sources: list[ArxivSource]) -> Answers:
    """Ask for all ids at once, each source for those that the ones before do not have."""
    answers = Answers({}, {})
    for source in sources:
        missing = [one for one in ids if one not in answers.works]
        found = source.by_ids(missing) if missing else Answers({}, {})
        answers = Answers(answers.works | found.works, answers.failures | found.failures)
    return answers


def _find(publication: Publication, owner: str | None, answers: Answers, sources: list[ArxivSource]) -> Finding:
    shown = shown_id(publication)
    if shown is None:
        return find(publication, owner, sources)
    work = answers.works.get(shown)
    if work is None:
        return Finding(failure=answers.failures.get(shown, f"{UNKNOWN_ID} {shown}"))
    verdict = judge(publication, owner, work)
    # The page's own link is believed, but nothing is filled from a paper that shares neither title nor authors.
    plausible = verdict.fact or verdict.alike or verdict.shared.share >= 0.5 or not publication.title
    if not plausible:
        log.warning("arXiv:%s is %r, but the page lists it as %r", shown, work.title, publication.title)
    return Finding(verdict._replace(fact=plausible), "id")

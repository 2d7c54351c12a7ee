"""What a paper at arXiv adds to a record: facts where the page shows none, differences, suggestions.

What the page displays is never changed. Names of `filled`, of differences and of suggestions are paths in the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from pubnorm.matching.names import as_author, parse_name
from pubnorm.model import ArxivFacts, Author, Difference, Enriched, Publication, Suggestion
from pubnorm.sources.arxiv.authors import abbreviates, line_up
from pubnorm.sources.arxiv.comments import Claim, best_claim
from pubnorm.sources.arxiv.ids import find_arxiv_id
from pubnorm.sources.arxiv.match import Finding, Verdict
from pubnorm.sources.arxiv.titles import key
from pubnorm.sources.arxiv.work import ArxivWork, fold_dois

_NEAR_SCORE = 0.8  # a near miss scores at most this much of its likeness: it is no fact


def merge(record: Publication, finding: Finding) -> Publication:
    """Return `record` with what was found for it; merging twice is merging once."""
    near = [_near_miss(verdict) for verdict in finding.near]
    if finding.verdict is None:
        return replace(record, enriched=Enriched(suggestions=near, failure=finding.failure))
    verdict = finding.verdict
    claim = best_claim(verdict.work)
    changes = _fill(record, verdict.work, claim) if verdict.fact else {}
    enriched = Enriched(
        arxiv=_facts(record, verdict, finding),
        filled=sorted({*changes, *(record.enriched.filled if record.enriched else ())}),
        differences=list(_differences(record, verdict, claim)),
        suggestions=[*_suggest(record, verdict.work, claim), *near],
    )
    return _apply(record, changes, enriched)


def _facts(record: Publication, verdict: Verdict, finding: Finding) -> ArxivFacts:
    work = verdict.work
    earlier = record.enriched and record.enriched.arxiv
    # The id that an earlier run found is not one that the page shows.
    matched_by = earlier.matched_by if earlier and earlier.id == work.id else finding.matched_by
    return ArxivFacts(
        id=work.id, matched_by=matched_by, score=round(verdict.likeness.score, 1), title=work.title,
        authors=work.authors, abstract=work.abstract, categories=work.categories, published=work.published,
        updated=work.updated, doi=work.doi, journal_ref=work.journal_ref, comment=work.comment, license=work.license,
    )  # fmt: skip


def _fill(record: Publication, work: ArxivWork, claim: Claim | None) -> dict[str, Any]:
    """Return the values for what the record lacks, by path."""
    changes: dict[str, Any] = {}
    if record.identifiers.arxiv is None:
        changes["identifiers.arxiv"] = work.id
    if record.identifiers.doi is None and len(work.dois) == 1 and _same_venue(record, claim):
        changes["identifiers.doi"] = work.dois[0]
    if (authors := _full_list(record, work)) is not None:
        changes["authors"] = authors
    elif (named := _full_names(record, work)) is not None:
        changes["authors.given"] = named
    if "preprint" in (record.type, record.status) and _is_preprint(record) and work.published:
        year, month = int(work.published[:4]), int(work.published[5:7])
        if record.year is None:
            changes["year"] = year
        if record.month is None and record.year in (None, year):
            changes["month"] = month
    return changes


def _apply(record: Publication, changes: dict[str, Any], enriched: Enriched) -> Publication:
    top = {name: value for name, value in changes.items() if "." not in name}
    if "authors.given" in changes:
        top["authors"] = changes["authors.given"]
    if "authors" in changes:
        top["authors_truncated"] = False
    inside = {name.partition(".")[2]: value for name, value in changes.items() if name.startswith("identifiers.")}
    return replace(record, **top, identifiers=replace(record.identifiers, **inside), enriched=enriched)


def _full_list(record: Publication, work: ArxivWork) -> list[Author] | None:
    """Return the whole author list for a cut one, if all who are shown stand in it in the order shown."""
    if not record.authors_truncated or not work.authors_complete or len(work.authors) <= len(record.authors):
        return None
    lined = line_up([author.name for author in record.authors], work.authors)
    places = [place for place in lined if place is not None]
    if len(places) < len(lined) or places != sorted(places):
        return None
    shown = dict(zip(places, record.authors, strict=True))
    return [
        _with_given(shown[place], name) if place in shown else as_author(name)
        for place, name in enumerate(work.authors)
    ]


def _full_names(record: Publication, work: ArxivWork) -> list[Author] | None:
    """Return the authors with given names where the page has initials, or None where nothing is gained."""
    lined = line_up([author.name for author in record.authors], work.authors)
    named = [
        author if place is None else _with_given(author, work.authors[place])
        for author, place in zip(record.authors, lined, strict=True)
    ]
    return named if named != record.authors else None


def _with_given(shown: Author, name: str) -> Author:
    """Return an author with the given name that arXiv has in full; the name as displayed stays."""
    given = parse_name(name).given
    return replace(shown, given=given) if given and shown.family and abbreviates(shown.given, given) else shown


def _is_preprint(record: Publication) -> bool:
    """Whether the page knows of no place but arXiv."""
    if record.venue is not None:
        return record.venue.kind == "preprint-server"
    return record.type in ("preprint", "other") and record.status in (None, "preprint")


def _same_venue(record: Publication, claim: Claim | None) -> bool:
    """Whether a DOI at arXiv is that of the publication listed: a paper's journal version has another one."""
    if record.venue is None or record.venue.key is None:
        return False
    return claim is not None and claim.venue.key == record.venue.key and claim.year in (None, record.year)


def _differences(record: Publication, verdict: Verdict, claim: Claim | None) -> Iterator[Difference]:
    work = verdict.work
    if record.title and key(record.title) != key(work.title):
        yield Difference(field="title", page=record.title, arxiv=work.title)
    shown = record.identifiers.arxiv
    found = find_arxiv_id(shown) if shown else None
    if shown and (found is None or found.id != work.id):
        yield Difference(field="identifiers.arxiv", page=shown, arxiv=work.id)
    names = [author.name for author in record.authors]
    if names and work.authors_complete and _authors_differ(record, names, work):
        yield Difference(field="authors", page=names, arxiv=work.authors)
    doi = record.identifiers.doi
    if doi and work.dois and fold_dois(doi) and not set(fold_dois(doi)) & set(work.dois):
        yield Difference(field="identifiers.doi", page=doi, arxiv=work.doi)
    if _is_preprint(record) and record.year and work.published:
        last = int((work.updated or work.published)[:4])
        if not work.first_year <= record.year <= last:
            yield Difference(field="year", page=record.year, arxiv=work.first_year)
    if claim and record.venue and not _is_preprint(record) and claim.score >= 0.9:
        keys = record.venue.key, claim.venue.key
        if all(keys) and keys[0] != keys[1]:
            yield Difference(field="venue", page=_short(record.venue), arxiv=_short(claim.venue))


def _authors_differ(record: Publication, names: list[str], work: ArxivWork) -> bool:
    """Whether somebody is missing or the order is another; a cut list, or one without the owner, may lack some."""
    lined = line_up(names, work.authors)
    places = [place for place in lined if place is not None]
    if len(places) < len(lined) or places != sorted(places):
        return True
    allowed = len(work.authors) if record.authors_truncated else int(record.owner_implied)
    return len(work.authors) - len(names) > allowed


def _suggest(record: Publication, work: ArxivWork, claim: Claim | None) -> Iterator[Suggestion]:
    """Suggest where a preprint has appeared since, and the DOI of its publication."""
    if claim and _is_preprint(record):
        values: dict[str, Any] = {
            "venue": _short(claim.venue),
            "status": claim.status,
            "venue.track": claim.venue.track,
        }
        if claim.year != record.year:
            values["year"] = claim.year
        for field, value in values.items():
            if value is not None:
                yield Suggestion(field=field, value=value, evidence=claim.evidence, score=claim.score)
    if record.identifiers.doi is None and work.dois and not (len(work.dois) == 1 and _same_venue(record, claim)):
        for doi in work.dois:
            yield Suggestion(field="identifiers.doi", value=doi, evidence=f"DOI of arXiv:{work.id}", score=0.8)


def _near_miss(verdict: Verdict) -> Suggestion:
    work, shared = verdict.work, verdict.shared
    alike = f"titles {verdict.likeness.score:.0f} of 100 alike, {shared.number} of {shared.possible} authors shared"
    score = _NEAR_SCORE * verdict.likeness.score / 100 * shared.share
    return Suggestion(
        field="identifiers.arxiv", value=work.id, evidence=f"{work.title!r}: {alike}", score=round(score, 2)
    )


def _short(venue: Any) -> str:
    return str(venue.acronym or venue.name or venue.raw)

"""Where a paper appeared, as its authors say in arXiv's journal reference and comment; read with the venue reader."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.matching.venues import read_venue
from pubnorm.matching.venues.notes import take_notes
from pubnorm.model import Status, Venue
from pubnorm.sources.arxiv.work import ArxivWork
from pubnorm.vocabulary import vocabulary

_SENTENCE = re.compile(r";|(?<=[\w)])\.\s+(?=[A-Z])")
_LONGEST = 200  # a longer remainder is prose, no venue


class Claim(NamedTuple):
    """What authors say of their paper: venue, year, status; the words that say it; a score from 0 to 1."""

    venue: Venue
    year: int | None
    status: Status
    evidence: str
    score: float


def best_claim(work: ArxivWork) -> Claim | None:
    """Return what is said most surely of where a paper appeared, or None.

    >>> claim = best_claim(ArxivWork(id="2505.16983", title="T", comment="12 pages, accepted to EMNLP 2025 Findings"))
    >>> claim.venue.acronym, claim.venue.track, claim.year, claim.status
    ('EMNLP', 'findings', 2025, 'accepted')
    """
    claims = [*_from_reference(work.journal_ref), *_from_comment(work.comment)]
    return max(claims, key=lambda claim: claim.score, default=None)


def _from_reference(reference: str | None) -> Iterator[Claim]:
    if not reference:
        return
    reading = read_venue(reference)
    if reading.venue and reading.venue.kind != "preprint-server":
        yield Claim(reading.venue, reading.year, "published", reference, 0.95 if reading.venue.key else 0.7)


def _from_comment(comment: str | None) -> Iterator[Claim]:
    for sentence in _SENTENCE.split(comment or ""):
        if _part("other-work").search(sentence):
            continue
        rest = ", ".join(part for part in re.split(r",\s+", sentence) if not _part("size").search(part)).strip(" .,")
        rest = _part("lead").sub("", rest)
        if not rest or len(rest) > _LONGEST:
            continue
        said = "published" if _part("published").search(rest) else take_notes(rest).status
        reading = read_venue(rest)
        if (
            reading.venue is None
            or reading.venue.kind == "preprint-server"
            or said in ("under-review", "in-preparation")
        ):
            continue
        explicit = said in ("accepted", "published")
        if reading.venue.key or explicit:
            score = {(True, True): 0.9, (True, False): 0.8, (False, True): 0.6}[bool(reading.venue.key), explicit]
            status: Status = "published" if said == "published" else "accepted"
            yield Claim(reading.venue, reading.year, status, comment or "", score)


@cache
def _part(role: str) -> re.Pattern[str]:
    patterns = [one for row in vocabulary().rows("comment-part") if row["role"] == role for one in row["patterns"]]
    return re.compile("|".join(patterns), re.IGNORECASE)

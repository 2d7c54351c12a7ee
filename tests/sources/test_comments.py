"""What arXiv's comment and journal reference say of where a paper appeared."""

from __future__ import annotations

import re

import pytest

from pubnorm.sources.arxiv.comments import best_claim
from pubnorm.sources.arxiv.work import ArxivWork
from pubnorm.vocabulary import vocabulary

SAID = [
    # comment, acronym or name, year, status, track
    ("Accepted to EMNLP 2025 Findings", "EMNLP", 2025, "accepted", "findings"),
    ("Accepted by CVPR 2025; 24 pages, 14 figures, 18 tables", "CVPR", 2025, "accepted", None),
    ("12 pages, 5 figures, accepted at ICML 2019", "ICML", 2019, "accepted", None),
    ("ICLR 2026, code available at: https://example.org/code", "ICLR", 2026, "accepted", None),
    ("Published in TMLR (2025)", "TMLR", 2025, "published", None),
    ("This work has been accepted to ACL 2026 Main Conference", "ACL", 2026, "accepted", "main"),
]
NOTHING = [
    None,
    "12 pages, 3 figures",
    "Extended version of a paper at ICALP 2012",
    "arXiv admin note: text overlap with arXiv:1301.1187",
    "Submitted to ICML 2025",
    "under review at NeurIPS",
    "LaTeX, 20 pages, no figures",
    "PhD thesis, 200 pages",
    "Withdrawn by the authors",
]


@pytest.mark.parametrize(("comment", "venue", "year", "status", "track"), SAID)
def test_a_venue_is_read(comment: str, venue: str, year: int, status: str, track: str | None) -> None:
    claim = best_claim(ArxivWork(id="2505.00001", title="T", comment=comment))
    assert claim is not None
    assert (claim.venue.acronym, claim.year, claim.status, claim.venue.track) == (venue, year, status, track)
    assert claim.evidence == comment
    assert 0 < claim.score < 1


@pytest.mark.parametrize("comment", NOTHING)
def test_no_venue_is_guessed(comment: str | None) -> None:
    assert best_claim(ArxivWork(id="2505.00001", title="T", comment=comment)) is None


def test_the_journal_reference_is_surer_than_the_comment() -> None:
    work = ArxivWork(id="2505.00001", title="T", comment="Accepted to ICML 2019", journal_ref="Nature 590, 1 (2021)")
    claim = best_claim(work)
    assert claim is not None
    assert (claim.venue.name, claim.status) == ("Nature", "published")


def test_every_pattern_has_an_example_that_it_fits() -> None:
    for row in vocabulary().rows("comment-part"):
        for example in row["examples"]:
            assert any(re.search(pattern, example, re.IGNORECASE) for pattern in row["patterns"]), example

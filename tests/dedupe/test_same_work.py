"""Whether two records are one work: what decides, and what forbids it."""

from __future__ import annotations

from typing import Any

import pytest

from pubnorm.matching.works import same_work
from pubnorm.model import Author, Identifiers, Publication, Venue


def work(title: str, authors: str = "Jane Doe; Rob Roe", **facts: Any) -> Publication:
    ids = {name: facts.pop(name) for name in ("arxiv", "doi") if name in facts}
    people = [Author(name=name) for name in authors.split("; ") if name]
    return Publication(title=title, authors=people, identifiers=Identifiers(**ids), **facts)


A = "Learning to Count Small Things"
SAME = [
    (work(A), work(A.upper(), "J. Doe; R. Roe")),
    (work(A), work("Learning to Count Smal Things", "Doe, Jane; Roe, Rob")),
    (work(A, year=2023, status="preprint"), work(A, year=2025, status="published")),
    (work(A, arxiv="2401.00001"), work(A, doi="10.1000/x")),
    (work("Counting", arxiv="2401.00001"), work("Counting: Small Things", "", arxiv="2401.00001")),
    (work(A, "Jane Doe", authors_truncated=True), work(A, "Jane Doe; Rob Roe; Ann Poe; Al Lee; Li Wei")),
    (work("CountNet: " + A), work("CountNet - " + A)),
    (work(A), work(A, "Rob Roe; Jane Doe; Ann Poe")),
    (work(A, doi="10.48550/arXiv.2401.00001"), work(A, doi="10.1000/x")),
]
OTHER = [
    (work("An Image is Worth 16×16 Words"), work("An Image is Worth 32×32 Words")),
    (work("On Small Things, Part I"), work("On Small Things, Part II")),
    (work(A), work(A, "Someone Else; Another Person")),
    (work(A), work(A, "")),
    (work(A, ""), work(A, "")),
    (work(A), work("Learning to Count Large Things")),
    (work("Supervised Counting of Small Things"), work("Unsupervised Counting of Small Things")),
    (work(A, arxiv="2401.00001"), work(A, arxiv="2501.00001")),
    (work(A, doi="10.1000/x"), work(A, doi="10.1000/y")),
    (work(A, type="thesis"), work(A, type="conference")),
    (work(A, year=2005), work(A, year=2024)),
    (work("Introduction", year=2005), work("Introduction", year=2007)),
    (work("Adaptive Learning to Count Small Things"), work(A)),
    (
        work(A, status="published", venue=Venue(raw="ACL", key="acl", kind="conference")),
        work(A, status="published", venue=Venue(raw="TACL", key="tacl", kind="journal")),
    ),
    (work("Counting Things: Cats"), work("Counting Things: Dogs")),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_work(a: Publication, b: Publication) -> None:
    assert same_work(a, b).level in ("identifier", "title-and-authors")
    assert same_work(b, a).level == same_work(a, b).level


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_two_works(a: Publication, b: Publication) -> None:
    match = same_work(a, b)
    assert match.level in ("none", "possible")
    assert match.reason
    assert same_work(b, a).level == match.level


def test_a_title_alone_is_left_to_a_person() -> None:
    assert same_work(work(A), work(A, "")).level == "possible"

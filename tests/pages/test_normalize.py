"""`normalize`: records from elsewhere get what `parse` finds out, and lose nothing."""

from __future__ import annotations

from pathlib import Path

import pubnorm
from pubnorm.model import Author, Publication, Venue

EXAMPLE = Path(__file__).parents[2] / "examples" / "homepage.md"


def test_parsed_records_are_normal_already() -> None:
    page = pubnorm.parse(EXAMPLE)
    assert isinstance(page, pubnorm.PageRecord)
    assert pubnorm.normalize(page) == page


def test_normalizing_twice_changes_nothing() -> None:
    works = [
        Publication(title="On Tides", authors=[Author(name="van der Berg, J.")], venue=Venue(raw="Nat. Commun.")),
        Publication(title="On Tides", authors=[Author(name="J. van der Berg")], venue=Venue(raw="arXiv:2401.00001")),
        Publication(title="On Moons", authors=[Author(name="王小明")], venue=Venue(raw="A Venue Nobody Knows")),
    ]
    once = pubnorm.normalize(works)
    assert pubnorm.normalize(once) == once
    assert [one.authors[0].family for one in once] == ["Berg", "Berg", "王"]
    assert once[0].venue is not None
    assert once[0].venue.name == "Nature Communications"
    assert once[2].venue is not None
    assert (once[2].venue.raw, once[2].venue.key) == ("A Venue Nobody Knows", None)
    assert len({one.key for one in once}) == 3


def test_what_a_record_says_itself_stays() -> None:
    work = Publication(
        title="On Tides",
        year=2015,
        venue=Venue(raw="NeurIPS 2016"),
        authors=[Author(name="Jo Roe", given="X", family="Y")],
    )
    [one] = pubnorm.normalize([work])
    assert (one.year, one.authors[0].given, one.authors[0].family) == (2015, "X", "Y")

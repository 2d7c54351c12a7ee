"""Records in, records with what arXiv knows out: the same from the API and from an index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from pubnorm.model import Author, Identifiers, Link, Owner, PageRecord, Publication, Venue
from pubnorm.sources.arxiv import enrich
from pubnorm.sources.arxiv.match import NOT_FOUND
from pubnorm.sources.arxiv.source import ArxivSource


def listed(title: str | None, authors: str = "", year: int | None = 2021, **fields: Any) -> Publication:
    names = [Author(name=name) for name in authors.split(", ") if name]
    return Publication(title=title, authors=names, year=year, **fields)


def arxiv_id(record: Publication) -> str | None:
    return record.identifiers.arxiv


FOUND = [
    # title, authors, year, id
    ("counting sheep: sleep staging without electrodes", "J. Q. Doe, K. Roe, L. Øst, M. Li", 2022, "2103.00001"),
    ("Counting Sheep", "Jane Doe, Kim Roe", 2021, "2103.00001"),  # no subtitle
    ("Counting Sheep: Sleep Stagnig Without Electrods", "Jane Q. Doe", 2021, "2103.00001"),  # slips
    ("Counting Sheep: Sleep Staging Without Electrodes", "Mei Li", 2024, "2103.00001"),  # another author alone
    ("Patches of 16 × 16 Pixels Tell Enough", "Kim Roe, Jane Doe", 2021, "2103.00002"),
    ("Patches of 32×32 pixels tell enough.", "Roe, Kim, Doe, Jane", 2021, "2103.00003"),
    ("Supervised Weaving of Baskets", "Kim Roe, Anna Petersen", None, "2103.00004"),
    ("Unsupervised weaving of baskets", "Kim Roe, Anna Petersen", 2021, "2103.00005"),
    ("On Tides, Part II", "O. Wave", 2021, "2103.00007"),
    ("The α-gap of Gröbner walks", "Emile Noir", 2021, "2103.00010"),
    ("Walks on old lattices", "P. Quell", 2008, "math/0611800"),
]
NOT_A_FACT = [
    ("Counting Sheep: Sleep Staging Without Electrodes", "Someone Else", 2021),  # no author shared
    ("Counting Sheep: Sleep Staging Without Electrodes", "", 2021),  # no authors are no agreement
    ("Counting Sheep: Sleep Staging Without Electrodes", "Jane Q. Doe", 1999),  # before arXiv had it by far
    ("Patches of 64x64 Pixels Tell Enough", "Kim Roe, Jane Q. Doe", 2021),  # other numbers
    ("Semisupervised Weaving of Baskets", "Kim Roe, Anna Petersen", 2021),  # an opposing prefix
    ("On Tides, Part III", "Otto Wave", 2021),
    ("Twin Reports on Moss", "Ida Green", 2021),  # two papers fit equally well
    ("Lighthouse Keeping by Computer", "Kim Roe", 2021),
    ("Something altogether different", "Jane Q. Doe", 2021),
]


@pytest.mark.parametrize(("title", "authors", "year", "expected"), FOUND)
def test_found_by_title(source: ArxivSource, title: str, authors: str, year: int | None, expected: str) -> None:
    record = enrich(listed(title, authors, year), source=source)
    assert arxiv_id(record) == expected
    assert record.enriched is not None
    assert record.enriched.arxiv is not None
    assert record.enriched.arxiv.matched_by == "title"
    assert "identifiers.arxiv" in record.enriched.filled
    assert record.title == title


@pytest.mark.parametrize(("title", "authors", "year"), NOT_A_FACT)
def test_a_near_miss_is_no_fact(source: ArxivSource, title: str, authors: str, year: int) -> None:
    record = enrich(listed(title, authors, year), source=source)
    assert arxiv_id(record) is None
    assert record.enriched is not None
    assert record.enriched.arxiv is None
    assert record.enriched.filled == []
    assert record.enriched.failure == NOT_FOUND
    assert all(one.field == "identifiers.arxiv" and one.score <= 0.8 for one in record.enriched.suggestions)


def test_both_of_two_papers_are_suggested(source: ArxivSource) -> None:
    record = enrich(listed("Twin Reports on Moss", "Ida Green"), source=source)
    assert record.enriched is not None
    assert {one.value for one in record.enriched.suggestions} == {"2103.00008", "2103.00009"}


def test_the_owner_stands_for_missing_authors(source: ArxivSource) -> None:
    page = PageRecord(
        owner=Owner(name="Kim Roe", evidence="front matter"),
        publications=[listed("Patches of 16x16 Pixels Tell Enough")],
    )
    (record,) = enrich(page, source=source).publications
    assert arxiv_id(record) == "2103.00002"


@pytest.mark.parametrize(
    "shown",
    [
        {"identifiers": Identifiers(arxiv="2103.00011")},
        {"identifiers": Identifiers(arxiv="arXiv:2103.00011v2")},
        {"identifiers": Identifiers(doi="10.48550/arXiv.2103.00011")},
        {"links": [Link(kind="paper", url="https://huggingface.co/papers/2103.00011")]},
    ],
)
def test_found_by_a_shown_id(source: ArxivSource, shown: dict[str, Any]) -> None:
    record = enrich(listed("Lighthouse Keeping by Committee", "Ada Stone, Ben Wood", **shown), source=source)
    assert record.enriched is not None
    facts = record.enriched.arxiv
    assert facts is not None
    assert (facts.id, facts.matched_by, facts.score) == ("2103.00011", "id", 100.0)
    assert (facts.published, facts.updated, facts.categories) == ("2021-03-30", "2021-11-02", ["cs.CL"])
    assert facts.abstract == "On Lighthouse Keeping by Committee."
    assert record.enriched.differences == []


def test_found_by_doi(source: ArxivSource) -> None:
    identifiers = Identifiers(doi="https://doi.org/10.1234/BRIDGES.7")
    record = enrich(listed("Old bridges carry new loads", "A. Stone", identifiers=identifiers), source=source)
    assert record.enriched is not None
    assert record.enriched.arxiv is not None
    assert record.enriched.arxiv.matched_by == "doi"
    assert record.identifiers.doi == identifiers.doi


def test_an_unknown_id_says_so(source: ArxivSource) -> None:
    record = enrich(listed("Lost", "Jane Doe", identifiers=Identifiers(arxiv="2103.09999")), source=source)
    assert record.enriched is not None
    assert record.enriched.failure == "arXiv does not have the id 2103.09999"


def test_nothing_is_filled_from_a_paper_that_shares_nothing(source: ArxivSource) -> None:
    shown = listed("Knitting for Beginners", "Ada Novak, et al.", identifiers=Identifiers(arxiv="2103.00001"),
                   authors_truncated=True)  # fmt: skip
    record = enrich(shown, source=source)
    assert record.enriched is not None
    assert record.enriched.filled == []
    assert record.authors == shown.authors
    assert {one.field for one in record.enriched.differences} == {"title", "authors"}


def test_an_id_that_is_none_stays_and_is_a_difference(source: ArxivSource) -> None:
    shown = listed("Walks on Old Lattices", "Pia Quell", 2006, identifiers=Identifiers(arxiv="forthcoming"))
    record = enrich(shown, source=source)
    assert arxiv_id(record) == "forthcoming"
    assert record.enriched is not None
    assert [(one.field, one.arxiv) for one in record.enriched.differences] == [("identifiers.arxiv", "math/0611800")]


def test_a_cut_author_list_is_filled_and_what_is_shown_stays(source: ArxivSource) -> None:
    shown = [Author(name="J. Q. Doe", given="J. Q.", family="Doe", marks="*", roles=["equal-contribution"])]
    record = enrich(
        Publication(title="Counting Sheep", authors=shown, authors_truncated=True, year=2021), source=source
    )
    # One author of a paper with four says too little for a title without its subtitle.
    assert record.authors == shown or record.authors[0].marks == "*"
    record = enrich(
        Publication(
            title="Counting Sheep: Sleep Staging Without Electrodes", authors=shown, authors_truncated=True, year=2021
        ),
        source=source,
    )
    assert [author.name for author in record.authors] == ["J. Q. Doe", "Kim Roe", "Lars Øst", "Mei Li"]
    assert record.authors[0].given == "Jane Q."
    assert record.authors[0].roles == ["equal-contribution"]
    assert record.authors_truncated is False
    assert record.enriched is not None
    assert "authors" in record.enriched.filled


def test_initials_get_their_names(source: ArxivSource) -> None:
    shown = [Author(name="Roe, K.", given="K.", family="Roe"), Author(name="Jane Doe", given="Jane", family="Doe")]
    record = enrich(Publication(title="Patches of 16x16 pixels tell enough", authors=shown, year=2021), source=source)
    assert [(author.name, author.given) for author in record.authors] == [("Roe, K.", "Kim"), ("Jane Doe", "Jane")]
    assert record.enriched is not None
    assert "authors.given" in record.enriched.filled


def test_a_preprint_gets_month_and_suggestions_from_the_comment(source: ArxivSource) -> None:
    preprint = listed("Lighthouse Keeping by Committee", "Ada Stone, Ben Wood", type="preprint", status="preprint")
    record = enrich(preprint, source=source)
    assert (record.month, record.status) == (3, "preprint")
    assert record.enriched is not None
    suggested = {one.field: (one.value, one.evidence) for one in record.enriched.suggestions}
    comment = "12 pages, 3 figures. Accepted to EMNLP 2021 Findings"
    assert suggested == {
        "venue": ("EMNLP", comment), "status": ("accepted", comment), "venue.track": ("findings", comment)
    }  # fmt: skip


def test_where_page_and_arxiv_disagree_both_stay(source: ArxivSource) -> None:
    shown = listed(
        "Lighthouse Keeping by Committees", "Ben Wood, Ada Stone", identifiers=Identifiers(arxiv="2103.00011"),
        venue=Venue(raw="ICML 2021", acronym="ICML", key="icml", kind="conference"),
    )  # fmt: skip
    record = enrich(shown, source=source)
    assert (record.title, record.venue, record.authors) == (shown.title, shown.venue, shown.authors)
    assert record.enriched is not None
    different = {one.field: (one.page, one.arxiv) for one in record.enriched.differences}
    assert different == {
        "title": ("Lighthouse Keeping by Committees", "Lighthouse Keeping by Committee"),
        "authors": (["Ben Wood", "Ada Stone"], ["Ada Stone", "Ben Wood"]),
        "venue": ("ICML", "EMNLP"),
    }


def test_the_journal_doi_is_filled_only_for_that_journal(source: ArxivSource) -> None:
    nature = Venue(raw="Nature", name="Nature", key="nature", kind="journal")
    in_nature = enrich(listed("Old Bridges Carry New Loads", "Ada Stone", venue=nature), source=source)
    elsewhere = enrich(listed("Old Bridges Carry New Loads", "Ada Stone", venue=Venue(raw="A Workshop")), source=source)
    assert in_nature.identifiers.doi == "10.1234/bridges.7"
    assert elsewhere.identifiers.doi is None
    assert elsewhere.enriched is not None
    assert [(one.field, one.value) for one in elsewhere.enriched.suggestions] == [
        ("identifiers.doi", "10.1234/bridges.7")
    ]


@pytest.mark.parametrize(("title", "authors", "year", "expected"), FOUND)
def test_enriching_twice_is_enriching_once(
    source: ArxivSource, title: str, authors: str, year: int | None, expected: str
) -> None:
    once = enrich(listed(title, authors, year, authors_truncated=True, type="preprint"), source=source)
    assert arxiv_id(once) == expected
    assert enrich(once, source=source) == once


def test_lists_and_pages_keep_shape_and_order(source: ArxivSource) -> None:
    records = [listed("On Tides, Part I", "Otto Wave"), listed(None), listed("On Tides, Part II", "Otto Wave")]
    page = PageRecord(publications=records)
    assert [arxiv_id(one) for one in enrich(records, source=source)] == ["2103.00006", None, "2103.00007"]
    assert [arxiv_id(one) for one in enrich([page], source=source)[0].publications] == [
        "2103.00006",
        None,
        "2103.00007",
    ]


def test_one_source_after_another(index_file: object) -> None:
    class Silent:
        """A source that knows nothing."""

        def by_ids(self, ids: Sequence[str]) -> object:
            from pubnorm.sources.arxiv.source import Answers

            return Answers({}, {})

        def by_doi(self, doi: str) -> list[object]:
            return []

        def by_title(self, title: str, families: Sequence[str]) -> list[list[object]]:
            return []

    from pubnorm.sources.arxiv import ArxivIndex

    with ArxivIndex(index_file) as index:  # type: ignore[arg-type]
        sources = [Silent(), index]
        by_id = enrich(listed("x", "y", identifiers=Identifiers(arxiv="2103.00001")), source=sources)  # type: ignore[arg-type]
        by_title = enrich(listed("On Tides, Part I", "Otto Wave"), source=sources)  # type: ignore[arg-type]
    assert by_id.enriched is not None
    assert by_id.enriched.arxiv is not None
    assert arxiv_id(by_title) == "2103.00006"

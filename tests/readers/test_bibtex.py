import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pubnorm.model import PageRecord, Publication, schema
from pubnorm.readers.bibtex import read_bibtex

FIXTURE = Path(__file__).parents[1] / "fixtures" / "collections" / "papers.bib"
SHARED = Path(__file__).parents[3] / "shared" / "evaluation" / "dev" / "folders"


def one(text: str) -> Publication:
    [record], warnings = read_bibtex(text)
    assert warnings == []
    return record


def entry(**fields: str) -> Publication:
    kind = fields.pop("kind", "misc")
    body = ", ".join(f"{name} = {{{value}}}" for name, value in {"title": "T", **fields}.items())
    return one(f"@{kind}{{key, {body}}}")


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", {"journal": "Journal of Things"}, ("article", "published")),
        ("inproceedings", {"booktitle": "Proceedings of the Conference on Things"}, ("conference", "published")),
        ("article", {"journal": "arXiv preprint arXiv:2501.00001"}, ("preprint", "preprint")),
        ("misc", {"eprint": "2501.00001", "archiveprefix": "arXiv"}, ("preprint", "preprint")),
        ("phdthesis", {"school": "University of Somewhere"}, ("thesis", "published")),
        ("unpublished", {"note": "Under review"}, ("preprint", "under-review")),
        ("article", {"journal": "Journal of Things", "note": "To appear"}, ("article", "accepted")),
        (
            "article",
            {"journal": "Journal of Things", "pubstate": "inpress", "note": "in press"},
            ("article", "accepted"),
        ),
        ("techreport", {"institution": "Institute of Things"}, ("report", "published")),
        ("book", {"publisher": "A Press"}, ("book", None)),
        ("incollection", {"booktitle": "A Book"}, ("chapter", "published")),
        ("misc", {}, ("other", None)),
    ],
)
def test_type_and_status(kind: str, fields: dict[str, str], expected: tuple[str, str | None]) -> None:
    record = entry(kind=kind, **fields)
    assert (record.type, record.status) == expected


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("Jane Q. Doe", ("Jane Q. Doe", "Jane Q.", None, "Doe", None)),
        ("Doe, Jane Q.", ("Jane Q. Doe", "Jane Q.", None, "Doe", None)),
        ("Ludwig van Beethoven", ("Ludwig van Beethoven", "Ludwig", "van", "Beethoven", None)),
        ("de la Cruz, Jr., Ana", ("Ana de la Cruz Jr.", "Ana", "de la", "Cruz", "Jr.")),
        ("{\\'E}lodie M{\\\"u}ller", ("Élodie Müller", "Élodie", None, "Müller", None)),
        ("{The Things Consortium}", ("The Things Consortium", None, None, None, None)),
        ("Plato", ("Plato", None, None, "Plato", None)),
        ("García Márquez, Gabriel", ("Gabriel García Márquez", "Gabriel", None, "García Márquez", None)),
    ],
)
def test_names(value: str, parts: tuple[str, str | None, str | None, str | None, str | None]) -> None:
    [author] = entry(author=value).authors
    assert (author.name, author.given, author.particle, author.family, author.suffix) == parts


@pytest.mark.parametrize(
    ("value", "names", "truncated"),
    [
        ("Doe, Jane and Roe, Ann and others", ["Jane Doe", "Ann Roe"], True),
        ("Jane Doe\n  and\tAnn Roe", ["Jane Doe", "Ann Roe"], False),
        ("Jane Doe, Ann Roe, Li Wei, and Max Moe", ["Jane Doe", "Ann Roe", "Li Wei", "Max Moe"], False),
        ("{Research and Development} and Doe, J.", ["Research and Development", "J. Doe"], False),
        ("王小明, 李娜", ["王小明", "李娜"], False),
    ],
)
def test_name_lists(value: str, names: list[str], truncated: bool) -> None:
    record = entry(author=value)
    assert ([author.name for author in record.authors], record.authors_truncated) == (names, truncated)


def test_marks_on_last_names_mean_what_the_annotation_says() -> None:
    record = entry(
        author="Doe*, Jane and Roe{$^*$}, Ann and Wei\\textsuperscript{\\dag}, Li",
        annotation="* Equal contribution; \\dag{} Corresponding author",
    )
    assert [(author.family, author.marks, author.roles) for author in record.authors] == [
        ("Doe", "*", ["equal-contribution"]),
        ("Roe", "*", ["equal-contribution"]),
        ("Wei", "†", ["corresponding"]),
    ]


@pytest.mark.parametrize(
    ("fields", "identifiers"),
    [
        ({"doi": "https://doi.org/10.1000/a\\_b"}, {"doi": "10.1000/a_b"}),
        ({"eprint": "2501.00001v2", "archiveprefix": "arXiv"}, {"arxiv": "2501.00001"}),
        ({"eprinttype": "arxiv", "eprint": "math/0611800"}, {"arxiv": "math/0611800"}),
        ({"arxiv": "2501.00001"}, {"arxiv": "2501.00001"}),
        ({"journal": "CoRR", "volume": "abs/2501.00001"}, {"arxiv": "2501.00001"}),
        ({"url": "https://aclanthology.org/2025.acl-long.7"}, {"acl": "2025.acl-long.7"}),
        ({"url": "https://openreview.net/forum?id=aBcDeFgHiJ"}, {"openreview": "aBcDeFgHiJ"}),
        ({"biburl": "https://dblp.org/rec/conf/icml/DoeR25.bib"}, {"dblp": "conf/icml/DoeR25"}),
        ({"eprint": "12345", "eprinttype": "pubmed"}, {}),
    ],
)
def test_identifiers(fields: dict[str, str], identifiers: dict[str, str]) -> None:
    found = entry(**fields).identifiers.to_dict()
    assert {name: value for name, value in found.items() if value} == identifiers


def test_keys_of_dblp_and_the_acl_anthology_are_identifiers() -> None:
    assert (
        one("@article{DBLP:journals/corr/abs-2501-00001, title = {T}}").identifiers.dblp
        == "journals/corr/abs-2501-00001"
    )
    assert one("@inproceedings{P19-1001, title = {T}}").identifiers.acl == "P19-1001"


def test_links_of_al_folio_have_their_kinds_and_stand_as_written() -> None:
    record = entry(
        url="https://example.org/p",
        pdf="doe25.pdf",
        code="https://github.com/d/s",
        website="https://d.example.org",
        slides="slides.pdf",
        video="https://v.example.org/1",
        supp="/assets/supp.zip",
        bibtex_show="true",
        selected="true",
    )
    assert [(link.kind, link.url) for link in record.links] == [
        ("other", "https://example.org/p"),
        ("paper", "doe25.pdf"),
        ("code", "https://github.com/d/s"),
        ("project", "https://d.example.org"),
        ("slides", "slides.pdf"),
        ("video", "https://v.example.org/1"),
        ("other", "/assets/supp.zip"),
    ]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2025, month = jul", (2025, 7)),
        ('year = "2025", month = "12"', (2025, 12)),
        ("year = {2025}, month = {September}", (2025, 9)),
        ("date = {2025-03-04}", (2025, 3)),
        ('year = 2025, month = 5 # "~" # may', (2025, 5)),
        ("year = {in press}", (None, None)),
    ],
)
def test_dates(fields: str, date: tuple[int | None, int | None]) -> None:
    record = one(f"@misc{{k, title = {{T}}, {fields}}}")
    assert (record.year, record.month) == date


def test_strings_and_crossref_are_followed() -> None:
    text = """
@string{pub = "A Press"}
@inproceedings{child, title = {A Study}, crossref = {Parent}, pages = {1--9}}
@proceedings{parent, title = {Proceedings of Things}, year = 2020, publisher = pub # { Inc.}, editor = {Ed Itor}}
"""
    (child, _), warnings = read_bibtex(text)
    assert warnings == []
    assert child.title == "A Study"
    assert child.venue is not None
    assert child.venue.raw == "Proceedings of Things"
    assert (child.year, child.publisher, child.editors[0].family, child.pages) == (2020, "A Press Inc.", "Itor", "1-9")


@pytest.mark.parametrize(
    ("text", "titles", "lines"),
    [
        ("@misc{a, title={One}\n\n@misc{b, title={Two}}", ["One", "Two"], [(1, 1)]),
        ("@misc{a, title={One}\n  author={A B}}", ["One"], [(1, 2)]),
        ("@misc{a, title={One}, title={Other}}", ["One"], [(1, 1)]),
        ("@misc{a, title={One},, stray, year=2020}\n@misc{b, title={Two}}", ["One", "Two"], [(1, 1)]),
        ('text\n@misc{a, title = "One', ["One"], [(2, 2)]),
        ("@misc{a, title={One}, crossref={none}}", ["One"], [(1, 1)]),
    ],
)
def test_broken_entries_are_read_as_far_as_they_go(text: str, titles: list[str], lines: list[tuple[int, int]]) -> None:
    records, warnings = read_bibtex(text)
    assert [record.title for record in records] == titles
    assert [(warning.code, warning.lines) for warning in warnings] == [("invalid-bibtex", line) for line in lines]


def test_entries_with_one_key_are_all_read() -> None:
    records, _ = read_bibtex(
        "@misc{a, title={One}}\n@misc{a, title={Two}}\n@misc{, title={Three}}\n@misc{title={Four}}"
    )
    assert [record.title for record in records] == ["One", "Two", "Three", "Four"]


def test_lines_are_those_of_the_file() -> None:
    records, _ = read_bibtex("\n@misc{a,\n title={One}\n}\n@misc{b, title={Two}}", path="page.md", first_line=40)
    assert [record.source.lines for record in records] == [(41, 43), (44, 44)]
    assert {record.source.path for record in records} == {"page.md"}


def test_our_papers_bib() -> None:
    records, warnings = read_bibtex(FIXTURE.read_text("utf-8"), path="papers.bib")
    assert warnings == []
    assert [record.key for record in records] == ["doe2025tides", "roe2024harbours", "doe2023survey", "doe2022thesis"]
    tides = records[0]
    assert tides.title == "Tides and $k$-Means: Clustering “Noisy” Gauges"
    assert tides.authors[0].roles == ["equal-contribution"]
    assert tides.awards == ["Best Paper Award"]
    for record in records:
        at, end = record.spans["title"][0]
        assert record.source.text[at:end]


def test_logging_stays_ours(caplog: pytest.LogCaptureFixture) -> None:
    read_bibtex("@misc{a, title={One}\n\n@misc{b, title={Two}}")
    assert caplog.records == []


@given(st.text(alphabet="@{}\"=,#\\ \nabartitlemisc0$()%'", max_size=300))
def test_any_text_gives_valid_records(text: str) -> None:
    records, warnings = read_bibtex(text)
    page = json.loads(json.dumps(PageRecord(publications=records, warnings=warnings).to_dict()))
    Draft202012Validator(schema()).validate(page)
    count = text.count("\n") + 1
    for record in records:
        first, last = record.source.lines or (0, 0)
        assert 1 <= first <= last <= count


def test_html_that_publishers_export_is_no_part_of_a_title() -> None:
    text = (
        r"@article{x, title = {Slow <i>Mytilus tardus</i> and H<sub>2</sub>O \&amp; Silt}, journal = {Tide &amp; Sand}}"
    )
    record = one(text)
    assert record.title == "Slow Mytilus tardus and H2O & Silt"
    assert record.venue is not None
    assert record.venue.raw == "Tide & Sand"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared evaluation folders are not here")
def test_a_real_bibliography_is_read_whole() -> None:
    text = (SHARED / "bi-003-zhao.bib").read_text("utf-8")
    records, warnings = read_bibtex(text)
    assert warnings == []
    assert len(records) == text.count("title={") + text.count("title = {") - text.count("booktitle = {") + text.count(
        '\ntitle="'
    )
    for record in records:
        assert record.title
        assert record.year
        assert record.venue
        assert all(author.family and author.given for author in record.authors)

"""What holds for every format, and what is particular to one."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from pubnorm.errors import UsageError
from pubnorm.model import Author, Link, Owner, PageRecord, Publication, Source, Venue
from pubnorm.readers.bibtex import read_bibtex
from pubnorm.writers import FORMATS, write, write_files
from pubnorm.writers.works import keyed

RECORDS = ("json", "jsonl", "yaml")
FOR_READERS = [name for name in FORMATS if name not in RECORDS]
DOE = Author(name="Jane Doe", given="Jane", family="Doe")
ICML = Venue(
    raw="Proceedings of ICML",
    name="International Conference on Machine Learning",
    acronym="ICML",
    key="icml",
    kind="conference",
)


def everything(records: Any, format: str, **options: Any) -> str:
    return "\n".join(f"{path}\n{text}" for path, text in write_files(records, format, **options))


@pytest.mark.parametrize("format", FOR_READERS)
@pytest.mark.parametrize("status", ["under-review", "in-preparation"])
def test_a_venue_that_a_work_was_only_submitted_to_is_never_its_container(format: str, status: Any) -> None:
    work = Publication(key="k", type="preprint", title="T", authors=[DOE], venue=ICML, status=status)
    text = everything([work], format)
    assert not re.search(
        r"(?im)^\W*(journal|booktitle|howpublished|container-title|publication|venue|t2|jo|ja|series)\W.*ICML", text
    )
    assert "*Proceedings of ICML*" not in text
    if format == "schema-org":
        assert "isPartOf" not in text
    if format not in ("csv", "schema-org"):
        assert "ICML" in text or status in text


@pytest.mark.parametrize("format", FOR_READERS)
def test_an_implied_owner_comes_first(format: str) -> None:
    page = PageRecord(
        owner=Owner(name="Jane Doe", evidence="title"),
        publications=[
            Publication(
                key="k", title="T", authors=[Author(name="Ann Roe", given="Ann", family="Roe")], owner_implied=True
            )
        ],
    )
    text = everything(page, format)
    assert re.search(r"Doe[\s\S]*Roe", text)
    assert re.search(r"Doe[\s\S]*Roe", everything(page.publications, format, owner="Jane Doe"))


@pytest.mark.parametrize("format", FORMATS)
def test_no_works_is_a_valid_text(format: str) -> None:
    assert list(write_files([], format)) == (
        [] if FORMATS[format].folder else [(f"publications{FORMATS[format].extension}", write([], format))]
    )


@pytest.mark.parametrize("format", FORMATS)
def test_a_record_with_nothing_in_it_is_written(format: str) -> None:
    assert everything([Publication()], format)


@pytest.mark.parametrize("format", FORMATS)
def test_selected_fields_are_all_that_is_written(format: str) -> None:
    work = Publication(key="k", title="Tides", authors=[DOE], venue=ICML, year=2025, volume="77", awards=["Oral"])
    text = everything([work], format, fields="title,year")
    assert "Tides" in text
    assert "2025" in text
    for gone in ("Doe", "ICML", "77", "Oral"):
        assert gone not in text


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ({}, ["b", "a", "c"]),
        ({"sort": "title"}, ["a", "b", "c"]),
        ({"sort": "year"}, ["c", "b", "a"]),
        ({"sort": "year", "reverse": True}, ["a", "b", "c"]),
        ({"sort": "author"}, ["a", "b", "c"]),
        ({"sort": "venue"}, ["b", "a", "c"]),
        ({"group": "year"}, ["c", "b", "a"]),
        ({"group": "type"}, ["b", "a", "c"]),
    ],
)
def test_order(options: dict[str, Any], keys: list[str]) -> None:
    works = [
        Publication(key="b", type="article", title="Beta", year=2024, authors=[Author(name="B")], venue=ICML),
        Publication(key="a", type="thesis", title="Alpha", authors=[Author(name="A")], year=2020),
        Publication(key="c", type="other", title="Gamma", year=2025, authors=[Author(name="C")]),
    ]
    assert [item["id"] for item in json.loads(write(works, "csl-json", **options))] == keys
    assert [json.loads(line)["key"] for line in write(works, "jsonl", **options).splitlines()] == keys


def test_groups_have_headings_where_the_format_has_them() -> None:
    works = [Publication(title="A", year=2024), Publication(title="B", year=2025), Publication(title="C")]
    assert re.findall(r"^## (.+)$", write(works, "markdown", group="year"), re.M) == ["2025", "2024", "Undated"]
    assert re.findall(r"^% (.+)$", write(works, "bibtex", group="type"), re.M) == ["Other"]
    found, warnings = read_bibtex(write(works, "bibtex", group="year"))
    assert ([work.title for work in found], warnings) == (["B", "A", "C"], [])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sort": "size"}, "choose from page, year"),
        ({"colour": 1}, "no option 'colour'"),
        ({"fields": "titel"}, "no field 'titel'"),
        ({"style": "no-such-style"}, "no citation style 'no-such-style'"),
    ],
)
def test_wrong_options_say_what_is_right(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        write([Publication(title="T")], "markdown", **options)


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="no format 'endnote'; the formats are json, jsonl"):
        write([], "endnote")


def test_several_works_in_a_folder_format_are_no_single_text() -> None:
    with pytest.raises(UsageError, match="a folder of files"):
        write([Publication(title="A"), Publication(title="B")], "academicpages")


@pytest.mark.parametrize("format", [name for name in FORMATS if FORMATS[name].folder])
@pytest.mark.parametrize("key", ["../../etc/passwd", "/abs", "a\\b", "..", "CON:", "é", "x" * 500, "a\nb", ""])
def test_paths_never_lead_out_of_the_folder(format: str, key: str) -> None:
    works = [Publication(key=key, title="T"), Publication(key=key, title="T")]
    paths = [path for path, _ in write_files(works, format)]
    assert len(set(paths)) == 2
    for path in paths:
        parts = PurePosixPath(path).parts
        assert ".." not in parts
        assert re.fullmatch(r"[a-z_][a-z0-9_/.-]*", path)
        assert all(len(part) < 120 for part in parts)


@pytest.mark.parametrize(
    "title",
    [
        "A \"Quoted\": 'Title'",
        "- item",
        "yes",
        "1: 2",
        "# no comment",
        "a\\b",
        "{x}: [y]",
        "|",
        "%T",
        "null",
        "é ü 王",
        "@x `y`",
    ],
)
@pytest.mark.parametrize("format", ["academicpages", "hugo-blox"])
def test_titles_never_break_the_yaml(format: str, title: str) -> None:
    text = write(Publication(key="k", title=title, authors=[DOE], venue=Venue(raw=title)), format)
    _, matter, _ = text.split("---\n", 2)
    assert yaml.safe_load(matter)["title"] == title


def test_csv_is_one_row_a_work_with_its_columns() -> None:
    work = Publication(
        title='Of "Tides",\nmostly', authors=[replace(DOE, is_owner=True)], links=[Link(kind="code", url="u")]
    )
    [row] = csv.DictReader(io.StringIO(write(work, "csv")))
    assert (row["title"], row["authors"], row["owner_position"], row["links"]) == (
        'Of "Tides",\nmostly',
        "Jane Doe",
        "1",
        "code:u",
    )


def test_json_ld_is_safe_inside_a_script_element() -> None:
    text = write(Publication(title="</script><b>"), "schema-org")
    assert "</script>" not in text
    assert json.loads(text)["@graph"][0]["name"] == "</script><b>"


def test_a_page_keeps_its_shape_in_json() -> None:
    page = PageRecord(publications=[Publication(title="T")])
    assert isinstance(json.loads(write(page, "json")), dict)
    assert isinstance(json.loads(write([page, page], "json")), list)


def test_al_folio_marks_roles_and_selects() -> None:
    work = Publication(
        key="k",
        title="T",
        authors=[
            replace(DOE, marks="1", roles=["equal-contribution"]),
            Author(name="Ann Roe", given="Ann", family="Roe", roles=["equal-contribution", "corresponding"]),
        ],
        source=Source(section="Selected Publications"),
    )
    text = write(work, "al-folio")
    assert "author = {Doe*, Jane and Roe*{\\textdagger}, Ann}" in text or "author = {Doe*, Jane and Roe*†, Ann}" in text
    assert "selected = {true}" in text
    [back], _ = read_bibtex(text)
    assert [author.roles for author in back.authors] == [
        ["equal-contribution"],
        ["equal-contribution", "corresponding"],
    ]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("BERT and GPT-4 for iPhone Users", "{BERT} and {GPT}-4 for {iPhone} Users"),
        ("Deep learning in Paris: A study", "Deep learning in {Paris}: A study"),
        ("Müller's naïve $O(N)$ sort", r"M{\"u}ller's na{\"{\i}}ve $O(N)$ sort"),
    ],
)
def test_capitals_that_a_style_must_keep_stand_in_braces(title: str, written: str) -> None:
    text = write(Publication(key="k", title=title), "bibtex")
    assert f"title = {{{written}}}" in text


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-author-date"])
def test_markdown_in_a_citation_style(page: PageRecord, style: str) -> None:
    pytest.importorskip("citeproc", reason="citeproc-py is not installed (pip install 'pubnorm[styles]')")
    lines = write(page, "markdown", style=style).splitlines()
    assert len(lines) == len(page.publications)
    for line, work in zip(lines, page.publications, strict=True):
        words = re.findall(r"\w{4,}", work.title or "")
        assert all(word.casefold() in line.casefold() for word in words), line
        assert str(work.year) in line


def test_keys_are_stable_readable_and_unique() -> None:
    works = [Publication(title="The Tides", year=2025, authors=[DOE])] * 3 + [Publication(key="own:key", title="X")]
    keys = [item["id"] for item in json.loads(write(works, "csl-json"))]
    assert keys == ["doe2025tides", "doe2025tidesb", "doe2025tidesc", "own:key"]


def test_keys_of_works_in_other_scripts_tell_them_apart_wherever_they_are_listed() -> None:
    romanised = Author(name="张伟 (Wei Zhang)", family="张", given="伟", alternatives=["Wei Zhang"])
    han = Author(name="张伟", family="张", given="伟")
    works = [
        Publication(title="潮汐预测", year=2025, authors=[romanised]),
        Publication(title="The Tides", year=2025, authors=[han]),
        Publication(title="潮汐预测", year=2025, authors=[han]),
        Publication(title="泥沙预测", year=2025, authors=[han]),
    ]
    keys = [work.key for work in keyed(works)]
    assert keys[:2] == ["zhang2025", "tides2025"]
    assert all(re.fullmatch(r"work2025-[0-9a-f]{8}", key) for key in keys[2:])
    assert [work.key for work in keyed(works[::-1])] == keys[::-1]


def test_importing_the_writers_loads_nothing_heavy() -> None:
    heavy = ("yaml", "bibtexparser", "citeproc", "msgspec", "rapidfuzz")
    code = f"import sys, pubnorm.writers; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

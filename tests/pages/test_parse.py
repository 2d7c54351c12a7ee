"""`pubnorm.parse`: what it takes, what it gives back, and what it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import pubnorm
from pubnorm.errors import DataFileError, InputError, UsageError
from pubnorm.model import PageRecord

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
PAGE = "# Papers\n\n- Jane Doe, Rob Roe. **On Things and Others**. ACL 2025.\n"


def test_text_bytes_and_a_file_give_the_same_works(tmp_path: Path) -> None:
    path = tmp_path / "about.md"
    path.write_text(PAGE, "utf-8")
    by_file = pubnorm.parse(path)
    assert isinstance(by_file, PageRecord)
    assert by_file.source.path == str(path)
    records = (pubnorm.parse(PAGE), pubnorm.parse(PAGE.encode()), by_file)
    assert [[work.title for work in record.publications] for record in records] == [["On Things and Others"]] * 3
    assert by_file.publications[0].source.path == str(path)


def test_a_folder_gives_a_record_per_page_that_holds_publications(tmp_path: Path) -> None:
    shutil.copy(PAGES / "two-space-breaks.markdown", tmp_path / "publications.md")
    (tmp_path / "recipes.md").write_text("# Recipes\n\n- Two eggs\n", "utf-8")
    records = pubnorm.parse(tmp_path)
    assert isinstance(records, list)
    assert [Path(record.source.path or "").name for record in records if record.publications] == ["publications.md"]
    assert [record.to_dict() for record in pubnorm.parse_all(tmp_path)] == [record.to_dict() for record in records]


def test_a_bibliography(tmp_path: Path) -> None:
    path = tmp_path / "papers.bib"
    path.write_text("@article{a, title={On Things}, author={Doe, Jane}, journal={Things}, year={2020}}\n", "utf-8")
    record = pubnorm.parse(path)
    assert isinstance(record, PageRecord)
    assert [(work.title, work.source.layout) for work in record.publications] == [("On Things", "bibtex")]


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.name)
def test_records_go_to_values_and_back(page: Path) -> None:
    record = pubnorm.parse(page.read_bytes())
    assert PageRecord.from_dict(record.to_dict()) == record


def test_spans_show_where_the_title_stands() -> None:
    work = pubnorm.parse(PAGE).publications[0]
    assert [work.source.text[start:end] for start, end in work.spans["title"]] == ["On Things and Others"]


def test_a_work_listed_twice_is_two_records_that_name_each_other() -> None:
    first, second = pubnorm.parse(PAGE + PAGE.replace("Papers", "Selected Papers")).publications
    assert first.key != second.key
    assert (first.duplicates, second.duplicates) == ([second.key], [first.key])


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    pubnorm.parse(b"\xff\xfe\x00 <div> # Publications \n - ???")
    assert capfd.readouterr() == ("", "")


def test_an_empty_page_says_that_it_has_no_publications() -> None:
    record = pubnorm.parse("")
    assert record.publications == []
    assert [warning.code for warning in record.warnings] == ["no-publications"]


def test_a_string_that_looks_like_a_path_is_refused_with_the_mend() -> None:
    with pytest.raises(UsageError, match=r"pathlib\.Path\('about\.md'\)"):
        pubnorm.parse("about.md")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.md"):
        pubnorm.parse(tmp_path / "nowhere.md")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [("[[no-such-table]]\na = 1\n", "no-such-table"), ("not toml", "not TOML"), ('venue = "ACL"\n', r"\[\[venue\]\]")],
)
def test_a_vocabulary_at_fault_is_named(content: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(DataFileError, match=complaint) as raised:
        pubnorm.parse(PAGE, data=path)
    assert "own.toml" in str(raised.value)

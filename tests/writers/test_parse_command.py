"""`pubnorm parse`: what it reads, what it writes, how it ends."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from pubnorm.cli import main

FIXTURES = Path(__file__).parents[1] / "fixtures"
PAGE = FIXTURES / "howto" / "about.md"
BIB = FIXTURES / "collections" / "papers.bib"
COLLECTION = FIXTURES / "collections" / "academicpages" / "_publications"


def run(capfd: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    out, err = capfd.readouterr()
    return code, out, err


def test_one_page_is_an_object_and_several_are_an_array(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "parse", PAGE)
    assert (code, len(json.loads(out)["publications"])) == (0, 3)
    code, out, _ = run(capfd, "parse", PAGE, BIB)
    assert (code, [len(page["publications"]) for page in json.loads(out)]) == (0, [3, 4])


def test_a_collection_is_one_page_and_a_repository_is_an_array(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, out, _ = run(capfd, "parse", COLLECTION)
    assert len(json.loads(out)["publications"]) == 2
    shutil.copy(PAGE, tmp_path / "about.md")
    _, out, _ = run(capfd, "parse", tmp_path)
    assert isinstance(json.loads(out), list)


def test_jsonl_and_formats_with_options(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "parse", BIB, "--format", "jsonl", "--option", "sort=title")
    assert [json.loads(line)["key"] for line in out.splitlines()] == [
        "doe2023survey",
        "roe2024harbours",
        "doe2022thesis",
        "doe2025tides",
    ]
    _, out, _ = run(capfd, "parse", BIB, "--format", "bibtex", "--option", "unicode", "--option", "fields=authors")
    assert "Müller, Jón" in out


def test_standard_input(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.read_bytes())))
    code, out, _ = run(capfd, "parse", "-", "--format", "csv")
    assert (code, len(out.splitlines())) == (0, 4)


def test_a_file_that_is_not_there(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capfd, "parse", tmp_path / "none.md")
    assert (code, out) == (2, "")
    assert "none.md" in err
    code, out, err = run(capfd, "parse", tmp_path / "none.md", PAGE)
    assert code == 1
    assert "none.md" in err
    assert len(json.loads(out)) == 1


@pytest.mark.parametrize("words", [["--format", "endnote"], ["--format", "ris", "--option", "sort=size"]])
def test_wrong_formats_and_options(capfd: pytest.CaptureFixture[str], words: list[str]) -> None:
    code, out, err = run(capfd, "parse", PAGE, *words)
    assert (code, out) == (2, "")
    assert "formats are" in err or "choose from" in err


def test_a_folder_without_pages_is_nothing_done(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    code, out, err = run(capfd, "parse", tmp_path)
    assert (code, out) == (2, "")
    assert "holds no pages with publications" in err
    code, out, err = run(capfd, "parse", tmp_path, PAGE)
    assert (code, len(json.loads(out))) == (1, 1)

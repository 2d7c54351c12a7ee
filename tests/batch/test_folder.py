"""Folders of pages to folders of files."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import pubnorm
from pubnorm.batch import convert, convert_folder
from pubnorm.cli import main
from pubnorm.errors import InputError, OutputError, UsageError

from .pages import outputs, page, tree, write_pages

FIXTURES = Path(__file__).parents[1] / "fixtures"


def test_one_file_per_page_at_its_relative_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_pages(
        tmp_path / "in", ["b.md", "team/a.md", "team/deep/a.html", "twin.md", "failures.md", "README.md"]
    )
    (source / "twin.bib").write_text("@article{k, title={Silt}, author={Ann Roe}, year={2020}}\n", "utf-8")
    (source / "photo.jpg").write_bytes(b"\xff\xd8")
    (source / ".hidden.md").write_text(page(9), "utf-8")
    assert main(["convert", str(source), "--to", "json", "-o", str(tmp_path / "out"), "--jobs", "2"]) == 0
    assert outputs(tmp_path / "out") == sorted(
        [
            "b.json",
            "team/a.json",
            "team/deep/a.json",
            "twin.md.json",
            "twin.bib.json",
            "failures.md.json",
            "failures.json",
        ]
    )
    assert json.loads((tmp_path / "out/failures.json").read_text("utf-8")) == []
    for name in ("b.md", "team/a.md", "twin.bib"):
        written = tmp_path / "out" / name.replace(".md", ".json").replace(".bib", ".bib.json")
        assert written.read_text("utf-8") == pubnorm.write(pubnorm.parse(source / name), "json")
    assert "6 pages" in capsys.readouterr().err


def test_repositories_and_collections_among_pages(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", ["loose.md", "jane/about.md", "jane/notes/diary.md", "ann/about.md"])
    (source / "jane/_config.yml").write_text("title: Jane Doe\n", "utf-8")
    (source / "jane/notes/diary.md").write_text("Rain today.\n", "utf-8")
    (source / "jane/_includes").mkdir()
    shutil.copytree(FIXTURES / "collections/academicpages/_publications", source / "ann/_publications")
    summary = convert_folder([source], "jsonl", tmp_path / "out", jobs=2)
    assert outputs(tmp_path / "out") == [
        "ann/_publications.jsonl",
        "ann/about.jsonl",
        "failures.json",
        "jane/about.jsonl",
        "loose.jsonl",
    ]
    assert (summary.pages, summary.failures) == (4, ())
    # A repository named by itself is what it is below another folder, and what `parse` makes of it.
    assert [one.record for one in convert(source / "jane", jobs=1)] == pubnorm.parse(source / "jane")
    convert_folder([source / "jane"], "jsonl", tmp_path / "site", jobs=1)
    assert (tmp_path / "site/about.jsonl").read_bytes() == (tmp_path / "out/jane/about.jsonl").read_bytes()


def test_any_number_of_jobs_gives_the_same_bytes(tmp_path: Path, readers: str) -> None:
    names = [f"{number:02}.md" for number in range(30)] + ["raise.md", "sub/raise2.md", "loud.md"]
    source = write_pages(tmp_path / "in", names)
    trees = []
    for jobs in (1, 3):
        convert_folder([source], "bibtex", tmp_path / f"out{jobs}", jobs=jobs, reader=readers)
        trees.append(tree(tmp_path / f"out{jobs}"))
    assert trees[0] == trees[1]
    assert len(json.loads(trees[0]["failures.json"])) == 2


def test_folder_formats_and_options(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", ["jane.md"])
    words = ["convert", str(source / "jane.md"), "-o", str(tmp_path / "out"), "--jobs", "1"]
    assert main([*words, "--to", "hugo-blox"]) == 0
    assert len(outputs(tmp_path / "out")) == 4
    assert all(name.startswith("jane/content/publication/") for name in outputs(tmp_path / "out")[1:])
    assert main([*words, "--to", "csv", "--option", "sort=year"]) == 0
    years = [line.split(",")[7] for line in (tmp_path / "out/jane.csv").read_text("utf-8").splitlines()[1:]]
    assert years
    # what a page is no longer converted to goes; what another format wrote stays
    (source / "jane.md").write_text(page(7, works=2), "utf-8")
    assert main([*words, "--to", "hugo-blox"]) == 0
    assert len(outputs(tmp_path / "out")) == 4


def test_records_are_sources_too(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", ["jane.md"])
    convert_folder([source], "json", tmp_path / "records", jobs=1)
    convert_folder([tmp_path / "records/jane.json"], "bibtex", tmp_path / "again", jobs=1)
    assert (tmp_path / "again/jane.bib").read_text("utf-8") == pubnorm.write(
        pubnorm.parse((source / "jane.md").read_text("utf-8")), "bibtex"
    )


def test_files_of_others_are_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_pages(tmp_path / "in", ["a.md", "b.md"])
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.bib").write_text("mine", "utf-8")
    words = ["convert", str(source), "--to", "bibtex", "-o", str(out), "--jobs", "1"]
    assert main(words) == 1
    assert (out / "a.bib").read_text("utf-8") == "mine"
    assert (out / "b.bib").exists()
    (failure,) = json.loads((out / "failures.json").read_text("utf-8"))
    assert (failure["path"], failure["kind"]) == (str(source / "a.md"), "exists")
    assert "--overwrite" in capsys.readouterr().err
    assert main([*words, "--overwrite"]) == 0
    assert "Tides" in (out / "a.bib").read_text("utf-8")
    (out / "a.bib").write_text("edited since", "utf-8")
    assert main(words) == 1
    assert (out / "a.bib").read_text("utf-8") == "edited since"


def test_failures_of_others_are_not_overwritten(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", ["a.md"])
    (tmp_path / "failures.json").write_text("mine", "utf-8")
    with pytest.raises(OutputError, match=r"failures\.json.*--overwrite"):
        convert_folder([source], "json", tmp_path, jobs=1)
    assert (tmp_path / "failures.json").read_text("utf-8") == "mine"


def test_outputs_stay_inside(tmp_path: Path) -> None:
    outside, out = tmp_path / "outside", tmp_path / "out"
    outside.mkdir()
    out.mkdir()
    source = write_pages(tmp_path / "in", ["sub/a.md", "b.md", "..\\..\\c.md", "C:\\d.md", "...md", "-o.md", "x\ny.md"])
    (out / "sub").symlink_to(outside, target_is_directory=True)
    (out / "b.bib").symlink_to(outside / "b.bib")
    summary = convert_folder([source], "bibtex", out, jobs=1)
    assert tree(outside) == {}
    assert {Path(failure.path).name: failure.kind for failure in summary.failures} == {
        "a.md": "unwritable",
        "b.md": "exists",
    }
    convert_folder([source / "b.md"], "bibtex", out, jobs=1, overwrite=True)
    assert tree(outside) == {}
    assert not (out / "b.bib").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out", "outside"]


def test_output_among_the_pages_is_no_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_pages(tmp_path / "in", ["a.md"])
    monkeypatch.chdir(source)
    for _ in range(2):
        summary = convert_folder(["."], "markdown", "out", jobs=1)
        assert summary.pages == 1
    with pytest.raises(UsageError, match="choose another folder"):
        convert_folder([source], "markdown", source, jobs=1, overwrite=True)
    summary = convert_folder(["a.md"], "markdown", ".", jobs=1, overwrite=True)
    assert [failure.kind for failure in summary.failures] == ["exists"]
    assert (source / "a.md").read_text("utf-8") == page(0)


def test_unreadable_pages_are_reported(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", ["a.md", "strange.md"])
    (source / "gone.md").symlink_to("nowhere")
    os.mkfifo(source / "pipe.md")
    (source / "strange.md").write_bytes(bytes(range(256)) * 4)
    (source / "empty.md").write_bytes(b"")
    summary = convert_folder([source], "jsonl", tmp_path / "out", jobs=1)
    assert [(Path(one.path).name, one.kind) for one in summary.failures] == [
        ("gone.md", "unreadable"),
        ("pipe.md", "unreadable"),
    ]
    assert (tmp_path / "out/empty.jsonl").read_bytes() == b""
    assert summary.empty == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere", "--to", "json", "-o", "out"], "no such file"),
        (["a.md", "--to", "word", "-o", "out"], "no format 'word'"),
        (["a.md", "--to", "json", "-o", "out", "--jobs", "0"], "give 1 or more"),
        (["a.md", "--to", "json", "-o", "out", "--timeout", "0"], "more than 0"),
        (["a.md", "--to", "json", "-o", "out", "--option", "sort=size"], "choose from"),
        (["a.md", "--to", "json", "-o", "out", "--data", "none.toml"], "none.toml"),
        (["a.md", "--to", "json", "-o", "a.md/out"], "a.md/out"),
        (["a.md", "--to", "json", "-o", "a.md"], "is a file; name a folder"),
        (["a.md", "--to", "json"], "--output"),
        (["empty", "--to", "json", "-o", "out"], "no pages"),
    ],
)  # fmt: skip
def test_nothing_could_be_done(
    words: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pages(tmp_path, ["a.md"])
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["convert", *words]) == 2
    assert message in capsys.readouterr().err


def test_a_run_at_a_time(tmp_path: Path, read_log: Callable[[], list[str]]) -> None:
    pytest.importorskip("fcntl")
    from pubnorm.batch.state import State

    source = write_pages(tmp_path / "in", ["a.md"])
    with State(tmp_path / "out", "json"), pytest.raises(OutputError, match="another run"):
        convert_folder([source], "json", tmp_path / "out", jobs=1)


def test_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no pages"):
        convert_folder([], "json", tmp_path)

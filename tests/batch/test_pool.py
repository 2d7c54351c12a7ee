"""Pages that hang, kill their worker or raise: given up, reported, and the rest goes on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import pubnorm
from pubnorm.batch import convert, convert_folder
from pubnorm.errors import InputError, UsageError

from .pages import outputs, write_pages

BAD = {"hang.md": "timeout", "kill.md": "crash", "exit.md": "crash", "raise.md": "error"}


def test_bad_pages_are_given_up_and_the_rest_goes_on(tmp_path: Path, readers: str) -> None:
    good = [f"{number}.md" for number in range(8)]
    source = write_pages(tmp_path / "in", [*good, *BAD])
    summary = convert_folder([source], "jsonl", tmp_path / "out", jobs=2, timeout=6, reader=readers)
    assert outputs(tmp_path / "out") == sorted([*(name.replace(".md", ".jsonl") for name in good), "failures.json"])
    listed = json.loads((tmp_path / "out/failures.json").read_text("utf-8"))
    assert {Path(one["path"]).name: one["kind"] for one in listed} == BAD
    reasons = {Path(one["path"]).name: one["reason"] for one in listed}
    assert "within 6 s" in reasons["hang.md"]
    assert "SIGKILL" in reasons["kill.md"]
    assert "exit status 7" in reasons["exit.md"]
    assert "RuntimeError: no such luck (readers.py" in reasons["raise.md"]
    assert summary.written == len(good)


def test_convert_yields_in_order(tmp_path: Path, readers: str) -> None:
    names = ["0.md", "kill.md", *(f"sub/{number}.md" for number in range(5)), "z.md"]
    source = write_pages(tmp_path / "in", names)
    results = list(convert(source, jobs=2, reader=readers))
    assert [Path(result.path).relative_to(source).as_posix() for result in results] == names
    assert [result.failure.kind for result in results if result.failure] == ["crash"]
    assert results[0].record == pubnorm.parse(source / "0.md")


def test_pages_named_twice_are_read_once(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", ["a.md", "x/b.md", "x/y/c.md"])
    named = [source, source / "x", source / "x/y/c.md"]
    assert [Path(one.path).name for one in convert(named, jobs=1)] == ["a.md", "b.md", "c.md"]
    assert convert_folder(named, "json", tmp_path / "out", jobs=2).pages == 3
    assert outputs(tmp_path / "out") == ["a.json", "failures.json", "x/b.json", "x/y/c.json"]


def test_convert_tells_of_mistakes_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        convert(tmp_path / "nowhere")
    write_pages(tmp_path, ["a.md"])
    with pytest.raises(UsageError, match="name it as"):
        convert(tmp_path, reader="no.such:thing")
    with pytest.raises(UsageError, match="jobs=0"):
        convert(tmp_path, jobs=0)


def test_a_script_needs_no_main_guard_and_leaves_no_process(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", ["a.md", "b.md"])
    script = tmp_path / "script.py"
    script.write_text(
        "from pubnorm.batch import convert\n"
        "pages = convert('in', jobs=1)\n"
        "print(len(next(pages).record.publications))\n"  # and never asks for the second
    )
    done = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "3\n", "")

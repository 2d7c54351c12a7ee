"""`pubnorm name`: an author string explained, for people and for programs."""

from __future__ import annotations

import io
import json

import pytest

from pubnorm.cli import main
from pubnorm.model import Author


def test_json_gives_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["name", "--format", "json", "van der Berg, J.* and Wei Li", "王小明"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["input"] == "van der Berg, J.* and Wei Li"
    authors = [Author.from_dict(author) for author in first["authors"]]
    assert [(a.name, a.given, a.particle, a.family, a.marks) for a in authors] == [
        ("van der Berg, J.", "J.", "van der", "Berg", "*"),
        ("Wei Li", "Wei", None, "Li", None),
    ]
    assert (second["authors"][0]["family"], second["authors"][0]["given"]) == ("王", "小明")


def test_lines_are_read_from_stdin(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Jane Doe\n\nDoe, J.\n"))
    assert main(["name", "--format", "json", "-"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [len(line["authors"]) for line in lines] == [1, 0, 1]


def test_text_says_what_was_not_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["name", "Jane Doe, et al., in press 2024"]) == 1
    out = capsys.readouterr().out
    assert "given Jane, family Doe" in out
    assert "the list is cut" in out
    assert "not understood: in press" in out

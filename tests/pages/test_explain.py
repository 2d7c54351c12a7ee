"""`pubnorm explain`: what it tells of an entry, and of a line without one."""

from __future__ import annotations

from pathlib import Path

import pytest

import pubnorm
from pubnorm.cli import main
from pubnorm.explaining import explain

EXAMPLE = Path(__file__).parents[2] / "examples" / "homepage.md"


def test_every_entry_of_the_example_is_explained() -> None:
    page = pubnorm.parse(EXAMPLE)
    assert isinstance(page, pubnorm.PageRecord)
    for work in page.publications:
        assert work.source.lines is not None
        told = explain(EXAMPLE.read_bytes(), work.source.lines[0], str(EXAMPLE))
        assert told is not None
        assert f"entry, lines {work.source.lines[0]}-{work.source.lines[1]}" in told
        assert f"confidence {work.confidence}" in told
        for author in work.authors:
            assert author.name.split()[-1] in told


def test_a_line_without_entry_is_told_with_what_stands_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("## Papers\n\n- Jane Doe, Rob Roe. **On Things**. ACL 2025.\n\n## Teaching\n\n- Things 101\n")
    assert main(["explain", f"{page}:3"]) == 0
    assert "On Things" in capsys.readouterr().out
    assert main(["explain", f"{page}:7"]) == 1
    assert "no entry here: list-item paragraph, lines 7-7" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["page.md", "page.md:x", "page.md:0", "missing.md:3"])
def test_a_place_that_is_none_is_refused(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", place]) == 2
    assert place.split(":")[0] in capsys.readouterr().err

"""BibTeX and RIS entries given to `cite`, and the command."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from pubnorm.citation import cite
from pubnorm.cli import main

BIBTEX = "@article{doe18, title={Sleep}, author={Doe, Jane and Roe, Ann}, journal={Nature}, year=2018, pages={1--9}}"
RIS = """TY  - CHAP
AU  - Doe, Jane
AU  - van der Berg, Anna
ED  - Roe, Ann
TI  - Sleep and
memory
T2  - Handbook of Sleep
PY  - 2018/05//
VL  - 3
SP  - 11
EP  - 19
PB  - Example Press
CY  - London
DO  - 10.1000/sleep.1
UR  - https://example.org/sleep
ER  -
"""


def test_bibtex() -> None:
    record = cite(BIBTEX)
    assert (record.type, record.title, record.year) == ("article", "Sleep", 2018)
    assert [author.family for author in record.authors] == ["Doe", "Roe"]


def test_ris() -> None:
    record = cite(RIS)
    assert (record.type, record.title, record.year, record.month) == ("chapter", "Sleep and memory", 2018, 5)
    assert [author.family for author in record.authors] == ["Doe", "Berg"]
    assert [editor.name for editor in record.editors] == ["Roe, Ann"]
    assert (record.volume, record.pages, record.publisher, record.place) == ("3", "11-19", "Example Press", "London")
    assert record.identifiers.doi == "10.1000/sleep.1"
    assert record.venue is not None
    assert record.venue.raw == "Handbook of Sleep"


@pytest.mark.parametrize("text", ["TY  - ", "TY  - XXXX\nER  - ", "TY  - JOUR\nAU  -\nPY  - soon"])
def test_poor_ris_gives_a_record(text: str) -> None:
    assert cite(text).title is None


def test_command_writes_a_line_for_each_line(tmp_path: Path) -> None:
    source, target = tmp_path / "in.txt", tmp_path / "out.jsonl"
    source.write_text(
        "Doe, J. (2018). Sleep and memory. Nature, 12(3), 4-9.\n\nRoe, A. (2019). Rest and work. Science, 1, 2-3.\n",
        "utf-8",
    )
    assert main(["cite", str(source), "-o", str(target)]) == 0
    records = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [record["title"] for record in records] == ["Sleep and memory", None, "Rest and work"]
    assert [record["year"] for record in records] == [2018, None, 2019]


def test_command_reads_stdin(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"Doe, J. (2018). Sleep and memory. Nature, 12(3), 4-9.\r\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["cite"]) == 0
    (line,) = capfdbinary.readouterr().out.splitlines()
    assert json.loads(line)["title"] == "Sleep and memory"


def test_command_names_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err
    wrong = tmp_path / "latin.txt"
    wrong.write_bytes(b"Doe, J.\nM\xfcller, K.\n")
    assert main(["cite", str(wrong)]) == 2
    assert "latin.txt:2" in capsys.readouterr().err

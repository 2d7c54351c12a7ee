"""The documentation of formats runs: its Python as doctests, its commands in a shell."""

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "tests" / "fixtures" / "howto" / "about.md"
HOWTOS = sorted(
    ROOT / "docs" / "howto" / f"{name}.md" for name in ("al-folio", "academicpages", "hugo-blox", "zotero", "pandoc")
)
RUN = "import sys; from pubnorm.cli import main; sys.exit(main())"
COMMAND = re.compile(r"^\$ (.+)$", re.MULTILINE)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(PAGE, tmp_path / "about.md")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("path", [*HOWTOS, ROOT / "docs" / "formats.md"], ids=lambda path: path.stem)
def test_python(path: Path) -> None:
    found = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert found.attempted
    assert found.failed == 0


@pytest.mark.parametrize("path", HOWTOS, ids=lambda path: path.stem)
def test_commands(path: Path, folder: Path) -> None:
    commands = [shlex.split(line) for line in COMMAND.findall(path.read_text("utf-8"))]
    assert commands
    for words in commands:
        if words[0] == "pubnorm":
            words = [sys.executable, "-c", RUN, *words[1:]]
        elif shutil.which(words[0]) is None:
            pytest.skip(f"{words[0]} is not installed")
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert (folder / words[words.index("-o") + 1]).exists()

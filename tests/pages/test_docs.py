"""What the documentation shows, happens: its Python as doctests, its commands with their output."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = ("how-it-works", "extending", "names", "venues")
PAGES = [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in NAMES)]
BLOCK = re.compile(r"^```console\n\$ (.+)\n((?:.*\n)*?)```$", re.MULTILINE)
COMMANDS = BLOCK.findall((ROOT / "docs" / "cli.md").read_text("utf-8"))
RUN = "import sys; from pubnorm.cli import main; sys.exit(main())"
ARXIV = (
    '{"id": "2505.90001", "title": "Listening at the Fjord", "authors": "Saga Thorvaldsen", "abstract": "A.",'
    ' "categories": "cs.CL", "versions": [{"version": "v1", "created": "Thu, 1 May 2025 10:00:00 GMT"}],'
    ' "authors_parsed": [["Thorvaldsen", "Saga", ""]], "update_date": "2025-05-02"}\n'
)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_python_of_the_documentation(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    found = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert found.attempted
    assert found.failed == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    shutil.copy(ROOT / "examples" / "homepage.md", folder)
    (folder / "references.txt").write_text("Doe, J. (2021). On Tides. Journal of Hydrology, 601, 126-140.\n", "utf-8")
    (folder / "snapshot.json").write_text(ARXIV, "utf-8")
    run(folder, ["parse", "homepage.md", "-o", "records.json"])
    run(folder, ["parse", "homepage.md", "--format", "jsonl", "-o", "works.jsonl"])
    run(folder, ["arxiv", "index", "snapshot.json", "-o", "arxiv.idx"])
    return folder


def run(folder: Path, words: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RUN, *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=120)


@pytest.mark.parametrize(("line", "shown"), COMMANDS, ids=[line.split()[1] for line, _ in COMMANDS])
def test_commands_of_the_documentation(line: str, shown: str, folder: Path) -> None:
    program, *words = shlex.split(line)
    assert program == "pubnorm"
    done = run(folder, words)
    assert done.returncode == 0, done.stderr
    if shown:
        assert doctest.OutputChecker().check_output(shown, done.stdout, doctest.ELLIPSIS), done.stdout
    if "-o" in words:
        assert (folder / words[words.index("-o") + 1]).exists()


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
        targets = re.findall(r"\]\(([^)#:\s]+)\)", text)
        broken += [(page.name, target) for target in targets if not (page.parent / target).exists()]
    assert broken == []

"""The documentation of batches, frames and Spark runs."""

import doctest
import re
import shlex
import shutil
import sys
import warnings
from pathlib import Path

import pytest

from pubnorm.cli import main

ROOT = Path(__file__).parents[2]
COMMAND = re.compile(r"^\$ pubnorm (.+)$", re.MULTILINE)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "homepages").mkdir()
    for name in ("about.md", "homepages/jane.md"):
        shutil.copy(ROOT / "tests/fixtures/howto/about.md", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "needs"), [("batch.md", []), ("howto/pandas.md", ["pandas"]), ("howto/spark.md", ["pyspark", "pyarrow"])]
)
def test_python(path: str, needs: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in needs:
        pytest.importorskip(name)
    if "pyspark" in needs and not shutil.which("java"):
        pytest.skip("java is not installed")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)  # Spark's own processes import pubnorm too
    with warnings.catch_warnings():
        warnings.simplefilter("ignore" if needs else "error")
        found = doctest.testfile(str(ROOT / "docs" / path), module_relative=False, encoding="utf-8")
    assert found.attempted
    assert found.failed == 0


def test_commands(folder: Path) -> None:
    commands = COMMAND.findall((ROOT / "docs/batch.md").read_text("utf-8"))
    assert [main(shlex.split(command)) for command in commands] == [0] * len(commands)
    assert len(commands) == 3
    assert (folder / "records/jane.jsonl").exists()
    assert (folder / "bib/jane.bib").exists()

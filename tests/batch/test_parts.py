"""Output names, progress and walking, as input and expected."""

import io
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubnorm.batch.names import OutputNames, safe_path
from pubnorm.batch.progress import Counts, StreamProgress
from pubnorm.batch.tasks import Item
from pubnorm.batch.walking import sources

from .pages import write_pages

NAMES = st.text(st.characters(codec=None, exclude_categories=())) | st.text("./\\:ab~ \x00", max_size=12)


@given(NAMES)
def test_no_name_leads_out(name: str) -> None:
    safe = safe_path(name)
    for path in (PurePosixPath(safe), PureWindowsPath(safe)):
        assert not path.is_absolute()
        assert not path.drive
        assert ".." not in path.parts
    assert "\0" not in safe
    assert all(part.strip() and len(part.encode("utf-8", "surrogatepass")) <= 210 for part in safe.split("/"))


@given(st.lists(NAMES, unique=True, max_size=8))
def test_no_two_pages_share_an_output(names: list[str]) -> None:
    items = [Item("page", "x", name or "x") for name in names]
    given_names = list(OutputNames("json").give(items))
    assert len(set(given_names)) == len(items)
    assert "failures" not in given_names


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_and_elsewhere() -> None:
    terminal, log = _Terminal(), io.StringIO()
    for stream in (terminal, log):
        progress = StreamProgress(stream, every=0)
        for done in (1, 2, 3):
            progress.update(Counts(known=3, written=done - 1, failed=1))
        progress.end()
    assert terminal.getvalue().count("\n") == 0
    assert terminal.getvalue().startswith("\r1 of 3 pages, ")
    assert terminal.getvalue().endswith("\r")
    assert [line.split(",")[0] for line in log.getvalue().splitlines()] == [f"{n} of 3 pages" for n in (1, 2, 3)]
    assert all(line.endswith("left, 1 failed") for line in log.getvalue().splitlines())


@pytest.mark.parametrize(
    ("named", "names"),
    [
        (["in"], [""]),
        (["in/a.md"], ["a.md"]),
        (["in/x/b.md", "in/y/b.md"], ["x/b.md", "y/b.md"]),
        (["in/x", "in/y"], ["x", "y"]),
        (["in/a.md", "in/x", "in/a.md"], ["a.md", "x"]),
        (["in/x/../a.md"], ["a.md"]),
    ],
)
def test_names_of_sources(named: list[str], names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pages(tmp_path / "in", ["a.md", "x/b.md", "y/b.md"])
    monkeypatch.chdir(tmp_path)
    assert [item.name for item in sources([Path(path) for path in named])] == names


def test_surrogates_and_long_names_find_room() -> None:
    names = ["a\udcff.md", "a\ud800.md", "x" * 300 + ".md", "é" * 150 + ".md", "x" * 300 + "y.md"]
    found = list(OutputNames("json").give([Item("page", "x", name) for name in names]))
    assert len(set(found)) == 5
    assert all(len(name.encode("utf-8", "surrogatepass")) < 230 for name in found)

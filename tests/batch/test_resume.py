"""Runs that were stopped, and runs over pages that have changed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pubnorm.batch import convert_folder

from .pages import page, tree, write_pages

HERE = Path(__file__).parent
RUN = """
import sys
sys.path.insert(0, sys.argv[3])
from pubnorm.batch import convert_folder
convert_folder([sys.argv[1]], "bibtex", sys.argv[2], jobs=int(sys.argv[4]), resume=True, reader="readers:read")
"""


def test_killed_ten_times_and_resumed(tmp_path: Path, read_log: Callable[[], list[str]], readers: str) -> None:
    draw = random.Random(6)
    source = write_pages(tmp_path / "in", [f"{number % 7}/{number:03}.md" for number in range(50)])
    (source / "3/raise.md").write_text(page(99), "utf-8")
    convert_folder([source], "bibtex", tmp_path / "undisturbed", jobs=2, reader=readers)
    read_log()
    words = [sys.executable, "-c", RUN, str(source), str(tmp_path / "out"), str(HERE)]
    log = Path(os.environ["READ_LOG"])
    for number in range(10):
        running = subprocess.Popen([*words, str(1 + number % 2)])
        start, enough = log.stat().st_size, draw.randrange(1, 6) * len(str(source / "0/000.md"))
        while log.stat().st_size < start + enough and running.poll() is None:
            time.sleep(0.001)
        time.sleep(draw.random() * 0.02)
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert subprocess.run([*words, "2"], check=False).returncode == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "undisturbed")
    read = [name for name in read_log() if name != "raise.md"]
    assert len(set(read)) == 50
    assert len(read) <= 50 + 15  # only what was under way: a page for each worker


def test_resume_goes_by_content(tmp_path: Path, read_log: Callable[[], list[str]], readers: str) -> None:
    source = write_pages(tmp_path / "in", ["a.md", "b.md", "c.md", "raise.md"])
    out = tmp_path / "out"

    def again(**options: object) -> list[str]:
        convert_folder([source], "bibtex", out, jobs=1, resume=True, reader=readers, options=options)
        return read_log()

    assert again() == ["a.md", "b.md", "c.md", "raise.md"]
    os.utime(source / "a.md", (1, 1))
    assert again() == ["raise.md"]  # what failed is tried again
    before = (out / "b.bib").stat().st_mtime_ns
    (source / "a.md").write_text(page(7), "utf-8")
    (out / "c.bib").unlink()
    assert again() == ["a.md", "c.md", "raise.md"]
    assert "Harbour 7" in (out / "a.bib").read_text("utf-8")
    assert (out / "b.bib").stat().st_mtime_ns == before
    assert again(unicode=True) == ["a.md", "b.md", "c.md", "raise.md"]
    (source / "d.md").write_text(page(8), "utf-8")
    (source / "raise.md").unlink()
    assert again(unicode=True) == ["d.md"]


def test_resume_follows_includes_and_the_site(tmp_path: Path, read_log: Callable[[], list[str]], readers: str) -> None:
    source = tmp_path / "in"
    write_pages(source, ["_includes/pubs.md", "about.md", "publications.md"])
    (source / "_config.yml").write_text("author:\n  name: Jane Doe\n", "utf-8")
    (source / "about.md").write_text("# Jane Doe\n\n## Publications\n\n{% include pubs.md %}\n", "utf-8")

    def again() -> list[str]:
        convert_folder([source], "json", tmp_path / "out", jobs=1, resume=True, reader=readers)
        return read_log()

    assert again() == ["about.md", "publications.md"]
    assert again() == []
    (source / "_includes/pubs.md").write_text(page(5), "utf-8")
    assert again() == ["about.md"]
    assert "Harbour 5" in (tmp_path / "out/about.json").read_text("utf-8")
    (source / "_config.yml").write_text("author:\n  name: Ann Roe\n", "utf-8")
    assert again() == ["about.md", "publications.md"]


def test_a_state_cut_off_anywhere_is_read(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", ["a.md", "b.md"])
    out = tmp_path / "out"
    convert_folder([source], "json", out, jobs=1)
    whole = tree(out)
    state = out / ".pubnorm/state"
    content = state.read_bytes()
    for cut in (0, len(content) // 2, len(content) - 1):
        state.write_bytes(content[:cut])
        summary = convert_folder([source], "json", out, jobs=1, resume=True)
        assert summary.failures == ()
        assert tree(out) == whole

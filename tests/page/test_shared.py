"""The real pages, where they are at hand: what is labelled is visible, what was garbled is repaired."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pubnorm.page import Page, read_page
from pubnorm.page.garble import repair

DEV = Path(__file__).parents[3] / "shared" / "evaluation" / "dev"
WORD = r"[^\W_]+"
PAGES = sorted(DEV.glob("pages/*.md"))

pytestmark = pytest.mark.skipif(not PAGES, reason="the evaluation pages are not here")


def read(name: str) -> Page:
    path = DEV / "pages" / f"{name}.md"
    return read_page(path.read_bytes(), str(path))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_labelled_title_is_visible_on_its_lines(path: Path) -> None:
    page = read(path.stem)
    gold = json.loads((DEV / "gold" / f"{path.stem}.json").read_text("utf-8"))
    assert len(page.lines) == path.read_text("utf-8").count("\n") + 1
    for publication in gold["publications"]:
        first, last = publication["lines"]
        shown = set(re.findall(WORD, " ".join(page.lines[first - 1 : last]).lower()))
        words = re.findall(WORD, publication["title"].lower())
        assert sum(word in shown for word in words) >= 0.6 * len(words), publication["title"]
        assert all("\ufffd" not in line for line in page.lines)


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("seed-000", {"🎖", "💻", "📝", "💬", "🔥", "ü", "📖", "盘卓实"}),
        ("seed-001", {"🎖", "💻", "📝", "💬", "🔥", "ü", "📖", "盘卓实", "🎉🎉"}),
        ("seed-003", {"†", "—", "🎉", "📬"}),
    ],
)
def test_the_seeds_come_out_right(name: str, pieces: set[str]) -> None:
    text = repair((DEV / "pages" / f"{name}.md").read_text("utf-8")).text
    assert set(re.findall(r"[^\x00-\x7f\xa0]+", text)) == pieces


def test_healthy_pages_are_not_touched() -> None:
    repaired = {path.stem for path in PAGES if read(path.stem).repaired}
    assert repaired == {"seed-000", "seed-001", "seed-003"}

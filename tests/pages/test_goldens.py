"""Whole pages of our own writing against the records they should give.

`pytest tests/pages/test_goldens.py --update-goldens` writes the records anew: read the difference before you keep it.
What is a judgement of the reader and no fact of the page (`confidence`, `uncertain`) and what follows from the rest
(`spans`) is left out; the properties in this folder hold those.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import pubnorm

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
LEFT_OUT = ("confidence", "uncertain", "spans")


def pages() -> list[Path]:
    return sorted(path for path in PAGES.iterdir() if path.suffix != ".json")


def facts(page: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(json.dumps(pubnorm.parse(page.read_bytes()).to_dict()))
    for publication in record["publications"]:
        for name in LEFT_OUT:
            del publication[name]
    return record


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_page_gives_its_golden_record(page: Path, request: pytest.FixtureRequest) -> None:
    golden = page.with_name(page.name + ".json")
    found = facts(page)
    if request.config.getoption("--update-goldens"):
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(golden.read_text("utf-8"))


def test_every_golden_has_its_page() -> None:
    assert {path.name.removesuffix(".json") for path in PAGES.glob("*.json")} == {page.name for page in pages()}

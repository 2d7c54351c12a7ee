"""Floors of accuracy that only ever rise: strings of our own, and AnyStyle's labelled ones where they are at hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pubnorm.citation import cite

SAMPLE = Path(__file__).parent / "sample.jsonl"
CORE = Path(__file__).resolve().parents[3] / "shared" / "evaluation" / "citations" / "anystyle-core.jsonl"


def letters(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", (text or "").casefold())


def right(line: dict[str, Any]) -> dict[str, bool]:
    """Hold the record of a line's text against the labels it has: title, container, year."""
    record = cite(line["text"])
    found = {
        "title": letters(record.title),
        "container": letters(record.venue.raw if record.venue else None),
        "date": str(record.year),
    }
    first: dict[str, str] = {}
    for label, text in line["labels"]:
        first.setdefault("container" if label in ("journal", "container-title") else label, text)
    year = re.search(r"(?:1[5-9]|20)\d\d", first.get("date", ""))
    marks: dict[str, bool] = {}
    if "title" in first:
        marks["title"] = found["title"] == letters(re.sub(r"\[[A-Z]\]\W*$", "", first["title"]))
    if "container" in first:
        marks["container"] = letters(first["container"]).endswith(found["container"]) and bool(found["container"])
    if year:
        marks["date"] = found["date"] == year[0]
    return marks


def shares(path: Path) -> dict[str, float]:
    marks = [right(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    return {
        name: sum(m[name] for m in marks if name in m) / sum(name in m for m in marks)
        for name in ("title", "container", "date")
    }


def test_floor_on_strings_of_our_own() -> None:
    """Rendered from facts by `training/citation/sample.py`: unseen works, unseen styles."""
    found = shares(SAMPLE)
    assert found["title"] >= 0.93
    assert found["container"] >= 0.88
    assert found["date"] >= 0.97


@pytest.mark.skipif(not CORE.exists(), reason="AnyStyle's labelled strings are not here")
def test_floor_on_what_the_model_was_trained_on() -> None:
    """These strings are part of the training: the floor tells that nothing broke, not how good the model is."""
    found = shares(CORE)
    assert found["title"] >= 0.97
    assert found["container"] >= 0.96
    assert found["date"] >= 0.99


@pytest.mark.skipif(not CORE.exists(), reason="AnyStyle's labelled strings are not here")
def test_citations_get_confidence() -> None:
    lines = [json.loads(line)["text"] for line in CORE.read_text("utf-8").splitlines()]
    assert sum(cite(line).confidence >= 0.5 for line in lines) >= 0.95 * len(lines)

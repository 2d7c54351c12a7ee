"""Inputs that break careless parsers give a valid record, whatever it holds; their times are in benchmarks/pages.py."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import pubnorm
from pubnorm.model import PageRecord

INPUTS: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parents[1] / "fixtures" / "pathological.toml").read_text("utf-8")
)["inputs"]
SIZE = 1_500  # characters; enough to nest a few hundred deep


@pytest.mark.parametrize("name", sorted(INPUTS))
def test_any_input_gives_a_record(name: str) -> None:
    given = INPUTS[name]
    text = given.get("head", "") + given["unit"] * (SIZE // len(given["unit"])) + given.get("tail", "")
    record = pubnorm.parse(text)
    assert PageRecord.from_dict(record.to_dict()) == record


@pytest.mark.parametrize("name", sorted(name for name in INPUTS if name.startswith("front-matter-")))
def test_front_matter_too_deep_for_its_parser_is_read_line_by_line(name: str) -> None:
    given = INPUTS[name]
    text = given["head"] + given["unit"] * 100_000 + given["tail"]
    assert "invalid-front-matter" in [warning.code for warning in pubnorm.parse(text).warnings]


def test_deep_nesting_of_items() -> None:
    text = "".join("  " * depth + "- a\n" for depth in range(300))
    assert pubnorm.parse(text).publications == []


def test_an_entry_after_a_pathological_line_is_still_read() -> None:
    work = "\n\n# Papers\n\n- Jane Doe, Li Wei. **A Study of Things and Others**. ACL 2025.\n"
    lost = []
    for name in ("stars", "brackets", "dollars", "backslashes", "parentheses", "entities", "liquid-values", "one-word"):
        text = INPUTS[name]["unit"] * 200 + work
        if [p.title for p in pubnorm.parse(text).publications] != ["A Study of Things and Others"]:
            lost.append(name)
    assert lost == []

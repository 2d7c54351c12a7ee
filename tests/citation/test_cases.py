"""Citations by style and language: string and fields."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pubnorm.citation import cite

FOLDER = Path(__file__).parent / "cases"
CASES = [case for path in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]


def shown(case: dict[str, Any]) -> dict[str, Any]:
    record = cite(case["input"]).to_dict()
    venue = record["venue"] or {}
    found: dict[str, Any] = record | record["identifiers"] | {
        "authors": [author["name"] for author in record["authors"]],
        "editors": [editor["name"] for editor in record["editors"]],
        "venue": venue.get("raw"), "acronym": venue.get("acronym"), "key": venue.get("key") or "",
        "truncated": record["authors_truncated"],
    }  # fmt: skip
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_fields(case: dict[str, Any]) -> None:
    found = shown(case)
    assert {name: found[name] for name in case["expected"]} == case["expected"]

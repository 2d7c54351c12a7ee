"""Every line of `cases.md`: a venue string, and what is read in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubnorm.matching.venues import read_venue

CASES = Path(__file__).parent / "cases.md"


def _cases() -> list[list[str]]:
    lines = CASES.read_text("utf-8").splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("|") and not line.startswith("| ---")]
    return [[cell.strip() for cell in row] for row in rows[1:]]


def test_there_are_many_cases() -> None:
    assert len(_cases()) >= 300


@pytest.mark.parametrize("case", _cases(), ids=lambda case: str(case[0]))
def test_case(case: list[str]) -> None:
    text, *expected = case
    reading = read_venue(text)
    venue = reading.venue
    got = [
        venue.acronym if venue else None,
        venue.key if venue else None,
        venue.track if venue else None,
        reading.year,
        reading.status,
        reading.type,
    ]
    assert ["" if value is None else str(value) for value in got] == expected

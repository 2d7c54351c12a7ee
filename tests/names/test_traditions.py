"""Names of many traditions and scripts, each with its expected parts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubnorm.matching.names import NameParts, parse_name, split_names
from pubnorm.vocabulary import vocabulary

with (Path(__file__).parent / "traditions.tsv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE))
FLOOR = 0.98


def _expected(row: dict[str, str]) -> NameParts:
    alternatives = (row["alternative"],) if row["alternative"] else ()
    return NameParts(
        row["given"] or None, row["particle"] or None, row["family"] or None, row["suffix"] or None, alternatives
    )


def test_the_set_is_large_enough() -> None:
    assert len(ROWS) >= 600
    assert len({row["tradition"] for row in ROWS}) >= 20


def test_names_are_parted_right() -> None:
    wrong = [(row["name"], parse_name(row["name"])) for row in ROWS if parse_name(row["name"]) != _expected(row)]
    assert 1 - len(wrong) / len(ROWS) >= FLOOR, wrong


@pytest.mark.parametrize("tradition", sorted({row["tradition"] for row in ROWS}))
def test_no_tradition_is_left_out(tradition: str) -> None:
    rows = [row for row in ROWS if row["tradition"] == tradition]
    wrong = [row["name"] for row in rows if parse_name(row["name"]) != _expected(row)]
    assert len(wrong) <= 0.1 * len(rows), wrong


def test_each_is_found_as_one_name() -> None:
    wrong = [row["name"] for row in ROWS if len(split_names(row["name"], expected=True).names) != 1]
    assert 1 - len(wrong) / len(ROWS) >= FLOOR, wrong


@given(st.text(max_size=60))
def test_any_text_has_parts(text: str) -> None:
    parts = parse_name(text)
    for part in (parts.given, parts.particle, parts.family, parts.suffix):
        assert part is None or part.strip() == part != ""


def test_a_regular_form_is_parted_as_any_other() -> None:
    """A blank before a name means nothing, but keeps the names of regular form from being parted by that alone."""
    rows = [row for row in ROWS if row["family"]]
    listed = [word for row in vocabulary().rows("name_words") for word in row["words"]]
    words = {form for word in (*listed, *(row["family"] for row in rows)) for form in (word.title(), word.capitalize())}
    initials = ("A.", "M.A.", "M. A.", "J.-P.", "M.D.", "R. N.", "X. Y. Z.")
    names = [row["name"] for row in rows]
    for word in sorted(words):
        names += [form for i in initials for form in (f"{word}, {i}", f"{i} {word}", f"Doe, {word} {i}")]
        names += [f"Doe, {word}", f"{word}, Jane", f"{word}, {word}", f"{word}-Roe, J."]
    assert [name for name in names if parse_name(name) != parse_name(f" {name}")] == []

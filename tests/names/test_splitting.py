"""Author lists: the names found, whatever the order and separator, and nothing lost of the text."""

from __future__ import annotations

import string
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubnorm.matching.names import name_score, split_names

LISTS = [line.split("\t") for line in (Path(__file__).parent / "lists.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("text", "expected"), LISTS, ids=[text for text, _ in LISTS])
def test_names_of_a_list(text: str, expected: str) -> None:
    found = split_names(text)
    names = [text[name.start : name.end] for name in found.names]
    assert "|".join([*names, *(["…"] if found.truncated else [])]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Deep Learning", "Graph Neural Networks", "Hong Kong", "Best Paper Award", "Nature Communications",
        "Attention Is All You Need", "San Francisco, USA", "Oral Presentation", "Proceedings of the National Academy",
        "J. Vet. Med. Sci.", "Monte Carlo Methods", "深度学习", "in press", "University of Oslo", "", "2024", "***",
    ],
)  # fmt: skip
def test_what_is_no_name(text: str) -> None:
    assert name_score(text) < 0.3
    assert split_names(text).score < 0.3


@pytest.mark.parametrize(
    "name", ["Wei Zhang", "Anne-Marie O'Neill", "Zhuoshi Pan", "王小明", "van der Berg, J.", "Li D."]
)
def test_what_is_one_name(name: str) -> None:
    assert name_score(name) > 0.7


def test_notes_are_neither_name_nor_rest() -> None:
    text = "Jane Doe* (advisor), Rob Roe†"
    found = split_names(text)
    assert [text[start:end] for start, end in found.notes] == ["*", "(advisor)", "†"]
    assert found.rest == ()


def test_what_is_not_understood_is_rest() -> None:
    text = "Jane Doe, Rob Roe, Scalable Methods for Neural Networks"
    found = split_names(text)
    assert [text[start:end] for start, end in found.rest] == ["Scalable Methods for Neural Networks"]
    assert found.score < 0.6


def test_expected_names_need_no_evidence() -> None:
    text = "Qwzz Xyqq"
    assert len(split_names(text, expected=True).names) == 1


@given(st.text(alphabet=string.printable + "王李张三*†¹²，、·・…“”", max_size=80))
def test_spans_stand_in_order_within_the_text(text: str) -> None:
    found = split_names(text)
    spans = sorted([(n.start, n.end) for n in found.names] + list(found.rest))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert 0 <= found.score <= 1


@given(
    st.lists(
        st.sampled_from(["Jane Doe", "Wei Zhang", "Karl von Hohenfels", "A. B. Roe", "María Pérez"]),
        min_size=1,
        max_size=6,
    )
)
def test_separators_agree(names: list[str]) -> None:
    for text in (", ".join(names), "; ".join(names), " and ".join(names), " · ".join(names), "*, ".join(names)):
        assert [text[n.start : n.end] for n in split_names(text).names] == names


@pytest.mark.parametrize(
    "unit", [",", "(", "()", " ", "a, ", "J. ", "and ", "$", "*", "(a", "· ", "1,", "^{", "y ", "和", "\n", "Doe, J., "]
)
def test_long_input_ends(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    found = split_names(text)  # a scan that is not linear would take minutes
    assert all(end <= len(text) for _, end in found.rest)


def test_expected_names_may_be_in_lower_case() -> None:
    text = "john smith, wei zhang, in press"
    assert [text[n.start : n.end] for n in split_names(text, expected=True).names] == ["john smith", "wei zhang"]

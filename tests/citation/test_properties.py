"""What holds for every string: a record, spans that tile the text, stable answers, valid output."""

from __future__ import annotations

import json
from itertools import pairwise

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubnorm.citation import cite, tag
from pubnorm.model import PageRecord, Publication, schema

PIECES = st.sampled_from(
    ["Doe, J.", "(2018)", "12(3)", "pp. 1–9", "In: ", "张三", "等", "[J]", "//", "https://doi.org/10.1000/x", "@",
     "{", "}", "TY  - JOUR", "\n", "“", "”", "&", "et al.", "Proc.", "…", "\u200b", "\x00", "\ud800", "  ", "vol. ",
     "(Hrsg.)", "'24"]
)  # fmt: skip
STRINGS = st.one_of(st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30).map("".join))


@settings(max_examples=150, deadline=None)
@given(STRINGS)
def test_any_string_gives_a_record(text: str) -> None:
    record = cite(text)
    assert isinstance(record, Publication)
    assert 0 <= record.confidence <= 1


@settings(max_examples=100, deadline=None)
@given(STRINGS)
def test_segments_in_order_are_the_text(text: str) -> None:
    segments = tag(text).segments
    assert "".join(text[one.start : one.end] for one in segments).split() == text.split() or (
        "".join("".join(text[one.start : one.end] for one in segments).split()) == "".join(text.split())
    )
    assert all(a.end <= b.start for a, b in pairwise(segments))


@pytest.mark.parametrize("text", ["Doe, J. Sleep. Nature 12 (2018): 1-9.", "[1]张三,李四.睡眠[J].科学,2018,3(1):1-9."])
def test_spans_of_a_record_tile_the_string(text: str) -> None:
    record = cite(text)
    spans = sorted(span for spans in record.spans.values() for span in spans)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


def test_record_is_valid_against_the_schema() -> None:
    record = cite("Doe, J., & Roe, A. (2018). Sleep and memory. Journal of Sleep, 12(3), 45-67.")
    page = PageRecord(publications=[record]).to_dict()
    jsonschema.validate(json.loads(json.dumps(page)), schema())


def test_empty_and_blank_strings_give_empty_records() -> None:
    for text in ("", " \t", "\n"):
        record = cite(text)
        assert record.title is None
        assert record.confidence == 0.0
        assert record.source.text == text


def test_long_strings_are_kept_whole() -> None:
    text = "Doe, J. (2018). Sleep. Nature, 1, 2-3. " * 400
    segments = tag(text).segments
    assert segments[-1].end == len(text.rstrip())


def test_markup_is_evidence() -> None:
    text = "Rivers of Ice\nAnn Roe, Jane Doe\nNature 2020"
    styles = [(0, 13, "bold"), (24, 32, "bold"), (33, 39, "italic")]
    labels = {text[one.start : one.end]: one.label for one in tag(text, styles).segments}
    assert labels["Rivers of Ice"] == "title"
    assert labels["Ann Roe, Jane Doe"] == "author"
    assert labels["Nature"] == "container"

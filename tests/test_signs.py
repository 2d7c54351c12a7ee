"""What a pattern's finds cannot do without: told of every pattern of the tables, and never too much."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubnorm.matching.caseless import Caseless
from pubnorm.matching.sign_search import SignSearch
from pubnorm.matching.signs import signs_of
from pubnorm.vocabulary import vocabulary

CASES: tuple[tuple[str, set[str]], ...] = (
    ("tides?", {"tide"}),
    ("(?:slow )?tides", {"tides"}),
    ("(?:slow|fast) tides", {" tides"}),
    ("(?:slow|fast){2}x", {"slow", "fast"}),
    ("(?:tides|waves)?", set()),
    ("tides|[a-z]+", set()),
    ("(?=tides)a", {"a"}),
    (r"a\.b\?", {"a.b?"}),
    ("[(tide]wave", {"wave"}),
    (r"\x41tide", {"tide"}),
    (r"(?i)tides", set()),
    ("tides|tide", {"tide"}),
)


@pytest.mark.parametrize(("pattern", "signs"), CASES)
def test_signs(pattern: str, signs: set[str]) -> None:
    assert signs_of(pattern) == signs


def test_every_example_of_the_tables_holds_a_sign() -> None:
    rows = [row for name in vocabulary().names() for row in vocabulary().rows(name)]
    looked = 0
    for row in rows:
        pattern = "|".join(row.get("patterns", ()))
        for example in row.get("examples", ()) if pattern else ():
            found = re.search(pattern, example, re.IGNORECASE)
            signs = [sign.lower() for sign in signs_of(pattern)]
            assert not found or not signs or any(sign in found[0].lower() for sign in signs), (pattern, example)
            looked += 1
    assert looked > 20


@pytest.mark.parametrize(("text", "found"), [("PAÍS", True), ("pais", False), ("Ｐaís", False), ("PAÍſ", True)])
def test_case_does_not_matter(text: str, found: bool) -> None:
    assert Caseless("país").found(text) is found
    assert [match[0] for match in Caseless("país").finditer(text)] == ([text] if found else [])


@pytest.mark.skipif(find_spec("pubnorm.matching.native_sign_search") is None, reason="built without a C compiler")
@given(
    st.text("abé王\U0001f40b", max_size=90), st.lists(st.text("abé王\U0001f40b", min_size=1, max_size=4), max_size=5),
    st.integers(0, 95), st.integers(0, 95),
)  # fmt: skip
def test_the_compiled_search_tells_the_same(text: str, signs: list[str], start: int, end: int) -> None:
    from pubnorm.matching import native_sign_search

    told = any(sign in text[start:end] for sign in signs)
    assert SignSearch(signs).within(text, start, end) is told
    assert native_sign_search.SignSearch(signs).within(text, start, end) is told

"""The words of `data/citation.toml`, held against their examples; what single tokens tell."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pubnorm.citation.dates import read_month
from pubnorm.citation.tokens import _UNCUT, cuts, tokenize
from pubnorm.citation.words import Core, core_of, parts
from pubnorm.vocabulary import vocabulary


def word(token: str) -> Core:
    return core_of(parts(token)[1])


KINDS = vocabulary().rows("citation_words")


@pytest.mark.parametrize("row", KINDS, ids=[row["kind"] for row in KINDS])
def test_examples_hold_a_word_of_the_kind(row: dict[str, Any]) -> None:
    for shown in row["examples"]:
        assert any(row["kind"] in word(token).kinds for _, _, token in tokenize(shown)), shown


@pytest.mark.parametrize("row", KINDS, ids=[row["kind"] for row in KINDS])
def test_words_are_stored_as_they_are_looked_up(row: dict[str, Any]) -> None:
    assert all(word == word.lower() for word in row["words"])


def test_every_month_word_is_read() -> None:
    for row in vocabulary().rows("citation_month"):
        assert all(read_month(f"3 {word}. 2001") == row["month"] for word in row["words"])


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("[1]Doe J.Nature.2018;45(3):1-9.", ["[1]", "Doe", "J.Nature.", "2018;", "45", "(3):", "1-9."]),
        ("张三,李四.睡眠[J].", ["张", "三,", "李", "四.", "睡", "眠", "[J]."]),
        ("CHI'24 ICML2024", ["CHI", "'24", "ICML", "2024"]),
        ("[C]//Proceedings", ["[C]//", "Proceedings"]),
        ("doi:10.1002/(SICI)1097", ["doi:", "10.1002/(SICI)1097"]),
        ("US 3,712,959", ["US", "3,712,959"]),
        ("(https://example.org/a(b),c)", ["(", "https://example.org/a(b),c)"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [word for _, _, word in tokenize(text)] == tokens


@pytest.mark.parametrize(
    ("token", "shape", "code"),
    [("Smith,", "Xxx", "n"), ("J.-P.", "X.-X", "I"), ("2018a", "#Y", "y"), ("12–19", "#R", "d"), ("e1234", "#L", "d"),
     ("1812.04948", "#A", "d"), ("3rd", "#O", "d"), ("Hrsg.", "Xxx", "e"), ("und", "xx", "a")],
)  # fmt: skip
def test_what_a_token_tells(token: str, shape: str, code: str) -> None:
    assert (word(token).shape, word(token).code) == (shape, code)


@given(st.text("aAéÉzZ1920.,;:-–'’\"”“‘()[]/|", min_size=1, max_size=9).filter(lambda word: word.split() == [word]))
@example("Doe-Roe,")
@example("J.-P.,")
@example('1999."')
@example("(2018).")
def test_words_told_to_be_whole_have_no_place_to_cut_at(word: str) -> None:
    assert len(cuts(word)) == 2 or not _UNCUT.fullmatch(word)


@pytest.mark.skipif(find_spec("pubnorm.citation.native_tokens") is None, reason="built without a C compiler")
@given(st.text("aAéÉzZ×1920.,;:-–'’\"”“‘()[]/|睡 \t\n\xa0\u2009", max_size=40) | st.text(max_size=40))
def test_the_compiled_loop_cuts_alike(text: str) -> None:
    from pubnorm.citation import native_tokens

    assert native_tokens.tokenize(text) == tokenize(text)

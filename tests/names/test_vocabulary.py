"""Every row of the vocabulary of names is held against its examples."""

from __future__ import annotations

from typing import Any

import pytest

from pubnorm.matching.names import same_person, split_names
from pubnorm.matching.names.fold import fold
from pubnorm.vocabulary import vocabulary

WORDS = vocabulary().rows("name_words")
VARIANTS = vocabulary().rows("name_variants")


@pytest.mark.parametrize("row", WORDS, ids=[row["kind"] for row in WORDS])
def test_examples_of_a_kind(row: dict[str, Any]) -> None:
    assert row["examples"]
    for text, names in row["examples"]:
        found = split_names(text)
        assert [text[name.start : name.end] for name in found.names] == names
        if row["kind"].endswith("name") or names:
            assert any(word in fold(text) or any(char in text for char in word) for word in row["words"])


@pytest.mark.parametrize("row", WORDS, ids=[row["kind"] for row in WORDS])
def test_words_are_folded_and_stand_once(row: dict[str, Any]) -> None:
    assert len(set(row["words"])) == len(row["words"])
    assert [word for word in row["words"] if word != word.lower()] == []


@pytest.mark.parametrize("row", VARIANTS, ids=[row["kind"] for row in VARIANTS])
def test_variants_match_by_their_row(row: dict[str, Any]) -> None:
    assert same_person(*row["example"]).level == "nickname"
    for group in row["groups"]:
        assert len(group.split()) > 1
        assert group == fold(group)

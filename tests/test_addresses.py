"""The rows of `data/addresses.toml`, held against their examples both ways."""

from typing import Any

import pytest

from pubnorm.fields.addresses import told_type
from pubnorm.vocabulary import vocabulary

ROWS = vocabulary().rows("address_type")


def _told(text: str) -> str | None:
    return told_type(None, [text], vocabulary()) if "//" in text else told_type(text, [], vocabulary())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["type"])
def test_examples_tell_the_type(row: dict[str, Any]) -> None:
    assert {text: _told(text) for text in row["examples"]} == dict.fromkeys(row["examples"], row["type"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["type"])
def test_others_do_not(row: dict[str, Any]) -> None:
    assert [text for text in row["others"] if _told(text) == row["type"]] == []

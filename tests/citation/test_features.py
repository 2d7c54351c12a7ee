"""What the tagger is told of a token by what stands around it."""

from __future__ import annotations

import pytest

from pubnorm.citation.features import Extractor
from pubnorm.citation.sums import Names
from pubnorm.citation.tokens import tokenize


def told(text: str, feature: str) -> list[str]:
    """Return the tokens that have a feature."""
    tokens = tokenize(text)
    rows = Extractor(Names()).features(text, tokens)
    return [word for (_, _, word), row in zip(tokens, rows, strict=True) if feature in row]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Doe, ‘Ferries in Winter’, Harbour", ["‘Ferries", "in", "Winter’,"]),
        ("Doe, “The harbour’s ‘small’ ferries,” Harbour", ["“The", "harbour’s", "‘small’", "ferries,”"]),
        ("Doe, ``Ferries in Winter,'' Harbour", ["``Ferries", "in", "Winter,''"]),
        ("Doe, «Ferries» Harbour", ["«Ferries»"]),
    ],
)
def test_quotes_close_with_their_own_kind(text: str, quoted: list[str]) -> None:
    assert told(text, "q1") == quoted


def test_known_venues_are_told_by_their_words() -> None:
    text = "Doe, J. Ferries in winter. Phys. Rev. Lett. 12 (1999)"
    assert told(text, "g3") == ["Phys.", "Rev.", "Lett."]
    assert told(text, "ga3.") == ["12"]


def test_a_pair_of_tokens_is_told_with_its_marks() -> None:
    assert told("New York: Harbour Press.", "Bnew\tyork:") == ["York:"]

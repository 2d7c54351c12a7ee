"""Months and editions are told from words that begin like them."""

from __future__ import annotations

import re

import pytest

from pubnorm.matching.venues.reading import read_venue
from pubnorm.matching.venues.terms import EDITION, MONTH


@pytest.mark.parametrize("text", ["May", "Aug.", "sept", "August", "Okt.", "Novembre", "März", "mars"])
def test_months(text: str) -> None:
    assert re.fullmatch(MONTH, text, re.IGNORECASE)


@pytest.mark.parametrize("text", ["Augmented", "Marine", "Novosibirsk", "Decision", "Maybe", "Junction", "Apron"])
def test_words_that_begin_like_months(text: str) -> None:
    assert re.match(MONTH, text, re.IGNORECASE) is None


@pytest.mark.parametrize(
    "text", ["2nd edition", "3rd ed.", "2. Auflage", "13. Aufl.", "2. überarb", "3ª edición", "4 edn"]
)
def test_editions(text: str) -> None:
    assert re.fullmatch(EDITION, text, re.IGNORECASE)


@pytest.mark.parametrize("text", ["2nd education", "3 educated guesses", "41st conference"])
def test_no_editions(text: str) -> None:
    assert re.match(EDITION, text, re.IGNORECASE) is None


def test_a_town_that_begins_like_a_month_is_the_place() -> None:
    read = read_venue("Proceedings of the 9th Waves Symposium, Novosibirsk")
    assert read.place == "Novosibirsk"
    assert read.venue is not None
    assert read.venue.raw == "Proceedings of the 9th Waves Symposium"

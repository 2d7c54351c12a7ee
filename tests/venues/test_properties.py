"""What holds for any text whatever."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pubnorm.matching.venues import find_venues, read_venue, venue_score
from pubnorm.matching.venues.registry import registry
from pubnorm.matching.venues.words import phrase, words

ALPHABET = st.characters(codec="utf-8")
PIECES = st.sampled_from(
    ["ICML", "2024", "'25", "(", ")", "Findings of", "Workshop on", "@", "IEEE", "Trans.", "vol. 3", "12(4)", "Oral",
     "submitted to", "Journal of", "Nature", "arXiv:2401.00001", ",", ":", "CCF-A", "计算机学报", "’", "-", "\n"]
)  # fmt: skip


@settings(deadline=None)
@given(st.text(ALPHABET, max_size=120))
def test_never_raises(text: str) -> None:
    read_venue(text)
    find_venues(text)
    assert 0 <= venue_score(text) <= 1


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_pieces_of_venues_never_raise(text: str) -> None:
    reading = read_venue(text)
    if reading.venue is not None:
        assert reading.venue.raw
        assert reading.venue.match is not None
        assert (reading.venue.match.level == "none") == (reading.venue.key is None)


@settings(deadline=None)
@given(st.text("bcdfghjklmnpqrstvwxz ", min_size=12, max_size=60))
def test_gibberish_never_matches(text: str) -> None:
    venue = read_venue(text).venue
    assert venue is None or venue.key is None


@settings(deadline=None)
@given(st.text("0123456789 -–,.:()/", max_size=40))
def test_digits_never_match(text: str) -> None:
    assert read_venue(text).venue is None
    assert find_venues(text) == []


@settings(deadline=None)
@given(st.sampled_from(sorted(registry().rows)), st.integers(1990, 2030))
def test_an_acronym_with_a_year_is_dated(key: str, year: int) -> None:
    row = registry().rows[key]
    acronym = row.get("acronym")
    if acronym and not row.get("quiet") and acronym not in {"ISPRS"}:
        reading = read_venue(f"{acronym} {year}")
        assert reading.year == year
        assert reading.venue is not None
        assert (reading.venue.acronym or "").lower() == acronym.lower()


@settings(deadline=None)
@given(st.text(ALPHABET, max_size=80), st.sampled_from(["ICML 2024", "NeurIPS", "Nature Communications"]))
def test_mentions_lie_in_the_text_in_order(text: str, venue: str) -> None:
    whole = f"{text} {venue} {text}"
    last = 0
    for one in find_venues(whole):
        assert last <= one.start < one.end <= len(whole)
        last = one.end


@settings(deadline=None)
@given(st.text(ALPHABET, max_size=120))
def test_words_have_their_places(text: str) -> None:
    last = 0
    for word in words(text):
        assert last <= word.start < word.end <= len(text)
        last = word.end


@given(st.text("abcIXf123 .,:&'’()/-éß第届日", max_size=40))
@example("IEEE Trans. on the Int'l ICML2024 (of)")
def test_the_words_of_a_phrase_are_those_of_a_text(text: str) -> None:
    assert phrase(text) == [word.fold for word in words(text)]

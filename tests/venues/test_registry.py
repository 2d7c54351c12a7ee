"""The registry: its size, its own check, users' rows, and the large journal list."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubnorm.errors import DataFileError
from pubnorm.matching.venues import find_venues, read_venue
from pubnorm.matching.venues.check import check
from pubnorm.matching.venues.journals import find_journal, read_list, slug
from pubnorm.matching.venues.registry import registry
from pubnorm.matching.venues.unknown import sort_of
from pubnorm.matching.venues.words import phrase, words
from pubnorm.vocabulary import vocabulary


def test_registry_is_broad() -> None:
    rows = vocabulary().rows("venue")
    kinds = [row.get("kind", "conference") for row in rows]
    assert len(rows) >= 2500
    assert kinds.count("conference") >= 1000
    assert kinds.count("journal") >= 1500


def test_registry_is_sound() -> None:
    assert check() == []


def test_every_word_row_has_a_word_once() -> None:
    owner: dict[str, str] = {}
    for row in vocabulary().rows("venue_abbreviation"):
        for word in row["words"]:
            assert owner.setdefault(word, row["short"]) == row["short"], word


def test_examples_of_kinds() -> None:
    for row in vocabulary().rows("venue_kind"):
        for example in row["examples"]:
            sort = sort_of(example)
            assert sort is not None, example
            assert (sort.type, sort.kind) == (row["type"], row.get("kind")), example


def test_examples_of_tracks() -> None:
    for row in vocabulary().rows("venue_track"):
        for example in row["examples"]:
            venue = read_venue(example).venue
            assert venue is not None, example
            assert venue.track == row["track"], example


def test_examples_of_ranks_leave_nothing() -> None:
    for row in vocabulary().rows("venue_rank"):
        for example in row["examples"]:
            assert read_venue(example).venue is None, example


def test_fast_folding_agrees_with_the_tokenizer() -> None:
    for row in vocabulary().rows("venue"):
        for name in (row["name"], *row.get("alias", ()), row.get("iso4", "")):
            assert phrase(name) == [word.fold for word in words(name)], name


def test_users_rows_come_first(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[venue]]\nkey = "cheese"\nacronym = "CHEESE"\nname = "Conference on Cheese"\nexamples = []\n')
    table = vocabulary(own)
    venue = read_venue("CHEESE 2024", table).venue
    assert venue is not None
    assert venue.key == "cheese"
    assert [one.key for one in find_venues("In CHEESE 2024.", table)] == ["cheese"]
    unknown = read_venue("CHEESE 2024").venue
    assert unknown is not None
    assert unknown.key is None


def test_users_row_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[venue]]\nkey = "icml"\nacronym = "ICML"\nname = "My Own Meeting"\nexamples = ["ICML"]\n')
    venue = read_venue("ICML 2024", vocabulary(own)).venue
    assert venue is not None
    assert venue.name == "My Own Meeting"
    assert "icml: 'My Own Meeting'" not in " ".join(check(vocabulary(own)))


def test_a_row_without_a_key_is_a_clear_error(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[venue]]\nname = "Nameless"\n')
    with pytest.raises(DataFileError, match="key"):
        registry(vocabulary(own))


def test_large_journal_list_agrees_with_the_folding_of_today() -> None:
    names, abbreviations = read_list()
    assert len(names | abbreviations) > 40_000
    for folded, name in list(names.items())[::97]:
        assert " ".join(phrase(name)) == folded


def test_journals_of_the_large_list_are_found() -> None:
    names, abbreviations = read_list()
    for folded, name in [*names.items(), *abbreviations.items()][::11]:
        found = find_journal(folded.split(" "))
        assert found is not None
        assert found.name == names.get(folded, name)
        assert found.level == ("exact" if folded in names else "abbreviation")
        assert find_journal([*folded.split(" "), "qwertz"]) is None


@pytest.mark.parametrize(
    ("text", "key", "level"),
    [
        ("Human Factors", "human-factors", "exact"),
        ("Hum. Factors", "human-factors", "exact"),
        ("Annales de Bretagne et des pays de l'Ouest", "annales-de-bretagne-et-des-pays-de-l-ouest", "exact"),
    ],
)
def test_large_journal_list_is_read(text: str, key: str, level: str) -> None:
    venue = read_venue(text).venue
    assert venue is not None
    assert venue.key == key
    assert venue.match is not None
    assert venue.match.level == level
    assert slug(venue.name or "") == key

"""Tables made when the package is built: read as stored, and made anew where what they are made from has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubnorm import compiled
from pubnorm.compiled import Compiled
from pubnorm.matching.caseless import SIGNS, Caseless
from pubnorm.matching.venues.imprint import IMPRINTS
from pubnorm.matching.venues.journals import SHELVES
from pubnorm.matching.venues.misspelt import SLIPS
from pubnorm.matching.venues.registry import INDEX, Registry, registry
from pubnorm.vocabulary import SHIPPED, vocabulary


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Compiled[list[str]]:
    monkeypatch.setattr(compiled, "FOLDER", tmp_path / "compiled")
    source = tmp_path / "source.txt"
    source.write_text("first\n")
    return Compiled("lines", list[str], lambda: [source], lambda: source.read_text().splitlines())


def test_a_table_is_read_as_stored(table: Compiled[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    assert table.read() == ["first"]
    table.write()
    monkeypatch.setattr(table, "_make", lambda: pytest.fail("made again"))
    assert table.read() == ["first"]


@pytest.mark.parametrize("rest", ["second\n", ""], ids=["changed", "emptied"])
def test_a_stale_table_is_made_anew(table: Compiled[list[str]], rest: str, tmp_path: Path) -> None:
    table.write()
    (tmp_path / "source.txt").write_text(rest)
    compiled._crc.cache_clear()  # in the next process
    assert table.read() == rest.splitlines()


def test_a_file_that_is_no_table_is_made_anew(table: Compiled[list[str]]) -> None:
    table.write().write_bytes(b"")
    assert table.read() == ["first"]


def test_venues_as_stored_are_those_of_the_vocabulary() -> None:
    made, stored = Registry(vocabulary()), registry()
    assert made.claims == dict(stored.claims.items())
    assert made.rows == dict(stored.rows.items())
    assert made.lengths == stored.lengths


def test_signs_of_new_patterns_are_told_beside_those_that_are_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SIGNS, "_path", tmp_path / "signs.msgpack")
    pattern = "slow tides|[Ee]bb"
    assert Caseless(pattern).found("EBB")
    SIGNS.write()
    assert SIGNS.read()[pattern].any == ["bb", "slow tides"]


@pytest.mark.parametrize(
    "shipped",
    [SHIPPED, INDEX, SHELVES, IMPRINTS, SLIPS, SIGNS],
    ids=["vocabulary", "venues", "journals", "imprints", "misspelt", "signs"],
)
def test_what_is_stored_is_what_is_made(
    shipped: Compiled[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shipped._make()
    monkeypatch.setattr(shipped, "_path", tmp_path / "table.msgpack")
    shipped.write()
    monkeypatch.setattr(shipped, "_make", lambda: pytest.fail("not stored"))
    assert shipped.read() == made

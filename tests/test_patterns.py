"""Patterns stored when the package was built are those that `re` compiles, and `re` compiles all others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pubnorm import patterns

TIDES = r"(?P<height>\d+) tides?|(?P<name>[^\W\d]+)\Z"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(patterns, "PATH", tmp_path / "compiled" / "patterns.msgpack")
    patterns._stored.cache_clear()
    yield patterns.PATH
    patterns._stored.cache_clear()


def _store(*sources: str, flags: int = 0) -> None:
    with patterns.compiled() as made:
        for source in sources:
            re.compile(source, flags)
    patterns.write(made)
    patterns._stored.cache_clear()


@pytest.mark.parametrize("text", ["12 TIDES", "Ebb", "3 tide", "12 waves", ""])
@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.IGNORECASE | re.DOTALL])
def test_a_stored_pattern_is_the_same(store: Path, text: str, flags: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = re.compile(TIDES, flags)
    _store(TIDES, flags=flags)
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("compiled again"))
    made = patterns.compile(TIDES, flags)
    assert (made.pattern, made.flags, made.groupindex) == (expected.pattern, expected.flags, expected.groupindex)
    one, other = made.search(text), expected.search(text)
    assert (one and (one.span(), one.groupdict(), one.lastgroup)) == (
        other and (other.span(), other.groupdict(), other.lastgroup)
    )
    assert patterns.compile(TIDES, flags) is made


def test_flags_tell_patterns_apart(store: Path) -> None:
    _store("tides")
    assert patterns.compile("tides", re.IGNORECASE).search("TIDES")
    assert not patterns.compile("tides").search("TIDES")


def test_what_is_stored_by_another_python_is_compiled(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_VERSION", "another")
    _store("tides")
    monkeypatch.undo()
    monkeypatch.setattr(patterns, "PATH", store)
    assert patterns._stored() == {}
    assert patterns.compile("tides").search("tides")


@pytest.mark.parametrize("content", [b"", b"\x92\xa1x", b"\x00" * 9])
def test_a_file_that_is_none_of_ours_is_left_aside(store: Path, content: bytes) -> None:
    store.parent.mkdir()
    store.write_bytes(content)
    assert patterns.compile("tides").search("tides")


def test_patterns_within_patterns_and_surrogates_are_no_trouble(store: Path) -> None:
    _store("a\ud800", "(?P<one>a)(?(one)b|c)")
    assert list(patterns._stored()) == ["0 (?P<one>a)(?(one)b|c)"]
    assert patterns.compile("(?P<one>a)(?(one)b|c)").fullmatch("ab")


def test_the_patterns_of_this_package_are_stored_as_re_compiles_them() -> None:
    for key in list(patterns._stored())[::7]:
        flags, _, source = key.partition(" ")
        with patterns.compiled() as made:
            re.compile(source, int(flags))
        asked, (_, full, code, groups, names, numbered) = made[0]
        stored = patterns._stored()[key]
        assert asked == int(flags)
        assert memoryview(stored.code).cast("I").tolist() == list(code)
        assert (stored.flags, stored.groups, stored.names) == (full, groups, dict(names))
        assert stored.numbered == list(numbered)

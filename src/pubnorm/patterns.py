"""`re`, but that patterns known when the package was built need not be compiled again: half the time of a start.

Modules import it in place of `re`. What a pattern compiles to depends on the version of Python alone, so that it is
stored with the pattern as its key; under another version, and for a pattern that is not stored, `re` compiles as ever.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from re import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    RegexFlag,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, Literal

import msgspec

from pubnorm.compiled import FOLDER

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "I",
    "M",
    "Match",
    "Pattern",
    "RegexFlag",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

I, M = IGNORECASE, MULTILINE  # noqa: E741, as `re` has it

PATH = FOLDER / "patterns.msgpack"
_VERSION = f"{sys.implementation.cache_tag} {sys.hexversion:x} {sys.byteorder}"
_CODE: Literal["I"] = "I"  # the type of the numbers that a pattern is compiled to


class _Code(msgspec.Struct, array_like=True):
    """What Python's engine makes a pattern of: its arguments but for the pattern itself."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]
    numbered: list[str | None]


class _Stored(msgspec.Struct, array_like=True):
    version: str
    codes: dict[str, _Code]  # by `_key`


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    r"""Return the compiled pattern, as `re.compile` does.

    >>> compile(r"(?P<number>\d+) tides", IGNORECASE).search("All 12 Tides")["number"]
    '12'
    """
    known = _stored().get(_key(pattern, flags))
    return re.compile(pattern, flags) if known is None else _made(pattern, known)


def write(patterns: list[tuple[Any, ...]]) -> Path:
    """Store what `compiled` has yielded, and return the path of the file."""
    PATH.parent.mkdir(exist_ok=True)
    codes = {
        _key(pattern, asked): _Code(flags, array(_CODE, code).tobytes(), groups, dict(names), list(numbered))
        for asked, (pattern, flags, code, groups, names, numbered) in patterns
        if isinstance(pattern, str) and not any("\ud800" <= sign <= "\udfff" for sign in pattern)
    }
    PATH.write_bytes(msgspec.msgpack.encode(_Stored(_VERSION, codes)))
    return PATH


@contextmanager
def compiled() -> Iterator[list[tuple[Any, ...]]]:
    """Yield a list that is filled with all patterns that `re` compiles meanwhile: flags, and the engine's arguments."""
    compiler: Any = import_module("re._compiler")
    engine, whole = compiler._sre, compiler.compile
    made: list[tuple[Any, ...]] = []
    asked = [0]

    class Listening:
        def __getattr__(self, name: str) -> Any:
            return getattr(engine, name)

        def compile(self, *arguments: Any) -> Any:
            made.append((asked[-1], arguments))
            return engine.compile(*arguments)

    def listening(pattern: Any, flags: int = 0) -> Any:
        asked.append(int(flags))
        try:
            return whole(pattern, flags)
        finally:
            asked.pop()

    re.purge()
    compiler._sre, compiler.compile = Listening(), listening
    try:
        yield made
    finally:
        compiler._sre, compiler.compile = engine, whole


def _key(pattern: str, flags: int) -> str:
    return f"{int(flags)} {pattern}"


@cache
def _stored() -> dict[str, _Code]:
    """Return the patterns that are stored; none where they are of another version of Python."""
    try:
        stored = msgspec.msgpack.decode(PATH.read_bytes(), type=_Stored)
    except (OSError, msgspec.MsgspecError):
        return {}
    return stored.codes if stored.version == _VERSION else {}


_patterns: dict[str, Pattern[str]] = {}


def _made(pattern: str, known: _Code) -> Pattern[str]:
    key = _key(pattern, known.flags)
    made = _patterns.get(key)
    if made is None:
        code = memoryview(known.code).cast(_CODE).tolist()
        engine: Any = import_module("_sre")
        made = engine.compile(pattern, known.flags, code, known.groups, known.names, tuple(known.numbered))
        _patterns[key] = made
    return made

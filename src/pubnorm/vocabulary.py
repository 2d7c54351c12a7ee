"""The words pubnorm knows: read-only tables from `data/*.toml`, and users' own beside them.

The TOML files are the source. `write_compiled` packs them into one fast-loading file when the package is built; a
checkout whose TOML has changed since is noticed by checksum and read from the TOML itself.
"""

from __future__ import annotations

import tomllib
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from pubnorm.errors import DataFileError

DATA = Path(__file__).parent / "data"
COMPILED = "compiled.msgpack"

Row = dict[str, Any]
Tables = dict[str, list[Row]]


class Vocabulary:
    """Tables of words by name; compared by identity, so that what is derived from it can be cached.

    >>> vocabulary().rows("link_label")[0]["kind"]
    'bibtex'
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table, users' own first; `[]` where there is none of that name."""
        return self._tables.get(table, [])

    def names(self) -> list[str]:
        """Return the names of all tables, sorted."""
        return sorted(self._tables)


@cache
def vocabulary(*files: Path) -> Vocabulary:
    """Return pubnorm's vocabulary, with the rows of users' TOML `files` before its own.

    Raises `DataFileError` where a file cannot be read, is no TOML, or holds a table that pubnorm does not know.
    """
    tables = _shipped()
    for path in files:
        own = _read_own(path, tables)
        tables = {name: own.get(name, []) + rows for name, rows in tables.items()}
    return Vocabulary(tables)


def write_compiled() -> Path:
    """Pack `data/*.toml` into `data/compiled.msgpack` and return its path."""
    path = DATA / COMPILED
    raw = _sources()
    path.write_bytes(msgspec.msgpack.encode({"crc": _checksum(raw), "tables": _parse(raw)}))
    return path


def _shipped() -> Tables:
    raw = _sources()
    path = DATA / COMPILED
    if path.is_file():
        packed = msgspec.msgpack.decode(path.read_bytes())
        if packed["crc"] == _checksum(raw):
            tables: Tables = packed["tables"]
            return tables
    return _parse(raw)


def _sources() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(DATA.glob("*.toml"))}


def _checksum(raw: dict[str, bytes]) -> int:
    crc = 0
    for name, content in raw.items():
        crc = zlib.crc32(content, zlib.crc32(name.encode(), crc))
    return crc


def _parse(raw: dict[str, bytes]) -> Tables:
    tables: Tables = {}
    for content in raw.values():
        for name, rows in tomllib.loads(content.decode("utf-8")).items():
            tables.setdefault(name, []).extend(rows)
    return tables


def _read_own(path: Path, known: Tables) -> Tables:
    try:
        own = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror}); give the path of a TOML file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path}: not TOML: {error}; write tables such as [[venue]]") from error
    for name, rows in own.items():
        if name not in known:
            raise DataFileError(f"{path}: no table [[{name}]]; the tables are {', '.join(sorted(known))}")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise DataFileError(f"{path}: write [[{name}]] (two brackets), once for each row")
    return own

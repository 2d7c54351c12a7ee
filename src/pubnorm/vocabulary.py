"""The words pubnorm knows: read-only tables from `data/*.toml`, and users' own beside them.

The TOML files are the source; they are packed into one fast-loading file when the package is built (`compiled`).
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from pubnorm.compiled import DATA, Compiled, Unread, packed
from pubnorm.errors import DataFileError

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
    tables: Tables = Unread(SHIPPED.read(), list[Row])
    for path in files:
        own = _read_own(path, tables)
        tables = {name: own.get(name, []) + rows for name, rows in tables.items()}
    return Vocabulary(tables)


def sources() -> list[Path]:
    """Return the paths of pubnorm's own TOML files."""
    return sorted(DATA.glob("*.toml"))


def _parse() -> dict[str, msgspec.Raw]:
    tables: Tables = {}
    for path in sources():
        for name, rows in tomllib.loads(path.read_text("utf-8")).items():
            tables.setdefault(name, []).extend(rows)
    return packed(tables)


SHIPPED: Compiled[dict[str, msgspec.Raw]] = Compiled("vocabulary", dict[str, msgspec.Raw], sources, _parse)


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

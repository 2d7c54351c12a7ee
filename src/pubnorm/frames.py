"""Publications as a table of typed columns: pandas and polars frames, and the columns that Spark gets too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from typing import Any, Literal, NamedTuple

from pubnorm.batch.tasks import Failure
from pubnorm.errors import UsageError
from pubnorm.model import PageRecord, Publication

Backend = Literal["pandas", "polars"]
ColumnType = Literal["text", "integer", "number", "truth", "texts"]
Rows = PageRecord | Publication | Iterable[Any]


class Column(NamedTuple):
    """A column: its name, its type, and how its value is found in a publication."""

    name: str
    type: ColumnType
    value: Callable[[Publication], Any]


COLUMNS: tuple[Column, ...] = (
    Column("path", "text", lambda work: work.source.path),
    Column("first_line", "integer", lambda work: work.source.lines and work.source.lines[0]),
    Column("key", "text", lambda work: work.key),
    Column("type", "text", lambda work: work.type),
    Column("title", "text", lambda work: work.title),
    Column("authors", "texts", lambda work: [author.name for author in work.authors]),
    Column("authors_truncated", "truth", lambda work: work.authors_truncated),
    Column("owner_position", "integer", lambda work: _owner_position(work)),
    Column("year", "integer", lambda work: work.year),
    Column("month", "integer", lambda work: work.month),
    Column("status", "text", lambda work: work.status),
    Column("venue", "text", lambda work: work.venue and work.venue.raw),
    Column("venue_name", "text", lambda work: work.venue and work.venue.name),
    Column("venue_key", "text", lambda work: work.venue and work.venue.key),
    Column("acronym", "text", lambda work: work.venue and work.venue.acronym),
    Column("track", "text", lambda work: work.venue and work.venue.track),
    Column("volume", "text", lambda work: work.volume),
    Column("issue", "text", lambda work: work.issue),
    Column("pages", "text", lambda work: work.pages),
    Column("publisher", "text", lambda work: work.publisher),
    Column("doi", "text", lambda work: work.identifiers.doi),
    Column("arxiv", "text", lambda work: work.identifiers.arxiv),
    Column("urls", "texts", lambda work: [link.url for link in work.links]),
    Column("awards", "texts", lambda work: list(work.awards)),
    Column("section", "text", lambda work: work.source.section),
    Column("confidence", "number", lambda work: work.confidence),
    Column("uncertain", "texts", lambda work: list(work.uncertain)),
    Column("record", "text", lambda work: json.dumps(work.to_dict(), ensure_ascii=False)),
)


def publications_frame(records: Rows, backend: Backend | None = None) -> Any:
    """Return a pandas or polars `DataFrame`, a row for each publication.

    `records` are page records, publications, or what `pubnorm.convert` yields (its failures are left out: they have
    no publication). Years and months are nullable integers, authors and awards lists; `record` is the whole record as
    JSON. `backend` is pandas where that is installed, else polars. Raises `UsageError` where neither is, or the one
    asked for is not.

    >>> [column.name for column in COLUMNS][4:6]
    ['title', 'authors']
    """
    chosen = _installed(backend)
    works = list(publications(records))
    values = {column.name: [column.value(work) for work in works] for column in COLUMNS}
    return _pandas(values) if chosen == "pandas" else _polars(values)


def publications(records: Rows) -> Iterator[Publication]:
    """Yield the publications of page records, results of `convert`, or what holds them.

    >>> [work.title for work in publications(PageRecord(publications=[Publication(title="Tides")]))]
    ['Tides']
    """
    for one in [records] if isinstance(records, (PageRecord, Publication)) else records:
        if isinstance(one, Publication):
            yield one
            continue
        page = one if isinstance(one, PageRecord) else getattr(one, "record", one)
        if isinstance(page, PageRecord):
            yield from page.publications
        elif page is not None or not isinstance(getattr(one, "failure", None), Failure):
            raise UsageError(
                f"{type(one).__name__} is no record; give page records, publications, or pubnorm.convert(…)"
            )


def row(work: Publication) -> dict[str, Any]:
    """Return a publication's values by column.

    >>> row(Publication(title="Tides", year=2025))["year"]
    2025
    """
    return {column.name: column.value(work) for column in COLUMNS}


def _installed(backend: str | None) -> str:
    if backend not in (None, "pandas", "polars"):
        raise UsageError(f"backend={backend!r}: choose pandas or polars")
    wanted = [backend] if backend else ["pandas", "polars"]
    for name in wanted:
        if find_spec(name):
            return name
    raise UsageError(f"{' or '.join(wanted)} is not installed: pip install 'pubnorm[{wanted[0]}]'")


def _pandas(values: dict[str, list[Any]]) -> Any:
    import pandas as pd

    types = {"text": "string", "integer": "Int64", "number": "Float64", "truth": "boolean", "texts": "object"}
    return pd.DataFrame({column.name: pd.Series(values[column.name], dtype=types[column.type]) for column in COLUMNS})


def _polars(values: dict[str, list[Any]]) -> Any:
    import polars as pl

    types: dict[str, Any] = {
        "text": pl.String, "integer": pl.Int64, "number": pl.Float64, "truth": pl.Boolean, "texts": pl.List(pl.String),
    }  # fmt: skip
    return pl.DataFrame(values, schema={column.name: types[column.type] for column in COLUMNS})


def _owner_position(work: Publication) -> int | None:
    return next((place for place, author in enumerate(work.authors, 1) if author.is_owner), None)

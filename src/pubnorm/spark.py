"""Spark: pages in a DataFrame to records, for those whose pages outgrow one machine.

::

    pages = spark.read.format("binaryFile").load("homepages/*.md").select("path", "content")
    records = pages.mapInArrow(parse_pages, SCHEMA)
    works = records.selectExpr("path", "inline(publications)")

The result has a row for each page: `path`, its `owner`, its `publications` with typed columns, the codes of its
`warnings`, the whole `record` as JSON (null where it failed), and why it `failure`d (null where it did not).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pubnorm.errors import UsageError
from pubnorm.frames import COLUMNS, row
from pubnorm.model import PageRecord

if TYPE_CHECKING:
    import pyarrow as pa

_SQL = {"text": "STRING", "integer": "BIGINT", "number": "DOUBLE", "truth": "BOOLEAN", "texts": "ARRAY<STRING>"}
_WORK = ", ".join(
    f"{column.name}: {_SQL[column.type]}" for column in COLUMNS if column.name != "path"
)  # the page's own column

SCHEMA = (
    f"path STRING, owner STRING, publications ARRAY<STRUCT<{_WORK}>>, warnings ARRAY<STRING>, record STRING,"
    " failure STRING"
)
"""The schema of what `parse_pages` returns, in Spark's DDL: give it to `mapInArrow`."""


def parse_pages(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield, for batches with the columns `path` (string) and `content` (binary or string), batches of `SCHEMA`.

    A page that fails is a row with its `failure`; the rest goes on. Raises `UsageError` where a column is missing.
    """
    import pyarrow as pa

    schema = _arrow_schema()
    for batch in batches:
        missing = [name for name in ("path", "content") if name not in batch.schema.names]
        if missing:
            raise UsageError(f"no column {missing[0]!r} among {batch.schema.names}; parse_pages needs path and content")
        paths, contents = batch.column("path").to_pylist(), batch.column("content").to_pylist()
        for start in range(0, len(paths), _ROWS):
            pages = zip(paths[start : start + _ROWS], contents[start : start + _ROWS], strict=True)
            yield pa.RecordBatch.from_pylist([_page(path, content) for path, content in pages], schema=schema)


_ROWS = 64  # pages in a batch that is sent back: records are larger than their pages


def _page(path: str | None, content: bytes | str | None) -> dict[str, Any]:
    from pubnorm.parsing import read_content
    from pubnorm.vocabulary import vocabulary

    if content is None:
        return {"path": path, "failure": f"{path}: no content"}
    try:
        raw = content.encode() if isinstance(content, str) else content
        return _values(path, read_content(raw, path or "", vocabulary()))
    except Exception as error:  # a fault of pubnorm must not end the job
        return {"path": path, "failure": f"{path}: {type(error).__name__}: {error}"}


def _values(path: str | None, page: PageRecord) -> dict[str, Any]:
    return {
        "path": path,
        "owner": page.owner.name if page.owner else None,
        "publications": [row(work) for work in page.publications],
        "warnings": [warning.code for warning in page.warnings],
        "record": json.dumps(page.to_dict(), ensure_ascii=False),
        "failure": None,
    }


def _arrow_schema() -> pa.Schema:
    import pyarrow as pa

    types = {
        "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "truth": pa.bool_(),
        "texts": pa.list_(pa.string()),
    }  # fmt: skip
    work = pa.struct([(column.name, types[column.type]) for column in COLUMNS if column.name != "path"])
    return pa.schema(
        [
            ("path", pa.string()),
            ("owner", pa.string()),
            ("publications", pa.list_(work)),
            ("warnings", pa.list_(pa.string())),
            ("record", pa.string()),
            ("failure", pa.string()),
        ]
    )

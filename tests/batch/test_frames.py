"""Frames and Spark, where they are installed."""

import json
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import pubnorm
from pubnorm.batch import convert
from pubnorm.errors import UsageError
from pubnorm.frames import COLUMNS, publications_frame
from pubnorm.model import PageRecord, Publication, Source, Venue

from .pages import page, write_pages

PAGE = PageRecord(
    publications=[
        Publication(
            key="a", title="Tides", year=2025, venue=Venue(raw="ICML 2025"), source=Source(path="a.md", lines=(3, 4))
        ),
        Publication(key="b"),
    ]
)


@pytest.mark.parametrize("backend", ["pandas", "polars"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frame(backend: Any) -> None:
    pytest.importorskip(backend)
    frame = publications_frame([PAGE, PAGE.publications[0]], backend=backend)
    assert list(frame.columns) == [column.name for column in COLUMNS]
    assert len(frame) == 3
    rows = frame.to_dict("records") if backend == "pandas" else frame.to_dicts()
    assert (rows[0]["title"], rows[0]["year"], rows[0]["venue"], rows[0]["first_line"]) == (
        "Tides",
        2025,
        "ICML 2025",
        3,
    )
    assert rows[0]["authors"] == []
    assert Publication.from_dict(json.loads(rows[0]["record"])) == PAGE.publications[0]
    years = frame["year"].isna() if backend == "pandas" else frame["year"].is_null()
    assert list(years) == [False, True, False]
    empty = publications_frame([], backend=backend)
    assert list(empty.dtypes) == list(frame.dtypes)
    assert len(empty) == 0


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_backend_that_is_not_installed(backend: Any) -> None:
    if find_spec(backend):
        pytest.skip(f"{backend} is installed")
    with pytest.raises(UsageError, match=f"{backend} is not installed: pip install"):
        publications_frame([PAGE], backend=backend)


def test_frames_take_records_alone() -> None:
    if not find_spec("pandas") and not find_spec("polars"):
        with pytest.raises(UsageError, match="pandas or polars is not installed"):
            publications_frame(PAGE)
        return
    with pytest.raises(UsageError, match="str is no record"):
        publications_frame(["about.md"])
    with pytest.raises(UsageError, match="choose pandas or polars"):
        publications_frame([PAGE], backend="excel")  # type: ignore[arg-type]


def test_parse_pages() -> None:
    pa = pytest.importorskip("pyarrow")
    from pubnorm.spark import parse_pages

    batch = pa.RecordBatch.from_pylist(
        [
            {"path": "a.md", "content": page(1).encode()},
            {"path": "b.bib", "content": b"@article{k, title={Silt}, year={2020}}"},
            {"path": "c.md", "content": None},
        ]
    )
    rows = [one for back in parse_pages([batch]) for one in back.to_pylist()]
    assert [one["path"] for one in rows] == ["a.md", "b.bib", "c.md"]
    assert [work["title"] for work in rows[1]["publications"]] == ["Silt"]
    titles = [work["title"] for work in rows[0]["publications"]]
    assert titles == [work.title for work in pubnorm.parse(page(1)).publications]
    assert (rows[2]["failure"], rows[2]["record"]) == ("c.md: no content", None)
    with pytest.raises(UsageError, match="needs path and content"):
        list(parse_pages([pa.RecordBatch.from_pylist([{"path": "a.md"}])]))


@pytest.mark.filterwarnings("ignore")  # PySpark's own, of versions of its parts
def test_spark_gives_what_convert_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    pytest.importorskip("pyarrow")
    if not shutil.which("java"):
        pytest.skip("java is not installed")
    source = write_pages(tmp_path / "in", [f"{number}.md" for number in range(12)])
    (source / "strange.md").write_bytes(bytes(range(256)) * 4)
    expected = {one.path: one.record for one in convert(source, jobs=1)}
    with _spark(tmp_path, monkeypatch) as spark:
        from pubnorm.spark import SCHEMA, parse_pages

        given = [(path, bytearray(Path(path).read_bytes())) for path in expected]
        pages = spark.createDataFrame(given, "path STRING, content BINARY").repartition(3)
        rows = pages.mapInArrow(parse_pages, SCHEMA).collect()
    assert {row["path"] for row in rows} == set(expected)
    for row in rows:
        record = expected[row["path"]]
        assert record is not None
        assert row["failure"] is None
        assert row["record"] == json.dumps(record.to_dict(), ensure_ascii=False)
        assert [work["title"] for work in row["publications"]] == [work.title for work in record.publications]


def _spark(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    import sys

    from pyspark.sql import SparkSession

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    return (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )

"""The offline index: built from every form of snapshot, broken off and taken up, brought up to date, looked up."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pubnorm.errors import IndexFileError, InputError, OutputError
from pubnorm.sources.arxiv import ArxivIndex, build_index
from pubnorm.sources.arxiv import index_build as building
from pubnorm.sources.arxiv.index_file import id_of, number_of
from pubnorm.sources.arxiv.work import ArxivWork

BUILDER = """
import sys
from pubnorm.sources.arxiv import build_index, index_build
index_build.BATCH = 100
build_index(sys.argv[1], sys.argv[2], progress=lambda *done: print(*done, flush=True))
"""


def line(number: str, title: str, **fields: Any) -> str:
    row = {"id": number, "title": title, "authors": "Jo Smith and Al Gray (Somewhere, Earth)", **fields}
    return json.dumps(row) + "\n"


def titles(path: Path, number: str) -> list[str]:
    with ArxivIndex(path) as index:
        return [work.title for work in index.by_ids([number]).works.values()]


def found(path: Path, title: str) -> set[str]:
    with ArxivIndex(path) as index:
        return {work.id for works in index.by_title(title, ["Smith"]) for work in works}


@pytest.mark.parametrize("form", ["json", "gz", "zip"])
def test_every_form_of_snapshot_gives_the_same(snapshot: Path, index_file: Path, form: str, tmp_path: Path) -> None:
    packed = tmp_path / f"packed.{form}"
    content = snapshot.read_bytes()
    if form == "zip":
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", "the snapshot is the other file")
            archive.writestr("arxiv-metadata-oai-snapshot.json", content)
    else:
        packed.write_bytes(gzip.compress(content) if form == "gz" else content)
    report = build_index(packed, tmp_path / "arxiv.idx")
    assert (report.total, report.added, report.faulty) == (263, 263, 0)
    with sqlite3.connect(tmp_path / "arxiv.idx") as one, sqlite3.connect(index_file) as other:
        for table in ("paper", "title_key", "doi", "frequency"):
            query = f"SELECT * FROM {table}"
            assert one.execute(query).fetchall() == other.execute(query).fetchall()
    one.close()
    other.close()
    assert [path.name for path in tmp_path.iterdir() if path != packed] == ["arxiv.idx"]


def test_without_abstracts(snapshot: Path, tmp_path: Path) -> None:
    build_index(snapshot, tmp_path / "arxiv.idx", abstracts=False)
    with ArxivIndex(tmp_path / "arxiv.idx") as index:
        work = index.by_ids(["2103.00001"]).works["2103.00001"]
    assert work.abstract is None
    assert work.authors == ["Jane Q. Doe", "Kim Roe", "Lars Øst", "Mei Li"]


def test_a_newer_snapshot_changes_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "arxiv.idx"
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    created = [{"created": "Mon, 2 Apr 2007 19:18:42 GMT"}]
    revised = [*created, {"created": "Tue, 3 Jun 2008 19:18:42 GMT"}]
    old.write_text(line("0704.0001", "Early wording", versions=created, doi="10.1/a") + line("0704.0002", "Stays"))
    new.write_text(line("0704.0001", "Later heading", versions=revised, doi="10.1234/b") + line("0704.0003", "Comes"))
    build_index(old, path)
    report = build_index(new, path)
    assert (report.total, report.added, report.changed) == (3, 1, 1)
    assert titles(path, "0704.0001") == ["Later heading"]
    assert found(path, "Early wording") == set()
    assert found(path, "Later heading") == {"0704.0001"}
    assert titles(path, "0704.0002") == ["Stays"]
    # An older snapshot does not take anything back.
    assert build_index(old, path).changed == 0
    assert titles(path, "0704.0001") == ["Later heading"]


def test_faulty_lines_are_named_and_counted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    snapshot = tmp_path / "snapshot.json"
    snapshot.write_text(
        line("0704.0001", "Good") + "{broken\n\n" + line("not an id", "Bad") + line("0704.0002", "Good too")
    )
    report = build_index(snapshot, tmp_path / "arxiv.idx")
    assert (report.total, report.faulty) == (2, 2)
    assert [record.getMessage().partition(": left out")[0] for record in caplog.records] == [
        f"{snapshot}, line 2",
        f"{snapshot}, line 4",
    ]


def test_lists_and_ids_that_lost_a_zero_are_read(tmp_path: Path) -> None:
    snapshot = tmp_path / "titles.jsonl"
    row = {"id": "1501.0004", "title": "Short", "authors": ["A B"], "date": "2015-01-03", "categories": ["cs.CL"]}
    snapshot.write_text(json.dumps({**row, "authors_complete": False}))
    build_index(snapshot, tmp_path / "arxiv.idx")
    with ArxivIndex(tmp_path / "arxiv.idx") as index:
        work = index.by_ids(["1501.00040"]).works["1501.00040"]
    assert (work.authors_complete, work.published, work.categories) == (False, "2015-01-03", ["cs.CL"])


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "holds no paper's metadata"),
        (b"<html></html>\n" * 200, "none of its first 100 lines"),
        (gzip.compress(b'{"id": "0704.0001", "title": "T"}\n' * 50_000)[:-200], "cut off or damaged"),
        (b"PK\x03\x04" + b"x" * 300, "cut off or damaged"),
        (b'{"id": "' + b"x" * (17 << 20), "longer than 16 MB"),
    ],
    ids=["empty", "a web page", "cut off", "no zip", "endless line"],
)
def test_what_is_no_snapshot_is_refused(content: bytes, error: str, tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot"
    snapshot.write_bytes(content)
    with pytest.raises(InputError, match=error):
        build_index(snapshot, tmp_path / "arxiv.idx")
    assert not (tmp_path / "arxiv.idx").exists()


def test_another_file_is_not_overwritten(snapshot: Path, tmp_path: Path) -> None:
    other = tmp_path / "thesis.tex"
    other.write_text("four years of work")
    with pytest.raises(OutputError, match="no index to update"):
        build_index(snapshot, other)
    assert other.read_text() == "four years of work"


@pytest.mark.parametrize("content", [None, b"text", b"SQLite format 3\x00" + b"\x00" * 200])
def test_what_is_no_index_is_refused(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "arxiv.idx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexFileError, match="pubnorm arxiv index SNAPSHOT"):
        ArxivIndex(path)


def test_a_killed_build_is_taken_up_and_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    snapshot, path, whole = tmp_path / "snapshot.json", tmp_path / "arxiv.idx", tmp_path / "whole.idx"
    chance = random.Random(5)
    words = [f"word{n}" for n in range(500)]
    rows = [line(f"1{n // 9000}01.{n % 9000 + 1:04d}", " ".join(chance.choices(words, k=9))) for n in range(12_000)]
    snapshot.write_text("".join(rows))
    build_index(snapshot, whole)
    for batches in (0, 3, 30, 60, 20):
        builder = subprocess.Popen([sys.executable, "-c", BUILDER, str(snapshot), str(path)], stdout=subprocess.PIPE)
        assert builder.stdout is not None
        for _ in range(batches):
            builder.stdout.readline()
        time.sleep(chance.random() / 10)  # anywhere within a batch, or in the last merge
        os.kill(builder.pid, signal.SIGKILL)
        builder.wait()
        builder.stdout.close()
        if path.exists():
            break
        with pytest.raises(IndexFileError):
            ArxivIndex(path.with_name("arxiv.idx.partial"))
    build_index(snapshot, path)
    with sqlite3.connect(path) as one, sqlite3.connect(whole) as other:
        assert one.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for table in ("paper", "title_key", "frequency"):
            query = f"SELECT * FROM {table}"
            assert one.execute(query).fetchall() == other.execute(query).fetchall()
    one.close()
    other.close()
    assert titles(path, "1101.3000") == titles(whole, "1101.3000")


@pytest.mark.parametrize("left", [b"", b"torn", b"SQLite format 3\x00" + b"\x00" * 5000])
def test_what_a_killed_build_left_torn_is_done_anew(snapshot: Path, tmp_path: Path, left: bytes) -> None:
    path = tmp_path / "arxiv.idx"
    for name in ("arxiv.idx.partial", "arxiv.idx.partial.copy", "arxiv.idx.partial-wal", "arxiv.idx.lock"):
        (tmp_path / name).write_bytes(left)
    assert build_index(snapshot, path).total == 263
    assert [one.name for one in tmp_path.iterdir()] == ["arxiv.idx"]


def test_what_was_read_is_not_read_again(snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "BATCH", 50)
    read: list[int] = []

    def stop(_: int, __: int, papers: int) -> None:
        read.append(papers)
        if papers == 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(snapshot, tmp_path / "arxiv.idx", progress=stop)
    report = build_index(snapshot, tmp_path / "arxiv.idx", progress=lambda _, __, papers: read.append(papers))
    assert read == [50, 100, 150, 200, 250, 263]
    assert report.total == 263


def test_ids_have_numbers_in_the_snapshots_order() -> None:
    ids = [
        "0704.0001",
        "1412.9999",
        "1501.00001",
        "2606.99999",
        "acc-phys/9411001",
        "hep-th/9901001",
        "math-ph/0001001",
    ]
    assert [id_of(number_of(one)) for one in ids] == ids
    assert sorted(ids, key=number_of) == ids


def test_a_work_is_stored_whole(snapshot: Path, index_file: Path) -> None:
    with ArxivIndex(index_file) as index:
        (work,) = index.by_doi("10.1234/BRIDGES.7")
    assert work == ArxivWork(
        id="2103.00012", title="Old Bridges Carry New Loads", authors=["Ada Stone"], categories=["cs.CL"],
        published="2021-03-04", updated="2021-03-04", doi="10.1234/Bridges.7", journal_ref="Nature 590, 1 (2021)",
        abstract="On Old Bridges Carry New Loads.",
    )  # fmt: skip
    assert msgspec.json.decode(msgspec.json.encode(work), type=ArxivWork) == work

"""The offline index, built from a snapshot: as a stream, broken off and taken up anywhere, put in place whole.

Everything happens in `FILE.partial`: papers go in by batches, each committed together with the place in the snapshot up
to which it reaches. A killed build goes on from the last batch; `FILE` itself changes in one step at the end. Where
`FILE` exists, a copy of it is brought up to date.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from pubnorm.errors import IndexFileError, InputError, OutputError
from pubnorm.sources.arxiv.index_file import (
    APPLICATION_ID,
    SCHEMA,
    VERSION,
    connect,
    hashes_of,
    number_of,
    pack,
    unpack,
    words_of,
)
from pubnorm.sources.arxiv.limit import MachineLimit
from pubnorm.sources.arxiv.snapshot import Line, Place, Snapshot, read_line
from pubnorm.sources.arxiv.work import ArxivWork

log = logging.getLogger(__name__)

BATCH = 20_000  # papers between two commits: some seconds of work
_MEMORY_KB = 200_000
_NAMED = 20  # faulty lines that are named one by one; all are counted
_HOPELESS = 100  # so many lines at the start, none of which can be read: no snapshot


class Report(NamedTuple):
    """What a build did: papers read, new, changed; lines that could not be read; papers in the index now."""

    read: int = 0
    added: int = 0
    changed: int = 0
    faulty: int = 0
    total: int = 0


Progress = Callable[[int, int, int], None]  # bytes of the file read, bytes in all, papers read


def build_index(
    snapshot: str | Path, output: str | Path, *, abstracts: bool = True, progress: Progress | None = None
) -> Report:
    """Build the index `output` from `snapshot`, or bring it up to date, and say what was done.

    Lines that cannot be read are logged with number and reason, and counted. Raises `InputError` for a snapshot that is
    none or is cut off, `OutputError` where `output` is another file or cannot be written.
    """
    target = Path(output)
    source = Snapshot(Path(snapshot))
    partial = target.with_name(f"{target.name}.partial")
    try:
        with MachineLimit(target.with_name(f"{target.name}.lock"), interval=0).turn():
            _prepare(partial, target, source, abstracts)
            with closing(_open(partial)) as connection:
                report = _Builder(connection, source, abstracts, progress).run()
            _put(partial, target)
        target.with_name(f"{target.name}.lock").unlink(missing_ok=True)
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(f"{target}: cannot be written ({error}); the work done stays in {partial}") from error
    return report


def _prepare(partial: Path, target: Path, source: Snapshot, abstracts: bool) -> None:
    """Leave in `partial` what the build starts from: its own earlier work, a copy of the index, or nothing."""
    wanted = {"snapshot": source.fingerprint, "abstracts": str(abstracts), "version": str(VERSION)}
    if partial.exists():
        if wanted.items() <= _state(partial).items():
            log.info("%s: going on where the build was broken off", partial)
            return
        _remove(partial)
    if target.exists():
        try:
            with closing(connect(target)) as index:
                kept = dict(index.execute("SELECT name, value FROM state"))
        except IndexFileError as error:
            raise OutputError(f"{target}: exists and is no index to update; give another name ({error})") from error
        if kept.get("abstracts") == str(abstracts):
            copy = partial.with_name(f"{partial.name}.copy")
            shutil.copyfile(target, copy)
            copy.replace(partial)  # a copy broken off must not be taken for work to go on with
    with closing(_open(partial)) as connection, connection:
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            connection.executescript(SCHEMA)
        connection.execute("PRAGMA application_id = 0")  # not to be taken for a finished one
        fresh = {**wanted, "offset": "0", "lines": "0", "report": msgspec.json.encode(Report()).decode()}
        connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", fresh.items())


def _state(path: Path) -> dict[str, str]:
    try:
        with closing(sqlite3.connect(path)) as connection:
            return dict(connection.execute("SELECT name, value FROM state"))
    except sqlite3.DatabaseError:  # killed before its tables were made
        return {}


def _remove(partial: Path) -> None:
    for path in (partial, *(partial.with_name(partial.name + end) for end in ("-wal", "-shm", "-journal", ".copy"))):
        path.unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{_MEMORY_KB}")
    return connection


def _put(partial: Path, target: Path) -> None:
    with closing(sqlite3.connect(partial)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(target)


class _Builder:
    """Reads a snapshot into an open index, from the place that the index says."""

    def __init__(
        self, connection: sqlite3.Connection, source: Snapshot, abstracts: bool, progress: Progress | None
    ) -> None:
        self._connection = connection
        self._source = source
        self._abstracts = abstracts
        self._progress = progress
        state = dict(connection.execute("SELECT name, value FROM state"))
        self._place = Place(int(state["offset"]), int(state["lines"]))
        self._report = msgspec.json.decode(state["report"], type=Report)
        self._updating = connection.execute("SELECT 1 FROM paper LIMIT 1").fetchone() is not None

    def run(self) -> Report:
        """Read what is left and finish."""
        lines = self._source.lines(self._place)
        while batch := list(islice(lines, BATCH)):
            with self._connection:
                self._add(batch)
            if self._progress:
                self._progress(self._source.read_bytes, self._source.size, self._report.read)
        return self._finish()

    def _add(self, batch: list[Line]) -> None:
        # The last line of a snapshot on one id counts, as if they had come one after the other.
        works = {number_of(work.id): work for work in self._works(batch)}
        old = self._stored(works) if self._updating else {}
        new = {number: work for number, work in works.items() if number not in old}
        changed = {
            number: work
            for number, work in works.items()
            if number in old and work != old[number] and (work.updated or "") >= (old[number].updated or "")
        }
        self._forget({number: old[number] for number in changed})
        self._insert(new | changed)
        self._place = Place(batch[-1].end, batch[-1].number)
        self._report = self._report._replace(
            read=self._report.read + len(works),
            added=self._report.added + len(new),
            changed=self._report.changed + len(changed),
        )
        self._updating = True
        self._save()

    def _works(self, batch: list[Line]) -> Iterator[ArxivWork]:
        for line in batch:
            if not line.content.strip():
                continue
            try:
                work = read_line(line.content)
            except (msgspec.DecodeError, ValueError) as error:
                self._fault(line, error)
                continue
            yield work if self._abstracts else msgspec.structs.replace(work, abstract=None)

    def _fault(self, line: Line, error: Exception) -> None:
        self._report = self._report._replace(faulty=self._report.faulty + 1)
        level = logging.WARNING if self._report.faulty <= _NAMED else logging.DEBUG
        log.log(level, "%s, line %d: left out, not a paper's metadata: %s", self._source.path, line.number, error)
        if line.number >= _HOPELESS and self._report.faulty == line.number:
            raise InputError(
                f"{self._source.path}: none of its first {line.number} lines is a paper's metadata; "
                "give arXiv's snapshot (JSON lines, plain, .gz or .zip)"
            )

    def _stored(self, works: dict[int, ArxivWork]) -> dict[int, ArxivWork]:
        query = "SELECT number, facts, abstract FROM paper WHERE number = ?"
        rows = (self._connection.execute(query, (number,)).fetchone() for number in works)
        return {row[0]: unpack(*row) for row in rows if row}

    def _forget(self, works: dict[int, ArxivWork]) -> None:
        execute = self._connection.executemany
        numbers = [(number,) for number in works]
        keys = [(one, number) for number, work in works.items() for one in hashes_of(work.title)]
        execute("DELETE FROM title_key WHERE hash = ? AND number = ?", keys)
        execute("DELETE FROM doi WHERE doi = ? AND number = ?", _dois(works))
        execute(
            "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
            [(number, words_of(work)) for number, work in works.items()],
        )
        execute("DELETE FROM paper WHERE number = ?", numbers)

    def _insert(self, works: dict[int, ArxivWork]) -> None:
        execute = self._connection.executemany
        rows = sorted(works.items())
        packed = ((number, *pack(work, abstracts=self._abstracts)) for number, work in rows)
        execute("INSERT INTO paper VALUES (?, ?, ?)", packed)
        keys = ((one, number) for number, work in rows for one in hashes_of(work.title))
        execute("INSERT INTO title_key VALUES (?, ?)", keys)
        execute("INSERT INTO doi VALUES (?, ?)", _dois(works))
        execute("INSERT INTO words (rowid, text) VALUES (?, ?)", ((number, words_of(work)) for number, work in rows))

    def _save(self) -> None:
        state = {
            "offset": str(self._place.offset),
            "lines": str(self._place.lines),
            "report": msgspec.json.encode(self._report).decode(),
        }
        self._connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", state.items())

    def _finish(self) -> Report:
        """Merge the full-text index, count its words, and mark the file as a finished index."""
        total = self._connection.execute("SELECT count(*) FROM paper").fetchone()[0]
        if not total:
            raise InputError(f"{self._source.path}: holds no paper's metadata; give arXiv's metadata snapshot")
        with self._connection:
            self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        with self._connection:
            self._connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, row)")
            self._connection.execute("DELETE FROM frequency")
            self._connection.execute("INSERT INTO frequency SELECT term, doc FROM temp.vocabulary")
            self._report = self._report._replace(total=total)
            self._save()
        self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._connection.execute(f"PRAGMA user_version = {VERSION}")
        return self._report


def _dois(works: dict[int, ArxivWork]) -> list[tuple[str, int]]:
    return sorted({(doi, number) for number, work in works.items() for doi in work.dois})

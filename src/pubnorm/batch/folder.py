"""`convert_folder`: many pages to a folder of files, one for each page at its relative path, and `failures.json`."""

from __future__ import annotations

import json
import logging
import os
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pubnorm.batch.names import FAILURES, OutputNames
from pubnorm.batch.placing import Placing
from pubnorm.batch.pool import TIMEOUT, Pool
from pubnorm.batch.progress import Counts, Progress
from pubnorm.batch.reading import get_reader, words_of
from pubnorm.batch.state import State
from pubnorm.batch.tasks import Done, Failure, Item, Reply, Setup, Task
from pubnorm.batch.walking import found_items, inside, sources
from pubnorm.errors import InputError, OutputError, UsageError
from pubnorm.writers.options import read_options

_log = logging.getLogger(__name__)


class Summary(NamedTuple):
    """What a run did: pages in all, written, unchanged since an earlier run, without publications; and the failures."""

    pages: int
    written: int
    unchanged: int
    empty: int
    publications: int
    failures: tuple[Failure, ...]


def convert_folder(
    paths: Iterable[str | Path],
    to: str,
    output: str | Path,
    *,
    jobs: int | None = None,
    timeout: float = TIMEOUT,
    resume: bool = False,
    overwrite: bool = False,
    data: Path | None = None,
    reader: str | None = None,
    options: dict[str, Any] | None = None,
    progress: Progress | None = None,
) -> Summary:
    r"""Convert pages, folders and homepage repositories to files of a format below `output`; return what was done.

    `resume` skips pages whose bytes, includes, options and pubnorm version are as they were, if their outputs are
    still there. A file that pubnorm did not write is replaced only with `overwrite`; else its page is a failure.
    `options` are those of `pubnorm.write`; the rest is as for `convert`. Raises `InputError` where a path is not
    there, `UsageError` for options without sense, `OutputError` where `output` cannot be used.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "ann.md").write_text("# Papers\n\n- Ann Roe. **On Tides**. ICML 2025.\n")
    ...     summary = convert_folder([Path(folder, "ann.md")], "bibtex", Path(folder, "bib"), jobs=1)
    ...     sorted(path.name for path in Path(folder, "bib").glob("*.*")), summary.publications
    (['.pubnorm', 'ann.bib', 'failures.json'], 1)
    """
    named, folder = [Path(path) for path in paths], Path(output)
    options = options or {}
    read_options(options)
    names = OutputNames(to)  # knows the formats
    items = sources(named)
    words_of(str(data) if data else None)  # a faulty file or reader is told here, not by a worker that does not start
    get_reader(reader)
    if any(path.is_dir() and folder.is_dir() and os.path.samefile(path, folder) for path in named):
        raise UsageError(f"{folder}: holds the pages; choose another folder for the output")
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: is a file; name a folder (`pubnorm parse` writes a single file)")
    with State(folder, to) as state:
        setup = Setup(
            to, tuple(sorted(options.items())), str(data) if data else None, reader, str(state.staging.absolute()),
            _log.getEffectiveLevel(),
        )  # fmt: skip
        run = _Run(items, names, state, Placing(folder, state, overwrite), resume, _without(named, folder))
        with Pool(setup, jobs, timeout) as pool:
            for task, reply in pool.run(run.next_task):
                run.take(task, reply)
                if progress:
                    progress.update(run.counts)
        if progress:
            progress.end()
        return run.finish()


def _without(named: Sequence[Path], folder: Path) -> Path | None:
    """Return the output folder if it may lie among the pages, and is not where they themselves lie."""
    absolute = folder.absolute()
    return None if any(path.absolute().is_relative_to(absolute) for path in named) else absolute


class _Run:
    """What is still to do, and what came of the rest."""

    def __init__(
        self, items: list[Item], names: OutputNames, state: State, placing: Placing, resume: bool, without: Path | None
    ) -> None:
        self.counts = Counts()
        self._names = names
        self._state = state
        self._placing = placing
        self._resume = resume
        self._without = without
        self._failures: list[Failure] = []
        self._seen: set[int] = set()  # hashes of names
        self._waiting: deque[Task] = deque()
        self._queue(items)

    def next_task(self) -> Task | None:
        """Return the next task, with what was done of it before."""
        if not self._waiting:
            return None
        task = self._waiting.popleft()
        if task.item.kind == "folder" or not self._resume:
            return task
        before = self._state.before(task.item.name)
        return task._replace(before=before) if before and self._placing.stands(before) else task

    def take(self, task: Task, reply: Reply) -> None:
        """Deal with the reply to a task."""
        if reply.failure:
            self._fail(task, reply.failure)
        elif reply.loose or reply.found is not None:
            self._open(task.item, reply)
        elif reply.done is not None:
            self._keep(task, reply, reply.done)

    def finish(self) -> Summary:
        """Write `failures.json` and return what was done."""
        self._failures.sort()
        listed = [failure._asdict() for failure in self._failures]
        text = json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
        self._placing.write(FAILURES, text.encode("utf-8", "backslashreplace"))
        counts = self.counts
        return Summary(
            counts.known, counts.written, counts.unchanged, counts.empty, counts.publications, tuple(self._failures)
        )

    def _queue(self, items: list[Item]) -> None:
        for item, output in zip(items, self._names.give(items), strict=True):
            if item.kind != "folder":
                if hash(item.name) in self._seen:
                    continue  # named twice: as itself and in a folder
                self._seen.add(hash(item.name))
                self.counts.known += 1
            self._waiting.append(Task(item, output))

    def _open(self, folder: Item, reply: Reply) -> None:
        try:
            items = inside(folder, self._without) if reply.loose else found_items(folder, reply.found or ())
        except InputError as error:
            self._failures.append(Failure(folder.path, "unreadable", str(error)))
            return
        if self._without:
            items = [item for item in items if not Path(item.path).absolute().is_relative_to(self._without)]
        if not items:
            _log.warning("%s: holds no publications", folder.path)
        self._queue(items)

    def _keep(self, task: Task, reply: Reply, done: Done) -> None:
        if not reply.unchanged:
            failure = self._placing.place(task, done, reply.staged)
            if failure:
                self._fail(task, failure)
                return
        self.counts.written += not reply.unchanged
        self.counts.unchanged += reply.unchanged
        self.counts.empty += done.publications == 0
        self.counts.publications += done.publications

    def _fail(self, task: Task, failure: Failure) -> None:
        self._failures.append(failure)
        if task.item.kind == "folder":
            self.counts.known += 1
        self.counts.failed += 1

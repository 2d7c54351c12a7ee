"""`convert`: records of many pages, as they come, for scripts and notebooks."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pubnorm.batch.pool import TIMEOUT, Pool
from pubnorm.batch.reading import get_reader, words_of
from pubnorm.batch.tasks import Failure, Reply, Setup, Task
from pubnorm.batch.walking import found_items, inside, sources
from pubnorm.errors import InputError
from pubnorm.model import PageRecord

_AHEAD = 128  # pages that may be done before an earlier one is: bounds memory where one page hangs

_log = logging.getLogger(__name__)


class PageResult(NamedTuple):
    """What became of a page: its record, or the failure that says why there is none."""

    path: str
    record: PageRecord | None
    failure: Failure | None = None


@dataclass(slots=True)
class _Slot:
    """The place of an item in the order of results, filled when its reply comes."""

    task: Task
    reply: Reply | None = None
    handed: bool = False


def convert(
    paths: str | Path | Iterable[str | Path],
    *,
    jobs: int | None = None,
    timeout: float = TIMEOUT,
    data: Path | None = None,
    reader: str | None = None,
) -> Iterator[PageResult]:
    r"""Yield a result for each page of files, folders and homepage repositories, in an order that is always the same.

    `jobs` is the number of worker processes (default: one for each processor), `timeout` the seconds after which a page
    is given up, `data` a TOML file of vocabulary, `reader` a function `package.module:function` to read pages with (see
    `pubnorm.batch.reading`). Raises `InputError` where a path is not there, `UsageError` for options without sense.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "ann.md").write_text("# Papers\n\n- Ann Roe. **On Tides**. ICML 2025.\n")
    ...     for page in convert(folder, jobs=1):
    ...         print(Path(page.path).name, page.record and len(page.record.publications), page.failure)
    ann.md 1 None
    """
    named = [Path(paths)] if isinstance(paths, (str, Path)) else [Path(path) for path in paths]
    words_of(str(data) if data else None)  # a faulty file or reader is told here, not by a worker that does not start
    get_reader(reader)
    setup = Setup(data=str(data) if data else None, reader=reader, log_level=_log.getEffectiveLevel())
    items = sources(named)
    return _results(_Order([Task(item) for item in items]), Pool(setup, jobs, timeout))


def _results(order: _Order, pool: Pool) -> Iterator[PageResult]:
    with pool:
        for task, reply in pool.run(order.next_task):
            order.fill(task, reply)
            yield from order.ready()


class _Order:
    """The items of a run in order: those to hand out, those under way, those done and waiting for an earlier one."""

    def __init__(self, tasks: list[Task]) -> None:
        self._slots = deque(_Slot(task) for task in tasks)
        self._handed: dict[str, _Slot] = {}
        self._seen = {slot.task.item.name for slot in self._slots}
        self._next = 0  # the first slot that was not handed out

    def next_task(self) -> Task | None:
        """Return the next task; None while too much waits for an earlier page, and at the end."""
        while self._next < min(len(self._slots), _AHEAD):
            slot = self._slots[self._next]
            if slot.handed:
                self._next += 1
                continue
            self._next += 1
            self._handed[slot.task.item.name] = slot
            slot.handed = True
            return slot.task
        return None

    def fill(self, task: Task, reply: Reply) -> None:
        """Note the reply to a task."""
        self._handed.pop(task.item.name).reply = reply

    def ready(self) -> Iterator[PageResult]:
        """Yield the results before which nothing is missing; folders are put in the place of what they hold."""
        while self._slots and (reply := self._slots[0].reply) is not None:
            task = self._slots.popleft().task
            self._next -= 1
            if reply.loose or reply.found is not None:
                yield from self._open(task, reply)
                continue
            if reply.failure:
                yield PageResult(task.item.path, None, reply.failure)
            for record in reply.records or ():
                yield PageResult(record.source.path or task.item.path, record)

    def _open(self, task: Task, reply: Reply) -> Iterator[PageResult]:
        folder = task.item
        self._seen.discard(folder.name)
        try:
            items = inside(folder) if reply.loose else found_items(folder, reply.found or ())
        except InputError as error:
            yield PageResult(folder.path, None, Failure(folder.path, "unreadable", str(error)))
            return
        if not items:
            _log.warning("%s: holds no publications", folder.path)
        new = [item for item in items if item.name not in self._seen]  # the others are named by themselves, too
        self._seen.update(item.name for item in new)
        self._slots.extendleft(_Slot(Task(item)) for item in reversed(new))
        self._next = 0

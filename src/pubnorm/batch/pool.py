"""Worker processes with a time limit: one that hangs is killed, one that dies is replaced, the rest goes on."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO, Any

from pubnorm.batch.tasks import Failure, Reply, Setup, Task
from pubnorm.batch.worker import READY, receive, send
from pubnorm.errors import PubnormError, UsageError

_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from pubnorm.batch.worker import main; main()"
_SLOW_START = 120.0  # seconds; a worker imports and reads its vocabulary in about one

TIMEOUT = 60.0  # seconds for a page; the slowest of real homepages take a few
Feed = Callable[[], Task | None]


def default_jobs() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """Runs tasks in at most `jobs` worker processes; a context manager that leaves no process behind.

    `timeout` are seconds for one task. Raises `UsageError` where either makes no sense.
    """

    def __init__(self, setup: Setup, jobs: int | None = None, timeout: float = TIMEOUT) -> None:
        self._jobs = default_jobs() if jobs is None else jobs
        if self._jobs < 1:
            raise UsageError(f"jobs={self._jobs}: give 1 or more")
        if not timeout > 0:
            raise UsageError(f"timeout={timeout}: give seconds, more than 0")
        self._setup = setup
        self._timeout = timeout
        self._workers: list[_Worker] = []
        self._events: queue.SimpleQueue[tuple[_Worker, Any]] = queue.SimpleQueue()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def run(self, feed: Feed) -> Iterator[tuple[Task, Reply]]:
        """Yield tasks with their replies as they come, until `feed` has no task and none is under way.

        `feed` is asked again after every reply: it may have nothing now and more later.
        """
        while True:
            self._hand_out(feed)
            if not any(worker.task for worker in self._workers):
                return
            ended = self._next()
            if ended is not None:
                yield ended

    def _hand_out(self, feed: Feed) -> None:
        busy = sum(worker.task is not None for worker in self._workers)
        while busy < self._jobs:
            task = feed()
            if task is None:
                return
            free = next((worker for worker in self._workers if worker.task is None), None)
            if free is None:
                free = _Worker(self._setup, self._events)
                self._workers.append(free)
            free.give(task, self._timeout)
            busy += 1

    def _next(self) -> tuple[Task, Reply] | None:
        """Wait for the next event: a reply, a death, or the end of a task's time."""
        first = min((worker for worker in self._workers if worker.task), key=lambda worker: worker.deadline)
        try:
            worker, said = self._events.get(timeout=max(0.0, first.deadline - time.monotonic()))
        except queue.Empty:
            return self._give_up(first)
        if worker not in self._workers:
            return None  # the last words of one that was given up
        if said is None:
            return self._died(worker)
        task = worker.task
        if said == READY:
            worker.ready(self._timeout)
            return None
        worker.task = None
        return (task, said) if task else None

    def _give_up(self, worker: _Worker) -> tuple[Task, Reply]:
        task = self._remove(worker)
        if not worker.started:
            raise PubnormError(f"a worker process did not start within {_SLOW_START:.0f} s; is the machine overloaded?")
        return task, _failed(task, "timeout", f"gave no result within {self._timeout:g} s; raise the time limit")

    def _died(self, worker: _Worker) -> tuple[Task, Reply] | None:
        if worker.task is None:
            self._workers.remove(worker)  # died idle: somebody else killed it
            worker.kill()
            return None
        task = self._remove(worker)
        how = worker.end()
        if not worker.started:
            raise PubnormError(f"a worker process could not be started ({how}); its own message stands above")
        return task, _failed(task, "crash", f"ended its worker process ({how})")

    def _remove(self, worker: _Worker) -> Task:
        self._workers.remove(worker)
        worker.kill()
        assert worker.task is not None
        return worker.task


class _Worker:
    """A worker process, what it is doing, and until when."""

    def __init__(self, setup: Setup, events: queue.SimpleQueue[tuple[_Worker, Any]]) -> None:
        words = [sys.executable, "-c", _START, json.dumps(sys.path)]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin: IO[bytes] = self._process.stdin
        self._stdout: IO[bytes] = self._process.stdout
        self.task: Task | None = None
        self.deadline = 0.0
        self.started = False
        threading.Thread(target=self._listen, args=(self._stdout, events), daemon=True).start()
        self._send(setup)

    def give(self, task: Task, timeout: float) -> None:
        """Hand out a task; its time starts now, or when the process is ready."""
        self.task = task
        self.deadline = time.monotonic() + (timeout if self.started else _SLOW_START)
        self._send(task)

    def ready(self, timeout: float) -> None:
        """Note that the process has started."""
        self.started = True
        self.deadline = time.monotonic() + timeout

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        with suppress(OSError):  # what it was being told cannot be told any more
            self._stdin.close()

    def end(self) -> str:
        """Return how the process ended, for people."""
        code = self._process.wait()
        if code >= 0:
            return f"exit status {code}"
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"

    def _send(self, value: Any) -> None:
        with suppress(OSError):  # it has died; the thread that listens to it says so
            send(self._stdin, value)

    def _listen(self, stream: IO[bytes], events: queue.SimpleQueue[tuple[_Worker, Any]]) -> None:
        try:
            with stream:
                while True:
                    events.put((self, receive(stream)))
        except (EOFError, OSError, ValueError):
            events.put((self, None))


def _failed(task: Task, kind: Any, reason: str) -> Reply:
    return Reply(failure=Failure(task.item.path, kind, f"{task.item.path}: {reason}"))

"""A worker process: tasks on stdin, replies on stdout, each pickled after its length.

It is a fresh interpreter, started by `pool`, and not `multiprocessing`: so a script needs no `__main__` guard, a
notebook works, and nothing is inherited but what `Setup` says.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import queue
import signal
import struct
import sys
import threading
import traceback
from pathlib import Path
from typing import IO, Any

from pubnorm import __version__
from pubnorm.batch.names import output_files
from pubnorm.batch.reading import (
    NotedIncludes,
    at_path,
    get_reader,
    look,
    owner_of,
    page_bytes,
    page_input,
    words_of,
)
from pubnorm.batch.tasks import Done, Failure, Item, Reply, Setup, Task
from pubnorm.errors import InputError
from pubnorm.model import PageRecord
from pubnorm.pipeline import parse_page

_LENGTH = struct.Struct(">Q")
READY = "ready"
_FIRST = "# Papers\n\n- Ann Roe, Li Wei. **A Study of Tides**. *ICML* 2025.\n"


def send(stream: IO[bytes], value: Any) -> None:
    """Write a value to a pipe."""
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Return the next value from a pipe; raises `EOFError` at its end, or where it breaks off."""
    head = stream.read(_LENGTH.size)
    content = stream.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
    if not content:
        raise EOFError
    return pickle.loads(content)


def main() -> None:
    """Serve tasks until stdin ends: then whoever started this process is gone, and nobody waits for a reply."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a reader prints must not get among the replies
    tasks: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    setup: Setup = tasks.get()
    logging.basicConfig(format="%(levelname)s: %(message)s", level=setup.log_level, stream=sys.stderr)
    served = Server(setup)
    parse_page(_FIRST)  # tables are read when they are first needed: that time is not the first page's
    send(out, READY)
    while True:
        send(out, served.answer(tasks.get()))


def _listen(stream: IO[bytes], tasks: queue.SimpleQueue[Any]) -> None:
    try:
        while True:
            tasks.put(receive(stream))
    except (EOFError, OSError):
        os._exit(0)  # even from a page that never ends


class Server:
    """Answers tasks as its setup says."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._read = get_reader(setup.reader)
        self._words = words_of(setup.data)
        data = Path(setup.data).read_bytes() if setup.data else b""
        self._start = hashlib.sha256(repr((__version__, setup.to, setup.options, setup.reader)).encode() + data)
        self._staged = 0

    def answer(self, task: Task) -> Reply:
        """Return the reply to a task; whatever goes wrong with it is a failure."""
        item = task.item
        try:
            if item.kind == "folder":
                found = look(Path(item.path))
                return Reply(loose=True) if found is None else Reply(found=tuple(found))
            return self._convert(task)
        except InputError as error:
            return Reply(failure=Failure(item.path, "unreadable", str(error)))
        except Exception as error:  # a fault of pubnorm or of a user's reader must not stop the run
            return Reply(failure=Failure(item.path, "error", _reason(error)))

    def _convert(self, task: Task) -> Reply:
        item = task.item
        content = page_bytes(item)
        if task.before is not None and self._same(task, task.before, content):
            return Reply(done=task.before, unchanged=True)
        include = NotedIncludes(item.root, item.path) if item.root else None
        records = [at_path(one, item.path) for one in self._read(page_input(item, content, self._words, include))]
        if self._setup.to is None:
            return Reply(records=tuple(records))
        key = self._key(item, content, include)
        asked = tuple(include.asked) if include else ()
        return self._stage(task, records, key, asked)

    def _same(self, task: Task, before: Done, content: bytes) -> bool:
        """Whether a page would be read as it was before."""
        item = task.item
        include = NotedIncludes(item.root, item.path) if item.root else None
        if include:
            for name, relative in before.includes:
                include(name, relative)
        return self._key(item, content, include) == before.key

    def _key(self, item: Item, content: bytes, include: NotedIncludes | None) -> str:
        """Return a hash of all that an output is made of: version, options, path, page, includes, the site's owner."""
        total = self._start.copy()
        owner = owner_of(item.root) if item.root else None
        seen = sorted(include.asked.items()) if include else []
        total.update(ascii((item.path, len(content), owner, seen)).encode())
        total.update(content)
        return total.hexdigest()

    def _stage(self, task: Task, records: list[PageRecord], key: str, asked: tuple[tuple[str, bool], ...]) -> Reply:
        staged: list[tuple[str, str]] = []
        outputs: dict[str, str] = {}
        setup = self._setup
        assert setup.to is not None
        assert setup.staging is not None
        for path, text in output_files(records, setup.to, task.output, dict(setup.options)):
            content = text.encode("utf-8", "backslashreplace")  # a file's name may be no Unicode
            self._staged += 1
            file = os.path.join(setup.staging, f"{os.getpid()}-{self._staged}")
            Path(file).write_bytes(content)
            staged.append((path, file))
            outputs[path] = hashlib.sha256(content).hexdigest()
        publications = sum(len(record.publications) for record in records)
        return Reply(done=Done(key, asked, outputs, publications), staged=tuple(staged))


def _reason(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{where}"

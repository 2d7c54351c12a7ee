"""What earlier runs wrote into an output folder: `.pubnorm/state`, a line for each page that is done.

A line is appended before the outputs that it tells of are put in place. So a run may be killed at any moment: a line
without its outputs is noticed by their hashes, and no output is there without a line that says it is pubnorm's.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from pubnorm.batch.names import STATE_FOLDER
from pubnorm.batch.tasks import Done
from pubnorm.errors import OutputError


class State:
    """The state of an output folder, for one run at a time; a context manager. `to` is the format being written.

    Raises `OutputError` where the folder cannot be used, or another run is using it.
    """

    def __init__(self, output: Path, to: str) -> None:
        self._to = to
        self._folder = output / STATE_FOLDER
        self._file = self._folder / "state"
        self.staging = self._folder / "staging"
        # Hashes and offsets alone are kept in memory: some hundred bytes for a page.
        self._lines: dict[int, int] = {}
        self._ours: set[int] = set()
        self._end = 0

    def __enter__(self) -> State:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._folder.is_symlink():
                raise OutputError(f"{self._folder}: leads out of the output folder; remove this link")
            self._lock = _lock(self._folder / "lock")
            shutil.rmtree(self.staging, ignore_errors=True)
            self.staging.mkdir()
            self._journal = self._file.open("a+b")
            self._load()
        except OSError as error:
            raise OutputError(f"{self._folder}: cannot be written ({error.strerror}); choose another -o") from error
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        self._journal.close()
        shutil.rmtree(self.staging, ignore_errors=True)
        if kind is None:
            self._tidy()
        if self._lock is not None:
            os.close(self._lock)

    def before(self, page: str) -> Done | None:
        """Return what was done of a page."""
        offset = self._lines.get(_hash(self._to, page))
        if offset is None:
            return None
        self._journal.seek(offset)
        values = json.loads(self._journal.readline())
        if (values["to"], values["page"]) != (self._to, page):
            return None  # two hashes were the same: that page is done again
        includes = tuple((str(name), bool(relative)) for name, relative in values["includes"])
        return Done(values["key"], includes, values["outputs"], values["publications"])

    def wrote(self, path: str, digest: str) -> bool:
        """Whether pubnorm wrote a file of this hash to a path below the output folder."""
        return _hash(path, digest) in self._ours

    def add(self, page: str, done: Done) -> None:
        """Note a page whose outputs are put in place next."""
        values = {
            "to": self._to,
            "page": page,
            "key": done.key,
            "includes": done.includes,
            "outputs": done.outputs,
            "publications": done.publications,
        }
        line = json.dumps(values).encode() + b"\n"
        self._note(values)
        self._journal.write(line)
        self._journal.flush()
        self._end += len(line)

    def _load(self) -> None:
        self._journal.seek(0)
        line = b"\n"
        for line in self._journal:
            # A line that was cut off when a run was killed tells nothing: that page is done again.
            with suppress(ValueError, KeyError, TypeError, AttributeError):
                self._note(json.loads(line))
            self._end += len(line)
        if not line.endswith(b"\n"):
            self._end += self._journal.write(b"\n")

    def _note(self, values: dict[str, Any]) -> None:
        """Take note of the line that begins at the end of what is known."""
        self._lines[_hash(values["to"], values["page"])] = self._end
        self._ours.update(_hash(path, digest) for path, digest in values["outputs"].items())

    def _tidy(self) -> None:
        """Leave one line for each page, in an order of their own: the same bytes however often a run was stopped."""
        new = self._folder / "state.new"
        with self._file.open("rb") as old, new.open("wb") as file:
            for _, offset in sorted(self._lines.items()):
                old.seek(offset)
                file.write(old.readline())
        new.replace(self._file)


def _hash(*parts: str) -> int:
    content = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest())


def file_digest(path: Path) -> str | None:
    """Return the hash of a regular file; None where there is none."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lock(path: Path) -> int | None:
    """Take the folder for this process; the lock ends with it, however it ends. None where there are no such locks."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    handle = os.open(path, os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise OutputError(
            f"{path.parent.parent}: another run writes here; wait for it, or choose another -o"
        ) from error
    return handle

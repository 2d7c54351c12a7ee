"""What earlier runs wrote into an output folder: `.pubnorm/state`, a line for each page that is done.

A line is appended before the outputs that it tells of are put in place. So a run may be killed at any moment: a line
without its outputs is noticed by their hashes, and no output is there without a line that says it is pubnorm's.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
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
        self._lines: dict[tuple[str, str], bytes] = {}
        self._ours: dict[str, set[str]] = {}

    def __enter__(self) -> State:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._folder.is_symlink():
                raise OutputError(f"{self._folder}: leads out of the output folder; remove this link")
            self._lock = _lock(self._folder / "lock")
            shutil.rmtree(self.staging, ignore_errors=True)
            self.staging.mkdir()
            self._load()
            self._journal = self._file.open("ab")
            if self._journal.tell():
                self._journal.write(b"\n")  # the last line may have been cut off
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
        line = self._lines.get((self._to, page))
        if line is None:
            return None
        values = json.loads(line)
        includes = tuple((str(name), bool(relative)) for name, relative in values["includes"])
        return Done(values["key"], includes, values["outputs"], values["publications"])

    def wrote(self, path: str, digest: str) -> bool:
        """Whether pubnorm wrote a file of this hash to a path below the output folder."""
        return digest in self._ours.get(path, ())

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
        line = json.dumps(values).encode()
        self._note(line, values)
        self._journal.write(line + b"\n")
        self._journal.flush()

    def _load(self) -> None:
        try:
            lines = self._file.read_bytes().splitlines()
        except FileNotFoundError:
            return
        for line in lines:
            try:
                self._note(line, json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # cut off when a run was killed: that page is done again

    def _note(self, line: bytes, values: dict[str, Any]) -> None:
        outputs: dict[str, str] = values["outputs"]
        for path, digest in outputs.items():
            self._ours.setdefault(path, set()).add(digest)
        self._lines[values["to"], values["page"]] = line

    def _tidy(self) -> None:
        """Leave one line for each page, sorted: the same bytes however often the run was stopped on its way."""
        new = self._folder / "state.new"
        with new.open("wb") as file:
            file.writelines(self._lines[name] + b"\n" for name in sorted(self._lines))
        new.replace(self._file)


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

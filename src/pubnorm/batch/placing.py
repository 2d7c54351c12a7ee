"""Outputs put in their place: whole or not at all, inside the output folder, never over what others wrote."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from pubnorm.batch.state import State, file_digest
from pubnorm.batch.tasks import Done, Failure, FailureKind, Task
from pubnorm.errors import OutputError


class _RefusedError(Exception):
    """An output cannot be put where it belongs."""

    def __init__(self, kind: FailureKind, reason: str) -> None:
        super().__init__(reason)
        self.kind: FailureKind = kind


class Placing:
    """Puts staged files below the folder `output`. Raises `OutputError` where `failures.json` cannot be written."""

    def __init__(self, output: Path, state: State, overwrite: bool) -> None:
        self._output = output
        self._real = Path(os.path.realpath(output))
        self._state = state
        self._overwrite = overwrite

    def stands(self, done: Done) -> bool:
        """Whether all outputs of a page are there as they were written."""
        return all(file_digest(self._output / path) == digest for path, digest in done.outputs.items())

    def place(self, task: Task, done: Done, staged: Sequence[tuple[str, str]]) -> Failure | None:
        """Put a page's outputs in place; a failure says why none of them was."""
        page = task.item
        before = self._state.before(page.name)
        try:
            for path, _ in staged:
                self._check(path, done.outputs[path], Path(page.path))
            self._state.add(page.name, done)
            for path, file in staged:
                Path(file).replace(self._output / path)
        except (_RefusedError, OSError) as error:
            for _, file in staged:
                Path(file).unlink(missing_ok=True)
            if isinstance(error, _RefusedError):
                return Failure(page.path, error.kind, str(error))
            return Failure(page.path, "unwritable", f"{error.filename}: cannot be written ({error.strerror})")
        if before:
            self._remove({path: digest for path, digest in before.outputs.items() if path not in done.outputs})
        return None

    def write(self, path: str, content: bytes) -> None:
        """Write a file of the run's own."""
        digest = hashlib.sha256(content).hexdigest()
        staged = self._state.staging / "own"
        try:
            self._check(path, digest, None)
            staged.write_bytes(content)
            self._state.add("", Done("", outputs={path: digest}))
            staged.replace(self._output / path)
        except (_RefusedError, OSError) as error:
            raise OutputError(f"{self._output / path}: cannot be written ({error})") from error

    def _check(self, path: str, digest: str, page: Path | None) -> None:
        """Make the folder of an output; raise `_RefusedError` where the output may not be put there."""
        target = self._output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not Path(os.path.realpath(target.parent)).is_relative_to(self._real):
            raise _RefusedError("unwritable", f"{target}: leads out of the output folder; remove the link in it")
        if not os.path.lexists(target):
            return
        if target.is_dir() and not target.is_symlink():
            raise _RefusedError("exists", f"{target}: a folder is in the way; remove it or choose another -o")
        if page is not None and target.exists() and page.exists() and target.samefile(page):
            raise _RefusedError("exists", f"{target}: is the page itself; choose another -o")
        there = file_digest(target)
        if self._overwrite or there == digest or (there is not None and self._state.wrote(path, there)):
            return
        raise _RefusedError(
            "exists", f"{target}: was not written by pubnorm, or changed since; --overwrite replaces it"
        )

    def _remove(self, outputs: dict[str, str]) -> None:
        """Remove what a page was converted to before and is no more, unless somebody has changed it."""
        for path, digest in outputs.items():
            if file_digest(self._output / path) == digest:
                (self._output / path).unlink()

"""One request at a time, and a pause between two, over all processes of a machine.

arXiv's terms of use (info.arxiv.org/help/api/tou.html): at most one request every three seconds and one connection,
over all the machines that one controls. A file lock is held while a request is under way; the time of the last one
stands in the locked file. A process that dies gives its lock up.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

INTERVAL = 3.0


class MachineLimit:
    """The right to ask, kept in `file`: at most one holder at a time, `interval` seconds after the last one ended."""

    def __init__(self, file: Path, interval: float = INTERVAL) -> None:
        self._file = file
        self._interval = interval

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn, hold it, and note the time when it is given back."""
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
            time.sleep(self._pause(os.pread(descriptor, 64, 0)))
            try:
                yield
            finally:
                os.pwrite(descriptor, f"{time.time():020.6f}\n".encode(), 0)
        finally:
            os.close(descriptor)

    def _pause(self, noted: bytes) -> float:
        try:
            passed = time.time() - float(noted)
        except ValueError:
            return 0.0 if not noted else self._interval
        # A time in the future is a clock set back: the full pause is always enough.
        return min(self._interval, max(0.0, self._interval - passed))


def _lock(descriptor: int) -> None:
    """Wait until no other process holds the file; closing it gives the lock up."""
    if sys.platform == "win32":
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
            except OSError:  # after ten seconds
                continue
            break
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

"""How far a run is: a line that changes on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol, TextIO

_TERMINAL = 0.2  # seconds between two changes of the line
_PLAIN = 10.0  # seconds between two lines of a log


@dataclass(slots=True)
class Counts:
    """Pages of a run: known so far, written, unchanged since an earlier run, failed, without publications."""

    known: int = 0
    written: int = 0
    unchanged: int = 0
    failed: int = 0
    empty: int = 0
    publications: int = 0

    @property
    def done(self) -> int:
        """Pages that need nothing more."""
        return self.written + self.unchanged + self.failed


class Progress(Protocol):
    """What is told how far a run is, after every page."""

    def update(self, counts: Counts) -> None:
        """Take note of the counts."""

    def end(self) -> None:
        """Leave the stream ready for other lines."""


class StreamProgress:
    """Writes count, rate, remaining time and failures to a stream, seldom enough to cost nothing.

    >>> import sys
    >>> progress = StreamProgress(sys.stdout, every=0)
    >>> progress.update(Counts(known=4, written=1, failed=1))  # doctest: +ELLIPSIS
    2 of 4 pages, ... pages/s, ... left, 1 failed
    """

    def __init__(self, stream: TextIO, every: float | None = None) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._every = every if every is not None else _TERMINAL if self._terminal else _PLAIN
        self._started = self._last = time.monotonic()
        self._width = 0

    def update(self, counts: Counts) -> None:
        """Write the counts if it is time."""
        now = time.monotonic()
        if now - self._last < self._every:
            return
        self._last = now
        rate = counts.done / max(now - self._started, 1e-6)
        left = duration((counts.known - counts.done) / rate) if counts.done else "unknown time"
        line = f"{counts.done} of {counts.known} pages, {rate:.1f} pages/s, {left} left, {counts.failed} failed"
        if self._terminal:
            self._stream.write(f"\r{line:<{self._width}}")
            self._width = len(line)
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def end(self) -> None:
        """Clear the line on a terminal."""
        if self._terminal and self._width:
            self._stream.write(f"\r{'':<{self._width}}\r")
            self._stream.flush()


def duration(seconds: float) -> str:
    """Return a time as people say it.

    >>> duration(8.2), duration(150), duration(7300)
    ('8 s', '2 min 30 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"

"""Pauses Python's cycle collector while a page or a citation is read."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_pausing = 0  # how many threads are in a pause that this module began


@contextmanager
def paused_collector() -> Iterator[None]:
    """Keep the cycle collector from running in this block, if it runs at all; nested and threaded use is fine.

    Reading makes many short-lived objects and hardly a cycle, while the vocabulary and what is remembered of
    earlier pages are large: looking through these again and again took a fifth of the time of a page. What is freed by
    counting references is freed at once as ever.

    >>> import gc
    >>> with paused_collector():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    global _pausing
    with _lock:
        ours = _pausing > 0 or gc.isenabled()
        if ours:
            _pausing += 1
            gc.disable()
    try:
        yield
    finally:
        with _lock:
            if ours:
                _pausing -= 1
                if not _pausing:
                    gc.enable()

"""The cycle collector rests while a page is read, and is as it was afterwards."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest

import pubnorm
from pubnorm.collector import paused_collector

PAGE = "## Papers\n\n- Jane Doe, Rob Roe. **On Tides and Others**. ACL 2025.\n"


@pytest.fixture(autouse=True)
def _enabled() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_parsing_leaves_the_collector_on() -> None:
    pubnorm.parse(PAGE)
    assert gc.isenabled()


def test_parsing_leaves_the_collector_off_where_it_was_off() -> None:
    gc.disable()
    pubnorm.parse(PAGE)
    assert not gc.isenabled()


def test_an_error_ends_the_pause() -> None:
    with pytest.raises(ZeroDivisionError), paused_collector():
        1 / 0  # noqa: B018
    assert gc.isenabled()


def test_pauses_of_threads_overlap() -> None:
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with paused_collector():
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    entered.wait(10)
    with paused_collector():
        pass
    assert not gc.isenabled()
    leave.set()
    thread.join()
    assert gc.isenabled()

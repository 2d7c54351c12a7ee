"""A reader of pages that misbehaves where the page's name says so; workers import it as `readers:read`."""

import os
import signal
import time
from pathlib import Path

from pubnorm.batch.reading import PageInput, read_source
from pubnorm.model import PageRecord


def read(page: PageInput) -> list[PageRecord]:
    name = Path(page.path).stem
    log = os.environ.get("READ_LOG")
    if log:
        with open(log, "a", encoding="utf-8") as file:
            file.write(f"{page.path}\n")
    if name.startswith("hang"):
        while True:
            time.sleep(0.01)
    if name.startswith("kill"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("exit"):
        os._exit(7)
    if name.startswith("raise"):
        raise RuntimeError("no such luck")
    if name.startswith("loud"):
        print("among the replies?", flush=True)
        os.write(1, b"among the replies?\n")
    return read_source(page)

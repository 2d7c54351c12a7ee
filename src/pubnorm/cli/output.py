"""Where a command's data goes: stdout, or a file written whole or not at all."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from pubnorm.errors import OutputError


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add `-o FILE`."""
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE (default: stdout)")


def write_text(text: str, output: str | None) -> None:
    """Write `text` as UTF-8 to stdout, or to the file `output` atomically; raises `OutputError`."""
    if output is None or output == "-":
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
        sys.stdout.flush()
        return
    path = Path(output)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
        Path(temporary).replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose a folder that exists") from error

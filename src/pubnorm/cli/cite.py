"""`pubnorm cite`: plain citation strings, one a line, to records, one a line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from pubnorm.citation import cite
from pubnorm.cli.output import add_output, write_text
from pubnorm.errors import InputError

EXAMPLE = "pubnorm cite references.txt -o references.jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="citations, one a line (default: stdin)")
    add_output(parser)


def run(args: argparse.Namespace) -> int:
    """Write one record for each line, an empty one for an empty line."""
    encoder = msgspec.json.Encoder()
    lines = _read(args.file)
    if args.output is None and args.file == "-":
        # A program that talks with us line by line gets its answer line by line.
        for line in lines:
            sys.stdout.buffer.write(encoder.encode(cite(line)) + b"\n")
            sys.stdout.flush()
        return 0
    write_text("".join(encoder.encode(cite(line)).decode() + "\n" for line in lines), args.output)
    return 0


def _read(name: str) -> Iterator[str]:
    if name == "-":
        for raw in sys.stdin.buffer:
            yield raw.decode("utf-8", "replace").rstrip("\r\n")
        return
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); give a text file, one citation a line") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            f"{name}:{line}: not UTF-8 (byte {data[error.start]:#04x}); convert the file to UTF-8"
        ) from error
    yield from (line.rstrip("\r") for line in text.split("\n")[: None if text[-1:] != "\n" else -1])

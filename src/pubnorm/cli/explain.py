"""`pubnorm explain`: how the entry at a line of a page was read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pubnorm.cli.output import add_output, write_text
from pubnorm.errors import InputError, UsageError
from pubnorm.explaining import explain, explain_miss
from pubnorm.vocabulary import vocabulary

EXAMPLE = "pubnorm explain about.md:42"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("place", nargs="+", metavar="PAGE:LINE", help="a page (or - for stdin) and a line of the entry")
    parser.add_argument("--data", type=Path, metavar="FILE", help="your own vocabulary, a TOML file")
    add_output(parser)


def run(args: argparse.Namespace) -> int:
    """Explain every place; 1 where some line belongs to no entry."""
    words = vocabulary(args.data) if args.data else vocabulary()
    told: list[str] = []
    missed = False
    for place in args.place:
        path, line = _split(place)
        source = _read(path)
        text = explain(source, line, path, words=words)
        if text is None:
            missed = True
            print(f"{place}: no entry here: {explain_miss(source, line, words=words)}", file=sys.stderr)
        else:
            told.append(text + "\n")
    write_text("\n".join(told), args.output)
    return 1 if missed else 0


def _split(place: str) -> tuple[str, int]:
    path, colon, line = place.rpartition(":")
    if not colon or not path or not line.isdecimal() or int(line) < 1:
        raise UsageError(f"{place!r} names no line; give PAGE:LINE, for example {EXAMPLE.split()[-1]}")
    return path, int(line)


def _read(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error

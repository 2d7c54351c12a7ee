"""`pubnorm dedupe`: one record per work and one key per person, over many pages."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from pubnorm.cli.output import add_output
from pubnorm.cli.records import read_records
from pubnorm.errors import InputError, OutputError
from pubnorm.matching.works.dedupe import Deduper
from pubnorm.model import PageRecord, Publication

EXAMPLE = "pubnorm dedupe alice.json bob.json team/ -o works.jsonl"

log = logging.getLogger("pubnorm")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument(
        "inputs", nargs="+", metavar="IN", help="records (.json or .jsonl), - for stdin, pages or folders"
    )
    add_output(parser)


def run(args: argparse.Namespace) -> int:
    """Write one record per work, in the shape of the extension of `-o`."""
    with Deduper() as deduper:
        for path in args.inputs:
            for publication in _publications(path):
                deduper.add(publication)
        works = _write(deduper.works(), args.output)
        for (a, b), match in deduper.possible.items():
            log.info("perhaps one work: %s and %s (%s)", deduper.where(a), deduper.where(b), match.reason)
        if not args.quiet:
            print(
                f"{len(deduper)} records are {works} works; {len(deduper.possible)} pairs may be one work and were "
                f"left apart{' (-v lists them)' if deduper.possible and not args.verbose else ''}",
                file=sys.stderr,
            )
        return 0


def _publications(path: str) -> Iterator[Publication]:
    """Yield the publications of an input; lines are read one by one, so that files of any size pass."""
    if not path.lower().endswith(".jsonl"):
        yield from (publication for record in read_records(path) for publication in record.publications)
        return
    decode = msgspec.json.Decoder(Publication).decode
    try:
        with open(path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _decoded(decode, line, path, number)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); give what `pubnorm parse` wrote, or pages"
        ) from error


def _decoded(decode: Callable[[bytes], Publication], line: bytes, path: str, number: int) -> Publication:
    try:
        return decode(line)
    except msgspec.DecodeError as error:
        raise InputError(
            f"{path}, line {number}: no publication record ({error}); give what `pubnorm parse` wrote"
        ) from error


def _write(works: Iterator[Publication], output: str | None) -> int:
    """Write the works as they come and return how many; a file appears whole or not at all."""
    as_lines = output is not None and output.lower().endswith(".jsonl")
    if output is None or output == "-":
        count = _write_to(sys.stdout.buffer, works, as_lines)
        sys.stdout.flush()
        return count
    path = Path(output)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                count = _write_to(file, works, as_lines)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose a folder that exists") from error
    return count


def _write_to(file: IO[bytes], works: Iterator[Publication], as_lines: bool) -> int:
    encode = msgspec.json.encode
    # For JSON, a page record around the works, which are written as they come.
    head, tail = encode(PageRecord()).split(b'"publications":[]')
    file.write(b"" if as_lines else head + b'"publications":[\n')
    count = 0
    for work in works:
        file.write((b",\n" if count and not as_lines else b"") + encode(work) + (b"\n" if as_lines else b""))
        count += 1
    file.write(b"" if as_lines else b"\n]" + tail + b"\n")
    return count

"""`pubnorm arxiv index`: arXiv's metadata snapshot into one file for look-ups without a network."""

from __future__ import annotations

import argparse
import sys
import time

from pubnorm.errors import UsageError
from pubnorm.sources.arxiv.index_build import build_index

EXAMPLE = "pubnorm arxiv index arxiv-metadata-oai-snapshot.json -o arxiv.idx"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    index = actions.add_parser("index", help="build an index, or bring one up to date")
    index.add_argument("snapshot", metavar="SNAPSHOT", help="arXiv's metadata snapshot: JSON lines, plain, .gz or .zip")
    index.add_argument("-o", "--output", metavar="FILE", required=True, help="the index; if it exists it is updated")
    for flag, name in (("-q", "--quiet"), ("-v", "--verbose")):  # as after every other command
        index.add_argument(flag, name, action="count", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    index.add_argument("--no-abstracts", action="store_true", help="leave abstracts out: half the size")


def run(args: argparse.Namespace) -> int:
    """Build the index; 1 if lines of the snapshot had to be left out."""
    if args.output == "-":
        raise UsageError("an index cannot go to stdout; give -o FILE")
    progress = _Line() if sys.stderr.isatty() and not args.quiet else None
    report = build_index(args.snapshot, args.output, abstracts=not args.no_abstracts, progress=progress)
    if not args.quiet:
        print(
            f"{args.output}: {report.total} papers ({report.added} new, {report.changed} changed)"
            + (f"; {report.faulty} lines of {args.snapshot} left out" if report.faulty else ""),
            file=sys.stderr,
        )
    return 1 if report.faulty else 0


class _Line:
    """A line on the terminal: how much of the snapshot is read, how many papers, how long it will take."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def __call__(self, read: int, size: int, papers: int) -> None:
        part = min(1.0, read / size) if size else 1.0
        left = (time.monotonic() - self._start) * (1 - part) / part if part else 0.0
        end = "\n" if part == 1.0 else ""
        print(f"\r{part:4.0%}  {papers} papers, {left / 60:.1f} min left ", end=end, file=sys.stderr, flush=True)

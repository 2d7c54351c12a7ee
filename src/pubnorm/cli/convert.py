"""`pubnorm convert`: whole folders of pages to a format."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from pubnorm.batch.folder import Summary, convert_folder
from pubnorm.batch.names import FAILURES
from pubnorm.batch.pool import TIMEOUT, default_jobs
from pubnorm.batch.progress import StreamProgress, duration
from pubnorm.writers import FORMATS

EXAMPLE = "pubnorm convert homepages/ --to jsonl -o records/ --jobs 8 --resume"

_SHOWN = 10  # failures told on stderr; all are in the file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument(
        "sources", nargs="+", type=Path, metavar="SRC",
        help="a page, a homepage repository, a .bib file, records (.json, .jsonl), or a folder of pages",
    )  # fmt: skip
    parser.add_argument("--to", required=True, metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument(
        "-o", "--output", required=True, type=Path, metavar="OUT",
        help=f"folder for one file per page, at its relative path, and {FAILURES}",
    )  # fmt: skip
    parser.add_argument(
        "--jobs", type=int, default=default_jobs(), metavar="N", help="worker processes (default: %(default)s)"
    )
    parser.add_argument("--resume", action="store_true", help="skip what is done and unchanged, told by content")
    parser.add_argument(
        "--timeout", type=float, default=TIMEOUT, metavar="S",
        help="give a page up after this many seconds (default: %(default)g)",
    )  # fmt: skip
    parser.add_argument("--overwrite", action="store_true", help="replace files that pubnorm did not write")
    parser.add_argument("--data", type=Path, metavar="FILE", help="your own vocabulary, a TOML file")
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE",
        help="what the format can vary: fields, sort, reverse, group, owner, unicode, venues, style; may be repeated",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Convert the pages; 1 if some failed, 2 if all did or there were none."""
    started = time.monotonic()
    summary = convert_folder(
        args.sources,
        args.to,
        args.output,
        jobs=args.jobs,
        timeout=args.timeout,
        resume=args.resume,
        overwrite=args.overwrite,
        data=args.data,
        options=_options(args.option),
        progress=None if args.quiet else StreamProgress(sys.stderr),
    )
    _tell(summary, args, time.monotonic() - started)
    if summary.written + summary.unchanged == 0:
        return 2
    return 1 if summary.failures else 0


def _options(given: list[str]) -> dict[str, Any]:
    """Return `NAME=VALUE` as the options of a writer; a name alone switches something on."""
    options: dict[str, Any] = {}
    for one in given:
        name, equals, value = one.partition("=")
        options[name.strip()] = value if equals else True
    return options


def _tell(summary: Summary, args: argparse.Namespace, seconds: float) -> None:
    for failure in summary.failures[:_SHOWN]:
        print(f"failed: {failure.reason}", file=sys.stderr)
    if len(summary.failures) > _SHOWN:
        print(f"and {len(summary.failures) - _SHOWN} more", file=sys.stderr)
    if args.quiet:
        return
    if not summary.pages:
        print("no pages with publications were found", file=sys.stderr)
        return
    parts = [f"{summary.written} written"]
    if summary.unchanged:
        parts.append(f"{summary.unchanged} unchanged")
    if summary.empty:
        parts.append(f"{summary.empty} of these without publications")
    parts.append(f"{len(summary.failures)} failed")
    rate = summary.pages / max(seconds, 1e-6)
    print(
        f"{summary.pages} pages in {duration(seconds)} ({rate:.1f} pages/s): {', '.join(parts)};"
        f" {summary.publications} publications in {args.output}",
        file=sys.stderr,
    )
    if summary.failures:
        print(f"every failure: {args.output / FAILURES}", file=sys.stderr)

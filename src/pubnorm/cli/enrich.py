"""`pubnorm enrich`: records in, records with what arXiv knows out."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack

from pubnorm.cli.output import add_output
from pubnorm.cli.records import read_records, write_records
from pubnorm.model import PageRecord
from pubnorm.sources.arxiv.client import CONTACT, URL, ArxivApi
from pubnorm.sources.arxiv.enrichment import enrich, failed
from pubnorm.sources.arxiv.index import ArxivIndex
from pubnorm.sources.arxiv.limit import INTERVAL
from pubnorm.sources.arxiv.source import ArxivSource

EXAMPLE = "pubnorm enrich papers.json -o enriched.json --index arxiv.idx"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("input", metavar="IN", help="records (.json or .jsonl), - for stdin, a page, or a folder")
    parser.add_argument("--arxiv-url", metavar="URL", help=f"the whole query endpoint (default: {URL})")
    parser.add_argument(
        "--index", metavar="FILE", help="look up in this index, and online only if --arxiv-url is given"
    )
    parser.add_argument("--offline", action="store_true", help="open no connection: only the index and kept answers")
    parser.add_argument("--contact", default=CONTACT, help="address in the User-Agent by which arXiv can reach you")
    parser.add_argument("--cache", metavar="FOLDER", help="keep answers here (default: $XDG_CACHE_HOME/pubnorm)")
    parser.add_argument(
        "--interval", type=float, default=INTERVAL, metavar="SECONDS",
        help="seconds between two requests; less than 3 only for a loopback address",
    )  # fmt: skip
    add_output(parser)


def run(args: argparse.Namespace) -> int:
    """Enrich the records; 1 if a record could not be looked up."""
    records = read_records(args.input)
    with ExitStack() as opened:
        enriched = enrich(records, source=_sources(args, opened), progress=_progress(args.quiet))
    write_records(enriched, args.output)
    return _summary(enriched, args.quiet)


def _sources(args: argparse.Namespace, opened: ExitStack) -> list[ArxivSource]:
    sources: list[ArxivSource] = []
    if args.index:
        sources.append(opened.enter_context(ArxivIndex(args.index)))
    if args.arxiv_url or not args.index:
        api = ArxivApi(
            args.arxiv_url or URL,
            cache=args.cache,
            contact=args.contact,
            interval=args.interval,
            offline=args.offline,
        )
        sources.append(opened.enter_context(api))
    return sources


class _Line:
    """A line on the terminal that counts the records."""

    def __call__(self, done: int, total: int) -> None:
        end = "\n" if done == total else ""
        print(f"\r{done} of {total} records", end=end, file=sys.stderr, flush=True)


def _progress(quiet: int) -> _Line | None:
    return _Line() if sys.stderr.isatty() and not quiet else None


def _summary(records: list[PageRecord], quiet: int) -> int:
    publications = [publication for record in records for publication in record.publications]
    found = sum(one.enriched is not None and one.enriched.arxiv is not None for one in publications)
    failures = [one for one in publications if failed(one)]
    for one in failures:
        where = f"{one.source.path or '-'}:{one.source.lines[0] if one.source.lines else 1}"
        print(f"{where}: {one.title or one.key!r}: {one.enriched and one.enriched.failure}", file=sys.stderr)
    if not quiet:
        print(f"{found} of {len(publications)} records found at arXiv, {len(failures)} failed", file=sys.stderr)
    return 1 if failures else 0

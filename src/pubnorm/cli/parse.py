"""`pubnorm parse`: pages to records."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from pubnorm.cli.output import add_output, write_text
from pubnorm.pipeline import parse_page

EXAMPLE = "pubnorm parse about.md --format jsonl -o papers.jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a page, a homepage repository, a .bib file, or -")
    parser.add_argument("--format", default="json", help="json (default), jsonl, or any writer")
    add_output(parser)


def run(args: argparse.Namespace) -> int:
    """Parse the pages and write their records."""
    records = [parse_page(Path(path).read_bytes(), path).to_dict() for path in args.paths]
    value = records[0] if len(records) == 1 else records
    write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", args.output)
    return 0

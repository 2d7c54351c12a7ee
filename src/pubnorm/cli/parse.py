"""`pubnorm parse`: pages to records, or to any format."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pubnorm.cli.output import add_output, write_text
from pubnorm.errors import InputError
from pubnorm.model import PageRecord
from pubnorm.parsing import parse, parse_all
from pubnorm.writers import FORMATS, write

EXAMPLE = "pubnorm parse about.md --format jsonl -o papers.jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a page, a homepage repository, a .bib file, or -")
    parser.add_argument("--format", default="json", metavar="FORMAT", help=f"{', '.join(FORMATS)} (default: json)")
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE",
        help="what the format can vary: fields, sort, reverse, group, owner, unicode, venues, style; may be repeated",
    )  # fmt: skip
    parser.add_argument("--data", type=Path, metavar="FILE", help="your own vocabulary, a TOML file")
    add_output(parser)


def run(args: argparse.Namespace) -> int:
    """Parse the pages and write them; 1 if some could not be read, 2 if none could."""
    pages: list[PageRecord] = []
    failed = 0
    for path in args.paths:
        try:
            pages.extend(_read(path, args.data))
        except InputError as error:
            if len(args.paths) == 1:
                raise
            failed += 1
            print(f"pubnorm parse: {error}", file=sys.stderr)
    if failed == len(args.paths):
        return 2
    # One page is an object; several, or a folder of them, an array.
    single = len(pages) == 1 and len(args.paths) == 1 and not _is_repository(args.paths[0], pages[0])
    text = write(pages[0] if single else pages, args.format, **_options(args.option))
    write_text(text, args.output)
    return 1 if failed else 0


def _read(path: str, data: Path | None) -> list[PageRecord]:
    if path == "-":
        return [parse(sys.stdin.buffer.read(), data=data)]
    pages = list(parse_all(Path(path), data=data))
    if not pages:
        raise InputError(f"{path}: holds no pages with publications; name a page, or another folder")
    return pages


def _is_repository(path: str, page: PageRecord) -> bool:
    return path != "-" and Path(path).is_dir() and page.source.path != path


def _options(given: list[str]) -> dict[str, str | bool]:
    """Return `NAME=VALUE` as the options of a writer; a name alone switches something on."""
    pairs = (one.partition("=") for one in given)
    return {name.strip(): value if equals else True for name, equals, value in pairs}

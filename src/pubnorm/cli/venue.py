"""`pubnorm venue`: how a venue string is understood, and why."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from pubnorm.cli.output import add_output, write_text
from pubnorm.matching.venues import VenueReading, read_venue
from pubnorm.matching.venues.explain import explain
from pubnorm.vocabulary import Vocabulary, vocabulary

EXAMPLE = "pubnorm venue 'Proc. of the 38th AAAI Conf. on Artif. Intell. (AAAI-24), Oral'"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("text", nargs="+", metavar="TEXT", help="a venue string; - reads lines from stdin")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people (default), or one JSON object a line"
    )
    parser.add_argument("--data", action="append", default=[], metavar="FILE", help="a TOML file with [[venue]] rows")
    add_output(parser)


def run(args: argparse.Namespace) -> int:
    """Read every string and write what was understood; 1 where some string names no venue at all."""
    table = vocabulary(*map(Path, args.data))
    lines: list[str] = []
    understood = True
    for text in _texts(args.text):
        reading = read_venue(text, table)
        understood = understood and reading.venue is not None
        lines.append(_json(text, reading) if args.format == "json" else _text(text, reading, table))
    write_text("".join(line + "\n" for line in lines), args.output)
    return 0 if understood else 1


def _texts(given: list[str]) -> Iterator[str]:
    for text in given:
        if text == "-":
            yield from sys.stdin.buffer.read().decode("utf-8", "replace").splitlines()
        else:
            yield text


def _json(text: str, reading: VenueReading) -> str:
    venue = reading.venue.to_dict() if reading.venue else None
    values = {"input": text, "venue": venue, "year": reading.year, "awards": list(reading.awards)}
    return json.dumps(values, ensure_ascii=False)


def _text(text: str, reading: VenueReading, table: Vocabulary) -> str:
    return "\n".join([text, *(f"  {name:10} {value}" for name, value in explain(reading, table))])

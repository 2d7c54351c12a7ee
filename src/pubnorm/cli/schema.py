"""`pubnorm schema`: print the JSON Schema of the record."""

from __future__ import annotations

import argparse
import json

from pubnorm.cli.output import add_output, write_text
from pubnorm.model import schema

EXAMPLE = "pubnorm schema -o pubnorm.schema.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    add_output(parser)


def run(args: argparse.Namespace) -> int:
    """Write the schema."""
    write_text(json.dumps(schema(), indent=2) + "\n", args.output)
    return 0

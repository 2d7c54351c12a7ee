"""The writers' options on a command line, for every command that writes formats."""

from __future__ import annotations

import argparse
from typing import Any

# Name, what argparse is told of it. The names are those of `pubnorm.writers.options.Options`.
_ARGUMENTS: dict[str, dict[str, Any]] = {
    "fields": {"metavar": "NAMES", "help": "write only these fields of the record (title,authors,year)"},
    "sort": {
        "choices": ("page", "year", "title", "author", "type", "venue"),
        "help": "the order (default: the page's)",
    },
    "reverse": {"action": "store_true", "help": "turn the order round"},
    "group": {"choices": ("year", "type"), "help": "under headings by year or type"},
    "venues": {
        "choices": ("displayed", "full", "short"),
        "help": "venues as displayed (default), whole names, acronyms",
    },
    "unicode": {"action": "store_true", "help": "BibTeX with letters as they are, not as LaTeX commands"},
    "style": {"metavar": "CSL", "help": "citation style of the markdown list (apa, ieee, …)"},
    "owner": {"metavar": "NAME", "help": "first author where the page lists only the co-authors"},
}


def add_writer_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--fields`, `--sort`, `--group` and the other options of writers.

    >>> parser = argparse.ArgumentParser()
    >>> add_writer_arguments(parser)
    >>> writer_options(parser.parse_args(["--sort", "year", "--unicode"]))
    {'sort': 'year', 'unicode': True}
    """
    group = parser.add_argument_group("options of formats")
    for name, arguments in _ARGUMENTS.items():
        group.add_argument(f"--{name}", **arguments)


def writer_options(args: argparse.Namespace) -> dict[str, Any]:
    """Return those options that were given, for `pubnorm.write(records, format, **options)`."""
    return {name: value for name in _ARGUMENTS if (value := getattr(args, name)) not in (None, False)}

"""The command line: arguments in, exit code out. One module per command, imported when it is asked for.

Exit codes: 0 done; 1 done, with something the user must look at; 2 nothing could be done.
Data goes to stdout or `-o`, everything for people to stderr.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from importlib import import_module

from pubnorm import __version__
from pubnorm.errors import PubnormError

# The commands in the order help shows them: name, one line. Each lives in `pubnorm.cli.<name>`, which has
# `EXAMPLE: str`, `add_arguments(parser)` and `run(args) -> int`.
COMMANDS = {
    "parse": "a page, a homepage repository, a .bib file or - to records",
    "explain": "how the entry at PAGE:LINE was read",
    "cite": "plain citation strings, one a line, to records",
    "convert": "whole folders of pages to a format",
    "enrich": "add what arXiv knows",
    "venue": "how a venue string is understood, and why",
    "name": "how an author string is understood, and why",
    "dedupe": "one record per work over many pages",
    "arxiv": "build an offline index of arXiv's metadata",
    "schema": "print the JSON Schema of the record",
}


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv` (default: the process's own) and return its exit code."""
    argv = sys.argv[1:] if argv is None else argv
    parser = _parser(next((word for word in argv if not word.startswith("-")), None))
    try:
        args = parser.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    if not args.command:
        parser.print_help(sys.stderr)
        return 2
    _log(args.verbose - args.quiet)
    try:
        code: int = import_module(f"pubnorm.cli.{args.command}").run(args)
    except PubnormError as error:
        print(f"pubnorm {args.command}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    return code


def _parser(wanted: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pubnorm", description="Publication lists of markdown homepages to structured records."
    )
    parser.add_argument("--version", action="version", version=f"pubnorm {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, line in COMMANDS.items():
        one = commands.add_parser(
            name, help=line, description=line, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name == wanted:  # only the asked command's module is imported: `pubnorm --help` stays fast
            module = import_module(f"pubnorm.cli.{name}")
            one.epilog = f"example:\n  {module.EXAMPLE}"
            module.add_arguments(one)
    for one in (parser, *commands.choices.values()):
        _add_common(one, top=one is parser)
    return parser


def _add_common(parser: argparse.ArgumentParser, *, top: bool) -> None:
    default = 0 if top else argparse.SUPPRESS
    parser.add_argument("-q", "--quiet", action="count", default=default, help="say less on stderr")
    parser.add_argument("-v", "--verbose", action="count", default=default, help="say more on stderr")


def _log(level: int) -> None:
    levels = {-1: logging.ERROR, 0: logging.WARNING, 1: logging.INFO}
    chosen = logging.CRITICAL if level < -1 else levels.get(level, logging.DEBUG)
    logging.basicConfig(format="%(levelname)s: %(message)s", level=chosen, stream=sys.stderr)

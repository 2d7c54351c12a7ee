"""`pubnorm name`: how an author string is understood, and why."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable

from pubnorm.cli.output import add_output, write_text
from pubnorm.matching.names import NameList, NameSpan, as_author, split_names
from pubnorm.model import Author

EXAMPLE = 'pubnorm name "Huang, Y., van der Berg, J.*, & Xiaoming Wang (王小明)"'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("text", nargs="+", metavar="TEXT", help="an author string; - reads lines from stdin")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: one object a line")
    add_output(parser)


def run(args: argparse.Namespace) -> int:
    """Write how each string is understood; 1 where a string holds what was not understood."""
    shown: list[str] = []
    code = 0
    for text in _inputs(args.text):
        found = split_names(text, expected=True)
        if text.strip() and (found.rest or not found.names):
            code = 1
        shown.append(_as_json(text, found) if args.format == "json" else _as_text(text, found))
    write_text("".join(f"{line}\n" for line in shown), args.output)
    return code


def authors_of(text: str) -> list[Author]:
    """Return the authors that a string names.

    >>> [(author.given, author.family) for author in authors_of("Huang, Y. and Jane Doe")]
    [('Y.', 'Huang'), ('Jane', 'Doe')]
    """
    found = split_names(text, expected=True)
    return [as_author(text[name.start : name.end], marks=marks) for name, marks in _with_marks(text, found)]


def _with_marks(text: str, found: NameList) -> Iterable[tuple[NameSpan, str]]:
    for name, following in zip(found.names, [*found.names[1:], None], strict=False):
        end = following.start if following else len(text)
        notes = [text[a:b] for a, b in found.notes if name.end <= a < end and text[a] not in "([（【"]
        yield name, "".join(notes)


def _as_json(text: str, found: NameList) -> str:
    authors = [author.to_dict() for author in authors_of(text)]
    return json.dumps({"input": text, "authors": authors}, ensure_ascii=False)


def _as_text(text: str, found: NameList) -> str:
    lines = [text]
    for author in authors_of(text):
        parts = {part: getattr(author, part) for part in ("given", "particle", "family", "suffix", "marks")}
        said = ", ".join(f"{part} {value}" for part, value in parts.items() if value)
        lines.append(
            f"  {author.name}: {said or 'a group'}" + "".join(f", also {form}" for form in author.alternatives)
        )
    if found.truncated:
        lines.append("  and others: the list is cut")
    lines.extend(f"  not understood: {text[start:end]}" for start, end in found.rest)
    lines.append(f"  sure that these are names: {found.score:.2f}")
    return "\n".join(lines)


def _inputs(texts: list[str]) -> Iterable[str]:
    for text in texts:
        if text == "-":
            yield from (line.rstrip("\r\n") for line in sys.stdin)
        else:
            yield text

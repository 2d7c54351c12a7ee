"""Records from files and into files, in either shape: page objects (`.json`) or publications, one a line (`.jsonl`)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from pubnorm.cli.output import write_text
from pubnorm.errors import InputError
from pubnorm.model import PageRecord, PageSource, Publication

_MEND = "give what `pubnorm parse` wrote (.json or .jsonl), or pages"


def read_records(path: str) -> list[PageRecord]:
    """Return the page records of `path`: a `.json` or `.jsonl` file, `-` for either on stdin, or pages to parse.

    Publications of a `.jsonl` file are gathered by the page that they come from. Raises `InputError` naming the line.
    """
    if path != "-" and Path(path).suffix.lower() not in (".json", ".jsonl"):
        return _parsed(path)
    try:
        text = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); {_MEND}") from error
    if path.endswith(".jsonl"):
        return _from_lines(path, text)
    try:
        value = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        if path == "-" and text.lstrip().startswith(b"{"):
            return _from_lines(path, text)
        raise InputError(f"{path}: no JSON ({error}); {_MEND}") from error
    if path == "-" and isinstance(value, dict) and "publications" not in value:
        return _from_lines(path, text)
    pages = value if isinstance(value, list) else [value]
    return [_page(path, number, page) for number, page in enumerate(pages, 1)]


def write_records(records: list[PageRecord], output: str | None) -> None:
    """Write page records in the shape of the extension of `output`: `.jsonl`, or else an object or an array."""
    if output and output.lower().endswith(".jsonl"):
        lines = [publication.to_dict() for record in records for publication in record.publications]
        write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), output)
        return
    values = [record.to_dict() for record in records]
    write_text(json.dumps(values[0] if len(values) == 1 else values, ensure_ascii=False, indent=1) + "\n", output)


def _parsed(path: str) -> list[PageRecord]:
    from pubnorm import parse

    if not Path(path).exists():
        raise InputError(f"{path}: no such file or folder; {_MEND}")
    parsed = parse(Path(path))
    return parsed if isinstance(parsed, list) else [parsed]


def _page(path: str, number: int, value: Any) -> PageRecord:
    if not isinstance(value, dict) or "publications" not in value:
        raise InputError(f"{path}: value {number} is no page record (it has no `publications`); {_MEND}")
    try:
        return PageRecord.from_dict(value)
    except msgspec.ValidationError as error:
        raise InputError(f"{path}: page {number}: {error}; {_MEND}") from error


def _from_lines(path: str, text: bytes) -> list[PageRecord]:
    publications = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            publications.append(Publication.from_dict(msgspec.json.decode(line)))
        except (msgspec.DecodeError, msgspec.ValidationError, TypeError) as error:
            raise InputError(f"{path}, line {number}: no publication record ({error}); {_MEND}") from error
    return _gathered(publications)


def _gathered(publications: Iterable[Publication]) -> list[PageRecord]:
    pages: dict[str | None, list[Publication]] = {}
    for publication in publications:
        pages.setdefault(publication.source.path, []).append(publication)
    return [PageRecord(source=PageSource(path=path), publications=listed) for path, listed in pages.items()]

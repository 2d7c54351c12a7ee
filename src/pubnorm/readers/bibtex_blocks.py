"""BibTeX text to entries: blocks split by bibtexparser, values resolved, what is broken mended or reported."""

from __future__ import annotations

import logging
import threading
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from pubnorm import patterns as re
from pubnorm.model import PageWarning

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

_LOG = logging.getLogger("bibtexparser.splitter")
_BRACES = re.compile(r"(?<!\\)[{}]")
_BRACES_QUOTE = re.compile(r"(?<!\\)[{}\"]")
_PART = re.compile(r"[\s#]*(?:(?P<brace>\{)|(?P<quote>\")|(?P<bare>[^\s#{}\"=,]+)\s*(?P<equals>=?)|.)", re.DOTALL)
_KEYLESS = re.compile(r"(@(?!string\b)\w+\s*[{(])(\s*\w+\s*=)", re.IGNORECASE)
_OPENING = re.compile(r"@(?P<type>\w+)\s*[{(]\s*(?P<key>[^\s,={}()\"]*)\s*(?:,|$)")
_LINE_START = re.compile(r"^[ \t]*@\w+\s*[{(]", re.MULTILINE)
# Fields that are never inherited (biblatex manual, appendix B).
_OWN = {"crossref", "xref", "xdata", "ids", "keywords", "label", "shorttitle", "sortkey", "options", "entryset"}


@dataclass(frozen=True, slots=True)
class BibEntry:
    """An entry: its fields by lower-case name with LaTeX as written, its lines in the file, its text."""

    type: str
    key: str
    fields: dict[str, str]
    lines: tuple[int, int]
    text: str
    mended: bool = False


def read_entries(text: str, first_line: int = 1) -> tuple[list[BibEntry], list[PageWarning]]:
    """Return the entries of BibTeX `text`, whose first line is `first_line` of its file, and what was wrong with it.

    `@string` names and `#` are resolved, month macros stay names, `crossref` is followed.

    >>> read_entries('@string{acl = "ACL"} @misc{a, booktitle = acl # " 2025", month = may}')[0][0].fields
    {'booktitle': 'ACL 2025', 'month': 'may'}
    """
    found = _Found([], {}, [])
    for block, start, mended in _blocks(text, found.warnings, first_line):
        raw = block.raw or ""
        lines = (first_line + start, first_line + start + raw.rstrip().count("\n"))
        if isinstance(block, _model().String):  # a name that is redefined holds from there on
            found.strings[block.key.lower()] = "".join(value for _, value in _pairs("", block.value, found.strings))
        elif isinstance(block, _model().Entry):
            fields = _read_fields(block, found, lines)
            kind = block.entry_type.strip().lower()
            found.entries.append(BibEntry(kind, block.key.strip(), fields, lines, raw.strip(), mended))
    return _inherit(found), found.warnings


class _Found(NamedTuple):
    entries: list[BibEntry]
    strings: dict[str, str]
    warnings: list[PageWarning]


def _model() -> ModuleType:
    return import_module("bibtexparser.model")


def _blocks(text: str, warnings: list[PageWarning], first_line: int) -> Iterator[tuple[Block, int, bool]]:
    """Yield blocks in file order with their line offset, and whether they had to be mended (then with a warning)."""
    failed = _model().ParsingFailedBlock
    text = _KEYLESS.sub(r"\1,\2", text)
    starts = [match.start() for match in _LINE_START.finditer(text)] + [len(text)]
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    done = 0
    for block in _split(text):
        start = block.start_line or 0
        if not isinstance(block, failed):
            yield block, start, False
            continue
        inner = block.ignore_error_block  # a key or a field that is there twice
        if inner is not None:
            yield getattr(inner, "ignore_error_block", None) or inner, start, False
            continue
        # The splitter stops at the fault; what belongs to the entry goes on to the next line that starts one.
        at = max(text.find((block.raw or "")[:40], lines[start]), lines[start])
        if at < done:
            continue
        done = starts[bisect_right(starts, at)] if at < len(text) else len(text)
        raw = text[at:done].rstrip()
        saved = _salvage(raw)
        if saved is not None:
            yield saved, start, True
        reason = " ".join(str(getattr(block.error, "abort_reason", block.error)).split())
        outcome = "was read as far as it goes" if saved is not None else "is lost"
        message = f"A broken BibTeX block {outcome}: {reason} Check its braces, quotes and commas."
        where = (first_line + start, first_line + start + raw.count("\n"))
        warnings.append(PageWarning(code="invalid-bibtex", message=message, lines=where))


def _split(text: str) -> list[Block]:
    from bibtexparser.entrypoint import parse_string

    with _unlogged():
        return list(parse_string(text, parse_stack=[]).blocks)


@contextmanager
def _unlogged() -> Iterator[None]:
    """Keep the splitter from logging, in this thread, what becomes a warning of ours with the file's line numbers."""
    here = threading.get_ident()

    def elsewhere(record: logging.LogRecord) -> bool:
        return record.thread != here

    _LOG.addFilter(elsewhere)
    try:
        yield
    finally:
        _LOG.removeFilter(elsewhere)


def _salvage(raw: str) -> Entry | None:
    """Return what can be read of an entry that the splitter gave up; its body is the value of its one field."""
    match = _OPENING.match(raw)
    if match is None or match["type"].lower() in ("string", "comment", "preamble"):
        return None
    body = _model().Field(key="", value=raw[match.end() :])
    entry: Entry = _model().Entry(entry_type=match["type"], key=match["key"], fields=[body], start_line=0, raw=raw)
    return entry


def _read_fields(entry: Entry, found: _Found, lines: tuple[int, int]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for field in entry.fields:
        pairs = list(_pairs(field.key.strip().lower(), field.value, found.strings))
        for name, value in pairs[0 if field.key else 1 :]:
            if name not in fields:  # BibTeX takes the first of a field that is there twice
                fields[name] = value
            elif fields[name] != value:
                message = f"Entry {entry.key!r} gives {name!r} twice; the first is taken. Remove one."
                found.warnings.append(PageWarning(code="invalid-bibtex", message=message, lines=lines))
        for name, _ in pairs[1:] if field.key else []:
            message = f"Entry {entry.key!r} lacks a comma before {name!r}. Add it."
            found.warnings.append(PageWarning(code="invalid-bibtex", message=message, lines=lines))
    return fields


def _pairs(name: str, source: str, strings: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield `name` with the value that `source` means, then further fields that stand in it for want of a comma."""
    parts: list[str] = []
    at, ended = 0, False
    while at < len(source):
        match = _PART.match(source, at)
        assert match is not None  # the last alternative takes any character
        at = match.end()
        if match["brace"] or match["quote"]:
            end = _closing(source, at, quoted=bool(match["quote"]))
            parts.extend([] if ended else [source[at:end]])
            at = end + 1
        elif match["equals"]:
            yield name, "".join(parts)
            name, parts, ended = match["bare"].lower(), [], False
        elif match[0].endswith(","):
            ended = True  # only in an entry that is broken: what comes next is a field or a stray word
        elif match["bare"] and not ended:
            parts.append(strings.get(match["bare"].lower(), match["bare"]))
    yield name, "".join(parts)


def _closing(source: str, at: int, *, quoted: bool) -> int:
    """Return where the group that was opened before `at` ends."""
    depth = 0
    for match in (_BRACES_QUOTE if quoted else _BRACES).finditer(source, at):
        if match[0] == "{":
            depth += 1
        elif match[0] == '"':
            if depth == 0:
                return match.start()
        elif depth == 0 and not quoted:
            return match.start()
        else:
            depth = max(depth - 1, 0)
    return len(source)


def _inherit(found: _Found) -> list[BibEntry]:
    """Give entries what they inherit by `crossref`: the parent's title is the child's book title."""
    by_key = {entry.key.lower(): entry for entry in reversed(found.entries)}
    entries = []
    for entry in found.entries:
        wanted = entry.fields.get("crossref", "").strip().lower()
        parent = by_key.get(wanted) if wanted else None
        if wanted and parent is None:
            message = f"Entry {entry.key!r} refers to {wanted!r}, which is not in this file. Add it or its fields."
            found.warnings.append(PageWarning(code="invalid-bibtex", message=message, lines=entry.lines))
        if parent is not None and parent is not entry:
            given = {name: value for name, value in parent.fields.items() if name not in _OWN and name != "title"}
            if "title" in parent.fields:
                given.setdefault("booktitle", parent.fields["title"])
            entry = replace(entry, fields={**given, **entry.fields})
        entries.append(entry)
    return entries

"""Included files: asked for, read as pages are, and spliced in; a cycle or too deep a chain is not followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath

from pubnorm.page.expressions import Names, evaluate
from pubnorm.page.liquid import Include
from pubnorm.page.loops import show
from pubnorm.page.prepare import prepare
from pubnorm.page.scan import Masked, Scan
from pubnorm.page.told import told
from pubnorm.page.values import Node
from pubnorm.vocabulary import vocabulary

DEPTH = 10
_ENTRY = frozenset(("title", "authors", "author", "venue", "paper", "publication", "citation"))
TOTAL = 500  # files one page may draw in, each counted as often as it is included


def follow(scan: Scan, at: int, wanted: Include) -> None:
    """Splice in the file that an include tag at `at` names, or warn that it could not be followed.

    With arguments given (`{% include pub.html title="A Title" %}`) its lines count as those of the tag, where what is
    displayed stands; without, as those of the included file. Where the file is not at hand, arguments that tell of a
    work are shown as a template would.
    """
    context = scan.context
    line = scan.line(at)
    arguments = {key: _argument(context.names, wanted, key) for key in wanted.arguments}
    found = None
    if context.include is not None and "{" not in wanted.name and wanted.name:
        found = context.include(wanted.name, wanted.relative)
    if found is None:
        if work := _told(arguments):
            scan.write(work if scan.before().rpartition("\n")[2].strip() else f"- {work}")
        elif not show(scan, _lists(context.names, wanted.name, arguments)):
            _tell(scan, wanted, line)
        return
    path, text = found
    if path in context.chain or path == scan.path or len(context.chain) >= DEPTH or context.followed[0] >= TOTAL:
        scan.warn("unresolved-include", f"{path} includes itself, or includes go too deep", line)
        return
    context.followed[0] += 1
    names = context.names.inner({"include": Node(arguments)})
    inner = replace(context, chain=(*context.chain, scan.path), names=names)
    masked = context.mask(prepare(text).body, path, inner)
    lines, origins = _trimmed(masked)
    if wanted.arguments:
        origins = [(scan.path, line)] * len(lines)
    for warning in masked.warnings:
        scan.warn(warning.code, f"in {path}: {warning.message}", line)
    if lines:
        scan.out.append(Masked(lines, origins, masked.code))


def _argument(names: Names, wanted: Include, key: str) -> Node:
    word = wanted.arguments[key]
    known = evaluate(word, names) if key in wanted.variables else None
    return known or Node(word)


def _told(arguments: Mapping[str, Node]) -> str:
    """Return the work that arguments tell of, together or one of them alone: `{% include p.html p=paper %}`."""
    wholes = [{key: field.text for key, field in node.fields.items()} for node in arguments.values() if node.fields]
    return next(filter(None, map(told, [{key: node.text for key, node in arguments.items()}, *wholes])), "")


def _lists(names: Names, name: str, arguments: Mapping[str, Node]) -> list[Node]:
    """Return the items of the list that an argument is, or names in the front matter, else of one named so there."""
    called = [*(node.text for node in arguments.values() if node.text), PurePosixPath(name).stem]
    lists = [*arguments.values(), *(names.find(f'page["{word}"]') for word in called)]
    return next((found.items for found in lists if found and found.items), [])


def _tell(scan: Scan, wanted: Include, line: int) -> None:
    """Warn of a file that cannot be followed: once, or each time where its arguments may be an entry's."""
    if decorative(wanted.name) or (wanted.name in scan.told and _ENTRY.isdisjoint(wanted.arguments)):
        return
    scan.told.add(wanted.name)
    scan.warn("unresolved-include", f"the file {wanted.name!r} is included here and cannot be followed", line)


def _trimmed(masked: Masked) -> tuple[list[str], list[tuple[str | None, int]]]:
    """Take off the blank lines at the end; those at the start are kept out by the caller's own."""
    lines = masked.lines
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end], (masked.origins or [])[:end]


@lru_cache(1024)
def decorative(name: str) -> bool:
    """Return whether an included file of this name holds no publications: navigation, analytics, pictures.

    >>> decorative("base_path"), decorative("analytics-providers/google.html"), decorative("publications.md")
    (True, True, False)
    """
    stem = PurePosixPath(name).stem.lower().replace("-", "_")
    folders = {part.lower() for part in PurePosixPath(name).parts[:-1]}
    for row in vocabulary().rows("decorative_include"):
        word = row["stem"]
        if stem == word or stem.startswith(f"{word}_") or stem.endswith(f"_{word}") or word in folders:
            return True
    return False

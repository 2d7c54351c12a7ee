"""Included files: asked for, read as pages are, and spliced in; a cycle or too deep a chain is not followed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath

from pubnorm.page.liquid import Include
from pubnorm.page.scan import Context, Masked, Scan
from pubnorm.page.told import told
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
    found = None
    if context.include is not None and "{" not in wanted.name and wanted.name:
        found = context.include(wanted.name, wanted.relative)
    if found is None:
        work = told(wanted.arguments)
        if work:
            scan.write(work if scan.before().rpartition("\n")[2].strip() else f"- {work}")
        else:
            _tell(scan, wanted, line)
        return
    path, text = found
    if path in context.chain or path == scan.path or len(context.chain) >= DEPTH or context.followed[0] >= TOTAL:
        scan.warn("unresolved-include", f"{path} includes itself, or includes go too deep", line)
        return
    context.followed[0] += 1
    values = {key: value for key, value in context.values.items() if not key.startswith("include")}
    values |= {"include": wanted.arguments} | {f"include.{key}": value for key, value in wanted.arguments.items()}
    inner = Context(
        context.include, context.mask, context.liquid, (*context.chain, scan.path), values, context.followed
    )
    masked = context.mask(text, path, inner)
    lines, origins = _trimmed(masked)
    if wanted.arguments:
        origins = [(scan.path, line)] * len(lines)
    for warning in masked.warnings:
        scan.warn(warning.code, f"in {path}: {warning.message}", line)
    if lines:
        scan.out.append(Masked(lines, origins, masked.code))


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

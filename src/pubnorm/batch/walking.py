"""What the sources of a run hold: pages, files of records, folders to look into; in a stable order."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pubnorm import patterns as re
from pubnorm.batch.tasks import Found, Item
from pubnorm.errors import InputError
from pubnorm.parsing import PAGE_SUFFIXES
from pubnorm.vocabulary import vocabulary

_RECORDS = (".json", ".jsonl")
_FOREIGN = frozenset(("node_modules", "site-packages", "__pycache__"))  # other people's code, wherever it lies

_log = logging.getLogger(__name__)


def sources(paths: Sequence[Path]) -> list[Item]:
    """Return what was named: pages, files of records, folders. Raises `InputError` where something is not there.

    The names of all are below one folder: the folder itself where one is named, else what holds all that is named.
    """
    if not paths:
        raise InputError("no pages: give files or folders")
    for path in paths:
        if not os.path.lexists(path):
            raise InputError(f"{path}: no such file or folder; check the path")
    base = _base(paths)
    items: dict[str, Item] = {}
    for path in paths:
        absolute = os.path.abspath(path)
        if path.is_dir():
            kind: str = "folder"
        elif path.suffix.lower() in _RECORDS:
            kind = "records"
        else:
            kind = "page"
        items.setdefault(absolute, Item(kind, str(path), _below(absolute, base)))  # type: ignore[arg-type]
    return list(items.values())


def inside(folder: Item, without: Path | None = None) -> list[Item]:
    """Return the pages and folders that lie in a folder which is no homepage repository, by name.

    `without` is the run's own output folder. Links to folders are not followed: they can lead round in circles.
    """
    items = []
    try:
        entries = sorted(os.scandir(folder.path), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(f"{folder.path}: cannot be read ({error.strerror}); check its permissions") from error
    for entry in entries:
        if entry.name.startswith((".", "~")) or entry.name in _FOREIGN:
            continue
        name = f"{folder.name}/{entry.name}" if folder.name else entry.name
        if entry.is_dir():
            if entry.is_symlink():
                _log.warning("%s: a link to a folder is not followed; name its target to convert it", entry.path)
            elif without is None or not os.path.samefile(entry.path, without):
                items.append(Item("folder", entry.path, name))
        elif is_page(entry.name) and not says(entry.name, "never"):
            items.append(Item("page", entry.path, name))
    return items


def found_items(folder: Item, found: Sequence[Found]) -> list[Item]:
    """Return the items of the pages that a homepage repository or a collection holds."""
    items = []
    for one in found:
        relative = os.path.relpath(one.path, folder.path).replace(os.sep, "/")
        name = "/".join(part for part in (folder.name, relative) if part and part != ".")
        root = None if relative == "." else folder.path
        items.append(Item("collection" if one.collection else "page", one.path, name, root))
    return items


def is_page(name: str) -> bool:
    """Whether a file is a page or a bibliography, by its name.

    >>> is_page("about.md"), is_page("papers.BIB"), is_page("photo.jpg"), is_page(".hidden.md")
    (True, True, False, False)
    """
    return os.path.splitext(name)[1].lower() in PAGE_SUFFIXES and not name.startswith(".")


def says(name: str, kind: str) -> bool:
    """Whether a file's name says that it is a page of a kind: `home`, or `never` one with publications.

    >>> says("README.md", "never"), says("index.html", "home"), says("jane.md", "home")
    (True, True, False)
    """
    stem = re.sub(r"[-_\s]+", " ", os.path.splitext(name.lower())[0]).strip()
    return stem in _names(kind)


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(name for row in vocabulary().rows("page_name") if row.get("kind") == kind for name in row["names"])


def _base(paths: Sequence[Path]) -> str | None:
    """Return the folder that holds all sources; None where there is none (drives of their own)."""
    folders = {os.path.abspath(path) if path.is_dir() else os.path.dirname(os.path.abspath(path)) for path in paths}
    try:
        return os.path.commonpath(folders)
    except ValueError:
        return None


def _below(absolute: str, base: str | None) -> str:
    relative = absolute if base is None else os.path.relpath(absolute, base)
    return "" if relative == "." else relative.replace(os.sep, "/")

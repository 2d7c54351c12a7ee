"""A homepage repository: which of its pages hold publications, and where its includes lie.

Jekyll, Hugo, Quarto, MkDocs and plain folders are read alike: names narrow the choice (`page_name` in
`data/page.toml`), what stands on a page decides.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.errors import InputError
from pubnorm.page import Page, read_page
from pubnorm.page.decode import decode
from pubnorm.page.site import configuration, site_owner
from pubnorm.vocabulary import vocabulary

__all__ = ["FoundPage", "find_pages", "include_resolver", "site_owner"]

log = logging.getLogger("pubnorm")

Include = Callable[[str, bool], tuple[str, str] | None]

_PAGES = (".md", ".markdown", ".qmd", ".rmd", ".html", ".htm", ".txt")
_SOURCES_FIRST = (".qmd", ".rmd", ".md", ".markdown", ".html", ".htm", ".txt")
_ENTRY_FILES = (".md", ".markdown", ".qmd", ".html")
_LARGEST = 20_000_000  # bytes; no homepage is larger
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}-")
_LANGUAGE = re.compile(r"[-_. ](?:[a-z]{2}|eng|chn|zh-?(?:cn|tw|hans|hant))$")
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)")
_HEADING = re.compile(r"^\s{0,3}(?:#{1,6}\s+|<h[1-6][^<>]*>)(.{1,100})", re.M | re.I)
_OUTPUT_KEYS = (("project", "output-dir"), ("publishDir",), ("publishdir",), ("destination",), ("site_dir",))
# Front matter that entries of publications have, and posts do not.
_ENTRY_KEYS = frozenset((
    "authors", "venue", "publication", "journal", "doi", "citation", "paperurl", "publication_types", "booktitle",
    "arxiv", "publication_short", "conference", "hugoblox", "pub_date", "url_pdf", "bibtex", "paper", "ref-code",
))  # fmt: skip
_SET_ASIDE = re.compile(
    r"(?:^|[-_ .])(?:old|backup|bak|orig|original|deprecated|copy|draft|unused|tmp|test)\d*(?:$|[-_ .])"
)


class FoundPage(NamedTuple):
    """A page that holds publications; `collection` where it is a folder of one file per publication."""

    path: Path
    collection: bool


def find_pages(folder: Path) -> list[FoundPage]:
    """Return the pages of a homepage repository that hold publications: pages, then collections, then `.bib` files.

    `folder` is the repository's root. A folder that is itself a collection (`_publications`) is the one page found.
    Pages that others include are not among them, nor what a site generator built, nor pages marked as drafts. Raises
    `InputError` where `folder` is none.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; give the folder of a homepage repository")
    if not configuration(folder) and not any(map(_is_home, folder.iterdir())) and _is_collection(folder):
        return [FoundPage(folder, True)]
    files = list(_files(folder, _built(folder)))
    collections = _collections(folder, files)
    inside = tuple(f"{path}{os.sep}" for path in collections)
    candidates = [
        path for path in files if path.suffix.lower() in _PAGES and not f"{path}".startswith(inside or ("\0",))
    ]
    included: set[str] = set()
    pages: list[Path] = []
    elsewhere: list[Path] = []  # lists made by the site's templates: better named, with their warning, than passed over
    for path in _without_twins(candidates):
        kind = _kind(path.name)
        if kind == "never" or _SET_ASIDE.search(path.stem.lower()):
            continue
        page = read_page(path.read_bytes(), str(path), include=_noting(include_resolver(folder, path), included))
        if not _unpublished(page) and _holds(page, kind or _kind_of(page)):
            pages.append(path)
        elif kind == "list" and any(warning.code == "unresolved-include" for warning in page.warnings):
            elsewhere.append(path)
    found = [FoundPage(path, False) for path in pages if str(path) not in included]
    found += [FoundPage(path, True) for path in collections]
    found += [FoundPage(path, False) for path in files if path.suffix.lower() == ".bib" and _own_bibliography(path)]
    return found or [FoundPage(path, False) for path in elsewhere]


def include_resolver(folder: Path, page: Path) -> Include:
    """Return a function that finds the files `page` includes: beside it, or in the repository's `_includes`.

    It returns the file's path (joined to `folder` as given) and text, `None` where there is none in the repository.
    """
    root = folder.resolve()

    def resolve(name: str, relative: bool) -> tuple[str, str] | None:
        name = name.strip().lstrip("/")
        places = [page.parent] if relative else [folder / "_includes", folder, page.parent, page.parent / "_includes"]
        for place in places:
            for path in (place / name, place / f"{name}.html", place / f"{name}.md"):
                try:
                    if path.is_file() and path.resolve().is_relative_to(root) and path.stat().st_size <= _LARGEST:
                        return os.path.normpath(path), decode(path.read_bytes()).text
                except (OSError, ValueError):
                    continue
        return None

    return resolve


def _noting(resolve: Include, included: set[str]) -> Include:
    def note(name: str, relative: bool) -> tuple[str, str] | None:
        found = resolve(name, relative)
        if found:
            included.add(found[0])
        return found

    return note


def _files(folder: Path, built: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Return the files of the owner's own folders, in the order in which a reader would look."""
    skipped = _names("skipped_folder")
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(
            name
            for name in folders
            if name.lower() not in skipped and not name.startswith((".", "~")) and here / name not in built
        )
        if here.name == "_includes":
            folders.clear()
            continue
        yield from (here / name for name in sorted(names) if not name.startswith(".") and _readable(here / name))


def _readable(path: Path) -> bool:
    if path.suffix.lower() not in (*_PAGES, ".bib"):
        return False
    if os.access(path, os.R_OK) and path.is_file() and path.stat().st_size <= _LARGEST:
        return True
    log.warning("%s: cannot be read, or is larger than %d bytes; left out", path, _LARGEST)
    return False


def _built(folder: Path) -> frozenset[Path]:
    """Return the folders into which the site's generator writes."""
    found = {folder / "_site", folder / "public", folder / "site"}
    for values in configuration(folder).values():
        for keys in _OUTPUT_KEYS:
            value: object = values
            for key in keys:
                value = value.get(key) if isinstance(value, dict) else None
            if isinstance(value, str):
                found.add(folder / value)
    return frozenset(found)


def _without_twins(paths: list[Path]) -> list[Path]:
    """Leave out `index.html` where `index.qmd` lies beside it: one was made from the other."""
    best: dict[tuple[Path, str], Path] = {}
    for path in paths:
        key = (path.parent, path.stem)
        other = best.get(key)
        if other is None or _SOURCES_FIRST.index(path.suffix.lower()) < _SOURCES_FIRST.index(other.suffix.lower()):
            best[key] = path
    return list(best.values())


@cache
def _names(table: str, kind: str | None = None) -> frozenset[str]:
    rows = vocabulary().rows(table)
    return frozenset(name for row in rows if kind in (None, row.get("kind")) for name in row["names"])


def _kind(name: str) -> str | None:
    """Return what a file or folder name says: `list`, `home`, `never`, `folder`, or nothing."""
    stem = _DATE.sub("", name.lower().rsplit(".", 1)[0] if not name.startswith(".") else name).strip("_- ")
    plain = re.sub(r"[-_\s]+", " ", stem)
    for candidate in (plain, _LANGUAGE.sub("", f" {plain}").strip(), _LANGUAGE.sub("", f" {stem}").strip()):
        for kind in ("list", "home", "never", "folder"):
            if candidate in _names("page_name", kind):
                return kind
    return None


def _kind_of(page: Page) -> str | None:
    """Return what a page's title or address in the site says of it."""
    for key in ("permalink", "url", "slug", "title"):
        value = page.front_matter.get(key)
        kind = _kind(value.strip("/").rsplit("/", 1)[-1] + ".md") if isinstance(value, str) else None
        if kind in ("list", "never"):
            return kind
    return None


def _is_home(path: Path) -> bool:
    return path.suffix.lower() in _PAGES and _kind(path.name) == "home"


def _unpublished(page: Page) -> bool:
    return page.front_matter.get("published") is False or page.front_matter.get("draft") is True


def _holds(page: Page, kind: str | None) -> bool:
    """Return whether what stands on a page looks like a list of publications."""
    signs = tuple(word for row in vocabulary().rows("publication_sign") for word in row["words"])
    lines = [line.lower() for line in page.lines if line.strip()]
    entries = sum(1 for line in lines if any(sign in line for sign in signs))
    years = sum(1 for line in lines if _YEAR.search(line))
    titled = any(_kind(re.sub(r"[^\w\s]", " ", h).strip()) == "list" for h in _HEADING.findall("\n".join(page.lines)))
    if kind == "list":
        return entries >= 1 or years >= 3 or (bool(lines) and _lists_works(page))
    return kind != "never" and entries >= 2 and (titled or (kind == "home" and entries >= 3))


def _lists_works(page: Page) -> bool:
    """Return whether works are found on a page: a short list without links shows no other sign of them."""
    from pubnorm.blocks import read_blocks  # later stages, asked only of pages named as lists
    from pubnorm.entries import find_entries

    code = frozenset(n for first, last in page.code for n in range(first, last + 1))
    found = find_entries(read_blocks(page.lines, code), vocabulary())
    return bool(found.entries or found.bibtex)


def _collections(folder: Path, files: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in sorted({path.parent for path in files if path.suffix.lower() in _ENTRY_FILES}):
        above = [place for place in (path, *path.parents) if place.is_relative_to(folder) and place != folder]
        named = next((place for place in reversed(above) if _kind(place.name) in ("folder", "list")), None)
        if named is not None and named not in found and _is_collection(named):
            found.append(named)
    return found


def _entries(folder: Path) -> list[Path]:
    """Return the files of a collection's entries: beside each other, or as `index.md` in a folder each."""
    paths = [p for p in _files(folder) if p.suffix.lower() in _ENTRY_FILES]
    return [p for p in paths if p.stem != "_index" and not (p.stem == "index" and p.parent == folder)]


def _is_collection(folder: Path) -> bool:
    """Return whether most of a folder's files have the front matter of a publication."""
    entries = _entries(folder)
    like = 0
    for path in entries[:50]:
        values = read_page(path.read_bytes()[:100_000]).front_matter
        like += "title" in {key.lower() for key in values} and not _ENTRY_KEYS.isdisjoint(map(str.lower, values))
    return like * 2 > min(len(entries), 50)


def _own_bibliography(path: Path) -> bool:
    """Return whether a `.bib` file is the owner's list, by its folder or its name, not what a page of theirs cites."""
    return path.parent.name == "_bibliography" or _kind(path.name) in ("list", "home", "folder")

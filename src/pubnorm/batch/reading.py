"""What a page's record is, wherever it lies; runs in worker processes.

A reader is a function from a `PageInput` to records. Users who read pages of another kind name theirs
(`convert(…, reader="package.module:function")`, which each worker imports); it may call `read_source` for the rest.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import msgspec

from pubnorm.batch.tasks import Found, Item
from pubnorm.batch.walking import is_page, says
from pubnorm.errors import InputError, UsageError
from pubnorm.model import PageRecord
from pubnorm.page.repository import find_pages, include_resolver, site_owner
from pubnorm.page.site import configuration
from pubnorm.parsing import read_content
from pubnorm.pipeline import Include, finish
from pubnorm.readers.front_matter import is_collection, read_collection
from pubnorm.vocabulary import Vocabulary, vocabulary

_LARGEST = 64 * 2**20  # bytes, as for `pubnorm.parse`
_MOST_FILES = 20_000
_MOST_PAGES = 50  # a folder with more pages beside its `index.md` is a heap of pages, no homepage

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageInput:
    """What a reader gets: the page's path as given, its bytes, and what its repository says.

    `content` is empty where `path` is a folder of one file per publication (`collection`). `include` finds files that
    the page includes; `owner` is the site's owner and the evidence for it.
    """

    path: str
    content: bytes
    words: Vocabulary
    collection: bool = False
    include: Include | None = None
    owner: tuple[str, str] | None = None


Reader = Callable[[PageInput], list[PageRecord]]


def read_source(page: PageInput) -> list[PageRecord]:
    r"""Return the records of a page, a `.bib` file, a collection, or a file of records (`.json`, `.jsonl`).

    >>> page = PageInput("a.md", b"# Papers\n\n- Ann Roe. **On Tides**. ICML 2025.\n", vocabulary())
    >>> [work.title for work in read_source(page)[0].publications]
    ['On Tides']
    """
    suffix = os.path.splitext(page.path)[1].lower()
    if page.collection:
        return [finish(read_collection(Path(page.path)), page.owner)]
    if suffix in (".json", ".jsonl"):
        from pubnorm.cli.records import read_records

        return read_records(page.path)
    return [read_content(page.content, page.path, page.words, page.include, page.owner)]


def get_reader(name: str | None) -> Reader:
    """Return the reader `module:function`; raises `UsageError` where there is none of that name."""
    if name is None:
        return read_source
    module, _, function = name.partition(":")
    try:
        reader: Reader = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError(f"no reader {name!r} ({error}); name it as package.module:function") from error
    return reader


def look(folder: Path) -> list[Found] | None:
    """Return the pages of a homepage repository or collection; None for any other folder.

    None too where a file among them cannot be read: then the folder's pages are taken one by one, each failing alone.
    """
    try:
        if not _is_site(folder) and _is_readable(folder) and is_collection(folder):
            return [Found(str(folder), True)]
        if _is_site(folder) or _is_home(folder):
            return [Found(str(one.path), one.collection) for one in find_pages(folder)]
    except OSError as error:
        _log.warning("%s: %s (%s); its pages are taken one by one", folder, error.strerror, error.filename)
    return None


def page_bytes(item: Item) -> bytes:
    """Return the bytes that an item consists of; of a folder, all its files' names and bytes. Raises `InputError`."""
    path = Path(item.path)
    try:
        if item.kind == "collection":
            files = sorted(one for one in path.rglob("*") if one.is_file())
            return b"".join(_labelled(str(one.relative_to(path)), one.read_bytes()) for one in files)
        if path.exists() and not path.is_file():
            _unreadable(path, "no regular file", "leave it out")  # a pipe would never end
        if path.stat().st_size > _LARGEST:
            _unreadable(path, f"larger than {_LARGEST // 2**20} MiB", "this is no homepage; leave it out")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error


def page_input(item: Item, content: bytes, words: Vocabulary, include: Include | None) -> PageInput:
    """Return what a reader needs of an item."""
    collection = item.kind == "collection"
    owner = owner_of(item.root) if item.root else None
    return PageInput(item.path, b"" if collection else content, words, collection, include, owner)


@lru_cache(maxsize=16)
def owner_of(root: str) -> tuple[str, str] | None:
    """Return whose repository `root` is."""
    return site_owner(Path(root))


class NotedIncludes:
    """Finds included files, and notes what was asked for and found: the output depends on it."""

    def __init__(self, root: str, page: str) -> None:
        self._resolve = include_resolver(Path(root), Path(page))
        self.asked: dict[tuple[str, bool], tuple[str, str] | None] = {}

    def __call__(self, name: str, relative: bool) -> tuple[str, str] | None:
        """Return the path and text of an included file, None where there is none."""
        if (name, relative) not in self.asked:
            self.asked[name, relative] = self._resolve(name, relative)
        return self.asked[name, relative]


def words_of(data: str | None) -> Vocabulary:
    """Return pubnorm's vocabulary with the user's file before it."""
    return vocabulary(Path(data)) if data else vocabulary()


def at_path(record: PageRecord, path: str) -> PageRecord:
    """Return a record with its page's path where it names none."""
    if record.source.path is not None:
        return record
    return msgspec.structs.replace(record, source=msgspec.structs.replace(record.source, path=path))


def _is_site(folder: Path) -> bool:
    """Whether a folder is a site's repository: configured, or with Jekyll's folders."""
    if configuration(folder):
        return True
    with os.scandir(folder) as entries:
        return any(one.name.startswith("_") and not one.name.startswith("__") and one.is_dir() for one in entries)


def _is_home(folder: Path) -> bool:
    """Whether a folder has a home page, and few other pages beside it."""
    pages = [one.name for one in folder.iterdir() if is_page(one.name)]
    return len(pages) <= _MOST_PAGES and any(says(name, "home") for name in pages)


def _is_readable(folder: Path) -> bool:
    """Whether a folder's files can be read to their end: not too many for a list of publications, no pipes, no gaps."""
    count = 0
    for place, _, names in os.walk(folder):
        count += len(names)
        if count > _MOST_FILES or not all(os.path.isfile(os.path.join(place, one)) for one in filter(is_page, names)):
            return False
    return True


def _labelled(name: str, content: bytes) -> bytes:
    return f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content


def _unreadable(path: Path, what: str, mend: str) -> NoReturn:
    raise InputError(f"{path}: cannot be read ({what}); {mend}")

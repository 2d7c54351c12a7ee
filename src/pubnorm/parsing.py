"""`parse`: pages, folders, files and strings to records; decides what a source is and who reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import overload

from pubnorm.errors import InputError, UsageError
from pubnorm.model import PageRecord, PageSource
from pubnorm.page.decode import decode
from pubnorm.page.garble import repair
from pubnorm.pipeline import Include, finish, parse_page
from pubnorm.vocabulary import Vocabulary, vocabulary

PAGE_SUFFIXES = frozenset(
    {".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".html", ".htm", ".txt", ".text", ".bib"}
)
_LARGEST = 64 * 2**20  # bytes; no homepage is larger, and whoever hands over a video should hear so


@overload
def parse(source: str | bytes, *, data: Path | None = None) -> PageRecord: ...
@overload
def parse(source: Path, *, data: Path | None = None) -> PageRecord | list[PageRecord]: ...
def parse(source: str | bytes | Path, *, data: Path | None = None) -> PageRecord | list[PageRecord]:
    r"""Return the record of a page; of a folder that is a homepage repository, the records of its pages.

    `source` is a page's text (`str`), its bytes, or a `Path` to a page (`.md`, `.markdown`, `.qmd`, `.html`, `.txt`), a
    `.bib` file, a collection (`_publications/`, one record) or a repository (a list). `data` adds a TOML file of
    vocabulary. Raises `InputError` where a path cannot be read, `UsageError` where a string looks like a path;
    what is wrong with a page itself is among the record's `warnings`.

    >>> parse("# Papers\n\n1. Jane Doe and Rob Roe. *On Things and Others*. ACL 2025.\n").publications[0].venue.acronym
    'ACL'
    """
    words = vocabulary(data) if data is not None else vocabulary()
    if isinstance(source, Path):
        found = list(parse_all(source, data=data))
        return found[0] if len(found) == 1 and found[0].source.path == str(source) else found
    if isinstance(source, str) and _looks_like_path(source):
        raise UsageError(f"{source!r} looks like a path; give pathlib.Path({source!r}) to read it, or the page's text")
    return parse_page(source, words=words)


def parse_all(folder: Path, *, data: Path | None = None) -> Iterator[PageRecord]:
    """Yield the record of each page of a homepage repository that holds publications, or of a single file.

    Raises `InputError` where the path cannot be read.
    """
    words = vocabulary(data) if data is not None else vocabulary()
    if not folder.is_dir():
        yield read_content(_read(folder), str(folder), words)
        return
    # A single page has no use for these, and they are slow to import.
    from pubnorm.page.repository import find_pages, include_resolver
    from pubnorm.page.site import site_owner
    from pubnorm.readers.front_matter import read_collection

    owner = site_owner(folder)
    for found in find_pages(folder):
        if found.collection:
            yield finish(read_collection(found.path), owner)
        else:
            include = include_resolver(folder, found.path)
            yield read_content(_read(found.path), str(found.path), words, include, owner)


def read_content(
    content: bytes,
    path: str,
    words: Vocabulary,
    include: Include | None = None,
    owner: tuple[str, str] | None = None,
) -> PageRecord:
    """Return the record of a page or a `.bib` file from its content; `path` says which it is.

    `include` finds the files that the page includes, `owner` is the site's owner with the evidence for it.

    >>> read_content(b"@misc{a, title={On Tides}, author={Roe, Ann}}", "my.bib", vocabulary()).publications[0].title
    'On Tides'
    """
    if not path.lower().endswith(".bib"):
        return parse_page(content, path, words=words, include=include, site_owner=owner)
    from pubnorm.readers.bibtex import read_bibtex  # most callers have no use for it, and it is slow to import

    decoded = decode(content)
    repaired = repair(decoded.text)
    publications, warnings = read_bibtex(repaired.text, path=path)
    source = PageSource(path=path, encoding=decoded.encoding, repaired=repaired.text != decoded.text)
    return finish(PageRecord(source=source, publications=publications, warnings=warnings), owner)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: larger than {_LARGEST // 2**20} MiB; this is no homepage")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error


def _looks_like_path(text: str) -> bool:
    """Whether a string is more likely the name of a file than a page."""
    if not text or len(text) > 1024 or "\n" in text or "\0" in text:
        return False
    stripped = text.strip()
    suffix = os.path.splitext(stripped)[1].lower()
    return (suffix in PAGE_SUFFIXES and " " not in stripped) or (
        os.sep in stripped and " " not in stripped and os.path.exists(stripped)
    )

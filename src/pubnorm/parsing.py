"""`parse`: pages, folders, files and strings to records; decides what a source is and who reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import overload

from pubnorm.errors import InputError, UsageError
from pubnorm.model import PageRecord, PageSource, PageWarning
from pubnorm.page.decode import decode
from pubnorm.page.repository import find_pages, include_resolver
from pubnorm.page.site import site_owner
from pubnorm.pipeline import finish, parse_page
from pubnorm.readers.bibtex import read_bibtex
from pubnorm.readers.front_matter import is_collection, read_collection
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
        if source.is_dir() and not is_collection(source):
            return list(parse_all(source, data=data))
        return _one(source, words)
    if isinstance(source, str) and _looks_like_path(source):
        raise UsageError(f"{source!r} looks like a path; give pathlib.Path({source!r}) to read it, or the page's text")
    return parse_page(source, words=words)


def parse_all(folder: Path, *, data: Path | None = None) -> Iterator[PageRecord]:
    """Yield the record of each page of a homepage repository that holds publications, or of a single file.

    Raises `InputError` where the path cannot be read.
    """
    words = vocabulary(data) if data is not None else vocabulary()
    if not folder.is_dir() or is_collection(folder):
        yield _one(folder, words)
        return
    owner = site_owner(folder)
    for found in find_pages(folder):
        if found.collection:
            yield finish(read_collection(found.path), owner)
        elif found.path.suffix.lower() == ".bib":
            yield _bibliography(found.path, owner)
        else:
            include = include_resolver(folder, found.path)
            yield parse_page(_read(found.path), str(found.path), words=words, include=include, site_owner=owner)


def _one(path: Path, words: Vocabulary) -> PageRecord:
    if path.is_dir():
        return finish(read_collection(path), None)
    if path.suffix.lower() == ".bib":
        return _bibliography(path, None)
    return parse_page(_read(path), str(path), words=words)


def _bibliography(path: Path, owner: tuple[str, str] | None) -> PageRecord:
    decoded = decode(_read(path))
    publications, warnings = read_bibtex(decoded.text, path=str(path))
    source = PageSource(path=str(path), encoding=decoded.encoding)
    return finish(PageRecord(source=source, publications=publications, warnings=warnings), owner)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: larger than {_LARGEST // 2**20} MiB; this is no homepage")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error


def unreadable(path: str, error: InputError) -> PageRecord:
    """Return the record of a page that could not be read: empty, with a warning that says why."""
    return PageRecord(source=PageSource(path=path), warnings=[PageWarning(code="unreadable-file", message=str(error))])


def _looks_like_path(text: str) -> bool:
    """Whether a string is more likely the name of a file than a page."""
    if not text or len(text) > 1024 or "\n" in text or "\0" in text:
        return False
    stripped = text.strip()
    suffix = os.path.splitext(stripped)[1].lower()
    return (suffix in PAGE_SUFFIXES and " " not in stripped) or (
        os.sep in stripped and " " not in stripped and os.path.exists(stripped)
    )

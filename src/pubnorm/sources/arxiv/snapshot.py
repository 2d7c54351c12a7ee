"""arXiv's metadata snapshot, read as a stream: JSON lines, plain, gzipped or zipped.

The snapshot is Kaggle's Cornell-University/arxiv (CC0). Lines that have `authors` and `categories` as lists and one
`date` instead of `versions` are read too, so that an index can be made of one's own collection.
"""

from __future__ import annotations

import gzip
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import IO, NamedTuple, cast

import msgspec

from pubnorm import patterns as re
from pubnorm.errors import InputError
from pubnorm.sources.arxiv.feed import is_category
from pubnorm.sources.arxiv.ids import find_arxiv_id
from pubnorm.sources.arxiv.tex import to_unicode
from pubnorm.sources.arxiv.work import ArxivWork, one_line

MAX_LINE = 16 * 1024 * 1024  # the longest real ones, of collaborations with 3,000 authors, have some 200 kB
_MONTHS = {name: f"{number:02d}" for number, name in enumerate(
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1)}  # fmt: skip
# Collections that went through a table of numbers have 1501.00040 as 1501.0004; since 2015 all ids have five digits.
_LOST_ZERO = re.compile(r"^(?:1[5-9]|[2-8]\d)\d\d\.\d{4}$")
_AFFILIATION = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")


class Line(NamedTuple):
    """A line of the snapshot: its number from 1, its bytes, and how far into the unpacked stream it ends."""

    number: int
    content: bytes
    end: int


class Place(NamedTuple):
    """How much of a snapshot has been read: bytes of the unpacked stream, lines."""

    offset: int = 0
    lines: int = 0


BEGINNING = Place()


class _Version(msgspec.Struct):
    created: str | None = None


class _Row(msgspec.Struct, rename={"journal_ref": "journal-ref"}):
    id: str
    title: str
    authors: str | list[str] | None = None
    authors_parsed: list[list[str]] | None = None
    authors_complete: bool = True
    comments: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    categories: str | list[str] | None = None
    license: str | None = None
    abstract: str | None = None
    versions: list[_Version] | None = None
    update_date: str | None = None
    date: str | None = None


class Snapshot:
    """The snapshot in a file, to be read from any place on.

    `fingerprint` is the same for the same content under another name; `size` is that of the packed file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.size = path.stat().st_size
            with path.open("rb") as file:
                head = file.read(1 << 20)
                file.seek(max(0, self.size - (1 << 16)))
                tail = file.read(1 << 16)
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({error.strerror}); give arXiv's metadata snapshot") from error
        self._magic = head[:4]
        self.fingerprint = blake2b(head + tail + str(self.size).encode(), digest_size=16).hexdigest()
        self.read_bytes = 0

    def lines(self, start: Place = BEGINNING) -> Iterator[Line]:
        """Yield the lines from `start` on. Raises `InputError` where the file is cut off or a line has no end."""
        number, end = start.lines, start.offset
        try:
            with self.path.open("rb") as packed, self._unpacked(packed) as stream:
                _skip(stream, start.offset)
                while content := stream.readline(MAX_LINE + 1):
                    number += 1
                    end += len(content)
                    if len(content) > MAX_LINE:
                        raise InputError(
                            f"{self.path}, line {number}: longer than {MAX_LINE >> 20} MB: no snapshot line"
                        )
                    self.read_bytes = packed.tell()
                    yield Line(number, content, end)
        except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile) as error:
            raise InputError(
                f"{self.path}, after line {number}: cut off or damaged ({error}); fetch it again"
            ) from error
        except OSError as error:
            raise InputError(f"{self.path}, after line {number}: cannot be read ({error})") from error

    @contextmanager
    def _unpacked(self, packed: IO[bytes]) -> Iterator[IO[bytes]]:
        if self._magic[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=packed) as stream:
                yield cast("IO[bytes]", stream)
        elif self._magic == b"PK\x03\x04":
            with zipfile.ZipFile(packed) as archive, archive.open(self._member(archive)) as stream:
                yield stream
        else:
            yield packed

    def _member(self, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
        members = [one for one in archive.infolist() if one.filename.lower().endswith((".json", ".jsonl"))]
        if not members:
            raise InputError(f"{self.path}: holds no .json or .jsonl file; give arXiv's metadata snapshot")
        return max(members, key=lambda one: one.file_size)


def _skip(stream: IO[bytes], offset: int) -> None:
    if stream.seekable() and not isinstance(stream, gzip.GzipFile | zipfile.ZipExtFile):
        stream.seek(offset, os.SEEK_SET)
        return
    while offset > 0 and (piece := stream.read(min(offset, 1 << 20))):
        offset -= len(piece)


_decoder = msgspec.json.Decoder(_Row)


def read_line(content: bytes) -> ArxivWork:
    r"""Return the paper of a line; raises `ValueError` saying what is wrong with it.

    >>> read_line(b'{"id": "hep-th/9901001", "title": "A\\n  B", "authors": "J. Doe and K. Roe"}').authors
    ['J. Doe', 'K. Roe']
    """
    row = _decoder.decode(content)
    found = find_arxiv_id(_LOST_ZERO.sub(r"\g<0>0", row.id))
    title = one_line(row.title)
    if not found or not title:
        raise ValueError(f"no arXiv id or no title (id: {row.id!r})")
    dates = [day for version in row.versions or [] if (day := _day(version.created))]
    categories = row.categories.split() if isinstance(row.categories, str) else row.categories or []
    return ArxivWork(
        id=found.id,
        title=to_unicode(title),
        authors=_authors(row),
        authors_complete=row.authors_complete,
        abstract=one_line(row.abstract),
        categories=[term for term in categories if is_category(term)],
        published=dates[0] if dates else row.date,
        updated=dates[-1] if dates else row.date,
        doi=one_line(row.doi),
        journal_ref=one_line(row.journal_ref),
        comment=one_line(row.comments),
        license=row.license,
    )


def _authors(row: _Row) -> list[str]:
    if row.authors_parsed:
        # Family, given, suffix, affiliations: in the order in which the API writes a name.
        names = [" ".join([*parts[1:2], *parts[:1], *parts[2:3]]) for parts in row.authors_parsed]
    elif isinstance(row.authors, list):
        names = row.authors
    else:
        names = re.split(r",\s*(?:and\s+)?|\s+and\s+", _AFFILIATION.sub(" ", " ".join((row.authors or "").split())))
    return [to_unicode(name) for raw in names if (name := one_line(raw))]


def _day(created: str | None) -> str | None:
    """Return the ISO day of "Mon, 2 Apr 2007 19:18:42 GMT"."""
    try:
        _, day, month, year, *_ = (created or "").split()
        return f"{int(year):04d}-{_MONTHS[month]}-{int(day):02d}"
    except (ValueError, KeyError):
        return None

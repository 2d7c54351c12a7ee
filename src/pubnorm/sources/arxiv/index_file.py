"""The offline index as a file: one SQLite database, its tables, and how ids, titles and facts are written in it.

`paper` holds the facts under the id as a number; `title_key` leads from hashed titles (whole, and before the subtitle),
`doi` from DOIs; `words` is a full-text index without contents over title words and authors' family names (these with
an underscore before them), and `frequency` tells in how many papers each such word stands.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import msgspec

from pubnorm import patterns as re
from pubnorm.errors import IndexFileError
from pubnorm.sources.arxiv.ids import ARCHIVES
from pubnorm.sources.arxiv.titles import fold, key, main_parts
from pubnorm.sources.arxiv.work import ArxivWork

APPLICATION_ID = 0x70756278  # "pubx"
VERSION = 1
MEND = "build one with `pubnorm arxiv index SNAPSHOT -o FILE`"
_MAX_FAMILIES = 30

SCHEMA = """
CREATE TABLE paper (number INTEGER PRIMARY KEY, facts BLOB NOT NULL, abstract BLOB);
CREATE TABLE title_key (hash INTEGER, number INTEGER, PRIMARY KEY (hash, number)) WITHOUT ROWID;
CREATE TABLE doi (doi TEXT, number INTEGER, PRIMARY KEY (doi, number)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, detail=none,
  tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE TABLE frequency (word TEXT PRIMARY KEY, papers INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

_FIRST_OLD = 10**10


class _Facts(msgspec.Struct, array_like=True, frozen=True):
    title: str
    authors: list[str]
    authors_complete: bool
    categories: list[str]
    published: str | None
    updated: str | None
    doi: str | None
    journal_ref: str | None
    comment: str | None
    license: str | None


class _Title(msgspec.Struct, array_like=True, frozen=True):
    title: str


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Facts)
_title_decoder = msgspec.msgpack.Decoder(_Title)


def number_of(arxiv_id: str) -> int:
    """Return the number of a canonical id, in the snapshot's order.

    >>> number_of("0704.0001"), number_of("hep-th/9901001")
    (70400001, 10199901001)
    """
    archive, _, digits = arxiv_id.rpartition("/")
    if not archive:
        month, _, serial = digits.partition(".")
        return int(month) * 100_000 + int(serial)
    return _FIRST_OLD + ARCHIVES.index(archive) * 10**7 + int(digits)


def id_of(number: int) -> str:
    """Return the canonical id of a number.

    >>> [id_of(number_of(one)) for one in ("0704.0001", "2505.16983", "math/0611800")]
    ['0704.0001', '2505.16983', 'math/0611800']
    """
    if number >= _FIRST_OLD:
        archive, digits = divmod(number - _FIRST_OLD, 10**7)
        return f"{ARCHIVES[archive]}/{digits:07d}"
    month, serial = divmod(number, 100_000)
    return f"{month:04d}.{serial:0{5 if month >= 1501 else 4}d}"


def hash_of(title: str) -> int:
    """Return the 64-bit hash under which a title stands: equal for all writings of it."""
    return int.from_bytes(blake2b(key(title).encode(), digest_size=8).digest(), "big", signed=True)


def hashes_of(title: str) -> set[int]:
    """Return the hashes of the whole title and of the parts before its subtitle."""
    return {hash_of(part) for part in (title, *main_parts(title)) if key(part)}


def words_of(work: ArxivWork) -> str:
    """Return the text of a paper for `words`: its title folded, and its authors' family names."""
    families = dict.fromkeys(family_word(name) for name in work.authors[:_MAX_FAMILIES])
    return " ".join([fold(work.title), *(word for word in families if word)])


def family_word(name: str) -> str:
    """Return the word for the family name in a name given in full or alone; '' where there is none.

    >>> family_word("Jane Q. Doe Jr.")
    '_doe'
    """
    words = [word for word in fold(name).split() if word not in ("jr", "sr", "ii", "iii", "iv")]
    return f"_{words[-1]}" if words else ""


def pack(work: ArxivWork, *, abstracts: bool) -> tuple[bytes, bytes | None]:
    """Return a paper's facts and its abstract as they are stored."""
    facts = _Facts(
        work.title, work.authors, work.authors_complete, work.categories, work.published, work.updated, work.doi,
        work.journal_ref, work.comment, work.license,
    )  # fmt: skip
    abstract = zlib.compress(work.abstract.encode(), 6) if abstracts and work.abstract else None
    return _encoder.encode(facts), abstract


def unpack(number: int, facts: bytes, abstract: bytes | None) -> ArxivWork:
    """Return the paper that `pack` stored."""
    known = _decoder.decode(facts)
    return ArxivWork(
        id=id_of(number),
        abstract=zlib.decompress(abstract).decode() if abstract else None,
        **{name: getattr(known, name) for name in known.__struct_fields__},
    )


def unpack_title(facts: bytes) -> str:
    """Return only the title of the facts that `pack` stored."""
    return _title_decoder.decode(facts).title


def connect(path: Path) -> sqlite3.Connection:
    """Open a finished index to read; raises `IndexFileError` where the file is no such index."""
    if not path.is_file():
        raise IndexFileError(f"{path}: no such file; {MEND}")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise IndexFileError(f"{path}: no index of arXiv ({error}); {MEND}") from error
    if application != APPLICATION_ID:
        raise IndexFileError(f"{path}: no index of arXiv, or one whose building was broken off; {MEND}")
    if version != VERSION:
        raise IndexFileError(f"{path}: of version {version}, this pubnorm reads {VERSION}; {MEND}")
    return connection


def match_any(words: Iterable[str]) -> str:
    """Return the full-text query for papers with any of the words.

    >>> match_any(["deep", "_doe"])
    '"deep" OR "_doe"'
    """
    return " OR ".join(f'"{re.sub(chr(34), "", word)}"' for word in words)

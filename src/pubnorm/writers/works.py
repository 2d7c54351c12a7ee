"""Records made ready for writing: the implied owner put first, fields chosen, sorted, grouped, keyed."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from msgspec.structs import replace

from pubnorm import patterns as re
from pubnorm.model import Author, PageRecord, Publication
from pubnorm.vocabulary import Vocabulary, vocabulary
from pubnorm.writers.options import Options
from pubnorm.writers.terms import type_words

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:./+-]*")
_WORD = re.compile(r"[^\W_]+")
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]")

Records = PageRecord | Publication | Iterable[PageRecord | Publication]


def read_works(records: Records, options: Options) -> list[Publication]:
    """Return the publications in the order asked for, each with a key of its own and its implied owner first."""
    works: list[Publication] = []
    for one in [records] if isinstance(records, (PageRecord, Publication)) else records:
        if isinstance(one, PageRecord):
            owner = options.owner or (one.owner.name if one.owner else None)
            works.extend(with_owner(publication, owner) for publication in one.publications)
        else:
            works.append(with_owner(one, options.owner))
    return [select(work, options) for work in keyed(arranged(works, options))]


def groups(works: list[Publication], options: Options) -> list[tuple[str | None, list[Publication]]]:
    """Return the works under their headings; a single group without a heading where none are asked for."""
    if options.group is None:
        return [(None, works)]
    found: dict[str, list[Publication]] = {}
    for work in works:
        heading = type_words(work)["heading"] if options.group == "type" else str(work.year or "Undated")
        found.setdefault(heading, []).append(work)
    return list(found.items())


def arranged(works: list[Publication], options: Options) -> list[Publication]:
    """Return the works sorted and grouped as the options ask."""
    if options.sort != "page":
        works = sorted(works, key=lambda work: _sort_key(work, options.sort))
    if options.reverse:
        works = works[::-1]
    if options.group == "year":
        works = sorted(works, key=lambda work: -(work.year or 0))
    elif options.group == "type":
        order = [row["type"] for row in vocabulary().rows("work_type")]
        works = sorted(works, key=lambda work: order.index(work.type))
    return works


def _sort_key(work: Publication, sort: str) -> tuple[Any, ...]:
    if sort == "year":
        return (-(work.year or 0), -(work.month or 0))
    if sort == "author":
        return tuple(_fold(author.family or author.name) for author in work.authors)
    if sort == "venue":
        return (work.venue is None, _fold(work.venue.name or work.venue.raw) if work.venue else "")
    return (_fold(work.title or "") if sort == "title" else work.type,)


def with_owner(work: Publication, owner: str | None) -> Publication:
    """Return the work with its implied owner as the first author, where the page names only the others.

    >>> work = Publication(authors=[Author(name="Ann Roe")], owner_implied=True)
    >>> [author.name for author in with_owner(work, "Jane Doe").authors]
    ['Jane Doe', 'Ann Roe']
    """
    if not work.owner_implied or not owner or any(author.is_owner for author in work.authors):
        return work
    from pubnorm.matching.names import as_author

    return replace(work, authors=[as_author(owner, is_owner=True), *work.authors], owner_implied=False)


def select(work: Publication, options: Options) -> Publication:
    """Return the work with nothing but the chosen fields, its key and its type."""
    if options.fields is None:
        return work
    kept = {name: getattr(work, name) for name in options.fields}
    return Publication(**{"key": work.key, "type": work.type, **kept})


def keyed(works: list[Publication]) -> list[Publication]:
    """Return the works with keys that any format takes and no two share.

    >>> twice = [Publication(title="The Tides", year=2025, authors=[Author(name="Jón Ö", family="Ö")])] * 2
    >>> [work.key for work in keyed(twice)]
    ['o2025tides', 'o2025tidesb']
    """
    taken: set[str] = set()
    variants: dict[str, Iterator[str]] = {}  # of each key, those not tried yet: what is taken stays so
    found = []
    for work in works:
        base = work.key if _KEY.fullmatch(work.key) else make_key(work)
        key = next(name for name in variants.setdefault(base, _variants(base)) if name.casefold() not in taken)
        taken.add(key.casefold())
        found.append(work if key == work.key else replace(work, key=key))
    return found


def make_key(work: Publication) -> str:
    """Return the usual key: the first author's family name, the year, the first telling word of the title.

    A name in another script stands in its other form, in Latin letters; where there is none, the title's word leads,
    and where that has no such letters either, a checksum tells such works apart wherever they are listed.

    >>> make_key(Publication(title="The Tides", year=2025, authors=[Author(name="张伟", alternatives=["Wei Zhang"])]))
    'zhang2025tides'
    >>> make_key(Publication(title="The Tides", year=2025, authors=[Author(name="张伟")]))
    'tides2025'
    """
    first = work.authors[0] if work.authors else work.editors[0] if work.editors else None
    family = _latin_family(first) if first else ""
    words = (_fold(word.group()) for word in _WORD.finditer(work.title or ""))  # no further than the first that tells
    small = _small_words(vocabulary())
    telling = next((word for word in words if word and word not in small), "")
    if family or first is None:
        return f"{family or 'anon'}{work.year or ''}{telling}"
    if len(telling) > 1 and telling[0].isalpha():
        return f"{telling}{work.year or ''}"
    return f"work{work.year or ''}-{zlib.crc32(f'{first.name} {work.title}'.encode()):08x}"


def _latin_family(person: Author) -> str:
    """Return the family name in plain letters, of whichever form of the name has any; else ""."""
    shown = _fold(person.family or (person.name.split() or [""])[-1])
    if shown or not person.alternatives:
        return shown
    from pubnorm.matching.names import parse_name

    return next((folded for form in person.alternatives if (folded := _fold(parse_name(form).family or form))), "")


@cache
def _small_words(words: Vocabulary) -> frozenset[str]:
    return frozenset(word for row in words.rows("small_word") for word in row["words"])


def _variants(base: str) -> Iterator[str]:
    yield base
    yield from (base + letter for letter in "bcdefghijklmnopqrstuvwxyz")
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def _fold(text: str) -> str:
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return _NOT_IN_KEYS.sub("", plain)

"""Checks the venue registry: `python -m pubnorm.matching.venues.check [FILE.toml …]`.

Every row has examples, every example and every name of a row is read as that row's venue, and no name is claimed by two
venues unless `venue_ambiguity` says how to tell them apart. Prints what is wrong; exit code 1 if anything is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pubnorm.matching.venues.reading import read_venue
from pubnorm.matching.venues.registry import Registry, registry
from pubnorm.matching.venues.words import phrase
from pubnorm.vocabulary import Vocabulary, vocabulary


def check(table: Vocabulary | None = None) -> list[str]:
    """Return what is wrong with a vocabulary's venues, a sentence each; `[]` where nothing is.

    >>> check()
    []
    """
    known = registry(table)
    rows = list(known.rows.values())
    return [*_doubled(rows, table), *_disputed(known), *_unread(known, rows, table)]


def _doubled(rows: list[dict[str, Any]], table: Vocabulary | None) -> Iterator[str]:
    given = [row["key"] for row in (table or vocabulary()).rows("venue")]
    if len(given) > len(rows):
        yield from sorted({f"{key}: two rows have this key" for key in given if given.count(key) > 1})


def _disputed(known: Registry) -> Iterator[str]:
    """Names of several venues that nothing tells apart: neither their letters, nor the words before, nor a rule."""
    for text, claims in known.claims.items():
        for style in ("acronym", "name"):
            held = [claim for claim in claims if claim.style == style]
            shown = {claim.display.lower() for claim in held}
            if len({claim.key for claim in held}) > 1 and text not in known.ambiguous and len(shown) < len(held):
                keys = ", ".join(sorted({claim.key for claim in held}))
                yield f"{text!r}: claimed by {keys}; add a venue_ambiguity row"
    for text, row in known.ambiguous.items():
        named = {row["key"], *(case["key"] for case in row["when"])} - {""}
        yield from (f"{text!r}: venue_ambiguity names no venue {key}" for key in sorted(named - known.rows.keys()))


def _unread(known: Registry, rows: list[dict[str, Any]], table: Vocabulary | None) -> Iterator[str]:
    for row in rows:
        if not row.get("examples"):
            yield f"{row['key']}: has no example"
        for text in (*row.get("examples", ()), *_own_names(known, row)):
            venue = read_venue(text, table).venue
            if venue is None or venue.key != row["key"]:
                yield f"{row['key']}: {text!r} is read as {venue.key if venue else None}"


def _own_names(known: Registry, row: dict[str, Any]) -> Iterator[str]:
    quiet = row.get("quiet", False)
    acronyms = [row["acronym"]] if row.get("acronym") and not quiet else []
    others = [text for field in ("short", "kept", "alias", "former") for text in row.get(field, ())]
    for text in (*acronyms, row["name"], *others):
        folded = " ".join(phrase(text))
        if folded not in known.ambiguous:
            yield text


def main() -> int:
    """Print every fault of the shipped registry, or of it with users' files before it."""
    faults = check(vocabulary(*map(Path, sys.argv[1:])))
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

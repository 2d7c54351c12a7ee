"""Builds the large journal list from a checkout of the JabRef journal lists (abbrv.jabref.org, CC0).

    python training/venues/build_venues_journals.py CHECKOUT

writes `src/pubnorm/data/venues_journals.tsv.z`: a line a journal (folded name, name, folded abbreviation), sorted and
compressed. What the core registry claims already is left out, and so are names that fold to fewer than two words or
six letters, and lines that are not plain names (LaTeX, series of one number).
"""

from __future__ import annotations

import argparse
import csv
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from pubnorm.compiled import DATA
from pubnorm.matching.venues.journals import JOURNALS
from pubnorm.matching.venues.registry import registry
from pubnorm.matching.venues.words import phrase

# The better kept lists first: of two spellings of one name, the first stays.
LISTS = (
    "general", "ieee", "acs", "geology_physics", "mechanical", "meteorology", "astronomy", "sociology", "ubc",
    "lifescience", "mathematics", "ams", "medicus", "entrez",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path)
    lines = build(parser.parse_args().checkout / "journals")
    data = zlib.compress("\n".join(lines).encode("utf-8"), 9)
    (DATA / JOURNALS).write_bytes(data)
    print(f"{len(lines)} journals, {len(data)} bytes")


def build(folder: Path) -> list[str]:
    """Return the lines of the list, sorted by folded name."""
    known = registry().claims
    names: dict[str, tuple[str, str]] = {}
    shorts: dict[str, set[str]] = {}
    for name, short in _rows(folder):
        folds = phrase(name)
        key = " ".join(folds)
        if key in known or key in names or len(key) < 6 or (len(folds) < 2 and len(key) < 8):
            continue
        folded_short = " ".join(phrase(short))
        names[key] = (name, "" if folded_short == key else folded_short)
        shorts.setdefault(folded_short, set()).add(key)
    for key, (name, short) in names.items():
        if short and (len(shorts[short]) > 1 or short in known or len(short) < 6):
            names[key] = (name, "")  # an abbreviation of several journals tells none
    return sorted(f"{key}\t{name}\t{short}" for key, (name, short) in names.items())


def _rows(folder: Path) -> Iterator[tuple[str, str]]:
    for name in LISTS:
        with (folder / f"journal_abbreviations_{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                if len(row) > 1 and not re.search(r"[\\$\t{}\"]|^\d+$", row[0] + row[1]):
                    yield row[0].strip(), row[1].strip()


if __name__ == "__main__":
    main()

"""Builds the table of title words and their ISO 4 abbreviations from a checkout of the JabRef journal lists (CC0).

    python training/venues/build_venues_abbreviations.py CHECKOUT

reads each list's (name, abbreviation) pairs word by word and writes `src/pubnorm/data/venues_abbreviations.toml`: an
abbreviation and the words it stands for in at least `ENOUGH` titles. Words that the hand-kept table of
`venues_words.toml` has stay with it.
"""

from __future__ import annotations

import argparse
import csv
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pubnorm.compiled import DATA

ENOUGH = 8
LISTS = ("general", "ieee", "mechanical", "geology_physics", "mathematics", "lifescience", "acs", "ubc")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path)
    pairs = Counter(_word_pairs(parser.parse_args().checkout / "journals"))
    kept = tomllib.loads((DATA / "venues_words.toml").read_text("utf-8"))["venue_abbreviation"]
    hand = {word: row["short"] for row in kept for word in [row["short"], *row["words"]]}
    best: dict[str, tuple[int, str]] = {}
    for (word, short), count in pairs.items():
        if count >= ENOUGH and word not in hand:
            best[word] = max(best.get(word, (0, "")), (count, short))
    rows: dict[str, set[str]] = {}
    for word, (_, short) in best.items():
        rows.setdefault(hand.get(short, short), set()).add(word)
    lines = [
        f'  {{short = "{short}", words = [{", ".join(_quoted(words))}]}},' for short, words in sorted(rows.items())
    ]
    head = (
        "# Title words by their ISO 4 abbreviation, as the journal lists of abbrv.jabref.org (CC0) have them.\n"
        "# Built by training/venues/build_venues_abbreviations.py; `venues_words.toml` has what is kept by hand.\n\n"
    )
    text = head + "venue_abbreviation = [\n" + "\n".join(lines) + "\n]\n"
    (DATA / "venues_abbreviations.toml").write_text(text, "utf-8")
    print(f"{len(rows)} abbreviations of {len(best)} words")


def _quoted(words: set[str]) -> str:
    return ", ".join(f'"{word}"' for word in sorted(words))


def _word_pairs(folder: Path) -> Iterator[tuple[str, str]]:
    for name in LISTS:
        with (folder / f"journal_abbreviations_{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                if len(row) > 1:
                    yield from _aligned(row[0], row[1])


def _aligned(name: str, short: str) -> Iterator[tuple[str, str]]:
    """The words of a name beside their abbreviations, where both sides agree on how many there are."""
    small = {"of", "the", "and", "in", "on", "for", "to", "a", "an", "et", "de", "la", "le", "des", "und", "der", "für"}
    full = [word for word in re.findall(r"[^\W\d_]+", _plain(name)) if word not in small]
    cut = [word for word in re.findall(r"[^\W\d_]+\.?", _plain(short)) if word not in small]
    if len(full) != len(cut):
        return
    for word, mark in zip(full, cut, strict=True):
        stem = mark.rstrip(".")
        if mark.endswith(".") and len(stem) > 1 and stem != word and word[0] == stem[0] and word.isascii():
            yield word, stem


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in text if not unicodedata.combining(sign))


if __name__ == "__main__":
    main()

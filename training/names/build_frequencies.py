"""Build `src/pubnorm/data/name_frequencies.bin`: how strongly a token speaks for a given or a family name, or neither.

    python training/names/build_frequencies.py TITLES.jsonl.gz

TITLES has one arXiv record a line (`title`, `authors`). arXiv's metadata is CC0; only token statistics are kept.
The same input gives the same bytes. Layout of the file: see `pubnorm.matching.names.frequencies`.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from pubnorm.matching.names.fold import fold
from pubnorm.matching.names.words import words as vocabulary_words

OUT = Path(__file__).parents[2] / "src" / "pubnorm" / "data" / "name_frequencies.bin"
WORD = re.compile(r"[^\W\d_]+(?:['’‘-][^\W\d_]+)*")
MIN_NAME, MIN_WORD, MIN_ENDING = 4, 10, 40
# Steps of the stored log-likelihood ratios: an eighth of a natural-log unit, held in one signed byte.
STEP = 8


def main() -> None:
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    people: set[tuple[str, str]] = set()
    for record in _records(Path(sys.argv[1])):
        for author in record["authors"]:
            parts = [fold(part) for part in WORD.findall(author)]
            if 2 <= len(parts) <= 4 and "," not in author:
                given.update(part for part in parts[:-1] if len(part) > 1)
                family[parts[-1]] += 1
                people.add((parts[0], parts[-1]))
        title = [fold(word) for word in WORD.findall(record["title"])]
        words.update(word for word in title if len(word) > 1)
        pairs.update(pairwise(title))
    rows = _rows(given, family, words)
    endings = _endings(given, family, words)
    known = {token: (g, f) for token, g, f in rows}
    idioms = sorted(
        f"{a} {b}"
        for (a, b), count in pairs.items()
        if count >= 5
        and not {a, b} & vocabulary_words("particle")
        and min(len(a), len(b)) > 1
        and (a, b) not in people
        and known.get(a, (0, 0))[0] > -STEP
        and known.get(b, (0, 0))[1] > -STEP
    )
    _write(rows, endings, idioms)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _rows(given: Counter[str], family: Counter[str], words: Counter[str]) -> list[tuple[str, int, int]]:
    totals = given.total(), family.total(), words.total()
    kept = sorted(
        token
        for token in {*given, *family, *words}
        if len(token) > 1 and (given[token] + family[token] >= MIN_NAME or words[token] >= MIN_WORD)
    )
    return [
        (
            token,
            _ratio(given[token], totals[0], words[token], totals[2]),
            _ratio(family[token], totals[1], words[token], totals[2]),
        )
        for token in kept
    ]


def _endings(given: Counter[str], family: Counter[str], words: Counter[str]) -> list[tuple[str, int, int]]:
    """Statistics of the last three letters over distinct tokens: what stands in for a token that was never seen."""
    counts: list[Counter[str]] = [Counter(), Counter(), Counter()]
    for counter, source in zip(counts, (given, family, words), strict=True):
        for token, count in source.items():
            if len(token) > 3 and count <= 20:
                counter[token[-3:]] += 1
    totals = [counter.total() for counter in counts]
    kept = sorted(end for end in {*counts[0], *counts[1], *counts[2]} if sum(c[end] for c in counts) >= MIN_ENDING)
    return [
        (
            end,
            _ratio(counts[0][end], totals[0], counts[2][end], totals[2], prior=3.0),
            _ratio(counts[1][end], totals[1], counts[2][end], totals[2], prior=3.0),
        )
        for end in kept
    ]


def _ratio(count: int, total: int, words: int, word_total: int, prior: float = 0.7) -> int:
    ratio = math.log((count + prior) / total) - math.log((words + prior) / word_total)
    return max(-127, min(127, round(ratio * STEP)))


def _write(rows: list[tuple[str, int, int]], endings: list[tuple[str, int, int]], idioms: list[str]) -> None:
    text = "\n".join(
        [" ".join(row[0] for row in rows), " ".join(row[0] for row in endings), "\t".join(idioms)]
    ).encode()
    columns = (
        [row[1] for row in rows],
        [row[2] for row in rows],
        [row[1] for row in endings],
        [row[2] for row in endings],
    )
    numbers = b"".join(bytes(number & 0xFF for number in column) for column in columns)
    blob = zlib.compress(len(text).to_bytes(4, "big") + text + numbers, 9)
    OUT.write_bytes(blob)
    print(
        f"{len(rows)} tokens, {len(endings)} endings, {len(idioms)} idioms, {len(blob)} bytes -> {OUT}", file=sys.stderr
    )


if __name__ == "__main__":
    main()

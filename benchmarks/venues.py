"""How fast and how right venues are read: `python benchmarks/venues.py [GOLD_DIR]`.

Prints the processor time to index the registry, to read a venue string and to find venues in a text of 200 signs, and,
where a folder of labelled pages is given, precision and recall of the acronyms, tracks and types read from its venues.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from pubnorm.matching.venues import find_venues, read_venue
from pubnorm.matching.venues.registry import Registry
from pubnorm.vocabulary import vocabulary

CASES = Path(__file__).parent.parent / "tests" / "venues" / "cases.md"
SENTENCE = "Jane Doe, John Smith, and Wei Zhang. Learning to rank with large models for the web. "


def main() -> None:
    strings = [line.split("|")[1].strip() for line in CASES.read_text("utf-8").splitlines() if line.startswith("| ")][
        2:
    ]
    texts = [f"{SENTENCE}In {one}. " + "[paper] [code] " * 4 for one in strings]
    texts = [text[:200] for text in texts]
    table = vocabulary()
    print(f"registry of {len(table.rows('venue'))} venues: {_best(lambda: Registry(table), 5) * 1e3:.0f} ms to index")
    print(f"read_venue: {_best(lambda: [read_venue(one) for one in strings], 5) / len(strings) * 1e6:.0f} µs a string")
    print(f"find_venues: {_best(lambda: [find_venues(one) for one in texts], 5) / len(texts) * 1e6:.0f} µs a text")
    if len(sys.argv) > 1:
        _score(Path(sys.argv[1]))


def _best(run: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


def _score(gold: Path) -> None:
    tally: dict[str, Counter[str]] = {"acronym": Counter(), "track": Counter(), "type": Counter()}
    for path in sorted(gold.glob("*.json")):
        for record in json.loads(path.read_text("utf-8"))["publications"]:
            if record["venue"]:
                reading = read_venue(record["venue"])
                venue = reading.venue
                _count(tally["acronym"], record["acronym"], venue.acronym if venue else None, open_ended=True)
                _count(tally["track"], record["track"], venue.track if venue else None)
                if record["status"] == "published":  # the status is often told outside the venue
                    _count(tally["type"], record["type"], reading.type)
    for field, counts in tally.items():
        right, false, missed = counts["right"], counts["false"], counts["missed"]
        precision, recall = right / max(1, right + false), right / max(1, right + missed)
        both = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{field:8} precision {precision:.4f}  recall {recall:.4f}  F1 {both:.4f}  of {right + missed}")


def _count(counts: Counter[str], gold: str | None, got: str | None, *, open_ended: bool = False) -> None:
    if gold and got and _plain(gold) == _plain(got):
        counts["right"] += 1
        return
    counts["missed"] += bool(gold)
    counts["false"] += bool(got) and not (open_ended and not gold)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


if __name__ == "__main__":
    main()

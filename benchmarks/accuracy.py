"""How right the reader is, by family of pages and by field: a table in markdown, as docs/accuracy.md shows it.

    python benchmarks/accuracy.py PAGES GOLD SCORE

PAGES is a folder of pages, GOLD one of hand-labelled JSON files named alike, SCORE the script that holds one against
the other (its functions are called). A page's family is its name up to the first "-". Figures are F1;
"perfect" is the share of labelled works whose title, authors, venue, year, arXiv id, DOI and links are all right.
The last lines tell what `confidence` is worth.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pubnorm

FIELDS = ("record", "title", "authors", "venue", "acronym", "year", "status", "type", "arxiv", "doi", "links", "owner")
SURE = 0.9  # of confidence

Tally = dict[str, Counter[str]]


def load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no Python file; give the script that scores")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(pages: Path, gold: Path, score: Any) -> tuple[dict[str, Tally], Counter[str], Counter[str]]:
    """Return what was right and wrong by family, how many pages each has, and what confident records are worth."""
    families: dict[str, Tally] = defaultdict(lambda: defaultdict(Counter))
    count: Counter[str] = Counter()
    worth: Counter[str] = Counter()
    for labels in sorted(gold.glob("*.json")):
        page = next(pages.glob(f"{labels.stem}.*"), None)
        if page is None:
            raise SystemExit(f"{labels}: no page of that name in {pages}")
        wanted = json.loads(labels.read_text("utf-8"))
        found = json.loads(json.dumps(pubnorm.parse(page.read_bytes()).to_dict()))
        errors: list[Any] = []
        family = labels.stem.split("-")[0]
        count[family] += 1
        for name in (family, "all"):
            score.score_page(wanted, found, families[name], errors if name == "all" else [])
        weigh(found, wanted, score, worth)
    return families, count, worth


def weigh(found: dict[str, Any], wanted: dict[str, Any], score: Any, worth: Counter[str]) -> None:
    """Count how many records are sure, and how many of those are perfect."""
    pairs, _, _ = score.pair(wanted["publications"], found["publications"])
    of = {j: i for i, j in pairs}
    for j, record in enumerate(found["publications"]):
        sure = record["confidence"] >= SURE
        worth["records"] += 1
        worth["sure"] += sure
        if sure and j in of:
            gold, pred = score.from_gold(wanted["publications"][of[j]]), score.from_pred(record)
            worth["sure and perfect"] += all(right(score, name, gold, pred) for name in score.PERFECT)


def right(score: Any, name: str, gold: dict[str, Any], pred: dict[str, Any]) -> bool:
    if score.empty(gold[name]) or score.empty(pred[name]):
        return bool(score.empty(gold[name]) and score.empty(pred[name]))
    return bool(score.equal_field(name, gold, pred))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name in ("pages", "gold", "score"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    score = load(args.score)
    families, count, worth = measure(args.pages, args.gold, score)
    print("| family | pages | works | " + " | ".join(FIELDS) + " | perfect |")
    print("| --- |" + " ---: |" * (len(FIELDS) + 3))
    for family in [*sorted(count), "all"]:
        tally = families[family]
        works = sum(tally["perfect"].values())
        cells = [f"{score.figures(tally[field])['f1']:.3f}" if tally[field] else "" for field in FIELDS]
        cells.append(f"{score.figures(tally['perfect'])['recall']:.3f}")
        print(f"| {family} | {count[family] or count.total()} | {works} | " + " | ".join(cells) + " |")
    share, perfect = worth["sure"] / worth["records"], worth["sure and perfect"] / max(1, worth["sure"])
    print(f"\n{share:.1%} of records have a confidence of {SURE} or more; {perfect:.1%} of those are perfect.")


if __name__ == "__main__":
    main()

"""Fit the weights of `confidence` on labelled pages: `python -m training.confidence PAGES GOLD [PAGES GOLD …]`.

PAGES holds pages, GOLD a JSON file of labels for each (`publications` with title, authors, venue, year, doi, arxiv,
links and lines). A record counts as right where the scorer given with `--scorer` (a Python file with `score_page`)
finds title, authors, venue, year, identifiers and links all right. The weights go to `data/confidence.toml`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from pubnorm.fields import confidence
from pubnorm.fields.assemble import assemble
from pubnorm.pipeline import parse_page, read_stages
from pubnorm.vocabulary import DATA, vocabulary

_FIELDS = frozenset({"title", "authors", "venue", "year", "arxiv", "doi", "links"})
_ROUNDS, _RATE, _RIDGE = 4000, 0.5, 0.002

Sample = tuple[dict[str, float], bool]


def samples(pages: Path, gold: Path, scorer: Any) -> list[Sample]:
    """Return the signs of each record of the labelled pages, and whether it is right."""
    found: list[Sample] = []
    for path in sorted(gold.glob("*.json")):
        page = next(iter(sorted(pages.glob(f"{path.stem}.*"))), None)
        if page is not None:
            found += _page(page, json.loads(path.read_text("utf-8")), scorer)
    return found


def _page(page: Path, labels: dict[str, Any], scorer: Any) -> list[Sample]:
    stages = read_stages(page.read_bytes(), page.name, vocabulary())
    works = [(assemble(draft, stages.meanings, stages.owner, page.name), draft) for draft in stages.drafts]
    seen = [(publication, confidence.signs(publication, draft)) for publication, draft in works]
    record = parse_page(page.read_bytes(), page.name).to_dict()
    errors: list[tuple[Any, ...]] = []
    scorer.score_page(labels, record, defaultdict(Counter), errors)
    wrong_titles = {str(error[4]) for error in errors if error[1] == "spurious"}
    wrong_lines = {str(error[2]) for error in errors if error[1] in _FIELDS}
    golds, preds = labels["publications"], record["publications"]
    pairs, _, _ = scorer.pair(golds, preds)
    of = {j: i for i, j in pairs}
    result = []
    for j, (publication, signs) in enumerate(seen):
        right = j in of and str(golds[of[j]]["lines"]) not in wrong_lines and str(publication.title) not in wrong_titles
        result.append((signs, right))
    return result


def fit(data: list[Sample]) -> dict[str, float]:
    """Return the weights of a ridge logistic regression, by gradient descent."""
    names = sorted(data[0][0])
    weights = dict.fromkeys(["bias", *names], 0.0)
    for _ in range(_ROUNDS):
        gradient = dict.fromkeys(weights, 0.0)
        for signs, right in data:
            total = weights["bias"] + sum(weights[name] * signs[name] for name in names)
            error = 1 / (1 + math.exp(-total)) - right
            gradient["bias"] += error
            for name in names:
                gradient[name] += error * signs[name]
        for name in weights:
            weights[name] -= _RATE * (gradient[name] / len(data) + _RIDGE * weights[name] * (name != "bias"))
    return weights


def report(data: list[Sample], weights: dict[str, float]) -> str:
    """Return how well the weights tell right from wrong: share and precision at or above 0.9."""
    high = [fine for signs, fine in data if _probability(signs, weights) >= 0.9]
    share, right = len(high) / len(data), sum(high) / max(1, len(high))
    return f"{share:.3f} of {len(data)} at 0.9 or above, {right:.3f} of them right"


def _probability(signs: dict[str, float], weights: dict[str, float]) -> float:
    return 1 / (1 + math.exp(-weights["bias"] - sum(weights[name] * value for name, value in signs.items())))


def main() -> None:
    """Fit, cross-validate over five parts, and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, help="PAGES GOLD [PAGES GOLD …]")
    parser.add_argument("--scorer", type=Path, required=True)
    args = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", args.scorer)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    data = [s for i in range(0, len(args.folders), 2) for s in samples(args.folders[i], args.folders[i + 1], scorer)]
    mixed = random.Random(1).sample(data, len(data))
    held: list[Sample] = []
    for part in range(5):
        rest = [sample for i, sample in enumerate(mixed) if i % 5 != part]
        weights = fit(rest)
        held += [(s, r) for i, (s, r) in enumerate(mixed) if i % 5 == part]
        print(f"part {part}: {report([x for i, x in enumerate(mixed) if i % 5 == part], weights)}")
    weights = fit(data)
    print(f"all: {report(data, weights)}")
    rows = "".join(f'  {{sign = "{name}", weight = {value:.3f}}},\n' for name, value in weights.items())
    text = f"# Weights of the logistic model of confidence (`training/confidence.py`).\n\nconfidence = [\n{rows}]\n"
    (DATA / "confidence.toml").write_text(text, "utf-8")


if __name__ == "__main__":
    main()

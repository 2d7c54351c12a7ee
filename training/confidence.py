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
from typing import Any, NamedTuple

import numpy as np

from pubnorm.compiled import DATA
from pubnorm.fields import confidence
from pubnorm.fields.assemble import assemble
from pubnorm.pipeline import parse_page, read_stages
from pubnorm.vocabulary import vocabulary

_FIELDS = frozenset({"title", "authors", "venue", "year", "arxiv", "doi", "links"})
_ROUNDS, _RIDGE, _PARTS = 25, 0.0005, 10


class Sample(NamedTuple):
    """A record of a labelled page: its signs, and whether it is right."""

    page: str
    signs: dict[str, float]
    right: bool


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
    owned = stages.owner is not None
    seen = [(publication, confidence.signs(publication, draft, owned=owned)) for publication, draft in works]
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
        result.append(Sample(page.name, signs, right))
    return result


def fit(data: list[Sample]) -> dict[str, float]:
    """Return the weights of a ridge logistic regression, by Newton's method."""
    names = sorted(data[0].signs)
    values = np.array([[1.0, *(sample.signs[name] for name in names)] for sample in data])
    right = np.array([sample.right for sample in data], dtype=float)
    ridge = np.diag([0.0, *[_RIDGE * len(data)] * len(names)])
    weights = np.zeros(len(names) + 1)
    for _ in range(_ROUNDS):
        sure = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (right - sure) - ridge @ weights
        weights += np.linalg.solve(values.T @ (values * (sure * (1 - sure))[:, None]) + ridge, slope)
    return dict(zip(["bias", *names], weights.tolist(), strict=True))


def report(rated: list[tuple[float, bool]]) -> str:
    """Return how well probabilities tell right from wrong: share and precision at or above 0.9."""
    high = [right for sure, right in rated if sure >= 0.9]
    share, sound = len(high) / len(rated), sum(high) / max(1, len(high))
    return f"{share:.3f} of {len(rated)} at 0.9 or above, {sound:.3f} of them right"


def rate(data: list[Sample], weights: dict[str, float]) -> list[tuple[float, bool]]:
    """Return each record's probability by the weights, and whether it is right."""
    return [
        (1 / (1 + math.exp(-weights["bias"] - sum(weights[n] * value for n, value in s.signs.items()))), s.right)
        for s in data
    ]


def cross_validate(data: list[Sample]) -> list[tuple[float, bool]]:
    """Return each record's probability by weights fitted on the pages of the other parts."""
    pages = sorted({sample.page for sample in data})
    random.Random(1).shuffle(pages)
    part = {page: number % _PARTS for number, page in enumerate(pages)}
    held: list[tuple[float, bool]] = []
    for number in range(_PARTS):
        weights = fit([sample for sample in data if part[sample.page] != number])
        held += rate([sample for sample in data if part[sample.page] == number], weights)
    return held


def main() -> None:
    """Cross-validate, fit, and write the weights."""
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
    print(f"on pages not fitted on: {report(cross_validate(data))}")
    weights = fit(data)
    print(f"all: {report(rate(data, weights))}")
    rows = "".join(f'  {{sign = "{name}", weight = {value:.3f}}},\n' for name, value in weights.items())
    text = f"# Weights of the logistic model of confidence (`training/confidence.py`).\n\nconfidence = [\n{rows}]\n"
    (DATA / "confidence.toml").write_text(text, "utf-8")


if __name__ == "__main__":
    main()

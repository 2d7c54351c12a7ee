"""How the confidence parts citations from prose: `python -m training.citation.calibrate --scorer PATH …`.

Prints the shares for the weights of `pubnorm.citation.confidence`, and for weights fitted to the same strings.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from pathlib import Path

from pubnorm.citation.confidence import WEIGHTS, evidence
from pubnorm.citation.fields import publication
from pubnorm.citation.tagger import segment
from pubnorm.vocabulary import vocabulary
from training.citation.evaluate import Score, load_scorer
from training.citation.facts import read_facts
from training.citation.handmade import handmade
from training.citation.homepage import homepage_entry
from training.citation.prose import prose
from training.citation.roughen import roughen

Point = tuple[list[float], float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--core", "--titles", "--journals", "--scorer"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument(
        "--model", type=Path, required=True, help="a model that was not trained on the core strings' fold"
    )
    args = parser.parse_args()
    rng = random.Random(99)
    facts = read_facts(args.titles, args.journals)
    cited = _core(args)
    for maker in (handmade, homepage_entry):
        cited += [_point(roughen(maker(facts, rng), rng).text, 0.95, args.model) for _ in range(700)]
    plain = [_point(prose(rng), 0.0, args.model) for _ in range(1500)]
    names = list(evidence("x", [], 0.0))
    weights = fit(cited + plain, len(names))
    print(json.dumps(dict(zip(names, (round(weight, 2) for weight in weights), strict=True)), indent=1))
    for name, chosen in (("as shipped", [WEIGHTS[name] for name in names]), ("fitted", weights)):
        above = sum(_value(chosen, x) >= 0.5 for x, _ in cited) / len(cited)
        below = sum(_value(chosen, x) < 0.3 for x, _ in plain) / len(plain)
        print(f"{name}: citations at 0.5 or more {above:.4f}, prose under 0.3 {below:.4f}")


def _core(args: argparse.Namespace) -> list[Point]:
    points = []
    scorer = load_scorer(args.scorer)
    for line in args.core.read_text("utf-8").splitlines():
        labelled = json.loads(line)
        segments, likelihood = segment(labelled["text"], (), args.model)
        score = Score(scorer)
        score.add(labelled, publication(labelled["text"], segments, vocabulary()).to_dict())
        asked = score.asked.total() - 1
        right = (score.right.total() - score.right["all"]) / asked if asked else 0.5
        points.append((list(evidence(labelled["text"], segments, likelihood).values()), 0.5 + 0.48 * right))
    return points


def _point(text: str, target: float, model: Path) -> Point:
    segments, likelihood = segment(text, (), model)
    return list(evidence(text, segments, likelihood).values()), target


def _value(weights: list[float], values: list[float]) -> float:
    score = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def fit(points: list[Point], size: int, rounds: int = 1500, rate: float = 2.0) -> list[float]:
    """Fit a logistic function by gradient descent with a little decay."""
    weights = [0.0] * size
    for _ in range(rounds):
        slopes = [0.0] * size
        for values, target in points:
            error = _value(weights, values) - target
            for at, value in enumerate(values):
                slopes[at] += error * value
        weights = [
            weight - rate * (slope / len(points) + 1e-4 * weight) for weight, slope in zip(weights, slopes, strict=True)
        ]
    return weights


if __name__ == "__main__":
    main()

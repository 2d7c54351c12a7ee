"""Train the citation model: `python -m training.citation.train --core PATH --titles PATH --journals PATH`."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pycrfsuite
from pubnorm.citation.features import features
from pubnorm.citation.tagger import MODEL
from pubnorm.citation.tokens import tokenize

from training.citation.core import read_core
from training.citation.facts import Facts, read_facts
from training.citation.homepage import homepage_entry
from training.citation.samples import Sample, tags

SEED = 20261
PARAMETERS = {"c1": 0.15, "c2": 0.01, "max_iterations": 120, "feature.possible_transitions": False}


def fit(samples: Iterable[tuple[Sample, float]], model: Path, verbose: bool = False) -> None:
    """Train on weighted samples and write the model; a sample counts as often as its weight says."""
    trainer = pycrfsuite.Trainer(verbose=verbose)
    for sample, weight in samples:
        rows = features(sample.text, tokenize(sample.text), sample.styles)
        for _ in range(round(weight)):
            trainer.append(rows, tags(sample))
    trainer.select("lbfgs")
    trainer.set_params(PARAMETERS)
    trainer.train(str(model))


def corpus(core: Sequence[Sample], facts: Facts, homepage: int) -> list[tuple[Sample, float]]:
    """Return the weighted training samples."""
    rng = random.Random(SEED)
    samples = [(sample, 3.0) for sample in core]
    samples += [(homepage_entry(facts, rng), 1.0) for _ in range(homepage)]
    return samples


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--core", type=Path, required=True)
    parser.add_argument("--titles", type=Path, required=True)
    parser.add_argument("--journals", type=Path, required=True)
    parser.add_argument("--homepage", type=int, default=6000)
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    args = parser.parse_args()
    facts = read_facts(args.titles, args.journals)
    fit(corpus(read_core(args.core), facts, args.homepage), args.output, verbose=True)


if __name__ == "__main__":
    main()

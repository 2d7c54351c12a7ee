"""Train the citation model: `python -m training.citation.train --core PATH --titles PATH --journals PATH`."""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite

from pubnorm.citation.features import Extractor
from pubnorm.citation.sums import Names
from pubnorm.citation.tagger import MODEL
from pubnorm.citation.tokens import tokenize
from training.citation.compile import compiled
from training.citation.core import read_core
from training.citation.corpus import Sizes, made, with_copies
from training.citation.facts import Facts, read_facts
from training.citation.samples import Sample, tags

SEED = 20261
PARAMETERS = {"c1": 0.15, "c2": 0.3, "feature.possible_transitions": True}


# The share of made strings in which no venue is known: theirs all are in the vocabulary, those of real ones are not.
_UNKNOWN = 0.5


def fit(
    real: Iterable[Sample], made: Iterable[Sample], model: Path, *, verbose: bool = False, iterations: int = 60
) -> None:
    """Train on labelled strings, found and made, and write the model."""
    trainer = pycrfsuite.Trainer(verbose=verbose)
    knowing, ignorant = Extractor(Names()), Extractor(Names(), venues=False)
    rng = random.Random(SEED)
    drawn = [(ignorant if rng.random() < _UNKNOWN else knowing, sample) for sample in made]
    for extractor, sample in [*[(knowing, sample) for sample in real], *drawn]:
        trainer.append(extractor.features(sample.text, tokenize(sample.text), sample.styles), tags(sample))
    trainer.select("lbfgs")
    trainer.set_params(PARAMETERS | {"max_iterations": iterations})
    with tempfile.TemporaryDirectory() as folder:
        trained = Path(folder) / "trained.crfsuite"
        trainer.train(str(trained))
        model.write_bytes(compiled(trained))


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say where the training data lie."""
    parser.add_argument("--core", type=Path, required=True, help="AnyStyle's labelled strings as JSON lines")
    parser.add_argument("--titles", type=Path, required=True, help="arXiv's titles and authors, gzipped JSON lines")
    parser.add_argument("--journals", type=Path, required=True, help="folder of JabRef's journal abbreviation lists")
    parser.add_argument("--cache", type=Path, help="folder that keeps the made strings between runs")
    parser.add_argument("--rendered", type=int, default=Sizes().rendered)
    parser.add_argument("--handmade", type=int, default=Sizes().handmade)
    parser.add_argument("--homepage", type=int, default=Sizes().homepage)
    parser.add_argument("--prose", type=int, default=Sizes().prose)
    parser.add_argument("--drawn", type=int, default=Sizes().drawn)
    parser.add_argument("--copies", type=int, default=Sizes().copies)
    parser.add_argument("--iterations", type=int, default=60)


def made_strings(args: argparse.Namespace) -> tuple[Sizes, list[Sample]]:
    """Return the sizes asked for and the strings made for training."""
    sizes = Sizes(args.rendered, args.handmade, args.homepage, args.prose, args.drawn, args.copies)
    facts = read_facts(args.titles, args.journals) if args.titles else Facts([], [], [], [], [])
    return sizes, made(facts, sizes, SEED, args.cache)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add_sources(parser)
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    args = parser.parse_args()
    sizes, synthetic = made_strings(args)
    real = with_copies(read_core(args.core), sizes.copies, SEED)
    fit(real, synthetic, args.output, verbose=True, iterations=args.iterations)


if __name__ == "__main__":
    main()

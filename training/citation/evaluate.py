"""Cross-validate on AnyStyle's labelled strings: `python -m training.citation.evaluate --scorer PATH --core PATH …`.

Each fold is left out of the training in turn (its roughened copies too); the strings made for training are added to the
rest, unless `--core-only`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from pubnorm.citation.fields import publication
from pubnorm.citation.tagger import segment
from pubnorm.vocabulary import vocabulary
from training.citation.core import read_core
from training.citation.corpus import with_copies
from training.citation.samples import Sample
from training.citation.train import SEED, add_sources, fit, made_strings


def load_scorer(path: Path) -> Any:
    """Load `score_citations.py`."""
    spec = importlib.util.spec_from_file_location("score_citations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Score:
    """Right, asked and spurious per field, and the misses."""

    def __init__(self, scorer: Any) -> None:
        self._scorer = scorer
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.spurious: Counter[str] = Counter()
        self.misses: list[tuple[str, str, Any, Any]] = []

    def add(self, labelled: dict[str, Any], record: dict[str, Any]) -> None:
        """Hold a record against a labelled string."""
        truth, got, whole = self._scorer.truth(labelled["labels"]), self._scorer.read(record), True
        for field in self._scorer.FIELDS:
            if field in truth:
                good = got[field] in truth[field]
                self.asked[field] += 1
                self.right[field] += good
                whole &= good or field not in self._scorer.WHOLE
                if not good:
                    self.misses.append((field, labelled["text"], truth[field][0], got[field]))
            elif got[field]:
                self.spurious[field] += 1
                self.misses.append((f"spurious {field}", labelled["text"], labelled["labels"], got[field]))
        self.asked["all"] += 1
        self.right["all"] += whole

    def print(self) -> None:
        """Print a line per field."""
        for field, asked in self.asked.items():
            print(
                f"{field:12} {self.right[field] / asked:.4f} of {asked:5} spurious {self.spurious[field]}", flush=True
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add_sources(parser)
    parser.add_argument("--scorer", type=Path, required=True, help="score_citations.py")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, help="stop after this many folds")
    parser.add_argument("--core-only", action="store_true")
    parser.add_argument("--misses", type=Path, help="write the misses as JSON")
    args = parser.parse_args()
    labelled = [json.loads(line) for line in args.core.read_text("utf-8").splitlines()]
    core = read_core(args.core)
    sizes, synthetic = made_strings(args)
    order = list(range(len(core)))
    random.Random(7).shuffle(order)
    score = Score(load_scorer(args.scorer))
    for fold in range(min(args.folds, args.only or args.folds)):
        left_out = set(order[fold :: args.folds])
        kept = [core[at] for at in order if at not in left_out]
        _one_fold(
            args, with_copies(kept, sizes.copies, SEED), [] if args.core_only else synthetic, labelled, left_out, score
        )
        print("fold", fold, flush=True)
        score.print()
        if args.misses:
            args.misses.write_text(json.dumps(score.misses, ensure_ascii=False))


def _one_fold(
    args: argparse.Namespace, kept: list[Sample], synthetic: list[Sample], labelled: list[dict[str, Any]],
    left_out: set[int], score: Score,
) -> None:  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "fold.weights"
        fit(kept, synthetic, model, iterations=args.iterations)
        for at in sorted(left_out):
            text = labelled[at]["text"]
            score.add(labelled[at], publication(text, segment(text, (), model)[0], vocabulary()).to_dict())


if __name__ == "__main__":
    main()

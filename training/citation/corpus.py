"""What the model is trained on: AnyStyle's labelled strings and, many times as many, strings made for the purpose."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.citation.facts import Facts
from training.citation.handmade import handmade
from training.citation.homepage import homepage_entry
from training.citation.mixing import Mixer
from training.citation.prose import prose_sample
from training.citation.render import render, style_names
from training.citation.roughen import roughen
from training.citation.samples import Sample, journals_told
from training.citation.works import draw_work, held_out

# The share of the segments of a core string that its copies have from others.
_MIXED = 0.4


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many strings of each sort are made, how many of all are drawn; of core strings, how many copies."""

    rendered: int = 7000
    handmade: int = 4500
    homepage: int = 7000
    prose: int = 1200
    drawn: int = 11_000
    copies: int = 4


def made(facts: Facts, sizes: Sizes, seed: int, cache: Path | None = None) -> list[Sample]:
    """Return the strings that were made; `cache` keeps them between runs with the same sizes and seed."""
    path = (
        cache / f"made-{seed}-{sizes.rendered}-{sizes.handmade}-{sizes.homepage}-{sizes.prose}.pickle"
        if cache
        else None
    )
    if path is not None and path.is_file():
        found: list[Sample] = pickle.loads(path.read_bytes())
        return found[: sizes.drawn]
    rng = random.Random(seed)
    samples = [roughen(sample, rng, 0.5) for sample in _rendered(facts, rng, sizes.rendered)]
    samples += [roughen(handmade(facts, rng), rng, 0.7) for _ in range(sizes.handmade)]
    samples += [roughen(homepage_entry(facts, rng), rng, 0.3) for _ in range(sizes.homepage)]
    samples += [prose_sample(rng) for _ in range(sizes.prose)]
    samples = [journals_told(sample) for sample in samples]
    rng.shuffle(samples)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(samples))
    return samples[: sizes.drawn]


def with_copies(core: Sequence[Sample], copies: int, seed: int) -> list[Sample]:
    """Return labelled strings, each with copies in which segments of others stand in for its own, roughened."""
    rng = random.Random(seed)
    mixer = Mixer(core, _MIXED)
    return [*core, *(roughen(mixer.mix(sample, rng), rng, 1.5) for sample in core for _ in range(copies))]


def _rendered(facts: Facts, rng: random.Random, count: int) -> Iterator[Sample]:
    styles = [name for name in style_names() if not held_out(name)]
    given = 0
    while given < count:
        for style in rng.sample(styles, len(styles)):
            works = [work for work in (draw_work(facts, rng) for _ in range(3)) if not held_out(work.title)]
            for _, sample in render(works, style, rng):
                yield sample
                given += 1
            if given >= count:
                return

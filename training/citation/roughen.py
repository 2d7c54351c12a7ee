"""What happens to citations on their way: lost and added blanks and marks, cases, broken words, odd characters."""

from __future__ import annotations

import random
from collections.abc import Callable

from training.citation.samples import Sample, Span

_SWAPS = {
    "–": ("-", "--", "—", "−"),
    "-": ("–", "‐"),
    "“": ('"', "''", "‘"),
    "”": ('"', "''", "’"),
    "’": ("'",),
    '"': ("“", "”"),
    "fi": ("ﬁ",),
    "ff": ("ﬀ",),
    "é": ("e", "e´"),
    "ü": ("u", "ue"),
    "l": ("1", "I"),
    "O": ("0",),
    "rn": ("m",),
}


def roughen(sample: Sample, rng: random.Random, strength: float = 1.0) -> Sample:
    """Return the sample with a few faults; its labels stay right."""
    for change, chance in _CHANGES:
        if rng.random() < chance * strength:
            sample = change(sample, rng)
    return sample


def edit(sample: Sample, at: int, drop: int, put: str) -> Sample:
    """Replace `drop` characters at `at` by `put` and move the spans along.

    >>> edit(Sample("a, b", ((0, 2, "author"), (3, 4, "title"))), 1, 1, ";;").spans
    ((0, 3, 'author'), (4, 5, 'title'))
    """
    shift = len(put) - drop

    def move(place: int) -> int:
        return place if place <= at else place + shift if place >= at + drop else at

    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((move(a), move(b), label) for a, b, label in spans if move(b) > move(a))

    return Sample(sample.text[:at] + put + sample.text[at + drop :], moved(sample.spans), moved(sample.styles))


def _places(sample: Sample, found: Callable[[str], bool]) -> list[int]:
    return [at for at, char in enumerate(sample.text) if found(char)]


def _lose_mark(sample: Sample, rng: random.Random) -> Sample:
    places = [
        at
        for at in _places(sample, lambda char: char in ".,;:")
        if at + 1 == len(sample.text) or sample.text[at + 1] == " "
    ]
    return edit(sample, rng.choice(places), 1, "") if places else sample


def _add_mark(sample: Sample, rng: random.Random) -> Sample:
    if len(sample.spans) < 2:
        return sample
    _, end, _ = rng.choice(sample.spans[:-1])
    if end < 1 or sample.text[end - 1] in ".,;:":
        return sample
    grown = edit(sample, end, 0, mark := rng.choice(",.;:"))
    return Sample(
        grown.text, tuple((a, b + len(mark) if b == end else b, label) for a, b, label in grown.spans), grown.styles
    )


def _change_mark(sample: Sample, rng: random.Random) -> Sample:
    ends = [end - 1 for _, end, _ in sample.spans if sample.text[end - 1] in ".,;:"]
    return edit(sample, rng.choice(ends), 1, rng.choice(".,;:")) if ends else sample


def _lose_blank(sample: Sample, rng: random.Random) -> Sample:
    places = [at for at in _places(sample, lambda char: char == " ") if at and sample.text[at - 1] in ".,;:)]"]
    return edit(sample, rng.choice(places), 1, "") if places else sample


def _add_blank(sample: Sample, rng: random.Random) -> Sample:
    places = [at for at in _places(sample, lambda char: char in ",.;:)") if at]
    return edit(sample, rng.choice(places), 0, " ") if places else sample


def _hyphenate(sample: Sample, rng: random.Random) -> Sample:
    places = [
        at
        for at in range(4, len(sample.text) - 4)
        if sample.text[at - 3 : at + 3].isalpha() and sample.text[at].islower()
    ]
    return edit(sample, rng.choice(places), 0, rng.choice(("- ", "-", " "))) if places else sample


def _swap(sample: Sample, rng: random.Random) -> Sample:
    present = [old for old in _SWAPS if old in sample.text]
    for old in rng.sample(present, min(len(present), 2)):
        new = rng.choice(_SWAPS[old])
        if len(old) == 1 and old in "lO":
            places = _places(sample, lambda char, old=old: char == old)  # type: ignore[misc]
            sample = edit(sample, rng.choice(places), 1, new)
            continue
        at = sample.text.find(old)
        while at >= 0:
            sample = edit(sample, at, len(old), new)
            at = sample.text.find(old, at + len(new))
    return sample


def _raise_case(sample: Sample, rng: random.Random) -> Sample:
    labels = rng.choice((("author",), ("title",), ("container", "journal")))
    text = list(sample.text)
    for start, end, name in sample.spans:
        if name in labels:
            piece = sample.text[start:end]
            changed = piece.upper() if rng.random() < 0.5 else piece.title() if name != "author" else piece
            text[start:end] = changed if len(changed) == len(piece) else piece
    return sample._replace(text="".join(text))


def _lower_case(sample: Sample, rng: random.Random) -> Sample:
    text = list(sample.text)
    for start, end, name in sample.spans:
        if name == "title":
            piece = sample.text[start:end]
            changed = piece[:1] + piece[1:].lower()
            text[start:end] = changed if len(changed) == len(piece) else piece
    return sample._replace(text="".join(text))


_CHANGES: tuple[tuple[Callable[[Sample, random.Random], Sample], float], ...] = (
    (_lose_mark, 0.15), (_add_mark, 0.06), (_change_mark, 0.12), (_lose_blank, 0.05), (_add_blank, 0.05),
    (_hyphenate, 0.06), (_swap, 0.2), (_raise_case, 0.05), (_lower_case, 0.06),
)  # fmt: skip

"""Sentences that cite nothing, put together from our own phrases: not to be taken for citations."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path

from training.citation.samples import Sample
from training.citation.works import words


@cache
def _phrases() -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / "prose.toml").read_text("utf-8"))


def prose(rng: random.Random) -> str:
    """Return one to three sentences."""
    return " ".join(_sentence(rng) for _ in range(rng.choice((1, 1, 2, 2, 3))))


def prose_sample(rng: random.Random) -> Sample:
    """Return prose as a labelled string: all of it is "other"."""
    text = prose(rng)
    return Sample(text, ((0, len(text), "other"),))


def _sentence(rng: random.Random) -> str:
    phrases, lists = _phrases(), words()["en"]
    text = rng.choice(phrases["sentences"])
    while "{" in text:
        start = text.index("{")
        end = text.index("}", start)
        text = text[:start] + _fill(text[start + 1 : end], rng, phrases, lists) + text[end + 1 :]
    return text[0].upper() + text[1:]


def _fill(slot: str, rng: random.Random, phrases: dict[str, list[str]], lists: dict[str, list[str]]) -> str:
    match slot:
        case "noun":
            return rng.choice(lists["nouns"])
        case "adj":
            return rng.choice(lists["adjectives"])
        case "place":
            return rng.choice(lists["places"]).split(",")[0]
        case "institution":
            return rng.choice(lists["institutions"])
        case "name":
            return f"{rng.choice(lists['given'])} {rng.choice(lists['family'])}"
        case "year":
            return str(rng.randint(1950, 2026))
        case "number":
            return str(rng.randint(2, 400))
        case _:
            return rng.choice(phrases[slot])

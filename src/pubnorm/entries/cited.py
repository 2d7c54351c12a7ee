"""The titles that a page's BibTeX gives: what else is written so on the page is a title, whatever it looks like."""

from __future__ import annotations

from collections.abc import Iterable

from pubnorm import patterns as re
from pubnorm.document import Block
from pubnorm.readers.latex import decode_latex

_TITLE = re.compile(r"(?<![a-z])title\s*=\s*(?:\{+|\")([^\"]{8,300}?)(?:\}+|\")\s*(?:,|\}|$)", re.IGNORECASE)
_LEAST = 12  # letters and figures of a title


def is_bibtex(block: Block) -> bool:
    """Return whether a block is BibTeX.

    >>> is_bibtex(Block("code", ((1, "@misc{doe,"),))), is_bibtex(Block("code", ((1, "print()"),)))
    (True, False)
    """
    return block.kind == "code" and (block.info.startswith("bib") or block.source[0][1].lstrip().startswith("@"))


def cited_titles(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the titles in the BibTeX among a page's blocks, letters and figures alone.

    >>> sorted(cited_titles([Block("code", ((1, "@misc{doe, title = {On the Slow Tides}, year = 2020}"),))]))
    ['ontheslowtides']
    """
    found = set()
    for block in blocks:
        if is_bibtex(block):
            text = " ".join(line.strip() for _, line in block.source)
            found |= {folded_title(decode_latex(match[1])) for match in _TITLE.finditer(text)}
    return frozenset(title for title in found if len(title) >= _LEAST)


def folded_title(text: str) -> str:
    """Return the letters and figures of a title in lower case.

    >>> folded_title("On {T}ides, 2.")
    'ontides2'
    """
    return "".join(filter(str.isalnum, text.casefold()))

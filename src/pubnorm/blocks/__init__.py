"""Page → blocks: headings, paragraphs, list items, table rows and code, each with its lines and what holds it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from pubnorm.blocks.bibtex import with_bibtex_apart
from pubnorm.blocks.containers import read_regions
from pubnorm.blocks.markdown import read_region
from pubnorm.document import Block, References
from pubnorm.model import PageWarning


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a page in order, its link definitions, and what was wrong with its markup."""

    blocks: tuple[Block, ...]
    references: References
    warnings: tuple[PageWarning, ...]


def read_blocks(lines: tuple[str, ...], code: frozenset[int] = frozenset()) -> Blocks:
    r"""Return the blocks of a page's visible `lines`; `code` holds the numbers (from 1) of lines in code fences.

    >>> found = read_blocks(("# Papers", "", "- one", "  two", "- three"))
    >>> [(b.kind, b.first, b.last, b.items) for b in found.blocks]
    [('heading', 1, 1, ()), ('paragraph', 3, 4, (0,)), ('paragraph', 5, 5, (1,))]
    """
    regions, warnings = read_regions(lines, code)
    references = References()
    items = count()
    blocks: list[Block] = []
    for region in regions:
        blocks.extend(read_region(region, references, items))
    if any("@" in line and "{" in line for line in lines):
        blocks = list(with_bibtex_apart(blocks))
    return Blocks(tuple(blocks), references, tuple(warnings))

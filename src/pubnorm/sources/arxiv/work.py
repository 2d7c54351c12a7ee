"""One paper as arXiv describes it, in the same form from whichever source: API or snapshot."""

from __future__ import annotations

import msgspec

from pubnorm import patterns as re
from pubnorm.sources.arxiv.ids import ArxivId

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s,;]+")


class ArxivWork(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What arXiv knows of a paper; dates are ISO days of the first and the latest version.

    >>> ArxivWork(id="1706.03762", title="Attention Is All You Need").first_year
    2017
    """

    id: str
    title: str
    authors: list[str] = []
    authors_complete: bool = True
    abstract: str | None = None
    categories: list[str] = []
    published: str | None = None
    updated: str | None = None
    doi: str | None = None
    journal_ref: str | None = None
    comment: str | None = None
    license: str | None = None

    @property
    def first_year(self) -> int:
        """The year of the first version, by its date or else by the id."""
        return int(self.published[:4]) if self.published else ArxivId(self.id).first_month[0]

    @property
    def dois(self) -> list[str]:
        """The DOIs of the published versions: arXiv's one field sometimes holds several.

        >>> ArxivWork(id="1706.03762", title="T", doi="10.1000/A.1 10.1000/b").dois
        ['10.1000/a.1', '10.1000/b']
        """
        return fold_dois(self.doi or "")


def fold_dois(text: str) -> list[str]:
    """Return the DOIs in `text`, lower-cased (DOIs ignore case), without arXiv's own and without trailing stops.

    >>> fold_dois("https://doi.org/10.1103/PhysRevD.76.013009.")
    ['10.1103/physrevd.76.013009']
    """
    found = [match.rstrip(".").lower() for match in _DOI.findall(text)]
    return [doi for doi in found if not doi.startswith("10.48550/arxiv.")]


def one_line(text: str | None) -> str | None:
    r"""Return `text` with every run of blanks and line breaks as one blank; None where nothing is left.

    >>> one_line(" A title\n  on two lines ")
    'A title on two lines'
    """
    return " ".join(text.split()) or None if text else None

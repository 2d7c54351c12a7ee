"""arXiv identifiers: found in URLs, DOIs and citation text, checked, and brought to one form.

The grammar is arXiv's own (info.arxiv.org/help/arxiv_identifier.html): `archive/YYMMNNN` until March 2007, `YYMM.NNNN`
until 2014, `YYMM.NNNNN` since, each with an optional version. The canonical old form has no subject class:
`math.CA/0611800` is `math/0611800`. This module imports nothing heavy: the page reader uses it for every link.
"""

from __future__ import annotations

import re  # not `pubnorm.patterns`, which loads more than all of this
from typing import NamedTuple
from urllib.parse import unquote

# The archives that gave ids before April 2007: a closed list, part of the identifier's grammar.
ARCHIVES = (
    "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn", "chem-ph", "cmp-lg",
    "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math",
    "math-ph", "mtrl-th", "nlin", "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio", "quant-ph",
    "solv-int", "stat", "supr-con",
)  # fmt: skip
_VERSION = r"(?:v(?P<version>[1-9]\d{0,2}))?(?!\d)"
_NEW = r"(?<!\d)(?<!\d\.)(?P<year>\d\d)(?P<month>\d\d)\.(?P<number>\d{4,5})" + _VERSION + r"(?!\.\d)"
_OLD = (
    rf"(?P<archive>{'|'.join(ARCHIVES)})(?:\.[A-Za-z-]{{2,9}})?/"
    r"(?P<year>\d\d)(?P<month>\d\d)(?P<number>\d{3})" + _VERSION
)
_OLDEST = (1991, 7)
_FIRST_NEW = (2007, 4)
_FIRST_LONG = (2015, 1)

_WHOLE = re.compile(rf"\s*(?:ar[xχ]iv\s*[:.]\s*)?(?:{_NEW})\s*", re.IGNORECASE)
# An old id needs no word before it, but as a part of some URL's path it does.
_OLD_LED = re.compile(r"(?:(?<![\w.-])|(?<=arxiv\.))" + _OLD, re.IGNORECASE)
_OLD_BARE = re.compile(r"(?<![\w./-])" + _OLD, re.IGNORECASE)
# What leads to a new id: "arXiv" (or a site that names papers by arXiv id) earlier in the same URL or word, or "arXiv"
# and the words that citations put between it and the number.
_LED = re.compile(
    r"(?:(?:ar[xχ5]iv|alphaxiv)\S{0,80}?(?:[:/=._-]|%3A|%2F)|\b(?:huggingface|hf)\.co/papers/|xxx\.lanl\.gov/\w+/|\bcorr[\s,]+abs/"
    r"|ar[xχ]iv(?:[\s:：,;.()（\[\]_/-]|e-?prints?|preprints?|papers?|abs|pdf|id(?:entifier)?|no|number|#){1,12})"
    + _NEW,
    re.IGNORECASE,
)
# Keys of bibliographies: DBLP's journals/corr/abs-2505-16983, and ADS's 2017arXiv170603762V.
_KEYED = re.compile(
    r"(?:corr/abs-(?P<year>\d\d)(?P<month>\d\d)-|\d{4}arXiv(?P<ads_year>\d\d)(?P<ads_month>\d\d)\.?)(?P<number>\d{4,5})(?!\d)",
    re.IGNORECASE,
)
_OLD_NUMBER = re.compile(r"/\d{7}")  # what no old id is without, looked for first
_SURE_HINTS = ("arxiv", "ar5iv", "alphaxiv", "/papers/", "lanl.gov")
_HINT = re.compile(r"ar[xχ5]iv|alphaxiv|/papers/|lanl\.gov|\bcorr\b", re.IGNORECASE)


class ArxivId(NamedTuple):
    """An arXiv id in canonical form without its version, and the version if one was shown."""

    id: str
    version: int | None = None

    @property
    def doi(self) -> str:
        """The DOI that DataCite holds for all versions.

        >>> ArxivId("2505.16983", 2).doi
        '10.48550/arXiv.2505.16983'
        """
        return f"10.48550/arXiv.{self.id}"

    @property
    def first_month(self) -> tuple[int, int]:
        """Year and month in which the id was given.

        >>> ArxivId("math/0611800").first_month
        (2006, 11)
        """
        digits = self.id.rpartition("/")[2]
        return _full_year(int(digits[:2]), old="/" in self.id), int(digits[2:4])


def find_arxiv_id(text: str) -> ArxivId | None:
    """Return the first arXiv id that `text` (a URL, a DOI, an id, or running text) shows, else None.

    A bare number counts only if it is the entire text: within text something must say that it is arXiv's.

    >>> find_arxiv_id("https://arxiv.org/pdf/2505.16983v2.pdf")
    ArxivId(id='2505.16983', version=2)
    >>> find_arxiv_id("arXiv preprint arXiv:math.CA/0611800, 2006").id
    'math/0611800'
    >>> find_arxiv_id("doi:10.48550/ARXIV.1706.03762").id
    '1706.03762'
    >>> find_arxiv_id("pages 1234.5678") is None
    True
    """
    if "%" in text:
        text = unquote(text)
    if whole := _WHOLE.fullmatch(text):
        return _read(whole)
    old = _OLD_NUMBER.search(text) is not None
    patterns = ((_LED, _KEYED, _OLD_LED) if old else (_LED, _KEYED)) if _hints(text) else (_OLD_BARE,) if old else ()
    found = [(match.start(), one) for pattern in patterns for match in pattern.finditer(text) if (one := _read(match))]
    return min(found)[1] if found else None


def _hints(text: str) -> bool:
    """Whether something in a text says arXiv; of plain text that the search for its words in lower case tells."""
    if text.isascii():
        lower = text.lower()
        if any(map(lower.__contains__, _SURE_HINTS)):
            return True
        if "corr" not in lower:
            return False
    return _HINT.search(text) is not None


def _read(match: re.Match[str]) -> ArxivId | None:
    parts = match.groupdict()
    archive, number = parts.get("archive"), parts["number"]
    yy, mm = parts["year"] or parts["ads_year"], parts["month"] or parts["ads_month"]
    month = (_full_year(int(yy), old=bool(archive)), int(mm))
    if not 1 <= month[1] <= 12:
        return None
    version = int(parts["version"]) if parts.get("version") else None
    if archive:
        fits = _OLDEST <= month < _FIRST_NEW
        return ArxivId(f"{archive.lower()}/{yy}{mm}{number}", version) if fits else None
    fits = month >= _FIRST_NEW and len(number) == (5 if month >= _FIRST_LONG else 4)
    return ArxivId(f"{yy}{mm}.{number}", version) if fits and int(number) else None


def _full_year(two_digits: int, *, old: bool) -> int:
    return 1900 + two_digits if old and two_digits > 90 else 2000 + two_digits

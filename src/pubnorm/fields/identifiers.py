"""Identifiers out of an entry's text and URLs: arXiv, DOI, ACL Anthology, OpenReview, DBLP."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from pubnorm import patterns as re
from pubnorm.model import Identifiers, Link
from pubnorm.sources.arxiv.ids import find_arxiv_id

# DOI Handbook, section 2.2: a prefix of 10. and four to nine digits, a slash, and a suffix of printable characters.
_DOI = re.compile(
    r"\b10\.\s?\d{4,9}(?:\.\d+)*/\s?[^\s\"<>“”|\\^`{}，。；（）]+?(?=\]\[|[\s\"<>“”|\\^`{}，。；（）]|$)", re.IGNORECASE
)
# What no identifier in running text is without.
_DIGITS = re.compile(r"\d{4}")
_DOI_HINT = re.compile(r"10\.\s?\d{4}")
_PATH_TAIL = re.compile(
    r"(?:/(?:full(?:\.pdf|html)?|abstract|pdf(?:direct)?|epub|epdf"
    r"|meta|html?|download|v\d+\.full(?:\.pdf)?|full-text|suppl_file/.*|figures|metrics|references|citation)"
    r"|\.pdf|\.(?:full|short|long|abstract)(?:\.pdf)?|\.xml|\.html?)$",
    re.IGNORECASE,
)
# What a journal's site puts behind a DOI in its addresses: the number of a page there and the title's words
_OF_SITE = re.compile(r"/\d{5,}/[^/]+-[^/]+-[^/]*$")
_INDEX = re.compile(r"\[[A-Z]{2,}[^\]]*\]?$")  # of journals, glued to it: "10.1234/t1[SSCI]"
_OF_VERSION = re.compile(r"(10\.(?:1101|64898)/[\d.]+)v\d{1,2}(?![\w])")  # a version's address at bioRxiv, medRxiv
_ACL = re.compile(
    r"(?:aclanthology\.org|aclweb\.org/anthology)/(?:papers/\w/\w\d\d/)?"
    r"(\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|[A-Z]\d\d-\d{4})",
    re.IGNORECASE,
)
_OPENREVIEW = re.compile(r"openreview\.net/(?:forum|pdf|attachment|references/pdf)\?(?:[^#\s]*&)?id=([\w-]{6,})")
_DBLP = re.compile(
    r"dblp\.(?:org|uni-trier\.de|dagstuhl\.de)/(?:rec|db)/(?:bibtex/|html/)?"
    r"((?:conf|journals|books|phd|reference)/[\w-]+/[\w-]+)(?!/)"
)
# Of servers of preprints, and of what comes with a work: data, software, presentations.
PREPRINT_DOI = re.compile(
    r"10\.(?:1101|64898|21203|31234|31219|48550|26434|36227|20944|22541|2139|31235|35542|33774|32942|31223|5194/egusphere)[/-]",
    re.IGNORECASE,
)
_DEPOSITED = re.compile(r"10\.(?:5281|17605|6084|7910|5061)/")
_NONE = Identifiers()


_MATERIAL = ("code", "data", "model", "slides", "poster", "video")


def own_addresses(links: list[Link]) -> list[str]:
    """Return the addresses of a work itself; of what comes with it only where nothing else is shown.

    >>> paper, data = Link(kind="paper", url="https://example.org/a"), Link(kind="data", url="https://example.org/b")
    >>> own_addresses([paper, data]), own_addresses([data])
    (['https://example.org/a'], ['https://example.org/b'])
    """
    return [link.url for link in links if link.kind not in _MATERIAL] or [link.url for link in links]


def read_identifiers(text: str, urls: Iterable[str]) -> Identifiers:
    """Return the identifiers that an entry shows in its text, else in its URLs; the first of each kind counts.

    >>> found = read_identifiers("ACL 2025. doi:10.1000/xyz.", ["https://arxiv.org/pdf/2505.16983v2"])
    >>> found.arxiv, found.doi
    ('2505.16983', '10.1000/xyz')
    """
    urls = list(urls)
    if not urls and not _DIGITS.search(text):
        return _NONE
    return Identifiers(
        arxiv=_arxiv(text, urls), doi=_doi(text, urls), acl=_first(_ACL, urls), openreview=_first(_OPENREVIEW, urls),
        dblp=_first(_DBLP, urls),
    )  # fmt: skip


# A chapter's address at Oxford names the book's DOI; the chapter has another, which is not shown.
_OF_WHOLE_BOOK = re.compile(r"10\.1093/[^/]+/\d{13}\.001\.0001/\S*chapter")


def find_doi(text: str) -> str | None:
    """Return the first DOI in running text or a URL, without what ends the sentence or the path.

    >>> find_doi("https://dl.acm.org/doi/abs/10.1145/3394885.3431520?x=1")
    '10.1145/3394885.3431520'
    """
    if _DOI_HINT.search(text) is None:
        return None
    match = _DOI.search(text.replace("\\_", "_"))  # as markdown escapes it
    if match is None or _OF_WHOLE_BOOK.match(match[0]):
        return None
    return _trim(match[0])


def _doi(text: str, urls: list[str]) -> str | None:
    shown = find_doi(text)
    leads = [found for url in urls if (found := find_doi(url))] if shown else []
    if shown and len(leads) == 1 and leads[0] != shown and leads[0].partition("/")[0] == shown.partition("/")[0]:
        return leads[0]  # the same journal's: where one leads is right, what is typed may not be
    encoded = "%2" in text
    posted = None if encoded else shown  # a preprint's counts where no other is shown
    if posted and not PREPRINT_DOI.match(posted):
        return posted
    for source in [text, *urls] if encoded else urls:
        doi = find_doi(unquote(source) if "%2" in source else source)
        if doi is None or (posted and _DEPOSITED.match(doi)):
            continue
        if not PREPRINT_DOI.match(doi):
            return doi
        posted = posted or doi
    return posted


def _trim(doi: str) -> str:
    doi = re.sub(r"\s", "", doi)
    doi = (
        re.split(r"[?#&;]|,(?=\D)", doi, maxsplit=1)[0]
        if not re.search(r"\(|<", doi)
        else re.split(r"[?#&]", doi, maxsplit=1)[0]
    )
    doi = _OF_VERSION.sub(r"\1", _OF_SITE.sub("", _INDEX.sub("", doi)))
    oxford = re.fullmatch(r"(10\.1093/.+?/[a-z]+\d+)/\d{5,}", doi, re.IGNORECASE)
    doi = oxford[1] if oxford else doi
    while True:
        shorter = _PATH_TAIL.sub("", doi).rstrip(".,;:'’*]/")
        while shorter.endswith((")", "]")) and shorter.count("(") < shorter.count(")"):
            shorter = shorter[:-1]
        if shorter == doi:
            return doi
        doi = shorter


def _arxiv(text: str, urls: list[str]) -> str | None:
    for source in (*urls, text):
        found = find_arxiv_id(source)
        if found is not None:
            return found.id
    return None


def _first(pattern: re.Pattern[str], urls: list[str]) -> str | None:
    for url in urls:
        match = pattern.search(url)
        if match:
            return match[1]
    return None

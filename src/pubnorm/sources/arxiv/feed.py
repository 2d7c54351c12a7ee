"""The answers of arXiv's query API: Atom XML, read as a stream within bounds.

The parser is the standard library's expat. A document type declaration is refused at its first character, so that no
entity, internal or external, is ever defined or expanded; length and depth are bounded. arXiv's answers have neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from xml.parsers import expat

from pubnorm import patterns as re
from pubnorm.errors import ArxivError
from pubnorm.sources.arxiv.ids import find_arxiv_id
from pubnorm.sources.arxiv.tex import to_unicode
from pubnorm.sources.arxiv.work import ArxivWork, one_line

MAX_BYTES = 32 * 1024 * 1024  # a slice of 2,000 entries, the largest that arXiv gives, has about 5 MB
MAX_DEPTH = 32
_ATOM = "http://www.w3.org/2005/Atom"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_ARXIV = "http://arxiv.org/schemas/atom"
_ERROR_ID = re.compile(r"arxiv\.org/api/errors\b")

# The texts kept of an entry: element path below <entry>, and the name they are kept under.
_TEXTS = {
    (f"{_ATOM} id",): "id",
    (f"{_ATOM} title",): "title",
    (f"{_ATOM} summary",): "summary",
    (f"{_ATOM} published",): "published",
    (f"{_ATOM} updated",): "updated",
    (f"{_ATOM} author", f"{_ATOM} name"): "author",
    (f"{_ARXIV} comment",): "comment",
    (f"{_ARXIV} journal_ref",): "journal_ref",
    (f"{_ARXIV} doi",): "doi",
}


class Feed(NamedTuple):
    """An answer: its papers in the order given, how many there are in all, and arXiv's refusal if it is one."""

    works: list[ArxivWork]
    total: int | None
    refusal: str | None = None


def read_feed(chunks: Iterable[bytes]) -> Feed:
    """Read an answer given in pieces.

    Raises `ArxivError` where it is no Atom feed, is cut off, declares a document type or entities, or passes
    `MAX_BYTES`; nothing after that point is read.

    >>> read_feed([b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>'])
    Feed(works=[], total=None, refusal=None)
    """
    reader = _Reader()
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > MAX_BYTES:
                raise ArxivError(f"the answer is longer than {MAX_BYTES // 2**20} MB: not one of arXiv's")
            reader.parser.Parse(chunk, False)
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ArxivError(f"the answer is not whole XML ({error}); it may have been cut off") from error
    return reader.feed()


class _Reader:
    """Collects what `_TEXTS` names while expat walks through the answer."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self._path: list[str] = []
        self._pieces: list[str] = []
        self._entry: dict[str, list[str]] | None = None
        self._entries: list[dict[str, list[str]]] = []
        self._total: int | None = None

    def feed(self) -> Feed:
        """Return what was read."""
        refusals = [_first(entry, "summary") or "no reason given" for entry in self._entries if _is_refusal(entry)]
        if refusals:
            return Feed([], 0, refusals[0])
        return Feed([_work(entry) for entry in self._entries], self._total)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path and name != f"{_ATOM} feed":
            raise ArxivError(f"the answer is no Atom feed: its root is <{name.rpartition(' ')[2]}>")
        self._path.append(name)
        if len(self._path) > MAX_DEPTH:
            raise ArxivError(f"the answer nests deeper than {MAX_DEPTH} elements: not one of arXiv's")
        self._pieces = []
        if name == f"{_ATOM} entry" and len(self._path) == 2:
            self._entry = {}
        elif self._entry is not None and name == f"{_ATOM} category":
            self._entry.setdefault("category", []).append(attributes.get("term", ""))
        elif self._entry is not None and name == f"{_ARXIV} primary_category":
            self._entry.setdefault("primary", []).append(attributes.get("term", ""))

    def _end(self, name: str) -> None:
        text = "".join(self._pieces)
        if self._entry is not None:
            if len(self._path) == 2:
                self._entries.append(self._entry)
                self._entry = None
            elif kept := _TEXTS.get(tuple(self._path[2:])):
                self._entry.setdefault(kept, []).append(text)
        elif name == f"{_OPENSEARCH} totalResults" and text.strip().isdecimal():
            self._total = int(text)
        self._path.pop()
        self._pieces = []

    def _text(self, data: str) -> None:
        self._pieces.append(data)

    def _refuse(self, *_declaration: object) -> None:
        raise ArxivError("the answer declares a document type or entities, which arXiv's never do: refused")


def _is_refusal(entry: dict[str, list[str]]) -> bool:
    return bool(_ERROR_ID.search(_first(entry, "id") or ""))


def _first(entry: dict[str, list[str]], name: str) -> str | None:
    return one_line(next(iter(entry.get(name, [])), None))


def _work(entry: dict[str, list[str]]) -> ArxivWork:
    shown = _first(entry, "id") or ""
    found = find_arxiv_id(shown)
    title = _first(entry, "title")
    if not found or not title:
        raise ArxivError(f"an entry has no arXiv id or no title (id: {shown!r})")
    return ArxivWork(
        id=found.id,
        title=to_unicode(title),
        authors=[to_unicode(name) for raw in entry.get("author", []) if (name := one_line(raw))],
        abstract=_first(entry, "summary"),
        categories=_categories(entry),
        published=_day(entry, "published"),
        updated=_day(entry, "updated"),
        doi=_first(entry, "doi"),
        journal_ref=_first(entry, "journal_ref"),
        comment=_first(entry, "comment"),
    )


def _categories(entry: dict[str, list[str]]) -> list[str]:
    """Return arXiv's categories, the primary first; authors' ACM and MSC codes, which stand among them, are none."""
    terms = [*entry.get("primary", []), *entry.get("category", [])]
    return [term for term in dict.fromkeys(terms) if is_category(term)]


def is_category(term: str) -> bool:
    """Whether `term` has the form of an arXiv category.

    >>> [is_category(term) for term in ("cs.CL", "hep-th", "68T50, 62H30", "I.2.7", "physics.optics")]
    [True, True, False, False, True]
    """
    return re.fullmatch(r"[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z][A-Za-z-]+)?", term) is not None


def _day(entry: dict[str, list[str]], name: str) -> str | None:
    text = _first(entry, name)
    return text[:10] if text and re.match(r"\d{4}-\d\d-\d\d", text) else None

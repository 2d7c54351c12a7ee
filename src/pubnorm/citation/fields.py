"""The labelled segments of a citation to the record: each field read from its segments, the type from all of them."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.citation.checks import repair
from pubnorm.citation.container import read_container
from pubnorm.citation.dates import read_month, read_year
from pubnorm.citation.locator import cut_volume, read_pages
from pubnorm.citation.people import read_people
from pubnorm.citation.tagger import Segment
from pubnorm.fields.identifiers import read_identifiers
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.venues.notes import told_status
from pubnorm.model import Link, Publication, Source, Status, Type
from pubnorm.vocabulary import Vocabulary

# What a label is called among the record's spans, where it is called otherwise.
_SPANS = {
    "author": "authors", "editor": "editors", "container": "venue", "date": "year", "link": "links", "url": "links",
    "award": "awards", "citation-number": "other", "translator": "other", "isbn": "other", "series": "note",
}  # fmt: skip
_QUOTES = "\"“”„«»‘’'「」『』《》〈〉"
_MARKUP = re.compile(r"</?\w+>")
_IN = re.compile(
    r"^\W*(?:(?:in(?!\s+(?:re(?:view|vision)|press|prep\w*|print|submission)\b)|dans|en|em|nel|published in"
    r"|presented at|载)\b\s*:?|[\[(]?(?:in|dans)[\])]?\s*:)\s*(?=\w|[«“\"‘„])",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>]+")
_GENRE_MARK = re.compile(r"\s*\[(?:[JCMDRSPNZGA]|[A-Z]{2})(?:/OL)?\]\s*\.?(?://)?\s*$")
_LOCATING = frozenset({"volume", "issue"})
_NO_CONTAINER = None, None, None, None
_SHOWING_IDS = ("arxiv", "doi", "url", "note", "container")
# A remark as short as this may say how far the work has come.
_SHORT_NOTE = 50
_THESIS = Caseless(r"thes[ie]s|th[eè]se|dissert|diss\b|\btesis|\btese|\btesi\b|arbeit|proefschrift|habil|学位|論文")
_REPORT = Caseless(r"report|rep\b|bericht|rapport|informe|relat[óo]rio|working paper|memo|报告|報告")
_PATENT = Caseless(r"patent|brevet|octrooi")
_KINDS: tuple[tuple[Caseless, Type], ...] = ((_PATENT, "patent"), (_THESIS, "thesis"), (_REPORT, "report"))


class Parts:
    """The segments of a text by label, locators cut into volume and issue."""

    def __init__(self, text: str, segments: list[Segment]) -> None:
        self.text = text
        self.values: dict[str, str] = {}
        self.segments = repair(text, segments)
        if not _LOCATING.isdisjoint([one[0] for one in self.segments]):
            self.segments = self._with_locators_cut()
        self.by_label: dict[str, list[str]] = {}
        by_label = self.by_label
        for label, start, end, _ in self.segments:
            if label in by_label:
                by_label[label].append(text[start:end])
            else:
                by_label[label] = [text[start:end]]

    def _with_locators_cut(self) -> list[Segment]:
        paged = any(one.label == "pages" for one in self.segments)
        whole: list[Segment] = []  # a volume and its issue are one, also where they were parted before
        for one in self.segments:
            if one.label in _LOCATING and whole and whole[-1].label == "volume":
                whole[-1] = Segment("volume", whole[-1].start, one.end, one.score)
            else:
                whole.append(one._replace(label="volume") if one.label == "issue" else one)
        return [piece for one in whole for piece in (self._cut(one, paged) if one.label == "volume" else (one,))]

    def _cut(self, one: Segment, paged: bool) -> list[Segment]:
        pieces: list[Segment] = []
        for label, start, end in cut_volume(self.text[one.start : one.end], paged=paged):
            if label[0] == "=":
                self.values.setdefault(label[1:], self.text[one.start + start : one.start + end])
            else:
                pieces.append(Segment(label, one.start + start, one.start + end, one.score))
        return pieces or [one]

    def all(self, *labels: str) -> list[str]:
        """Return the texts of the segments with these labels."""
        by_label = self.by_label
        return [piece for label in labels if label in by_label for piece in by_label[label]]

    def first(self, label: str) -> str:
        """Return the text of the first segment with the label, or nothing."""
        return self.by_label[label][0] if label in self.by_label else ""

    def plain(self, label: str) -> str | None:
        """Return the first segment with the label, without the punctuation around it."""
        return _plain(self.by_label[label][0]) if label in self.by_label else None

    def spans(self) -> dict[str, list[tuple[int, int]]]:
        """Return the spans by field; together they are the text but for blanks."""
        spans: dict[str, list[tuple[int, int]]] = {}
        for label, start, end, _ in self.segments:
            name = _SPANS.get(label, label)
            if name in spans:
                spans[name].append((start, end))
            else:
                spans[name] = [(start, end)]
        return spans


def publication(text: str, segments: list[Segment], vocabulary: Vocabulary, confidence: float = 0.0) -> Publication:
    """Return the record that the segments of `text` make."""
    parts = Parts(text, segments)
    by_label = parts.by_label
    authors, truncated = read_people(" ".join(by_label["author"])) if "author" in by_label else ([], False)
    editors = read_people(" ".join(by_label["editor"]), editors=True)[0] if "editor" in by_label else []
    raw = clean_container(by_label["container"][0]) if "container" in by_label else ""
    venue, of_venue, venue_status, venue_year = read_container(raw, vocabulary) if raw else _NO_CONTAINER
    year, month = _dated(by_label["date"]) if "date" in by_label else (None, None)
    if year is None:
        year = venue_year or next(filter(None, map(read_year, parts.all("genre"))), None)
    identifiers = read_identifiers(" ".join(parts.all(*_SHOWING_IDS)), by_label.get("url", ()))
    kind = _type(parts, of_venue, bool(identifiers.arxiv))
    said = " ".join(parts.all("status") + [note for note in parts.all("note") if len(note) < _SHORT_NOTE])
    said_status = told_status(said, vocabulary) if said else None
    values = parts.values
    return Publication(
        type=kind,
        title=(clean_title(by_label["title"][0]) or None) if "title" in by_label else None,
        authors=authors,
        authors_truncated=truncated,
        editors=editors,
        venue=venue,
        year=year,
        month=month,
        status=_status(said_status, venue_status, kind, parts),
        volume=values.get("volume"),
        issue=values.get("issue"),
        pages=next(filter(None, map(read_pages, by_label["pages"])), None) if "pages" in by_label else None,
        publisher=parts.plain("publisher"),
        place=parts.plain("place"),
        edition=parts.plain("edition"),
        genre=parts.plain("genre"),
        identifiers=identifiers,
        links=_links(by_label["url"], vocabulary) if "url" in by_label else [],
        awards=list(filter(None, map(_plain, parts.all("award")))),
        source=Source(layout="citation", text=text),
        spans=parts.spans(),
        confidence=confidence,
    )


def _dated(dates: list[str]) -> tuple[int | None, int | None]:
    """Return the first year and the first month in the texts."""
    year: int | None = None
    month: int | None = None
    for date in dates:
        year = read_year(date) if year is None else year
        month = read_month(date) if month is None else month
    return year, month


def clean_title(text: str) -> str:
    """Return a title without the quotes, commas and stops around it.

    >>> clean_title("“What is it?,”"), clean_title("A study of J. R. R. Tolkien."), clean_title("深度学习[J].")
    ('What is it?', 'A study of J. R. R. Tolkien', '深度学习')
    """
    text = _bare(text)
    if "[" in text:
        text = _GENRE_MARK.sub("", text)
    text = text.strip(" \t\n,;:.|/—–-")
    while text and text[0] in _QUOTES and (text[-1] in _QUOTES or not any(mark in text[1:] for mark in _QUOTES)):
        inner = text[1:].rstrip(" ,.;:") if text[-1] not in _QUOTES else text[1:-1].rstrip(" ,.;:")
        if any(mark in inner for mark in "“„«「『") and text[-1] in _QUOTES and inner.find("”") < inner.rfind("“"):
            break
        text = inner.strip()
    return " ".join(text.split()).rstrip(_QUOTES[3:4]) if text else ""


_COUNTERS = ("第", "Núm", "Núm.", "Num.", "Nr.", "Nº", "N.º", "Vol.", "årg", "årg.", "Том", "том", "Т.")
_COUNTER = re.compile(
    r"(?:[，,]?\s*第|[，,]?\s(?:N[uú]m\.?|Nr\.|N\.?º|Vol\.|årg\.?|[Тт]ом|Т\.))$"
)  # of "第35巻", whose number is the volume


def clean_container(text: str) -> str:
    """Return the container as displayed, without "In", quotes around it and the punctuation after it.

    >>> clean_container("In: Proc. of the Conf. (COLM),"), clean_container("J. Phys. Chem. B")
    ('Proc. of the Conf. (COLM)', 'J. Phys. Chem. B')
    """
    lead = _IN.match(text)
    text = " ".join(_bare(text[lead.end() :] if lead else text).split()).strip(" ,;:|")
    if text[:1] in "([" and text[-1:] in ")].," and text.count(text[:1]) == 1:
        text = text.rstrip(".,")[1:].rstrip(")]")
    if text[:1] in "(" and ")" not in text:
        text = text[1:]
    if text[-1:] in ")]" and "(" not in text and "[" not in text:
        text = text[:-1]
    text = text.strip(_QUOTES + " ,;:，、；：。．")
    return without_stop(_COUNTER.sub("", text) if text.endswith(_COUNTERS) else text)


def without_stop(text: str) -> str:
    """Return `text` without the full stop that ends it, unless that belongs to an abbreviation.

    >>> without_stop("Lancet."), without_stop("Phys. Rev. Lett."), without_stop("Wiley & Sons, Inc.")
    ('Lancet', 'Phys. Rev. Lett.', 'Wiley & Sons, Inc.')
    """
    if not text.endswith("."):
        return text
    last = text[:-1].rsplit(" ", 1)[-1].rsplit(".", 1)[-1]
    short = len(last) <= 3 or ("." in text[:-1] and len(last) <= 8)
    return text if short and last.isalpha() and " " in text else text[:-1]


def _plain(text: str) -> str | None:
    return without_stop(" ".join(_bare(text).split()).strip(" ,;:()[]|🏆")) or None


def _bare(text: str) -> str:
    return _MARKUP.sub("", text) if "<" in text else text


def _links(texts: list[str], vocabulary: Vocabulary) -> list[Link]:
    from pubnorm.fields.links import link_kinds  # loads much that a citation without URLs has no use for

    kinds = link_kinds(vocabulary)
    found = [match[0].rstrip(".,;)>]") for text in texts for match in _URL.finditer(text)]
    return [Link(kind=kinds.of_url(url) or "other", url=url) for url in dict.fromkeys(found)]  # type: ignore[arg-type]


def _type(parts: Parts, of_venue: Type | None, arxiv: bool) -> Type:
    has = parts.by_label
    if "genre" in has or "note" in has:
        genre = " ".join(parts.all("genre", "note"))
        for pattern, kind in _KINDS:
            if pattern.found(genre):
                return kind
    if "container" in has:
        if of_venue in (None, "book") and ("editor" in has or "publisher" in has):
            return "chapter"
        return of_venue or ("article" if "volume" in has else "other")
    if "volume" in has and "publisher" not in has:
        return "article"
    if "publisher" in has or "edition" in has:
        return "book"
    return "preprint" if arxiv or "status" in has else "other"


def _status(said: Status | None, of_venue: Status | None, kind: Type, parts: Parts) -> Status | None:
    if said is not None:
        return said
    if kind == "preprint":
        return "preprint"
    return of_venue or ("published" if "publisher" in parts.by_label or "genre" in parts.by_label else None)

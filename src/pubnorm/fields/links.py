"""Links: where they stand, what they are called, what they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import unquote

import msgspec

from pubnorm import patterns as re
from pubnorm.document import Image, Span, Text
from pubnorm.model import Link
from pubnorm.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W_]+")
_HOST = re.compile(r"^(?:[a-z]+:)?//(?:[^/@]*@)?([^/:?#]+)(?::\d+)?([^?#]*)", re.IGNORECASE)
# What meets at an address has its own page there, no paper: "vldb.org/2024", "/conference/nsdi25"
_FRONT = re.compile(r"/?(?:[a-z-]+/)?(?:[a-z]*(?:(?:19|20)\d\d|\d\d)/?)?", re.IGNORECASE)
_MAIL = re.compile(r"[^/\s@]+@[^/\s@]+")  # an address without "mailto:"
_SHIELD = re.compile(r"shields\.io|badge", re.IGNORECASE)
_ID = re.compile(r"\d{4}\.\d{4,5}")  # "arXiv 2404.00001" is not only a label
_DEPOSITED = re.compile(r"[a-z]{3,8}-\d{8}(?:v\d)?")  # "hal-09000001", the number of a paper in an archive
_PLACED = re.compile(r"preprints?|(?:19|20)\d\d")
_PREPOSED = re.compile(r"\b(?:of|in|on|at|for) the $")  # "post of the [Tide Blog](u)" names where it appeared
_PART = re.compile(r"[./]")
_LEAST_OF_DOI = 5  # characters of the last part of a DOI that tells a work also in other addresses
_LONGEST_LABEL = 6  # words; a longer text is a title or a sentence
_ON_ARXIV, _WORDS_OF_TITLE = re.compile(r"//(?:www\.)?arxiv\.org/(?:abs|pdf)/", re.IGNORECASE), 3
_HELD = ("code", "data", "model")  # what a label may name before it says which ("Dataset: …"), where its address agrees
_LONGEST_LEAD = 40  # characters before an address that is a label
_SAID_BEFORE = re.compile(r"(?:^|[\s(\[|.,;/])([^\W\d_]+(?: [^\W\d_]+){0,2}) ?[:：]\s?$")  # "Code: https://…"
_LONGEST_HOLDING = 3  # words of a text that is a label because it holds a label's word


class LinkSpan(NamedTuple):
    """A link in an entry's text: offsets, URL, label, kind, and whether its text is but a label ("PDF", "[code]").

    `kind` is one of the record's, or `profile` for a page about a person.
    """

    start: int
    end: int
    url: str
    label: str
    kind: str
    is_label: bool

    def shifted(self, by: int) -> LinkSpan:
        """Return this link in a text that has `by` more characters before it."""
        return LinkSpan(self.start + by, self.end + by, *self[2:]) if by else self


@dataclass(frozen=True, slots=True, eq=False)
class LinkKinds:
    """The vocabulary of link kinds, ready for use."""

    labels: dict[str, str]
    words: dict[str, str]
    hosts: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]]  # beginnings of paths, what must not be there
    endings: dict[str, str]
    leads: tuple[str, ...]  # what may stand before a label: "view on "
    tails: frozenset[str]  # what may stand behind one: "read here"
    servers: frozenset[str]
    posted: frozenset[str]  # labels that lead to a preprint: servers' names, "preprint"
    nowhere: frozenset[str]  # what stands for an address and is none: "TODO"

    def of_label(self, label: str) -> str | None:
        """Return the kind that a label names, `''` where it is a label that names none, None where it is no label."""
        return _kind_of_label(self, label)

    def of_lead(self, label: str, url: str) -> str | None:
        """Return the kind that the first words of a label and its address both name: "Dataset: Tides of 2020"."""
        lead, colon, said = label.partition(":")
        named = self.of_label(lead) if colon and said.strip() else None
        return named if named in _HELD and named == self.of_url(url) else None

    def shows_place(self, label: str) -> bool:
        """Whether a label tells where and when a work appeared: a server of preprints and more than its name."""
        first, *more = _WORD.findall(label.casefold()) or [""]
        return first in self.servers and bool(more) and all(_PLACED.fullmatch(word) for word in more)

    def leads_to_preprint(self, label: str) -> bool:
        """Whether a label says that a preprint is what it leads to."""
        return " ".join(_WORD.findall(label.casefold())) in self.posted

    def of_url(self, url: str) -> str | None:
        """Return the kind that a URL alone tells, None where it tells none."""
        bare = url.split("?")[0].split("#")[0].casefold()
        dot = bare.rfind(".", bare.rfind("/") + 1)
        ending = bare[dot:] if dot > 0 else ""
        if ending in self.endings:
            return self.endings[ending]
        match = _HOST.match(url)
        if match is None:
            return None
        host, path = match[1].casefold(), match[2]
        if host.startswith("scholar.google."):
            host = "scholar.google"
        while host:
            for paths, unless, kind in self.hosts.get(host, ()):
                if (not paths or path.startswith(paths)) and not any(part in url for part in unless):
                    front = kind == "paper" and not paths and _FRONT.fullmatch(path) and "?" not in url
                    return "other" if front else kind
            _, _, host = host.partition(".")
        return "other" if _FRONT.fullmatch(path) else None


@lru_cache(maxsize=4096)  # pages label their links alike
def _kind_of_label(kinds: LinkKinds, label: str) -> str | None:
    words = _WORD.findall(label.casefold())
    if not words or len(words) > _LONGEST_LABEL or _ID.search(label):
        return None
    whole = " ".join(words)
    if whole in kinds.labels:
        return kinds.labels[whole]
    if len(words) > 1 and words[-1] in kinds.tails:
        words = [words[-1], *words[:-1]]  # what stands before it is asked first: "slides pdf"
        whole = " ".join(words[1:])
        if whole in kinds.labels:
            return kinds.labels[whole]
    if whole.startswith(kinds.leads):
        led = next(whole[len(lead) :] for lead in kinds.leads if whole.startswith(lead))
        if led in kinds.labels:
            return kinds.labels[led]
    few = len(words) <= _LONGEST_HOLDING or "available" in words  # "preprint available for free"
    for word in reversed(words) if few and ":" not in label else ():
        if word in kinds.words:
            return kinds.words[word]
    return None


@cache
def link_kinds(vocabulary: Vocabulary) -> LinkKinds:
    """Return the link vocabulary of `vocabulary`."""
    labels: dict[str, str] = {}
    words: dict[str, str] = {}
    for row in vocabulary.rows("link_label"):
        for label in [*row.get("labels", []), *row.get("words", [])]:
            labels.setdefault(" ".join(_WORD.findall(label)), row["kind"])
        for word in row.get("words", []):
            words.setdefault(word, row["kind"])
    hosts: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
    for row in vocabulary.rows("link_host"):
        for host in row["hosts"]:
            rule = (tuple(row.get("paths", ())), tuple(row.get("unless", ())), row["kind"])
            hosts.setdefault(host, []).append(rule)
    endings = {ending: row["kind"] for row in vocabulary.rows("link_ending") for ending in row["endings"]}
    leads = tuple(f"{lead} " for row in vocabulary.rows("link_lead") for lead in row["words"])
    tails = frozenset(word for row in vocabulary.rows("link_tail") for word in row["words"])
    servers = frozenset(word for row in vocabulary.rows("link_server") for word in row["words"])
    posted = servers | {label for row in vocabulary.rows("link_posted") for label in row["labels"]}
    nowhere = frozenset(word for row in vocabulary.rows("link_nowhere") for word in row["words"])
    return LinkKinds(labels, words, hosts, endings, leads, tails, servers, posted, nowhere)


def find_links(text: Text, kinds: LinkKinds) -> list[LinkSpan]:
    """Return every link of `text` that leads somewhere, in order, with its kind."""
    found = []
    for span in text.spans:
        url = span.value.strip()
        if span.kind != "link" or not url or not url.strip("#/") or url.startswith(("mailto:", "javascript:", "tel:")):
            continue
        if url.casefold() in kinds.nowhere or ("@" in url and _MAIL.fullmatch(url)):
            continue
        label = text.text[span.start : span.end].strip()
        start = span.start
        pictures = _pictures(text, span)
        named: str | None = None
        if not _WORD.search(label) and pictures:
            label = _picture_label(pictures[0])
            named = kinds.of_label(label)
            if named == "project" and not pictures[0].alt and kinds.of_url(url) == "paper":
                named = None  # "web.svg" on an article's page
            is_label = True
        elif _is_url(label) or _DEPOSITED.fullmatch(label):
            is_label = True
            named = "paper" if label.startswith("10.") else None  # a DOI, wherever it leads
            start, named = _said_before(text.text, start, kinds) or (start, named)
        else:
            named = kinds.of_label(label)
            named = kinds.of_lead(label, url) if named is None else named
            if named in _HELD and _ON_ARXIV.search(url) and label.count(" ") >= _WORDS_OF_TITLE - 1:
                named = None  # "Spherical Codes of Tides": a title, as what is there is a paper
            preposed = _PREPOSED.search(text.text, max(0, span.start - 8), span.start)
            is_label = named is not None and not preposed and not kinds.shows_place(label)
        of_url = kinds.of_url(url)
        if pictures and of_url in ("demo", "data"):
            named = None  # one badge serves for all that a hub holds; the address tells more
        if of_url == "video" and named in ("slides", "blog"):
            named = None  # a presentation, a podcast: shown as a film
        kind = named or of_url or "other"
        if of_url == "profile" and not named:
            kind = "profile"
        found.append(LinkSpan(start, span.end, url, label, kind, is_label))
    return found


def _said_before(visible: str, at: int, kinds: LinkKinds) -> tuple[int, str | None] | None:
    """Return where the label of the address at `at` begins and the kind it names, if any: "Code: https://…"."""
    if visible[:at].rstrip()[-1:] not in (":", "："):
        return None
    said = _SAID_BEFORE.search(visible, max(0, at - _LONGEST_LEAD), at)
    for word in _WORD.finditer(visible, *said.span(1)) if said else ():
        named = kinds.of_label(visible[word.start() : at])
        if named is not None:
            return word.start(), named or None
    return None


def _pictures(text: Text, link: Span) -> list[Image]:
    """Return the pictures in a link; of links that show pictures alone, and stand at one place, each has its own."""
    pictures = [image for image in text.images if link.start <= image.at <= link.end]
    if len(pictures) > 1 and link.start == link.end:
        row = [span for span in text.spans if span.kind == "link" and span.start == span.end == link.start]
        if len(row) == len(pictures):
            return [pictures[next(at for at, span in enumerate(row) if span is link)]]
    return pictures


def own_papers(links: list[Link], doi: str | None, kinds: LinkKinds) -> list[Link]:
    """Return `links`: those that no label names and whose address has the work's `doi` or its number are its paper.

    >>> from pubnorm.vocabulary import vocabulary
    >>> record = Link(kind="data", url="https://zenodo.org/records/99000001", label="Online")
    >>> [link.kind for link in own_papers([record], "10.5281/zenodo.99000001", link_kinds(vocabulary()))]
    ['paper']
    """
    number = _PART.split(doi)[-1].casefold() if doi else ""
    if len(number) < _LEAST_OF_DOI:
        return links
    return [
        msgspec.structs.replace(link, kind="paper")
        if link.kind in ("other", "data")
        and number in link.url.casefold()
        and not kinds.of_label(link.label or "")
        and kinds.of_url(link.url) in (None, "data")
        else link
        for link in links
    ]


def _is_url(label: str) -> bool:
    """Whether a label is but an address, no citation that ends in one: "https://…", "Available at: https://…"."""
    return 0 <= label.find("://") <= _LONGEST_LEAD or label.startswith(("www.", "doi.org", "10."))


def _picture_label(image: Image) -> str:
    """A badge's words: its alternative text, or what its address says (`label=Code+Stars`, `badge/Paper-arXiv`)."""
    if image.alt and not _SHIELD.search(image.alt):
        words = str(image.alt)
        if "shields.io" not in image.source or _WORD.search(words):
            match = re.search(r"[?&]label=([^&]+)", image.source)
            return f"{words} {unquote(match[1]).replace('+', ' ')}" if match else words
    source = unquote(image.source)
    match = re.search(r"[?&]label=([^&]+)", source)
    if match:
        return match[1].replace("+", " ")
    match = re.search(r"/badge/([^?]+)", source)
    if match:
        return re.sub(r"[-_]+", " ", match[1]).rsplit(" ", 1)[0]
    if "/stars/" in source or "/forks/" in source or "github" in source:
        return "github stars"
    return re.sub(r"[-_.\d]+", " ", source.rsplit("/", 1)[-1].rsplit(".", 1)[0])

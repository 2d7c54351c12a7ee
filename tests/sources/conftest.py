"""A collection of made-up papers, arXiv's query API over it on a loopback port, and the same as an index."""

from __future__ import annotations

import json
import random
import re
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import pytest

from pubnorm.sources.arxiv import ArxivApi, ArxivIndex, build_index
from pubnorm.sources.arxiv.http import Patience
from pubnorm.sources.arxiv.ids import find_arxiv_id
from pubnorm.sources.arxiv.source import ArxivSource
from pubnorm.sources.arxiv.titles import fold
from pubnorm.sources.arxiv.work import ArxivWork

PATIENCE = Patience(connect=2, read=2, whole=3, backoff=0.01, tries=4)
SHARED = Path(__file__).parents[3] / "shared" / "arxiv"


def paper(number: str, title: str, authors: str, published: str = "2021-03-04", **facts: Any) -> ArxivWork:
    """Return a made-up paper; `authors` with commas between."""
    facts = {"updated": published, "categories": ["cs.CL"], "abstract": f"On {title}.", **facts}
    return ArxivWork(id=number, title=title, authors=authors.split(", "), published=published, **facts)


PAPERS = [
    paper("2103.00001", "Counting Sheep: Sleep Staging Without Electrodes", "Jane Q. Doe, Kim Roe, Lars Øst, Mei Li"),
    paper("2103.00002", "Patches of 16x16 Pixels Tell Enough", "Kim Roe, Jane Q. Doe"),
    paper("2103.00003", "Patches of 32x32 Pixels Tell Enough", "Kim Roe, Jane Q. Doe"),
    paper("2103.00004", "Supervised Weaving of Baskets", "Kim Roe, Anna Petersen"),
    paper("2103.00005", "Unsupervised Weaving of Baskets", "Kim Roe, Anna Petersen"),
    paper("2103.00006", "On Tides, Part I", "Otto Wave"),
    paper("2103.00007", "On Tides, Part II", "Otto Wave"),
    paper("2103.00008", "Twin Reports on Moss", "Ida Green"),
    paper("2103.00009", "Twin Reports on Moss", "Ida Green"),
    paper("2103.00010", "The $\\alpha$-Gap of Gr\\\"obner Walks".replace('\\"o', "ö"), "Émile Noir"),
    paper("2103.00011", "Lighthouse Keeping by Committee", "Ada Stone, Ben Wood", "2021-03-30",
          updated="2021-11-02", comment="12 pages, 3 figures. Accepted to EMNLP 2021 Findings"),
    paper("2103.00012", "Old Bridges Carry New Loads", "Ada Stone", doi="10.1234/Bridges.7",
          journal_ref="Nature 590, 1 (2021)"),
    paper("math/0611800", "Walks on Old Lattices", "Pia Quell", "2006-11-26", categories=["math.CO"]),
]  # fmt: skip
MANY = [paper(f"2104.{n:05d}", f"Study number {n} of plain things", "Jo Smith") for n in range(1, 251)]


class ArxivServer(ThreadingHTTPServer):
    """arXiv's query API over `papers`; `faults` are given, one a request, before answers are."""

    daemon_threads = True

    def __init__(self, papers: list[ArxivWork]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.papers = papers
        self.faults: list[str] = []
        self.refused: set[str] = set()
        self.asked: list[dict[str, str]] = []
        self.agents: list[str] = []
        self.hung_up = threading.Event()
        self.spans: list[tuple[float, float]] = []
        self.url = f"http://127.0.0.1:{self.server_port}/api/query"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up: some tests do."""


class _Handler(BaseHTTPRequestHandler):
    server: ArxivServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        start = time.monotonic()
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self.server.asked.append(query)
        self.server.agents.append(self.headers["User-Agent"])
        fault = self.server.faults.pop(0) if self.server.faults else ""
        self._answer(query, fault)
        self.server.spans.append((start, time.monotonic()))

    def _answer(self, query: dict[str, str], fault: str) -> None:
        if fault.startswith(("429", "503")):
            number, _, wait = fault.partition(" ")
            return self._send(int(number), b"later", {"Retry-After": wait} if wait else {})
        status, body = self._body(query)
        if fault == "truncated":
            body = body[: len(body) * 2 // 3]
        elif fault == "empty":
            body = re.sub(rb"<entry>.*</entry>", b"", body, flags=re.DOTALL)
        elif fault == "absent":
            body = feed([], 0)
        elif fault == "html":
            body = b"<!DOCTYPE html><html><body>Rate exceeded.</body></html>"
        elif fault == "bomb":
            body = (
                b'<!DOCTYPE f [<!ENTITY a "' + b"a" * 9999 + b'"><!ENTITY b "' + b"&a;" * 9999 + b'">]><feed>&b;</feed>'
            )
        elif fault == "100 MB":
            return self._endless(body)
        elif fault == "hang up":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return None
        elif fault == "drip":
            return self._drip(body)
        return self._send(status, body, {})

    def _body(self, query: dict[str, str]) -> tuple[int, bytes]:
        start, most = int(query.get("start", 0)), int(query.get("max_results", 10))
        asked = [one for one in query.get("id_list", "").split(",") if one]
        wrong = [one for one in asked if not find_arxiv_id(one) or one in self.server.refused]
        if wrong:
            return 400, refusal(f"incorrect id format for {wrong[0]}")
        found = [work for work in self.server.papers if work.id in asked]
        if "search_query" in query:
            found = [work for work in self.server.papers if _Query(query["search_query"]).holds(work)]
        random.Random(len(self.server.asked)).shuffle(found)
        return 200, feed(found[start : start + most], len(found))

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _endless(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(100 << 20))
        self.end_headers()
        try:
            self.wfile.write(body[: body.index(b"<entry>")])
            for _ in range(100):
                self.wfile.write(b" " * (1 << 20))
        except OSError:
            self.server.hung_up.set()
        self.close_connection = True

    def _drip(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            for at in range(len(body)):
                self.wfile.write(body[at : at + 1])
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Stay quiet."""


class _Query:
    """`search_query`: fields ti and au, AND, OR, brackets."""

    def __init__(self, text: str) -> None:
        self._tokens = re.findall(r"[()]|[^\s()]+", text)

    def holds(self, work: ArxivWork) -> bool:
        """Whether a paper fits."""
        tokens = list(self._tokens)
        return self._any(tokens, work)

    def _any(self, tokens: list[str], work: ArxivWork) -> bool:
        held = self._all(tokens, work)
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            held = self._all(tokens, work) or held
        return held

    def _all(self, tokens: list[str], work: ArxivWork) -> bool:
        held = self._one(tokens, work)
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            held = self._one(tokens, work) and held
        return held

    def _one(self, tokens: list[str], work: ArxivWork) -> bool:
        token = tokens.pop(0)
        if token == "(":
            held = self._any(tokens, work)
            assert tokens.pop(0) == ")"
            return held
        field, _, word = token.partition(":")
        assert field in ("ti", "au"), token
        assert word.isalnum(), token
        words = fold(work.title if field == "ti" else " ".join(work.authors)).split()
        return word in words


def feed(works: list[ArxivWork], total: int) -> bytes:
    """Return an answer in the form of arXiv's new back end."""
    return _atom("".join(map(_entry, works)), total)


def refusal(reason: str) -> bytes:
    """Return arXiv's answer to a query that it does not take."""
    return _atom(f"<entry><id>https://arxiv.org/api/errors#{reason}</id><title>Error</title>"
                 f"<summary>{reason}</summary></entry>", 1)  # fmt: skip


def _atom(entries: str, total: int) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom">'
        f"<title>arXiv Query</title><opensearch:totalResults>{total}</opensearch:totalResults>{entries}</feed>"
    ).encode()


def _entry(work: ArxivWork) -> str:
    texts = {
        "id": f"http://arxiv.org/abs/{work.id}v1", "title": work.title, "summary": f"  {work.abstract}\n",
        "published": f"{work.published}T10:00:00Z", "updated": f"{work.updated}T10:00:00Z",
        "arxiv:comment": work.comment, "arxiv:journal_ref": work.journal_ref, "arxiv:doi": work.doi,
    }  # fmt: skip
    parts = [f"<{name}>{escape(text)}</{name}>" for name, text in texts.items() if text]
    parts += [f"<author><name>{escape(name)}</name></author>" for name in work.authors]
    parts += [f'<category term="{term}"/>' for term in [*work.categories, "68T50, 62H30"]]
    return f"<entry>{''.join(parts)}</entry>"


def snapshot_line(work: ArxivWork) -> str:
    """Return a paper as a line of arXiv's metadata snapshot."""
    names = [name.rpartition(" ") for name in work.authors]
    dates = dict.fromkeys([work.published or "", work.updated or ""])
    versions = [{"version": f"v{n}", "created": _created(day)} for n, day in enumerate(dates, 1)]
    row = {
        "id": work.id, "title": work.title.replace(" ", "\n  ", 1), "authors": ", ".join(work.authors),
        "comments": work.comment, "journal-ref": work.journal_ref, "doi": work.doi,
        "categories": " ".join(work.categories), "license": work.license, "abstract": f"  {work.abstract}\n",
        "versions": versions, "update_date": work.updated,
        "authors_parsed": [[family, given, ""] for given, _, family in names],
    }  # fmt: skip
    return json.dumps(row) + "\n"


def _created(day: str) -> str:
    return time.strftime("%a, %d %b %Y 10:00:00 GMT", time.strptime(day, "%Y-%m-%d"))


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    """arXiv on a loopback port, with `PAPERS` and `MANY`."""
    running = ArxivServer([*PAPERS, *MANY])
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def api(server: ArxivServer, tmp_path: Path) -> ArxivApi:
    """A client of `server` that does not pause."""
    return ArxivApi(server.url, cache=tmp_path / "cache", interval=0, patience=PATIENCE)


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`PAPERS` and `MANY` as arXiv's metadata snapshot."""
    path = tmp_path_factory.mktemp("snapshot") / "snapshot.json"
    path.write_text("".join(map(snapshot_line, [*PAPERS, *MANY])), "utf-8")
    return path


@pytest.fixture(scope="session")
def index_file(snapshot: Path) -> Path:
    """`snapshot` as an index."""
    path = snapshot.with_name("arxiv.idx")
    build_index(snapshot, path)
    return path


@pytest.fixture(params=["online", "offline"])
def source(request: pytest.FixtureRequest) -> Iterator[ArxivSource]:
    """The same papers from the API and from an index: every test that asks for this holds for both."""
    if request.param == "online":
        yield request.getfixturevalue("api")
        return
    with ArxivIndex(request.getfixturevalue("index_file")) as index:
        yield index

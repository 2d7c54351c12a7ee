"""HTTP as arXiv asks for it: cached on disk for a day, one request at a time, patient, bounded in time and size."""

from __future__ import annotations

import ipaddress
import logging
import os
import random
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import requests
import urllib3
from requests_cache.backends.sqlite import SQLiteCache

from pubnorm import __version__
from pubnorm.errors import ArxivError, UsageError
from pubnorm.sources.arxiv.feed import MAX_BYTES, Feed, read_feed
from pubnorm.sources.arxiv.limit import INTERVAL, MachineLimit

log = logging.getLogger(__name__)

KEPT = timedelta(days=1)  # arXiv's manual: the same query needs asking once a day at most
_RETRIED = {408, 425, 429, 500, 502, 503, 504}
_PIECE = 65536


class Patience(NamedTuple):
    """Seconds to connect, between bytes, for a whole answer, before asking again, at longest; and how often to ask."""

    connect: float = 10.0
    read: float = 60.0
    whole: float = 180.0
    backoff: float = 5.0
    longest: float = 300.0
    tries: int = 5


class Doubt(NamedTuple):
    """What is wrong with an answer that is whole XML; `certain` is false where it may still be the truth."""

    why: str
    certain: bool


class _AskAgainError(Exception):
    """Ask again, after `wait` seconds if the server said so; `down` where no query is likely to be answered."""

    def __init__(self, why: str, *, wait: float | None = None, down: bool = False, feed: Feed | None = None) -> None:
        super().__init__(why)
        self.wait, self.down, self.feed = wait, down, feed


class PoliteHttp:
    """GET requests to one query endpoint of arXiv's API; each good answer is kept on disk for a day."""

    def __init__(
        self, url: str, folder: Path, *, contact: str, interval: float, patience: Patience, offline: bool
    ) -> None:
        host = urlsplit(url).hostname
        if urlsplit(url).scheme not in ("http", "https") or not host:
            raise UsageError(f"{url!r} is no HTTP address; give the whole query endpoint, https://…/api/query")
        local = _is_loopback(host)
        if interval < INTERVAL and not local:
            raise UsageError(
                f"arXiv allows one request in {INTERVAL:g} s; only a loopback address may have less between"
            )
        self._url, self._offline, self._patience = url, offline, patience
        self._cache = _open_cache(folder)
        # One lock for all processes of the user, wherever they keep their answers.
        self._limit = MachineLimit((folder if local else cache_folder()) / "arxiv.lock", interval)
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"pubnorm/{__version__} ({contact})"
        self._down: str | None = None

    def get(self, parameters: dict[str, str], doubt: Callable[[Feed], Doubt | None]) -> Feed:
        """Return the answer to a query, from the cache or else from the server.

        An answer that is broken, or that `doubt` finds fault with, is asked for again; one whose fault is not certain
        is believed when it comes twice. Raises `ArxivError` where the server cannot be brought to answer.
        """
        request = self._session.prepare_request(requests.Request("GET", self._url, params=parameters))
        if (kept := self._kept(request)) is not None:
            return kept
        if self._offline:
            raise ArxivError("not in the cache, and offline nobody is asked")
        if self._down:
            raise ArxivError(f"not asked, since an earlier query failed: {self._down}")
        return self._persist(request, doubt)

    def close(self) -> None:
        """Close the connection and the cache."""
        self._session.close()
        self._cache.close()  # type: ignore[no-untyped-call]

    def _persist(self, request: requests.PreparedRequest, doubt: Callable[[Feed], Doubt | None]) -> Feed:
        doubted = False
        for count in range(1, self._patience.tries + 1):
            try:
                return self._ask(request, doubt, believe=doubted)
            except _AskAgainError as failure:
                doubted = failure.feed is not None
                wait = max(self._backoff(count), failure.wait or 0.0)
                if count == self._patience.tries or wait > self._patience.longest:
                    told = f"; it asks to wait {failure.wait:.0f} s: run again then" if failure.wait else ""
                    why = f"{self._url}: {failure} ({count} tries){told}"
                    self._down = why if failure.down else None
                    raise ArxivError(why) from failure
                log.warning("arXiv: %s; asking again in %.1f s", failure, wait)
                time.sleep(wait)
        raise ArxivError(f"{self._url}: no try is allowed")

    def _kept(self, request: requests.PreparedRequest) -> Feed | None:
        kept = self._cache.get_response(self._cache.create_key(request))
        return None if kept is None or kept.is_expired else read_feed([kept.content])

    def _ask(self, request: requests.PreparedRequest, doubt: Callable[[Feed], Doubt | None], *, believe: bool) -> Feed:
        with self._limit.turn():
            # Another process may have asked the same while this one waited for its turn.
            if (kept := self._kept(request)) is not None:
                return kept
            log.info("arXiv: GET %s", request.url)
            response = self._send(request)
            if response.status_code in _RETRIED:
                raise _AskAgainError(f"HTTP {response.status_code}", wait=_retry_after(response), down=True)
            feed = _read(response)
            if feed.refusal is not None:
                return feed
            if (found := doubt(feed)) and not (believe and not found.certain):
                raise _AskAgainError(found.why, feed=None if found.certain else feed)
            self._cache.save_response(response, expires=datetime.now(UTC) + KEPT)
            return feed

    def _send(self, request: requests.PreparedRequest) -> requests.Response:
        deadline = time.monotonic() + self._patience.whole
        body = bytearray()
        try:
            timeout = (self._patience.connect, self._patience.read)
            with self._session.send(request, stream=True, timeout=timeout) as response:
                # `read1` gives what has come: a server that drips single bytes cannot hold us past the deadline.
                while piece := response.raw.read1(_PIECE, decode_content=True):
                    body += piece
                    if len(body) > MAX_BYTES:
                        raise ArxivError(f"{self._url}: the answer is longer than {MAX_BYTES // 2**20} MB: refused")
                    if time.monotonic() > deadline:
                        raise _AskAgainError(f"the answer took longer than {self._patience.whole:g} s", down=True)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise _AskAgainError(f"{type(error).__name__}: {error}", down=True) from error
        response._content = bytes(body)
        return response

    def _backoff(self, count: int) -> float:
        """Exponential, with jitter so that several processes do not come back together."""
        return float(self._patience.backoff * 2 ** (count - 1) * random.uniform(1.0, 1.25))


def cache_folder() -> Path:
    """Return `$XDG_CACHE_HOME/pubnorm`, by default `~/.cache/pubnorm`, made if need be (XDG Base Directory, 0.8)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    folder = (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "pubnorm"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _open_cache(folder: Path) -> SQLiteCache:
    path = folder / "arxiv.sqlite"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # JSON, not the default pickle: a cache file must not be able to run anything.
        return SQLiteCache(path, serializer="json", busy_timeout=60_000)
    except (OSError, sqlite3.DatabaseError) as error:
        raise ArxivError(f"{path}: cannot be used as the cache ({error}); delete it, or give another folder") from error


def _read(response: requests.Response) -> Feed:
    status = response.status_code
    try:
        feed = read_feed([response.content])
    except ArxivError as error:
        if status == 200:
            raise _AskAgainError(str(error)) from error
        raise ArxivError(f"{response.url}: HTTP {status}") from error
    if status != 200 and feed.refusal is None:
        raise ArxivError(f"{response.url}: HTTP {status}")
    return feed


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _retry_after(response: requests.Response) -> float | None:
    """Return the seconds that `Retry-After` asks for, given as a number or as a date (RFC 9110, 10.2.3)."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None

"""The client against a server that speaks arXiv's API, and misbehaves as arXiv's has."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import pytest

from pubnorm.errors import ArxivError, UsageError
from pubnorm.model import Identifiers, Publication
from pubnorm.sources.arxiv import ArxivApi, enrich, http
from pubnorm.sources.arxiv.http import Patience

IDS = [f"2104.{n:05d}" for n in range(1, 251)]
ASKER = """
import sys
from pubnorm.sources.arxiv import ArxivApi
url, cache, interval, *ids = sys.argv[1:]
api = ArxivApi(url, cache=cache, interval=float(interval))
for one in ids:
    answers = api.by_ids([one])
    print(one, *answers.works, flush=True)
"""


def asker(url: str, cache: Path, interval: float, ids: list[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", ASKER, url, str(cache), str(interval), *ids]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def test_250_ids_cost_three_requests_and_the_second_run_none(server: Any, api: ArxivApi, tmp_path: Path) -> None:
    records = [Publication(title=None, identifiers=Identifiers(arxiv=one)) for one in IDS]
    first = enrich(records, source=api)
    assert len(server.asked) == 3
    assert [one.enriched.arxiv.id for one in first if one.enriched and one.enriched.arxiv] == IDS
    again = enrich(records, source=ArxivApi(server.url, cache=tmp_path / "cache", interval=0))
    assert len(server.asked) == 3
    assert again == first


def test_answers_come_in_any_order_and_unknown_ids_are_absent(server: Any, api: ArxivApi) -> None:
    answers = api.by_ids(["2104.00007", "2912.00001", "math/0611800", "2104.00007"])
    assert set(answers.works) == {"2104.00007", "math/0611800"}
    assert answers.works["math/0611800"].title == "Walks on Old Lattices"
    assert answers.failures == {}
    assert server.asked[0]["max_results"] == "3"


def test_one_refused_id_does_not_take_the_others_along(server: Any, api: ArxivApi) -> None:
    server.refused = {"2104.00099"}
    answers = api.by_ids(IDS[:100])
    assert len(answers.works) == 99
    assert answers.failures == {"2104.00099": "arXiv refuses the id: incorrect id format for 2104.00099"}
    assert len(server.asked) <= 2 * 7 + 1


@pytest.mark.parametrize("fault", ["503", "429", "truncated", "empty", "html", "hang up"])
def test_a_bad_answer_is_asked_for_again(server: Any, api: ArxivApi, fault: str) -> None:
    server.faults = [fault, fault]
    assert set(api.by_ids(["2104.00001"]).works) == {"2104.00001"}
    assert len(server.asked) == 3


def test_retry_after_is_waited_for(server: Any, api: ArxivApi) -> None:
    server.faults = ["429 1"]
    assert api.by_ids(["2104.00001"]).works
    assert server.spans[1][0] - server.spans[0][1] >= 0.99


def test_a_longer_wait_than_sensible_is_said_and_not_sat_out(server: Any, api: ArxivApi) -> None:
    server.faults = ["429 86400"]
    assert "it asks to wait 86400 s" in api.by_ids(["2104.00001"]).failures["2104.00001"]
    assert len(server.asked) == 1


def test_none_of_the_ids_is_believed_when_said_twice(server: Any, api: ArxivApi) -> None:
    server.faults = ["absent"]
    assert set(api.by_ids(["2104.00001", "2104.00002"]).works) == {"2104.00001", "2104.00002"}
    assert api.by_ids(["2911.00001"]).works == {}
    assert len(server.asked) == 4


def test_a_bad_answer_is_never_kept(server: Any, api: ArxivApi) -> None:
    server.faults = ["truncated"] * 4
    failure = api.by_ids(["2104.00001"]).failures["2104.00001"]
    assert "not whole XML" in failure
    assert "4 tries" in failure
    assert api.by_ids(["2104.00001"]).works


def test_an_answer_of_100_mb_is_left_unread(server: Any, api: ArxivApi) -> None:
    server.faults = ["100 MB"]
    assert "longer than 32 MB: refused" in api.by_ids(["2104.00001"]).failures["2104.00001"]
    assert len(server.asked) == 1
    assert server.hung_up.wait(10)


def test_an_entity_bomb_is_refused(server: Any, api: ArxivApi) -> None:
    server.faults = ["bomb"] * 4
    assert "declares a document type or entities" in api.by_ids(["2104.00001"]).failures["2104.00001"]


def test_an_answer_is_kept_for_a_day_and_no_longer(server: Any, api: ArxivApi, monkeypatch: pytest.MonkeyPatch) -> None:
    assert timedelta(days=1) == http.KEPT
    monkeypatch.setattr(http, "KEPT", timedelta(seconds=-1))  # as if a day had passed
    assert api.by_ids(["2104.00001"]).works
    assert api.by_ids(["2104.00001"]).works
    assert len(server.asked) == 2


def test_bytes_that_drip_end_at_the_deadline(server: Any, tmp_path: Path) -> None:
    server.faults = ["drip"] * 2
    patience = Patience(connect=2, read=2, whole=0.5, backoff=0.01, tries=2)
    api = ArxivApi(server.url, cache=tmp_path, interval=0, patience=patience)
    start = time.monotonic()
    assert "longer than 0.5 s" in api.by_ids(["2104.00001"]).failures["2104.00001"]
    assert time.monotonic() - start < 60


def test_a_server_that_is_down_is_not_asked_for_every_record(api: ArxivApi, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/api/query"
    patience = api._http._patience
    down = ArxivApi(url, cache=tmp_path / "down", interval=0, patience=patience)
    records = [Publication(title=f"Plain thing {n}", identifiers=Identifiers()) for n in range(3)]
    failures = [one.enriched.failure or "" for one in enrich(records, source=down) if one.enriched]
    assert "4 tries" in failures[0]
    assert all("not asked, since an earlier query failed" in one for one in failures[1:])


def test_the_user_agent_names_us_and_the_contact(server: Any, tmp_path: Path) -> None:
    ArxivApi(server.url, cache=tmp_path, interval=0, contact="mailto:me@example.org").by_ids(["2104.00001"])
    assert server.agents[0].startswith("pubnorm/")
    assert "(mailto:me@example.org)" in server.agents[0]


@pytest.mark.parametrize(
    "url", ["https://export.arxiv.org/api/query", "http://10.0.0.1/q", "http://localhost.example.org/q"]
)
def test_only_a_loopback_address_may_be_asked_faster(url: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="loopback"):
        ArxivApi(url, cache=tmp_path, interval=1)
    ArxivApi("http://[::1]:80/q", cache=tmp_path, interval=0)


@pytest.mark.parametrize("url", ["ftp://example.org/q", "file:///etc/passwd", "example.org", ""])
def test_an_address_that_is_none_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no HTTP address"):
        ArxivApi(url, cache=tmp_path)


def test_the_pause_holds_over_processes(server: Any, tmp_path: Path) -> None:
    askers = [asker(server.url, tmp_path / "cache", 0.4, IDS[n : n + 3]) for n in (0, 3)]
    for one in askers:
        one.communicate(timeout=60)
    assert [one.returncode for one in askers] == [0, 0]
    spans = sorted(server.spans)
    assert len(spans) == 6
    # The pause is measured from when the client has read the answer, a moment after the server has sent it.
    pauses = [after[0] - before[1] for before, after in pairwise(spans)]
    assert min(pauses) >= 0.35


def test_the_same_query_in_two_processes_is_asked_once(server: Any, tmp_path: Path) -> None:
    askers = [asker(server.url, tmp_path / "cache", 0.4, IDS[:2]) for _ in range(2)]
    for one in askers:
        one.communicate(timeout=60)
    assert [one.returncode for one in askers] == [0, 0]
    assert len(server.asked) == 2


def test_offline_opens_no_socket(server: Any, api: ArxivApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    api.by_ids(["2104.00001"])

    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    offline = ArxivApi(server.url, cache=tmp_path / "cache", offline=True)
    assert offline.by_ids(["2104.00001"]).works
    assert offline.by_ids(["2104.00002"]).failures == {"2104.00002": "not in the cache, and offline nobody is asked"}
    with pytest.raises(ArxivError, match="offline"):
        next(offline.by_title("Plain things", []))


def test_title_queries_have_nothing_that_the_search_trips_over(server: Any, api: ArxivApi) -> None:
    list(api.by_title("Non-linear: “a” (b)? AND/OR $x^2$ 16×16 — naïve", ["O'Neill-Doe", "van der Berg"]))
    for query in server.asked:
        assert not set(query["search_query"].replace("ti:", "").replace("au:", "")) & set("-:\"“”?$^/×—'")


def test_a_cache_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "arxiv.sqlite").write_bytes(b"not a database, but long enough to be taken for one" * 100)
    with pytest.raises(ArxivError, match="cannot be used as the cache"):
        ArxivApi("http://127.0.0.1:1/q", cache=tmp_path)


def test_a_killed_run_leaves_a_sound_cache_and_is_taken_up(server: Any, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for killed_after in (1, 4, 9):
        running = asker(server.url, cache, 0.01, IDS[:40])
        assert running.stdout is not None
        for _ in range(killed_after):
            running.stdout.readline()
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        running.stdout.close()
        with sqlite3.connect(cache / "arxiv.sqlite") as kept:
            assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept.close()
    asked = len(server.asked)
    api = ArxivApi(server.url, cache=cache, interval=0)
    assert all(api.by_ids([one]).works for one in IDS[:40])
    assert len(server.asked) - asked <= 40 - 9

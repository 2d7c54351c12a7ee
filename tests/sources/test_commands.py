"""`pubnorm enrich` and `pubnorm arxiv index` as processes see them."""

from __future__ import annotations

import io
import json
import socket
from pathlib import Path
from typing import Any, NoReturn

import jsonschema
import pytest

from pubnorm.cli import main
from pubnorm.model import schema

PUBLICATIONS = [
    {"title": "Counting Sheep", "authors": [{"name": "Jane Doe"}, {"name": "Kim Roe"}], "source": {"path": "a.md"}},
    {"title": "No Such Thing", "authors": [{"name": "Kim Roe"}], "source": {"path": "a.md"}},
    {"title": "T", "identifiers": {"arxiv": "2103.00011"}, "source": {"path": "b.md"}},
]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache-home"))


@pytest.fixture
def lines(tmp_path: Path) -> str:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, PUBLICATIONS)) + "\n\n", "utf-8")
    return str(path)


def ids(publications: list[dict[str, Any]]) -> list[str | None]:
    return [one["identifiers"]["arxiv"] for one in publications]


def test_lines_to_pages_and_back(lines: str, index_file: Path, tmp_path: Path) -> None:
    pages, back = tmp_path / "out.json", tmp_path / "back.jsonl"
    assert main(["enrich", lines, "-o", str(pages), "--index", str(index_file)]) == 0
    written = json.loads(pages.read_text("utf-8"))
    assert [page["source"]["path"] for page in written] == ["a.md", "b.md"]
    for page in written:
        jsonschema.validate(page, schema())
    assert ids(written[0]["publications"]) == ["2103.00001", None]
    assert main(["enrich", str(pages), "-o", str(back), "--index", str(index_file)]) == 0
    again = [json.loads(line) for line in back.read_text("utf-8").splitlines()]
    assert ids(again) == ["2103.00001", None, "2103.00011"]


def test_one_page_gives_an_object(index_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps({"publications": PUBLICATIONS[:1]}), "utf-8")
    assert main(["enrich", str(path), "--index", str(index_file)]) == 0
    out, err = capsys.readouterr()
    assert ids(json.loads(out)["publications"]) == ["2103.00001"]
    assert err == "1 of 1 records found at arXiv, 0 failed\n"


def test_stdin(
    lines: str, index_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(lines).read_bytes())))
    assert main(["-q", "enrich", "-", "--index", str(index_file)]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_a_page_is_parsed(index_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "about.md"
    page.write_text(
        "# Publications\n\n- Kim Roe, Jane Q. Doe. **Patches of 16x16 Pixels Tell Enough**. 2021.\n", "utf-8"
    )
    assert main(["enrich", str(page), "--index", str(index_file)]) == 0
    assert ids(json.loads(capsys.readouterr().out)["publications"]) == ["2103.00002"]


def test_online_and_then_offline(
    server: Any, lines: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    online, offline = tmp_path / "online.json", tmp_path / "offline.json"
    options = ["--arxiv-url", server.url, "--interval", "0"]
    assert main(["enrich", lines, "-o", str(online), *options]) == 0
    assert (tmp_path / "cache-home" / "pubnorm" / "arxiv.sqlite").exists()

    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert main(["enrich", lines, "-o", str(offline), *options, "--offline"]) == 0
    assert offline.read_bytes() == online.read_bytes()
    capsys.readouterr()
    more = tmp_path / "more.jsonl"
    more.write_text(
        '{"title": "T", "identifiers": {"arxiv": "2103.00012"}, "source": {"path": "c.md", "lines": [7, 8]}}\n'
    )
    assert main(["enrich", str(more), "-o", str(offline), "--offline"]) == 1
    assert capsys.readouterr().err.startswith("c.md:7: 'T': not in the cache, and offline nobody is asked\n")


def test_the_index_is_asked_before_the_api(server: Any, lines: str, index_file: Path, tmp_path: Path) -> None:
    options = ["--index", str(index_file), "--arxiv-url", server.url, "--interval", "0"]
    assert main(["enrich", lines, "-o", str(tmp_path / "out.json"), *options]) == 0
    assert all("search_query" in query for query in server.asked)  # of the one title that the index does not have
    assert len(server.asked) <= 2


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("in.jsonl", '{"title": "A"}\n{"title": 3}\n', "in.jsonl, line 2: no publication record"),
        ("in.jsonl", "{}\n[1]\n", "in.jsonl, line 2"),
        ("in.json", "{", "in.json: no JSON"),
        ("in.json", '[{"a": 1}]', "value 1 is no page record"),
        ("in.json", '{"publications": [{"year": "x"}]}', "page 1"),
    ],
)
def test_what_is_no_record_is_named(
    name: str, content: str, error: str, tmp_path: Path, index_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(content)
    output = tmp_path / "out.json"
    assert main(["enrich", str(tmp_path / name), "-o", str(output), "--index", str(index_file)]) == 2
    assert error in capsys.readouterr().err
    assert not output.exists()


def test_missing_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["enrich", str(tmp_path / "no.md"), "--index", str(tmp_path / "no.idx")]) == 2
    assert main(["arxiv", "index", str(tmp_path / "no.json"), "-o", str(tmp_path / "x.idx")]) == 2
    assert "no.json: cannot be read" in capsys.readouterr().err


def test_build_an_index(snapshot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "arxiv.idx"
    assert main(["arxiv", "index", str(snapshot), "-o", str(path)]) == 0
    assert capsys.readouterr().err == f"{path}: 263 papers (263 new, 0 changed)\n"
    assert main(["arxiv", "index", str(snapshot), "-o", str(path)]) == 0
    assert capsys.readouterr().err == f"{path}: 263 papers (0 new, 0 changed)\n"
    assert main(["arxiv", "index", str(snapshot), "-o", str(path), "-q"]) == 0
    assert capsys.readouterr().err == ""

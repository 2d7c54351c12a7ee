"""arXiv's answers read: all that were recorded, and all that are hostile or broken refused within bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pubnorm.errors import ArxivError
from pubnorm.sources.arxiv.feed import MAX_BYTES, read_feed
from pubnorm.sources.arxiv.snapshot import read_line

SHARED = Path(__file__).parents[3] / "shared" / "arxiv"
RECORDED = (
    [json.loads(line) for line in (SHARED / "feeds.jsonl").read_text("utf-8").splitlines()]
    if (SHARED / "feeds.jsonl").exists()
    else []
)
OPEN = b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">'
ENTRY = (
    b"<entry><id>http://arxiv.org/abs/math.CA/0611800v2</id><title>A  title\n  on lines: Kr\\'amer</title>"
    b"<author><name> The  Moss\n Collaboration</name><arxiv:affiliation>Here</arxiv:affiliation></author>"
    b'<category term="math.CA"/><category term="I.2.7"/><arxiv:primary_category term="math.NA"/>'
    b"<updated>2007-01-02T00:00:00Z</updated><published>2006-11-26T00:00:00Z</published></entry>"
)
HOSTILE = {
    "entity bomb": b'<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed>&b;</feed>',
    "external entity": b'<!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed>&x;</feed>',
    "external subset": b'<!DOCTYPE f SYSTEM "http://127.0.0.1:1/x.dtd"><feed/>',
    "undefined entity": OPEN + b"<title>&bomb;</title></feed>",
    "too deep": OPEN + b"<a>" * 10_000,
    "a web page": b"<html><body>Rate exceeded.</body></html>",
    "no XML": b"Rate exceeded.",
    "nothing": b"",
    "cut off": OPEN + ENTRY[:-30],
    "no id": OPEN + b"<entry><title>T</title></entry></feed>",
    "bytes that are no text": OPEN + b"<title>\xff\xfe</title></feed>",
}


@pytest.mark.skipif(not RECORDED, reason="recorded answers of arXiv are not beside the repository")
@pytest.mark.parametrize("recorded", RECORDED, ids=lambda one: Path(one["file"]).stem)
def test_every_recorded_answer(recorded: dict[str, object]) -> None:
    feed = read_feed([(SHARED / str(recorded["file"])).read_bytes()])
    if recorded.get("error"):
        assert feed.refusal
        assert feed.works == []
        return
    assert feed.refusal is None
    assert len(feed.works) == recorded["entries"]
    for work in feed.works:
        assert work.authors
        assert work.abstract
        assert work.categories
        assert work.published
        assert work.updated
        assert work.updated >= work.published
        assert "\n" not in work.title
        assert "  " not in work.title


@pytest.mark.skipif(not RECORDED, reason="the snapshot's sample is not beside the repository")
def test_every_line_of_the_recorded_snapshot() -> None:
    lines = (SHARED / "snapshot_sample.jsonl").read_bytes().splitlines()
    works = [read_line(line) for line in lines]
    assert len(works) == 251
    assert all(work.authors and work.published and work.categories for work in works)
    assert works[0].authors == ["C. Balázs", "E. L. Berger", "P. M. Nadolsky", "C. -P. Yuan"]


def test_what_an_entry_says() -> None:
    (work,) = read_feed([OPEN, ENTRY, b"</feed>"]).works
    assert (work.id, work.title, work.authors) == (
        "math/0611800",
        "A title on lines: Krámer",
        ["The Moss Collaboration"],
    )
    assert work.categories == ["math.NA", "math.CA"]
    assert (work.published, work.updated, work.doi, work.comment) == ("2006-11-26", "2007-01-02", None, None)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_answers_are_refused(name: str) -> None:
    with pytest.raises(ArxivError):
        read_feed([HOSTILE[name]])


def test_an_endless_answer_is_left_at_the_bound() -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        yield OPEN
        while True:
            read += 1 << 20
            yield b"<entry>" + b" " * ((1 << 20) - 15) + b"</entry>"

    with pytest.raises(ArxivError, match="longer than 32 MB"):
        read_feed(endless())
    assert read <= MAX_BYTES + (1 << 20)

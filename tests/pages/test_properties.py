"""What holds for any page: it never raises, says nothing that is not there, and does not depend on what it is about."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import pubnorm
from pubnorm.page import read_page

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
PATHS = sorted(path for path in PAGES.iterdir() if path.suffix != ".json")
BYTES = [path.read_bytes() for path in PATHS]
PIECES = [
    "**",
    "*",
    "[",
    "](",
    ")",
    "<div>",
    "</div>",
    "<br>",
    "`",
    "$",
    "{{",
    "%}",
    "<!--",
    "-->",
    "\\",
    "|",
    "- ",
    "# ",
]

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def validator() -> Any:
    return jsonschema.Draft202012Validator(pubnorm.schema())


def as_json(page: str | bytes) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(json.dumps(pubnorm.parse(page).to_dict()))
    return record


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A page of ours with lines lost, doubled or swapped, cut somewhere, with markup or bytes put in anywhere."""
    page = draw(st.sampled_from(BYTES))
    for _ in range(draw(st.integers(1, 4))):
        lines = page.split(b"\n")
        line, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        at = draw(st.integers(0, len(page)))
        match draw(st.sampled_from(["lose", "double", "swap", "cut", "markup", "bytes"])):
            case "lose":
                del lines[line]
                page = b"\n".join(lines)
            case "double":
                page = b"\n".join([*lines[:line], lines[line], *lines[line:]])
            case "swap":
                lines[line], lines[other] = lines[other], lines[line]
                page = b"\n".join(lines)
            case "cut":
                page = page[:at]
            case "markup":
                page = page[:at] + draw(st.sampled_from(PIECES)).encode() + page[at:]
            case _:
                page = page[:at] + draw(st.binary(max_size=8)) + page[at:]
    return page


def folded(text: str) -> str:
    """Letters and digits alone, markup and entities decoded away."""
    text = unicodedata.normalize("NFKC", unescape(unescape(text)))
    return re.sub(r"[\W_]+", "", text).casefold()


def title_stands_in(title: str, source: str) -> bool:
    """Whether the title's letters follow each other in the source, but for markup between."""
    bare = re.sub(r"<[^<>]*>|\]\([^)]*\)|\{[^}]*\}", "", source)
    if folded(title) in folded(bare) or folded(title) in folded(source):
        return True
    words = [folded(word) for word in title.split()]
    place = 0
    whole = folded(source)
    for word in words:
        place = whole.find(word, place)
        if place < 0:
            return False
        place += len(word)
    return True


@quick
@given(mutated())
@example(b"")
@example(b"\xff\xfe\x00")
@example(b"---\n")
def test_a_page_never_raises_and_its_record_is_valid_and_true_to_the_page(page: bytes) -> None:
    record = as_json(page)
    validator().validate(record)
    assert as_json(page) == record
    lines = read_page(page).lines
    for publication in record["publications"]:
        source = publication["source"]
        first, last = source["lines"]
        assert 1 <= first <= last <= max(1, len(lines))
        assert 0 <= publication["confidence"] <= 1
        for spans in publication["spans"].values():
            assert all(0 <= start <= end <= len(source["text"]) for start, end in spans)
        if publication["title"] and source["layout"] != "bibtex":
            assert title_stands_in(publication["title"], "\n".join(lines[first - 1 : last]))
    for warning in record["warnings"]:
        if warning["lines"]:
            assert 1 <= warning["lines"][0] <= warning["lines"][1] <= len(lines) + 1


@quick
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_a_valid_record(page: bytes) -> None:
    validator().validate(as_json(page))


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(len(BYTES))))
def test_the_order_of_pages_does_not_matter(order: list[int]) -> None:
    assert all(as_json(BYTES[number]) == alone(number) for number in order[:6])


@cache
def alone(number: int) -> dict[str, Any]:
    return as_json(BYTES[number])


SWAPS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "swaps.toml").read_text("utf-8"))
KEPT = ("title", "authors", "venue", "year", "status", "type", "identifiers", "links", "awards")


def swapper(swaps: dict[str, str]) -> Callable[[str], str]:
    pattern = re.compile("|".join(map(re.escape, sorted(swaps, key=len, reverse=True))))
    return lambda text: pattern.sub(lambda found: swaps[found[0]], text)


@pytest.mark.parametrize("name", SWAPS)
def test_other_names_titles_and_ids_are_read_as_well(name: str) -> None:
    text = (PAGES / name).read_text("utf-8")
    swap = swapper(SWAPS[name])
    assert swap(text) != text
    before, after = as_json(text), as_json(swap(text))

    def facts(record: dict[str, Any], change: Callable[[str], str]) -> Any:
        kept = [{field: publication[field] for field in KEPT} for publication in record["publications"]]
        return json.loads(change(json.dumps({"owner": record["owner"], "publications": kept}, ensure_ascii=False)))

    assert facts(after, lambda text: text) == facts(before, swap)

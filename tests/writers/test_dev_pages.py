"""Real pages through the writers and back, where the evaluation material is there.

A sixth of them, to stay fast; all with `--all-pages`.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pubnorm.model import PageRecord, Publication
from pubnorm.parsing import parse
from pubnorm.readers.bibtex import read_bibtex
from pubnorm.readers.facts import read_venue_value
from pubnorm.readers.front_matter import read_collection
from pubnorm.writers import FORMATS, write, write_files
from pubnorm.writers.works import with_owner

PAGES = Path(__file__).parents[3] / "shared" / "evaluation" / "dev" / "pages"

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the shared evaluation pages are not here")


@pytest.fixture(scope="module")
def pages(request: pytest.FixtureRequest) -> list[PageRecord]:
    step = 1 if request.config.getoption("--all-pages") else 6
    found = [parse(path) for path in sorted(PAGES.glob("*.md"))[::step]]
    return [page for page in found if isinstance(page, PageRecord)]


def facts(work: Publication) -> dict[str, Any]:
    venue = read_venue_value(work.venue.raw).venue if work.venue else None
    return {
        "title": " ".join((work.title or "").split()),
        "authors": [sorted(author.name.replace(",", "").replace(" ", "")) for author in work.authors],
        "truncated": work.authors_truncated,
        "venue": venue and venue.raw,
        "year": work.year,
        "status": work.status,
        "type": work.type,
        "volume": work.volume,
        "issue": work.issue,
        "pages": re.sub(r"\s*[-‐-―−]+\s*", "-", work.pages or ""),
        "doi": work.identifiers.doi,
        "arxiv": work.identifiers.arxiv,
    }


def kept(work: Publication, given: Publication) -> dict[str, Any]:
    """The facts of `work` that `given` has; a format may tell more, as a venue from an arXiv id."""
    return {name: value for name, value in facts(work).items() if facts(given)[name]}


def as_written(page: PageRecord) -> list[Publication]:
    """The works with their implied owners in the author lists, where every writer puts them."""
    return [with_owner(work, page.owner.name if page.owner else None) for work in page.publications]


def test_every_page_goes_through_every_writer(pages: list[PageRecord]) -> None:
    for page in pages:
        for format in FORMATS:
            assert all(text for _, text in write_files(page, format))


def test_bibtex_of_every_page_comes_back(pages: list[PageRecord]) -> None:
    for page in pages:
        found, warnings = read_bibtex(write(page, "bibtex"))
        assert warnings == []
        for back, work in zip(found, as_written(page), strict=True):
            assert kept(back, work) == kept(work, work)


def test_collections_of_every_page_come_back(pages: list[PageRecord], tmp_path: Path) -> None:
    for number, page in enumerate(pages):
        folder = tmp_path / str(number)
        for path, text in write_files(page, "academicpages"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        found = {work.title: work for work in read_collection(folder).publications}
        works = as_written(page)
        titles = [work.title for work in works]
        for work in works:
            if work.title and titles.count(work.title) == 1:
                assert kept(found[work.title], work) == kept(work, work)


def test_biber_reads_all_of_it(pages: list[PageRecord], tmp_path: Path) -> None:
    biber = shutil.which("biber")
    if biber is None:
        pytest.skip("biber is not installed (python3 check.py --readers)")
    (tmp_path / "all.bib").write_text(write(pages, "bibtex"), "utf-8")
    command = [biber, "--tool", "--validate-datamodel", "--nolog", "all.bib"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout
    assert not re.search(r"^ERROR", done.stdout, re.MULTILINE)

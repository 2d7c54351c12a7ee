"""Records to a format and back: nothing is lost that the format can hold."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pubnorm.matching.names import parse_name
from pubnorm.model import Author, Identifiers, Link, PageRecord, Publication, Status, Type, Venue
from pubnorm.page.garble import repair
from pubnorm.parsing import parse
from pubnorm.readers.bibtex import read_bibtex
from pubnorm.readers.facts import plain, read_venue_value
from pubnorm.readers.front_matter import read_collection
from pubnorm.readers.latex import decode_latex
from pubnorm.writers import write, write_files
from pubnorm.writers.latex import encode_latex

LETTERS = "abcdefghij ABCDE éüñçřŁøßåĀ 王中あ αΩ 0123"
SPECIAL = "&%#_{}~^\\\"'`-–—“”‘’:;,.()[]<>|*@!?/+="
WORDS = st.sampled_from(
    [
        "Learning",
        "of",
        "BERT",
        "naïve",
        "mRNA",
        "Tides",
        "50%",
        "C#",
        "über",
        "$O(n^2)$",
        "深度",
        "R&D",
        "snake_case",
        "“Quoted”",
        "--",
        "{x}",
        "it's",
    ]
)


def spaced(text: str) -> str:
    return " ".join(text.split())


TITLES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=6).map(" ".join),
    st.text(alphabet=LETTERS + SPECIAL, min_size=1, max_size=40).map(spaced),
).filter(lambda title: any(char.isalpha() for char in title))
FAMILIES = ["Doe", "Müller", "Łukács", "O'Neill", "García Márquez", "Beck-Lie", "王", "Ø", "De Luca", "Ng"]
PEOPLE = st.builds(
    lambda given_name, particle, family, suffix, marks: Author(
        name=" ".join(part for part in (given_name, particle, family, suffix) if part),
        given=given_name,
        particle=particle,
        family=family,
        suffix=suffix,
        marks=marks,
    ),
    given_name=st.sampled_from(["Jane", "J. Q.", "Élodie", "Jean-Luc", "小明", "Ana María"]),
    particle=st.sampled_from([None, None, None, "van der", "de"]),
    family=st.sampled_from(FAMILIES),
    suffix=st.sampled_from([None, None, None, "Jr.", "III"]),
    marks=st.none(),
)
GROUPS = st.sampled_from(["The Things Consortium", "Research and Development, Ltd.", "Team \\o/ {x}"]).map(
    lambda name: Author(name=name)
)
VENUES = {
    "article": [
        "Journal of Unheard-of Things",
        "Nature",
        "IEEE Transactions on Pattern Analysis and Machine Intelligence",
        "R&D Letters",
    ],
    "conference": ["Proceedings of the International Conference on Machine Learning", "Conference on Coasts & Tides"],
    "workshop": ["Workshop on Tides"],
    "preprint": ["arXiv preprint", "bioRxiv"],
    "thesis": ["University of Example"],
    "report": ["Institute of Things"],
    "chapter": ["Handbook of Tides"],
    "book": ["Lecture Notes in Tides"],
    "other": ["Things and Their Tides"],
    "patent": ["European Patent Office"],
}
PUBLISHED: dict[Type, list[Status | None]] = {kind: ["published", "accepted"] for kind in VENUES}  # type: ignore[misc]
PUBLISHED["preprint"] = ["preprint", "under-review", "in-preparation"]
IDENTIFIERS = st.builds(
    Identifiers,
    arxiv=st.sampled_from([None, "2501.00001", "math/0611800"]),
    doi=st.sampled_from([None, "10.1000/a_b%c", "10.1000/(SICI)1<2", "10.1145/3394885.3431520"]),
)


def venue_of(raw: str) -> Venue:
    venue = read_venue_value(raw).venue
    assert venue is not None
    return venue


@st.composite
def works(draw: st.DrawFn) -> Publication:
    kind: Type = draw(st.sampled_from(list(VENUES)))
    status = draw(st.sampled_from(PUBLISHED[kind]))
    genre = draw(st.sampled_from(["PhD thesis", "Master's thesis", "Habilitation", None])) if kind == "thesis" else None
    raw = draw(st.sampled_from(VENUES["conference" if status in ("under-review", "in-preparation") else kind]))
    return Publication(
        key=draw(st.sampled_from(["doe2025tides", "", "a:b/c", "bad key{", "DBLP:conf/x/Y"])),
        type=kind,
        title=draw(TITLES),
        authors=draw(st.lists(st.one_of(PEOPLE, PEOPLE, GROUPS), min_size=1, max_size=4)),
        authors_truncated=draw(st.booleans()),
        editors=draw(st.lists(PEOPLE, max_size=1)),
        venue=venue_of(raw),
        year=draw(st.one_of(st.none(), st.integers(1950, 2030))),
        month=None,
        status=status,
        volume=draw(st.sampled_from([None, "12", "A-3", "50%"])),
        issue=draw(st.sampled_from([None, "3", "S1"])),
        pages=draw(st.sampled_from([None, "3-9", "e101", "2148-2160"])),
        publisher=draw(st.sampled_from([None, "A & B Press"])) if kind != "report" else None,
        place=draw(st.sampled_from([None, "Zürich, Switzerland"])),
        edition=draw(st.sampled_from([None, "2"])),
        genre=genre,
        identifiers=draw(IDENTIFIERS),
        awards=draw(st.lists(st.sampled_from(["Best Paper Award", "Oral", "Spotlight"]), max_size=2, unique=True)),
    )


PLAIN = (
    "type",
    "title",
    "authors_truncated",
    "year",
    "month",
    "status",
    "volume",
    "issue",
    "pages",
    "publisher",
    "place",
    "edition",
    "genre",
    "awards",
    "identifiers",
)


def facts(work: Publication, *more: str) -> dict[str, Any]:
    """What is compared.

    A name without parts may come back with its one word as the family name, and a Chinese one in its usual order.
    """
    found = {name: getattr(work, name) for name in (*PLAIN, *more)}
    found["identifiers"] = (work.identifiers.arxiv, work.identifiers.doi)
    found["venue"] = work.venue.raw if work.venue else None
    for group in ("authors", "editors"):
        people = getattr(work, group)
        found[group] = [
            (sorted(one.name), one.given, one.particle, one.family if one.given else None, one.suffix) for one in people
        ]
    return found


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=LETTERS + SPECIAL + "\t\n", max_size=60))
def test_latex_comes_back(text: str) -> None:
    for unicode in (False, True):
        assert decode_latex(encode_latex(text, unicode=unicode)) == spaced(text)


@settings(max_examples=40, deadline=None)
@given(st.lists(works(), min_size=1, max_size=3), st.booleans())
def test_bibtex_comes_back(given_works: list[Publication], unicode: bool) -> None:
    text = write(given_works, "bibtex", unicode=unicode)
    found, warnings = read_bibtex(text)
    assert warnings == []
    assert [facts(work) for work in found] == [facts(work) for work in given_works]
    assert write(found, "bibtex", unicode=unicode) == text


LINKS = {
    "paper": "https://example.org/p_1.pdf",
    "code": "https://github.com/a/b_c",
    "project": "https://p.example.org",
    "slides": "/files/s.pdf",
    "video": "https://youtu.be/x",
    "poster": "/files/poster.pdf",
    "blog": "https://medium.com/x",
}
WITH_LINKS = st.builds(
    lambda work, kinds: Publication(
        **{
            **{name: getattr(work, name) for name in work.__struct_fields__},
            "links": [Link(kind=kind, url=LINKS[kind], label=kind.capitalize()) for kind in kinds],
        }
    ),
    works(),
    st.lists(st.sampled_from(list(LINKS)), unique=True, max_size=4),
)


@settings(max_examples=40, deadline=None)
@given(WITH_LINKS)
def test_al_folio_comes_back(work: Publication) -> None:
    [found], warnings = read_bibtex(write(work, "al-folio"))
    assert warnings == []
    assert facts(found) == facts(work)
    assert {(link.kind, link.url) for link in found.links} == {(link.kind, link.url) for link in work.links}


@pytest.mark.parametrize("format", ["academicpages", "hugo-blox"])
@settings(max_examples=40, deadline=None)
@given(st.lists(WITH_LINKS, min_size=1, max_size=2))
def test_collections_come_back(
    format: str, tmp_path_factory: pytest.TempPathFactory, given_works: list[Publication]
) -> None:
    titles = [work.title or "" for work in given_works]
    assume(all(plain(title) == title for title in titles))  # a site takes markup for markup
    assume(all(repair(title).text == title for title in titles))  # and what looks garbled is repaired: "å‘–A"
    assume(not any(title.endswith(".") for title in titles))  # and a closing full stop is no part of a title
    folder = tmp_path_factory.mktemp("site")
    for path, text in write_files(given_works, format):
        assert not Path(path).is_absolute()
        assert ".." not in Path(path).parts
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        yaml.safe_load(text.split("---\n")[1])
    page = read_collection(folder)
    assert page.warnings == []

    def sort(found: list[Publication]) -> list[Any]:
        plain = [displayed(work) for work in found]
        return sorted(plain, key=lambda one: json.dumps(one, sort_keys=True, default=str))

    assert sort(page.publications) == sort(given_works)


def displayed(work: Publication) -> dict[str, Any]:
    """Names are compared as displayed: front matter holds no parts of names."""
    found = facts(work)
    found["authors"] = [one.name for one in work.authors]
    found["editors"] = [one.name for one in work.editors]
    addresses = [f"https://doi.org/{work.identifiers.doi}", f"https://arxiv.org/abs/{work.identifiers.arxiv}"]
    found["links"] = sorted((link.kind, link.url) for link in work.links if link.url not in addresses)
    return found


def test_names_in_front_matter_are_parsed() -> None:
    [(_, text)] = write_files([Publication(title="T", authors=[Author(name="Doe, J.")])], "academicpages")
    assert "Doe, J." in text
    assert parse_name("Doe, J.").family == "Doe"


@settings(max_examples=40, deadline=None)
@given(st.lists(WITH_LINKS, max_size=3))
def test_the_record_itself_comes_back(given_works: list[Publication]) -> None:
    page = PageRecord(publications=given_works)
    assert PageRecord.from_dict(json.loads(write(page, "json"))) == page
    assert PageRecord.from_dict(yaml.safe_load(write(page, "yaml"))) == page
    lines = write(page, "jsonl").splitlines()
    assert [Publication.from_dict(json.loads(line)) for line in lines] == given_works


PAGE_PEOPLE = st.lists(
    st.sampled_from(
        ["Jane Doe", "Ann Roe", "Łukasz Müller", "Wei Zhang", "Marie-Claire Dupont", "Xiaoming Wang", "Peter O'Neill"]
    ),
    min_size=2,
    max_size=5,
    unique=True,
)
PAGE_TITLES = st.lists(
    st.sampled_from(
        [
            "Learning",
            "of",
            "BERT",
            "Naïve",
            "Tides",
            "50% Less",
            "R&D",
            "snake_case",
            "and",
            "Deep",
            "Graphs",
            "C++",
        ]
    ),
    min_size=3,
    max_size=7,
).map(lambda words: "On " + " ".join(words) + " Networks")
PAGE_VENUES = {
    "conference": ["Proceedings of the International Conference on Machine Learning", "ICML", "CVPR"],
    "article": ["Nature", "Journal of Machine Learning Research"],
    "preprint": ["arXiv preprint"],
}


@st.composite
def page_works(draw: st.DrawFn) -> Publication:
    kind: Type = draw(st.sampled_from(list(PAGE_VENUES)))
    names = draw(PAGE_PEOPLE)
    return Publication(
        key="",
        type=kind,
        title=draw(PAGE_TITLES),
        authors=[Author(name=name) for name in names],
        authors_truncated=draw(st.booleans()),
        venue=venue_of(draw(st.sampled_from(PAGE_VENUES[kind]))),
        year=draw(st.integers(1990, 2027)),
        status="preprint" if kind == "preprint" else "published",
        identifiers=draw(
            st.sampled_from([Identifiers(), Identifiers(doi="10.1000/abc.1"), Identifiers(arxiv="2501.00001")])
        ),
        links=draw(
            st.lists(st.sampled_from(list(LINKS)), unique=True, max_size=4).map(
                lambda kinds: [Link(kind=kind, url=LINKS[kind], label=kind.capitalize()) for kind in kinds]  # type: ignore[arg-type]
            )
        ),
        awards=draw(st.sampled_from([[], ["Oral"], ["Best Paper Award"]])),
    )


def shown(work: Publication) -> dict[str, Any]:
    links = {
        (link.kind, link.url)
        for link in work.links
        if not link.url.startswith(("https://doi.org", "https://arxiv.org"))
    }
    return {
        "title": work.title,
        "authors": [author.name for author in work.authors],
        "truncated": work.authors_truncated,
        "venue": work.venue and (work.venue.key or work.venue.raw),
        "year": work.year,
        "status": work.status,
        "type": work.type,
        "identifiers": (work.identifiers.arxiv, work.identifiers.doi),
        "links": sorted(links),
        "awards": work.awards,
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(page_works(), min_size=1, max_size=4, unique_by=lambda work: work.title))
def test_paper_boxes_come_back(given_works: list[Publication]) -> None:
    page = parse(write(given_works, "acad-homepage"))
    assert [shown(work) for work in page.publications] == [shown(work) for work in given_works]

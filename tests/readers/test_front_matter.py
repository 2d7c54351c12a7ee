from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pubnorm.model import Publication
from pubnorm.readers.front_matter import is_collection, read_collection, read_front_matter

FOLDER = Path(__file__).parents[1] / "fixtures" / "collections"
SHARED = Path(__file__).parents[3] / "shared" / "evaluation" / "dev" / "folders"


def one(path: str) -> Publication:
    file = FOLDER / path
    record, warnings = read_front_matter(file.read_bytes(), str(file), owner="Jane Q. Doe")
    assert record is not None
    assert warnings == []
    return record


def matter(**values: object) -> Publication:
    text = "---\n" + yaml.safe_dump({"title": "T", "venue": "ICML", **values}) + "---\n"
    record, _ = read_front_matter(text, "_publications/t.md")
    assert record is not None
    return record


def test_academicpages_with_its_authors_in_the_citation() -> None:
    record = one("academicpages/_publications/2009-10-01-tides.md")
    assert record.title == 'Tides: A "Short" Introduction'
    assert [author.family for author in record.authors] == ["Doe", "Roe"]
    assert (record.type, record.year, record.month, record.status) == ("article", 2009, 10, "published")
    assert (record.volume, record.issue, record.pages) == ("12", "3", "101-115")
    assert record.venue is not None
    assert record.venue.raw == "Journal of Coastal Things"
    assert [(link.kind, link.url) for link in record.links] == [
        ("slides", "https://example.org/files/slides1.pdf"),
        ("paper", "https://example.org/files/paper1.pdf"),
        ("bibtex", "/files/bibtex1.bib"),
    ]
    assert record.source.lines is not None
    assert (record.source.layout, record.source.lines[0]) == ("front-matter", 1)


def test_academicpages_with_its_authors_in_the_body() -> None:
    record = one("academicpages/_publications/2015-01-01-silt.md")
    assert [(author.name, author.is_owner) for author in record.authors] == [
        ("Ann Roe", False),
        ("Jane Q. Doe", True),
        ("Li Wei", False),
    ]
    assert (record.year, record.month, record.identifiers.doi) == (2015, None, "10.1000/silt.2015")


@pytest.mark.parametrize(
    ("citation", "authors", "venue"),
    [
        ("Mia Gull, Tor Fjeld and Ada Lund. <i>In ICML 2019.</i>", ["Mia Gull", "Tor Fjeld", "Ada Lund"], "ICML 2019"),
        ("Gull, M., Fjeld, T., & Lund, A. (2019). Physical Review B.", ["Gull, M.", "Fjeld, T.", "Lund, A."], None),
        ("Tor Fjeld, and Mia Gull. Physical Review B 50, no. 2 (2019): 12-37.", ["Tor Fjeld", "Mia Gull"], None),
        ("Tor Fjeld, Mia Gull. Preprint (2019).", ["Tor Fjeld", "Mia Gull"], "nothing"),
        ("Gull, M., & Fjeld, T. (2019, May). The Tides of Mud. ICML.", ["Gull, M.", "Fjeld, T."], "ICML"),
    ],
)
def test_a_citation_without_its_title_ends_its_names_at_a_year_italics_or_a_full_stop(
    citation: str, authors: list[str], venue: str | None
) -> None:
    text = "---\n" + yaml.safe_dump({"title": "The Tides of Mud", "citation": citation}) + "---\n"
    record, _ = read_front_matter(text, "_publications/t.md")
    assert record is not None
    assert [author.name for author in record.authors] == authors
    assert (record.venue.raw if record.venue else "nothing") == (venue or "Physical Review B")


def test_an_excerpt_that_is_a_list_of_names_is_the_authors() -> None:
    told = matter(excerpt="Gull, M., Fjeld, T., &amp; Lund, A.")
    assert [author.name for author in told.authors] == ["Gull, M.", "Fjeld, T.", "Lund, A."]
    assert matter(excerpt="This paper is about mud, silt, and tides.").authors == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Roldan-Marino, Alba Cobo, Tarnik & Marcos-Ponde", ["Roldan-Marino", "Alba Cobo", "Tarnik", "Marcos-Ponde"]),
        ("Gosta, Tarnik, Roldan-Marino and Marcos-Ponde", ["Gosta", "Tarnik", "Roldan-Marino", "Marcos-Ponde"]),
        ("Roldan-Marino & Mizuga", ["Roldan-Marino", "Mizuga"]),
        ("Roe, Rob, Gull, Mia & Marcos-Ponde, Ann", ["Roe, Rob", "Gull, Mia", "Marcos-Ponde, Ann"]),
    ],
)
def test_authors_that_are_family_names_alone(text: str, names: list[str]) -> None:
    assert [author.name for author in matter(authors=text).authors] == names


def test_with_whom_a_work_was_written_where_nothing_names_its_authors() -> None:
    told = matter(**{"with": '<a href="https://example.org/">Mia Gull</a> and <a href="u">Tor Fjeld</a>'})
    assert [author.name for author in told.authors] == ["Mia Gull", "Tor Fjeld"]
    assert [author.name for author in matter(authors="Ada Lund", **{"with": "Mia Gull"}).authors] == ["Ada Lund"]


def test_an_article_that_appeared_is_no_preprint() -> None:
    assert matter(pubtype="article", venue="Environmetrics").type == "article"
    assert matter(pubtype="article", venue="arXiv").type == "preprint"
    assert matter(pubtype="article", venue="").type == "preprint"


def test_entities_and_a_venue_that_is_not_known_yet() -> None:
    told = matter(venue="International Conference on Machine Learning (ICML&apos;21)").venue
    assert told is not None
    assert told.raw == "International Conference on Machine Learning (ICML'21)"
    assert matter(venue="tbd").venue is None


def test_the_full_stop_that_ends_a_title_is_left_out() -> None:
    assert matter(title="The tides of mud.").title == "The tides of mud"
    assert matter(title="The tides of mud...").title == "The tides of mud..."
    assert matter(title="Mud in the U.S.").title == "Mud in the U.S."


def test_what_a_site_hides_is_left_out() -> None:
    page = read_collection(FOLDER / "academicpages" / "_publications")
    assert [record.key for record in page.publications] == ["2009-10-01-tides", "2015-01-01-silt"]
    hugo = read_collection(FOLDER / "hugo" / "content" / "publication")
    assert sorted(record.key for record in hugo.publications) == ["numeric", "silt-2024", "tides-2025"]


def test_hugo_blox() -> None:
    page = read_collection(FOLDER / "hugo" / "content" / "publication")
    record = next(record for record in page.publications if record.key == "tides-2025")
    assert [(author.name, author.is_owner, author.roles) for author in record.authors] == [
        ("Jane Q. Doe", True, ["equal-contribution"]),
        ("Ann Roe", False, ["equal-contribution"]),
        ("李伟", False, []),
    ]
    assert record.venue is not None
    assert (record.type, record.venue.acronym, record.year, record.month) == ("conference", "ICML", 2025, 7)
    assert (record.identifiers.doi, record.identifiers.arxiv) == ("10.1000/tides.2025", "2501.00001")
    assert [(link.kind, link.url) for link in record.links] == [
        ("paper", "https://example.org/tides.pdf"),
        ("code", "https://github.com/jane-doe/tides"),
        ("data", "https://example.org/data"),
    ]


def test_hugo_academic_with_toml_and_numbers() -> None:
    record = one("hugo/content/publication/silt-2024/index.md")
    assert (record.type, record.volume, record.issue, record.pages) == ("article", "3", "2", "11-19")
    assert [(link.kind, link.url) for link in record.links] == [
        ("paper", "silt.pdf"),
        ("video", "https://youtu.be/abc"),
    ]
    assert one("hugo/content/publication/numeric/index.md").type == "thesis"


def test_quarto() -> None:
    record = one("quarto/mudflats.qmd")
    assert record.title == "Mudflats in Motion: A Survey"
    assert [(author.name, author.family, author.roles) for author in record.authors] == [
        ("Jane Q. Doe", "Doe", ["corresponding"]),
        ("Ann Roe", "Roe", ["equal-contribution"]),
    ]
    assert record.identifiers.doi == "10.1000/mud.2023"


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (["Jane Doe", "Ann Roe"], ["Jane Doe", "Ann Roe"]),
        ("Jane Doe, Ann Roe and Li Wei", ["Jane Doe", "Ann Roe", "Li Wei"]),
        ("Doe, J., & Roe, A.", ["Doe, J.", "Roe, A."]),
        (["Jane Doe and Ann Roe"], ["Jane Doe", "Ann Roe"]),
        (["Research and Development Lab", "Ann Roe"], ["Research and Development Lab", "Ann Roe"]),
        ([{"name": "Jane Doe", "url": "https://x.org"}], ["Jane Doe"]),
        ([{"given": "Ann", "family": "Roe"}], ["Ann Roe"]),
        (["Jane Doe*", "**Ann Roe**", "[Li Wei](https://x.org)"], ["Jane Doe", "Ann Roe", "Li Wei"]),
        ("Jane Doe", ["Jane Doe"]),
    ],
)
def test_authors(value: object, names: list[str]) -> None:
    assert [author.name for author in matter(authors=value).authors] == names


def test_marks_are_read_over_the_whole_collection(tmp_path: Path) -> None:
    for name, authors in (("a", ["Ann Roe*", "Li Wei*", "Jane Doe#"]), ("b", ["Ann Roe", "Jane Doe#"])):
        text = yaml.safe_dump({"title": f"T {name}", "venue": "ICML", "authors": authors})
        (tmp_path / f"{name}.md").write_text(f"---\n{text}---\n", "utf-8")
    first, second = read_collection(tmp_path).publications
    assert [author.roles for author in first.authors] == [
        ["equal-contribution"],
        ["equal-contribution"],
        ["corresponding"],
    ]
    assert [author.roles for author in second.authors] == [[], ["corresponding"]]


@pytest.mark.parametrize(
    ("values", "links"),
    [
        ({"paperurl": "/files/a.pdf"}, [("paper", "/files/a.pdf")]),
        ({"url_code": "https://github.com/a/b"}, [("code", "https://github.com/a/b")]),
        ({"links": {"Paper": "https://x.org/p", "Code": ""}}, [("paper", "https://x.org/p")]),
        ({"links": [{"name": "Slides", "url": "s.pdf"}]}, [("slides", "s.pdf")]),
        ({"pdf": "a.pdf", "poster": "b.pdf"}, [("paper", "a.pdf"), ("poster", "b.pdf")]),
        ({"permalink": "/p/a", "cover": "/img/a.png", "slides": "example"}, []),
        ({"code": True}, []),
    ],
)
def test_links(values: dict[str, object], links: list[tuple[str, str]]) -> None:
    assert [(link.kind, link.url) for link in matter(**values).links] == links


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"publication_types": ["1"]}, "conference"),
        ({"venue": "Journal of Things", "publication_types": ["article-journal"]}, "article"),
        ({"publication_types": ["0"]}, "conference"),
        ({"category": "books"}, "book"),
        ({"type": "publication"}, "conference"),
        ({"venue": "Workshop on Tides"}, "workshop"),
        ({"venue": "arXiv"}, "preprint"),
    ],
)
def test_types(values: dict[str, object], kind: str) -> None:
    assert matter(**values).type == kind


@pytest.mark.parametrize("text", ["", "no front matter", "---\ntitle: A Post\n---\nHello", "---\nvenue: ICML\n---\n"])
def test_what_is_no_publication_is_none(text: str) -> None:
    assert read_front_matter(text, "a.md") == (None, [])


def test_a_file_of_a_collection_needs_no_more_than_its_title() -> None:
    record, _ = read_front_matter("---\ntitle: On Tides\ndate: 2020-02-02\n---\n", "_publications/tides.md")
    assert record is not None
    assert (record.title, record.year, record.uncertain) == ("On Tides", 2020, ["authors"])


@pytest.mark.parametrize(
    "body",
    [
        "Authors: [Ann Roe](https://x.org), **Jane Doe** and Li Wei\n\nJournal: Journal of Things",
        "## Authors:\nAnn Roe, **Jane Doe** and Li Wei\n\n**Journal:** Journal of Things\n",
        "Conference:\n===\nJournal of Things\n\nAuthors:  \n===\nAnn Roe, **Jane Doe** and Li Wei\n",
    ],
)
def test_fields_that_the_body_names(body: str) -> None:
    record, _ = read_front_matter(
        f"---\ntitle: On Tides\nvenue: '--'\ndate: 2020-02-02\n---\n{body}", "_publications/t.md"
    )
    assert record is not None
    assert record.venue is not None
    assert record.venue.raw == "Journal of Things"
    assert [(author.name, author.is_owner) for author in record.authors] == [
        ("Ann Roe", False),
        ("Jane Doe", True),
        ("Li Wei", False),
    ]


def test_the_citation_holds_identifiers_and_last_initials() -> None:
    text = "'Ducel, A., & Creag, K. C. (2022). On Tides. Journal of Things, 127, e2021. https://doi.org/10.1000/jb22.'"
    record, _ = read_front_matter(f"---\ntitle: On Tides\ncitation: {text}\n---\n", "_publications/t.md")
    assert record is not None
    assert [author.name for author in record.authors] == ["Ducel, A.", "Creag, K. C."]
    assert record.identifiers.doi == "10.1000/jb22"


def test_collections_are_known_by_name_or_content(tmp_path: Path) -> None:
    assert is_collection(FOLDER / "academicpages" / "_publications")
    assert not is_collection(tmp_path)


@given(st.text(alphabet="-:[]{}'\"\n abtitle#*&>|%@`", max_size=200))
def test_any_text_gives_a_record_or_none(text: str) -> None:
    record, _ = read_front_matter(f"---\n{text}\n---\n", "a.md")
    assert record is None or record.title


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared evaluation folders are not here")
@pytest.mark.parametrize("name", ["fm-001-xyaoaf", "fm-004-ziyuan"])
def test_real_collections_agree_with_their_own_fields(name: str) -> None:
    page = read_collection(SHARED / name)
    files = sorted((SHARED / name).rglob("*.md"))
    assert len(page.publications) == len(files)
    for record, file in zip(page.publications, files, strict=True):
        own = yaml.safe_load(file.read_text("utf-8").split("---")[1])
        assert record.title == own["title"].strip()
        assert record.year == int(str(own["date"])[:4])
        assert record.venue is not None
        assert own.get("venue", own.get("pub")).startswith(record.venue.raw)
        assert all(author.family and author.given for author in record.authors)
        given_names = own.get("authors") or own["citation"].replace("*", "").replace("& ", "").split("., ")
        assert len(record.authors) == len(given_names)
        urls = [own["paperurl"]] if "paperurl" in own else [url for url in (own["links"] or {}).values() if url]
        assert [link.url for link in record.links] == urls

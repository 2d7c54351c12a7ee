"""Which pages of a repository hold publications, where its includes lie, and whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubnorm.errors import InputError
from pubnorm.page import read_page
from pubnorm.page.repository import find_pages, include_resolver, site_owner

ENTRY = "- Jane Doe, Rob Roe. **On Things and Others**. ACL 2025. [pdf](https://arxiv.org/abs/2501.00001)\n"
LIST = f"# Publications\n\n{ENTRY}{ENTRY}{ENTRY}"
COLLECTED = '---\ntitle: "On Things"\nvenue: "ACL"\ndate: 2025-01-02\n---\nText\n'


def lay(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


SITES: dict[str, tuple[dict[str, str], list[str]]] = {
    "jekyll with includes": (
        {
            "_config.yml": "title: x", "README.md": LIST,
            "_pages/includes/pub.md": LIST, "_pages/includes/unused.md": LIST,
            "_pages/about.md": "---\npermalink: /\n---\nI am Jane.\n{% include_relative includes/pub.md %}\n",
            "_pages/teaching.md": LIST, "_posts/2025-01-01-news.md": LIST, "docs/README-zh.md": LIST,
        },
        ["_pages/about.md"],
    ),
    "jekyll with a collection": (
        {
            "_config.yml": "title: x", "_publications/2025-a.md": COLLECTED, "_publications/2024-b.md": COLLECTED,
            "_pages/publications.html": "---\n---\n{% for p in site.publications %}{{ p.title }}{% endfor %}",
            "_talks/a.md": COLLECTED, "_includes/x.md": LIST,
        },
        ["_publications/"],
    ),
    "jekyll with a bibliography": (
        {
            "_config.yml": "title: x", "_bibliography/papers.bib": "@article{a, title={B}}",
            "_pages/publications.md": "{% bibliography %}", "assets/refs.bib": "@article{a, title={B}}",
        },
        ["_bibliography/papers.bib"],
    ),
    "hugo": (
        {
            "hugo.toml": "title = 'x'", "content/publication/one/index.md": COLLECTED,
            "content/publication/_index.md": "---\n---",
            "content/publication/two/index.md": COLLECTED, "content/post/a/index.md": LIST,
            "public/publications/index.html": LIST,
            "themes/demo/exampleSite/content/publications.md": LIST,
        },
        ["content/publication/"],
    ),
    "quarto": (
        {
            "_quarto.yml": "project:\n  output-dir: built\nwebsite:\n  title: Jane Q. Doe", "publications.qmd": LIST,
            "built/publications.html": LIST, "index.qmd": "Hello", "index.html": "Hello", "blog/2025/index.qmd": LIST,
        },
        ["publications.qmd"],
    ),
    "plain": ({"index.md": f"I am Jane.\n\n{LIST}", "cv.md": LIST, "contact.md": LIST}, ["cv.md", "index.md"]),
    "other languages": (
        {"index.md": "Hola", "publicaciones.md": LIST, "de/publikationen.md": LIST, "publications_zh.md": LIST},
        ["publicaciones.md", "publications_zh.md", "de/publikationen.md"],
    ),
    "named by its title": ({"p3.md": f"---\ntitle: Publications\n---\n{ENTRY}"}, ["p3.md"]),
    "one work without links": (
        {"publications.md": "# Publications\n\n- Jane Doe, Rob Roe. **On Things and Others**. ACL 2025.\n",
         "research.md": "# Research\n\nI look at tides, and since 2024 at silt.\n"},
        ["publications.md"],
    ),
    "drafts and old pages": (
        {"publications.md": f"---\ndraft: true\n---\n{LIST}", "papers-old.md": LIST,
         "research.md": f"---\n---\n{LIST}"},
        ["research.md"],
    ),
    "made elsewhere": ({"publications.md": "{% for p in site.data.papers %}{{ p }}{% endfor %}"}, ["publications.md"]),
    "nothing": ({"index.md": "Hello", "notes.md": "Some text of 2024.\n"}, []),
}  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_the_pages_that_hold_publications(name: str, tmp_path: Path) -> None:
    files, expected = SITES[name]
    lay(tmp_path, files)
    found = [f"{p.path.relative_to(tmp_path).as_posix()}{'/' * p.collection}" for p in find_pages(tmp_path)]
    assert found == expected


def test_a_collection_by_itself_is_one_page(tmp_path: Path) -> None:
    folder = lay(tmp_path / "_publications", {"2025-a.md": COLLECTED, "2024-b.md": COLLECTED})
    assert [(page.path, page.collection) for page in find_pages(folder)] == [(folder, True)]


def test_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    lay(tmp_path, {"publications.md": LIST})
    (tmp_path / "papers.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [page.path.name for page in find_pages(tmp_path)] == ["publications.md"]
    with pytest.raises(InputError, match="no such folder"):
        find_pages(tmp_path / "nowhere")


def test_includes_are_found_and_never_outside(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {"secret.md": "no", "site/_includes/a.html": "A", "site/pages/parts/b.md": "B", "site/pages/about.md": ""},
    )
    resolve = include_resolver(tmp_path / "site", tmp_path / "site/pages/about.md")
    assert resolve("a.html", False) == (str(tmp_path / "site/_includes/a.html"), "A")
    assert resolve("parts/b.md", True) == (str(tmp_path / "site/pages/parts/b.md"), "B")
    assert resolve("a.html", True) is None
    assert resolve("../../secret.md", True) is None
    assert resolve("\0", True) is None
    page = read_page("{% include a.html %}{% include_relative parts/b.md %}", "about.md", include=resolve)
    assert page.lines == ("A", "B") or "".join(page.lines) == "AB"


@pytest.mark.parametrize(
    ("files", "owner"),
    [
        ({"_config.yml": "title: x\nauthor:\n  name: Jane Q. Doe\n"}, ("Jane Q. Doe", "author.name in _config.yml")),
        ({"_config.yml": "first_name: Jane\nmiddle_name: Q.\nlast_name: van Doe\n"},
         ("Jane Q. van Doe", "first_name and last_name in _config.yml")),
        ({"_config.yml": "title: Dr. Jane Roe's Homepage\n"}, ("Jane Roe", "title in _config.yml")),
        ({"_config.yml": 'title: "Your Name / Site Title"\nauthor:\n  name: "Your Sidebar Name"\n'}, None),
        ({"_config.yml": "title: The Vision Lab\n"}, None),
        ({"_config.yml": "title: 张三的个人主页\n"}, ("张三", "title in _config.yml")),
        ({"_config.yml": "title: x", "_data/authors.yml": "name: Jane Roe"}, ("Jane Roe", "name in _data/authors.yml")),
        ({"config.toml": 'title = "x"\n[params]\nauthor = "Ann Roe"\n'}, ("Ann Roe", "params.author in config.toml")),
        ({"content/authors/admin/_index.md": "---\ntitle: Ann Roe\n---\n"},
         ("Ann Roe", "title in content/authors/admin/_index.md")),
        ({"_quarto.yml": "website:\n  title: Ann Roe-Smith\n"}, ("Ann Roe-Smith", "website.title in _quarto.yml")),
        ({"mkdocs.yml": "site_name: Papers\nsite_author: Ann Roe\n"}, ("Ann Roe", "site_author in mkdocs.yml")),
        ({"index.html": "<head><title>Ann Roe | University of X</title></head>"}, ("Ann Roe", "title in index.html")),
        ({"_config.yml": "title: [broken\nname: Ann Roe\n"}, ("Ann Roe", "name in _config.yml")),
        ({"index.md": "Hello"}, None),
    ],
)  # fmt: skip
def test_whose_site_it_is(files: dict[str, str], owner: tuple[str, str] | None, tmp_path: Path) -> None:
    assert site_owner(lay(tmp_path, files)) == owner

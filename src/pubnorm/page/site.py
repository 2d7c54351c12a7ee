"""A site's configuration, and whom it names as its owner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pubnorm import patterns as re
from pubnorm.page import read_page
from pubnorm.page.decode import decode
from pubnorm.vocabulary import vocabulary

_FILES = (
    "_config.yml", "_config.yaml", "_config.toml", "hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml",
    "config.yml", "config/_default/hugo.toml", "config/_default/hugo.yaml", "config/_default/config.toml",
    "config/_default/config.yaml", "config/_default/params.toml", "config/_default/params.yaml", "_quarto.yml",
    "mkdocs.yml", "_data/author.yml", "_data/authors.yml", "_data/info.yml", "_data/profile.yml", "_data/cv.yml",
    "_data/resume.yml", "data/authors/me.yaml", "data/authors/me.yml", "data/authors/admin.yaml",
)  # fmt: skip
_PROFILES = ("content/authors/admin/_index.md", "content/authors/me/_index.md", "content/en/authors/admin/_index.md")
_HOMES = ("_pages/about.md", "index.md", "index.qmd", "index.html", "about.md", "content/_index.md", "docs/index.md")
# Where names stand, the surest first.
_KEYS = (
    ("author", "name"), ("author", "display_name"), ("author",), ("authors", "name"), ("params", "author", "name"),
    ("params", "author"), ("params", "name"), ("basics", "name"), ("cv", "name"), ("name", "display"), ("name",),
    ("site_author",), ("params", "profile", "name"), ("website", "author"), ("book", "author"),
    ("params", "homeInfoParams", "Title"), ("params", "profileMode", "title"),
    ("title",), ("website", "title"), ("params", "title"), ("site_name",),
)  # fmt: skip
# What a site's title says beside the owner's name.
_OWNER_WORDS = re.compile(
    r"(?:'s|’s)\b.*|\s*[|:·@/(].*|\s+[-–—].*|[–—]\s.*|,\s*(?:ph\.?\s?d|m\.?d|m\.?sc|professor|researcher).*"
    r"|\b(?:academic|personal|home ?page|website|site)\b.*|的?(?:个人)?(?:学术)?(?:主页|网站|空间).*",
    re.I,
)
_HONORIFIC = re.compile(r"^(?:(?:prof|dr|mr|mrs|ms|professor|assoc|asst)\.?\s+)+", re.I)
_WORD = r"[^\W\d_][^\W\d_'’.\-]*\.?"
_NAME = re.compile(rf"{_WORD}(?:[\s'’.\-]+{_WORD}){{1,5}}|[\u3400-\u9fff·]{{2,5}}|[\uac00-\ud7a3]{{2,5}}")
_ADDRESS = re.compile(r"\.[a-z]{2,}$")
_NO_NAME = re.compile(
    r"\b(?:the|lab|group|team|research|university|institute|department|welcome|about|page|portfolio|blog|publications|of|my"
    r"|for|and|academic|theme|site|web|website|home|homepage|jekyll|hugo|cv|curriculum|data|science|learning)\b",
    re.I,
)


def configuration(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the values of a site's configuration files by their path in `folder`; what cannot be read is left out."""
    found = {}
    for name in _FILES:
        path = folder / name
        if path.is_file():
            values = read_values(path)
            if values:
                found[name] = values
    return found


def read_values(path: Path) -> dict[str, Any]:
    """Return what a YAML or TOML file says, read as front matter is: broken files yield what can be read."""
    fence = "+++" if path.suffix == ".toml" else "---"
    text = decode(path.read_bytes()).text
    lines = [line for line in text.split("\n") if line.rstrip() not in ("---", "...", "+++")]
    return read_page("\n".join([fence, *lines, fence, ""])).front_matter


def site_owner(folder: Path) -> tuple[str, str] | None:
    """Return the owner's name as a site's configuration has it, and where it stands; `None` where it names nobody.

    Names that templates come with ("Your Name") do not count.
    """
    for name in _PROFILES:
        path = folder / name
        if path.is_file():
            values = read_page(path.read_bytes()).front_matter
            owner = _first(values, (("title",), ("name",), ("display_name",)), name)
            if owner:
                return owner
    configured = configuration(folder)
    for name, values in configured.items():
        first, last = values.get("first_name"), values.get("last_name")
        if isinstance(first, str) and isinstance(last, str):
            middle = values.get("middle_name")
            whole = _name(" ".join(part for part in (first, middle, last) if isinstance(part, str) and part))
            if whole:
                return whole, f"first_name and last_name in {name}"
    for keys in _KEYS:
        for name, values in configured.items():
            owner = _first(values, (keys,), name)
            if owner:
                return owner
    for name in _HOMES:
        path = folder / name
        if path.is_file():
            owner = _first(
                read_page(path.read_bytes()).front_matter, (("author",), ("author", "name"), ("title",)), name
            )
            if owner:
                return owner
    return None


def _first(values: dict[str, Any], wanted: tuple[tuple[str, ...], ...], where: str) -> tuple[str, str] | None:
    for keys in wanted:
        value: Any = values
        for key in keys:
            if isinstance(value, list):
                value = value[0] if len(value) == 1 else None
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        name = _name(value) if isinstance(value, str) else None
        if name:
            return name, f"{'.'.join(keys)} in {where}"
    return None


def _name(text: str) -> str | None:
    """Return a person's name in a title or value, `None` where there is none.

    >>> _name("Jane Q. Doe's Homepage"), _name("Dr. Ann Roe"), _name("The Vision Lab"), _name("Your Name")
    ('Jane Q. Doe', 'Ann Roe', None, None)
    """
    text = re.sub(r"<[^<>]*>|[*_`]", "", text).strip()
    placeholders = {name for row in vocabulary().rows("placeholder_name") for name in row["names"]}
    if text.lower() in placeholders:
        return None
    name = _HONORIFIC.sub("", _OWNER_WORDS.sub("", text)).strip(" ,.")
    name = " ".join(name.split())
    if name.lower() in placeholders or not _NAME.fullmatch(name) or _NO_NAME.search(name) or _ADDRESS.search(name):
        return None
    words = name.split()
    if (
        len(words) > 1
        and not (words[0][0].isupper() and words[-1][0].isupper())
        and not re.search(r"[\u0590-\uffff]", name)
    ):
        return None
    return name

"""Works that a page lists in its front matter, for a template to draw: shown where they stand, one line each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pubnorm import patterns as re
from pubnorm.page.told import told

_LIST = re.compile(r"^[ \t]*-[ \t]+(?=\S)", re.M)
_NAMES = re.compile(r"^[ \t-]*(?:(?:paper_?)?title|publications?|papers|preprints|articles)[ \t]*:", re.M | re.I)
_LISTS = re.compile(r"publications?|papers|preprints|articles|pubs", re.I)
_DEEPEST = 8  # levels of lists and mappings
_FEWEST = 2  # works; one alone is a page about it


def listed_works(inner: str) -> dict[int, str]:
    r"""Return the works that front matter (YAML) lists, by the line of it (from 0) where each begins.

    `inner` is known to be well-formed and not too deep.

    >>> matter = "items:\n  - title: On Tides\n    pub: ACL 2024\n  - title: On Silt\n    pub: EMNLP 2023\n"
    >>> listed_works(matter)
    {1: '- **On Tides**<br>*ACL 2024*', 3: '- **On Silt**<br>*EMNLP 2023*'}
    """
    if not _NAMES.search(inner) or len(_LIST.findall(inner)) < _FEWEST:
        return {}
    import yaml  # slow to import

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    root = yaml.compose(inner.replace("\t", "  "), Loader=loader)
    shown: dict[int, str] = {}
    for name, items in _lists(root, "", set()):
        works = [(item.start_mark.line, _work(item, name)) for item in items.value]
        works = [(line, work) for line, work in works if work]
        if len(works) >= _FEWEST and 2 * len(works) >= len(items.value):
            shown.update((line, f"- {work}") for line, work in works)
    return shown


def _lists(node: Any, name: str, seen: set[int], depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield every list with the key that names it, once; what an alias repeats is `seen`."""
    if id(node) in seen or depth > _DEEPEST:
        return
    seen.add(id(node))
    if node.id == "sequence":
        yield name, node
        for inner in node.value:
            yield from _lists(inner, name, seen, depth + 1)
    elif node.id == "mapping":
        for key, inner in node.value:
            yield from _lists(inner, key.value if key.id == "scalar" else "", seen, depth + 1)


def _work(item: Any, name: str) -> str:
    """Return the line of one item: what its values tell, or a text that stands in a list of works."""
    if item.id == "scalar":
        return " ".join(item.value.split()) if _LISTS.fullmatch(name) and len(item.value.split()) > 4 else ""
    if item.id != "mapping":
        return ""
    return told({key.value: _text(value) for key, value in item.value if key.id == "scalar"})


def _text(node: Any) -> str:
    """Return a value's text; of a list of texts (`authors: [A, B]`) its texts with commas between."""
    if node.id == "scalar":
        return "" if node.tag.endswith((":null", ":bool")) else str(node.value)
    if node.id == "sequence":
        return ", ".join(one.value for one in node.value if one.id == "scalar")
    return ""

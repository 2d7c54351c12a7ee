"""Works that a page lists in its front matter, for a template to draw: shown where they stand, one line each."""

from __future__ import annotations

from collections.abc import Iterator

from pubnorm import patterns as re
from pubnorm.page.told import told
from pubnorm.page.values import Node

_ITEM = re.compile(r"^[ \t]*(?:-(?:[ \t]|$)|\[\[|\{)", re.M)
_NAMES = re.compile(
    r"^[ \t{-]*(?:(?:paper_?)?title|publications?|papers|preprints|articles)[ \t]*[:=]"
    r"|^[ \t]*\[\[[\w.-]*(?:publications?|papers|preprints|articles)\]\]",
    re.M | re.I,
)
_LISTS = re.compile(r"publications?|papers|preprints|articles|pubs", re.I)
_DEEPEST = 8  # levels of lists and mappings
_FEWEST = 2  # works; one alone is a page about it


def may_list(inner: str) -> bool:
    """Return whether front matter may list works: it has keys of a work, and items."""
    return _NAMES.search(inner) is not None and len(_ITEM.findall(inner)) >= _FEWEST


def listed_works(root: Node) -> dict[int, str]:
    r"""Return the works that front matter lists, by the line where each begins.

    >>> from pubnorm.page.values import from_yaml
    >>> matter = "items:\n  - title: On Tides\n    pub: ACL 2024\n  - title: On Silt\n    pub: EMNLP 2023\n"
    >>> listed_works(from_yaml(matter))
    {2: '- **On Tides**<br>*ACL 2024*', 4: '- **On Silt**<br>*EMNLP 2023*'}
    """
    shown: dict[int, str] = {}
    for name, items in _lists(root, "", set()):
        works = [(item.first, _work(item, name)) for item in items.items]
        works = [(line, work) for line, work in works if work]
        if len(works) >= _FEWEST and 2 * len(works) >= len(items.items):
            shown.update((line, f"- {work}") for line, work in works)
    return shown


def _lists(node: Node, name: str, seen: set[int], depth: int = 0) -> Iterator[tuple[str, Node]]:
    """Yield every list with the key that names it, once; what an alias repeats is `seen`."""
    if id(node) in seen or depth > _DEEPEST:
        return
    seen.add(id(node))
    if node.items:
        yield name, node
        for inner in node.items:
            yield from _lists(inner, name, seen, depth + 1)
    for key, inner in node.fields.items():
        yield from _lists(inner, key, seen, depth + 1)


def _work(item: Node, name: str) -> str:
    """Return the line of one item: what its values tell, or a text that stands in a list of works."""
    if item.fields:
        return told({key: _text(value) for key, value in item.fields.items()})
    words = item.text.split()
    return " ".join(words) if _LISTS.fullmatch(name) and len(words) > 4 and not item.items else ""


def _text(value: Node) -> str:
    """Return the text of a value, the first that it is given in where it is told in several languages."""
    if not value.fields:
        return value.text
    return next((inner.text for inner in value.fields.values() if inner.text), "")

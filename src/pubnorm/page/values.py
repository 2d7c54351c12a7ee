"""Values of front matter and data files (YAML, JSON, TOML) as a tree whose nodes know their lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pubnorm import patterns as re

DEEPEST = 100  # levels; the C parser calls itself for each, and tens of thousands end the process
_FEW_BRACKETS = 50
_INDENTED = re.compile(r"^[ ?:-]{25}", re.M)  # each column opens two levels at the most
_DOTTED = re.compile(r"""(?:\.[ \t]{0,40}[\w"'-]{1,40}[ \t]{0,40}){100}""")  # a key of which all beginnings are kept
_TABLE = re.compile(r"^[ \t]*\[\[?[ \t]*([^\[\]\n]{1,200}?)[ \t]*\](\])?", re.M)
_LARGEST = 2_000_000  # characters of a data file


class Node(NamedTuple):
    """A value: a text, a truth, nothing, a list or a mapping; its first and last line, and the file it stands in."""

    value: str | bool | list[Node] | dict[str, Node] | None
    first: int = 0
    last: int = 0
    path: str | None = None

    @property
    def items(self) -> list[Node]:
        """The nodes of a list; none where it is no list."""
        return self.value if isinstance(self.value, list) else []

    @property
    def fields(self) -> dict[str, Node]:
        """The nodes of a mapping; none where it is no mapping."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def text(self) -> str:
        """The text of a scalar, the texts of a list with commas between; `''` where there is none."""
        if isinstance(self.value, list):
            return ", ".join(item.text for item in self.value if isinstance(item.value, str))
        return self.value if isinstance(self.value, str) else ""


def from_yaml(text: str, first: int = 1, path: str | None = None) -> Node | None:
    r"""Return what YAML or JSON says, None where it cannot be read; its first line is numbered `first`.

    >>> node = from_yaml("papers:\n  - title: On Tides\n    year: 2024\n  - title: On Silt\n")
    >>> [(paper.fields["title"].text, paper.first, paper.last) for paper in node.fields["papers"].items]
    [('On Tides', 2, 3), ('On Silt', 4, 4)]
    """
    import yaml  # slow to import

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = text.replace("\t", "  ")
    try:
        if len(text) > _LARGEST or is_too_deep(text, loader):
            return None
        root = yaml.compose(text, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return None if root is None else _of_yaml(root, first, path, {})


def _of_yaml(node: Any, first: int, path: str | None, seen: dict[int, Node]) -> Node:
    """Return a composed node; what an alias repeats is the same node again, what holds itself ends there."""
    if id(node) in seen:
        return seen[id(node)]
    start = first + node.start_mark.line
    seen[id(node)] = Node(None, start, start, path)
    if node.id == "sequence":
        items = [_of_yaml(inner, first, path, seen) for inner in node.value]
        found = Node(items, start, max([start, *(item.last for item in items)]), path)
    elif node.id == "mapping":
        fields = {key.value: _of_yaml(inner, first, path, seen) for key, inner in node.value if key.id == "scalar"}
        found = Node(fields, start, max([start, *(field.last for field in fields.values())]), path)
    else:
        ends = first + node.end_mark.line - (node.style in ("|", ">"))
        value = None if node.tag.endswith(":null") else node.value
        truth = value.casefold() in ("true", "yes", "on") if value and node.tag.endswith(":bool") else None
        found = Node(value if truth is None else truth, start, max(start, ends), path)
    seen[id(node)] = found
    return found


def from_toml(text: str, first: int = 1, path: str | None = None) -> Node | None:
    r"""Return what TOML says, None where it cannot be read; a table's lines are those from its header to the next.

    >>> node = from_toml('a = 1\n[[extra.papers]]\ntitle = "On Tides"\n\n[[extra.papers]]\ntitle = "On Silt"\n')
    >>> [(paper.first, paper.fields["title"].text) for paper in node.fields["extra"].fields["papers"].items]
    [(2, 'On Tides'), (5, 'On Silt')]
    """
    import tomllib

    if _DOTTED.search(text) or len(text) > _LARGEST:
        return None
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None
    lines: dict[str, list[int]] = {}
    for header in _TABLE.finditer(text):
        lines.setdefault(header[1].replace(" ", ""), []).append(first + text.count("\n", 0, header.start()))
    opening = [first + n for n, line in enumerate(text.split("\n")) if line.lstrip().startswith("{")]
    return _of_plain(values, first, path, "", lines, iter(opening))


def from_plain(values: Any) -> Node:
    """Return plain values as a node; their lines are not known."""
    return _of_plain(values, 0, None, "", {}, iter(()))


def _of_plain(
    value: Any, line: int, path: str | None, key: str, lines: dict[str, list[int]], opening: Iterator[int]
) -> Node:
    """Return a value of TOML; `lines` are those of the tables' headers, `opening` those of inline tables in lists."""
    if isinstance(value, dict):
        lead = f"{key}." if key else ""
        fields = {
            str(name): _of_plain(inner, lines.get(f"{lead}{name}", [line])[0], path, f"{lead}{name}", lines, opening)
            for name, inner in value.items()
        }
        return Node(fields, line, max([line, *(field.last for field in fields.values())]), path)
    if isinstance(value, (list, tuple)):
        headed = lines.get(key, [])
        items = []
        for number, inner in enumerate(value):
            at = headed[number] if len(headed) == len(value) else line
            if at == line and isinstance(inner, dict) and not headed:
                at = next(opening, line)
            items.append(_of_plain(inner, at, path, key, {}, opening))
        return Node(items, line, max([line, *(item.last for item in items)]), path)
    return Node(value if isinstance(value, bool) or value is None else str(value), line, line, path)


def is_too_deep(text: str, loader: Any) -> bool:
    r"""Tell whether YAML nests deeper than may be loaded; its events are read, without building anything, where it may.

    >>> import yaml
    >>> is_too_deep("[" * 101, yaml.SafeLoader), is_too_deep("- []\n" * 101, yaml.SafeLoader)
    (True, False)
    """
    if text.count("[") + text.count("{") <= _FEW_BRACKETS and not _INDENTED.search(text):
        return False
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                return True
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return False

"""Front matter: the YAML between `---` lines or the TOML between `+++` lines at the top of a page."""

from __future__ import annotations

import datetime
import math
from typing import Any, NamedTuple

from pubnorm import patterns as re
from pubnorm.model import PageWarning
from pubnorm.page.listed import listed_works, may_list
from pubnorm.page.values import DEEPEST, Node, from_toml, from_yaml, is_too_deep

_OPENING = re.compile(r"(?:[ \t]*\n)*(---|\+\+\+)[ \t]*\n")
_CLOSING = {"---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M), "+++": re.compile(r"^\+\+\+[ \t]*$", re.M)}
_PAIR = re.compile(r"""^([A-Za-z_][\w .-]{0,60}?)[ \t]*[:=](?:[ \t]+|$)(.*)$""")
_SIMPLE_KEY = re.compile(r"^[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)", re.M)
_BLOCK_SCALAR = re.compile(r"^([ \t-]+)(?:text|content|body|markdown):[ \t]+[|>][-+0-9]*[ \t]*$")
_TITLE = re.compile(r"^([ \t-]+)(?:title|name):[ \t]+(\S.*)$")


_LIQUID = "{%"
_ITEMS = re.compile(r"^[ \t]*- |\[", re.M)
_MOST_VALUES = 100_000
_DEEPEST = 50
_DOTTED = re.compile(r"""(?:\.[ \t]{0,40}[\w"'-]{1,40}[ \t]{0,40}){100}""")  # a key of which all beginnings are kept


class FrontMatter(NamedTuple):
    """The values, the body's text with the front matter's lines blank, warnings; `tree` has the values' lines.

    The tree is made where the page lists works, or Liquid on it may.
    """

    values: dict[str, Any]
    body: str
    warnings: tuple[PageWarning, ...] = ()
    tree: Node | None = None


def split(text: str) -> FrontMatter:
    r"""Split a page's text into front matter and body; the body keeps the front matter's lines, blank.

    Markdown inside the front matter (the `text: |` blocks of a Hugo landing page) stays visible in its lines.

    >>> split("---\ntitle: A Title\ndate: 2025-01-02\n---\nText").values
    {'title': 'A Title', 'date': '2025-01-02'}
    >>> split("---\ntitle: A Title\n---\nText").body
    '\n\n\nText'
    """
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter({}, text)
    first = text.count("\n", 0, opening.start(1)) + 1
    closing = _CLOSING[opening[1]].search(text, opening.end())
    if closing is None:
        return _unclosed(text, opening, first)
    inner = text[opening.end() : closing.start()]
    if opening[1] == "---" and inner.strip() and not _looks_like_yaml(inner):
        return FrontMatter({}, text)  # two rules, with text between them
    last = first + 1 + inner.count("\n")
    read = _toml if opening[1] == "+++" else _yaml
    values, fault = read(inner)
    warnings: tuple[PageWarning, ...] = ()
    if fault is not None:
        message = f"front matter cannot be read whole ({fault}); read line by line"
        warnings = (PageWarning(code="invalid-front-matter", message=message, lines=(first, last)),)
    blank = "\n" * text.count("\n", 0, opening.end())
    lists = may_list(inner)
    tree = None
    if fault is None and (lists or (_LIQUID in text and _ITEMS.search(inner))):
        tree = (from_toml if read is _toml else from_yaml)(inner, first + 1)
    works = listed_works(tree) if tree and lists else {}
    shown = _visible(inner, {line - first - 1: work for line, work in works.items()})
    return FrontMatter(values, blank + shown + text[closing.end() :], warnings, tree)


def _looks_like_yaml(inner: str) -> bool:
    return (
        _SIMPLE_KEY.search(inner) is not None
        or inner.lstrip().startswith("{")
        or all(not line.strip() or line.lstrip().startswith("#") for line in inner.split("\n"))
    )


def _unclosed(text: str, opening: re.Match[str], first: int) -> FrontMatter:
    """Take the lines up to the first one that is no `key: value`, where there is at least one such line."""
    values: dict[str, Any] = {}
    end = opening.end()
    for line in text[end : end + 20_000].split("\n"):
        pair = _PAIR.match(line)
        if pair:
            values[pair[1]] = _plain(pair[2])
        elif not values or not re.match(r"[ \t]+\S|[ \t]*- |#", line):
            break
        end += len(line) + 1
    if not values:
        return FrontMatter({}, text)
    end = min(end, len(text))
    skipped = text.count("\n", 0, end)
    warning = PageWarning(
        code="unclosed-front-matter",
        message="front matter is never closed; its lines up to the first that is no `key: value` were taken",
        lines=(first, max(first, skipped)),
    )
    return FrontMatter(values, "\n" * skipped + text[end:], (warning,))


def _yaml(inner: str) -> tuple[dict[str, Any], str | None]:
    import yaml  # slow to import

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = inner.replace("\t", "  ")
    try:
        if is_too_deep(text, loader):
            return _line_by_line(inner), f"nested more than {DEEPEST} levels deep"
        values = yaml.load(text, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        where = "" if mark is None else f", line {mark.line + 1} of it"
        return _line_by_line(inner), f"{getattr(error, 'problem', None) or type(error).__name__}{where}"
    if values is None:
        return {}, None
    if not isinstance(values, dict):
        return _line_by_line(inner), "it holds no keys"
    return _keys(values), None


def _toml(inner: str) -> tuple[dict[str, Any], str | None]:
    import tomllib

    if _DOTTED.search(inner):
        return _line_by_line(inner), "a key of more than 100 parts"
    try:
        return _keys(tomllib.loads(inner)), None
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return _line_by_line(inner), str(error)


def _keys(values: dict[Any, Any]) -> dict[str, Any]:
    left = [_MOST_VALUES]
    return {str(key): _value(value, left) for key, value in values.items()}


def _value(value: Any, left: list[int], depth: int = 0) -> Any:
    """Make plain JSON values: dates become ISO strings; what aliases multiply or nest without end is cut."""
    left[0] -= 1
    if left[0] < 0 or depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {str(key): _value(inner, left, depth + 1) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_value(inner, left, depth + 1) for inner in value] if left[0] > 0 else []
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _line_by_line(inner: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for line in inner.split("\n"):
        pair = _PAIR.match(line)
        if pair:
            values.setdefault(pair[1], _plain(pair[2]))
    return values


def _plain(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _visible(inner: str, works: dict[int, str]) -> str:
    """Return the front matter's lines, all blank but for works, markdown in block scalars and headings above it."""
    if not works and "|" not in inner and ">" not in inner:
        return "\n" * inner.count("\n")
    lines = inner.split("\n")
    shown = [works.get(at, "") for at in range(len(lines))]
    titles: dict[int, tuple[int, str]] = {}
    index = 0
    while index < len(lines):
        title = _TITLE.match(lines[index])
        if title:
            titles[len(title[1])] = (index, _plain(title[2]))
        block = _BLOCK_SCALAR.match(lines[index])
        index += 1
        if block is None:
            continue
        depth = len(block[1])
        if depth in titles:
            at, heading = titles.pop(depth)
            shown[at] = f"# {heading}"
        index = _show(lines, shown, index, depth)
    return "\n".join(shown)


def _show(lines: list[str], shown: list[str], index: int, depth: int) -> int:
    """Copy a block scalar's lines, their common indentation taken off; return the index after it."""
    start = index
    indent: int | None = None
    while index < len(lines):
        line = lines[index]
        width = len(line) - len(line.lstrip(" "))
        if line.strip():
            if width <= depth:
                break
            indent = width if indent is None else min(indent, width)
        index += 1
    for at in range(start, index):
        shown[at] = lines[at][indent or 0 :]
    return index

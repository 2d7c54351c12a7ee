"""Liquid (Jekyll) and Hugo's shortcodes: what their tags say, without running them.

Outputs (`{{ … }}`) inside URLs and attributes belong to what a page displays as its URL, but their blanks, quotes and
bars would break the reading of the link around them. They are replaced by placeholders, a number between two
noncharacters (U+FDD0, U+FDD1), and `restore` puts them back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pubnorm import patterns as re

TAG = re.compile(r"\{%-?+\s*+(#|[\w-]*+)((?:[^{}%]|\{(?![%{])|%(?!\})|\}(?!\})|\{\{[^{}]*\}\})*?)-?%\}")
OUTPUT = re.compile(r"\{\{-?([^{}]{0,2000})-?\}\}")
_EXPRESSION = re.compile(
    r"""\s*(?:"[^"\n]*"|'[^'\n]*'|[a-zA-Z_][\w-]*(?:\.[\w-]+|\[[^\]\n]*\])*(?:\(\))?)\s*(?:\|[^\n]*)?\s*"""
)
_LITERAL = re.compile(r"""\s*(?:"([^"\n]*)"|'([^'\n]*)')\s*""")
_VARIABLE = re.compile(r"\s*((?:include|page)\.[\w-]+)\s*(\|[^\n]*)?")
_ARGUMENT = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_FILE_NAME = re.compile(r"""\s*(?:"([^"\n]+)"|'([^'\n]+)'|((?:\{\{[^{}]*\}\}|[^\s,"'])+)),?""")
_PLACEHOLDER = re.compile("\ufdd0(\\d+)\ufdd1")
_IN_TAG = re.compile(r"<[a-zA-Z/][^<>]*\Z")
_IN_URL = re.compile(
    r"\]\(<?[^()\s\"]*(?:\([^()\s]*\)[^()\s\"]*)*\Z|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?\S*\Z|https?://[^\s<>)\]]*\Z",
    re.M,
)
_CONSTANTS = {"false": False, "nil": False, "null": False, "true": True}


class Include(NamedTuple):
    """An include tag: the file's name, whether it is relative to the page, and the arguments given."""

    name: str
    relative: bool
    arguments: dict[str, str]


def include(tag: str, rest: str) -> Include:
    """Return what an include tag asks for.

    >>> include("include", ' pub.html title="A Title"')
    Include(name='pub.html', relative=False, arguments={'title': 'A Title'})
    """
    match = _FILE_NAME.match(rest)
    name = (match[1] or match[2] or match[3]) if match else ""
    arguments = rest[match.end() :] if match else ""
    found = {
        m[1]: next((part for part in m.groups()[1:] if part is not None), "") for m in _ARGUMENT.finditer(arguments)
    }
    return Include(name, tag == "include_relative", found)


def known(condition: str, values: Mapping[str, Any]) -> bool | None:
    """Return whether a condition holds, `None` where only the site's data could tell.

    `values` are what is known: a page's front matter (`page.lang`) and the arguments of an include (`include.url`);
    where it holds `include`, arguments that are not among them are known to be absent.

    >>> known("false", {}), known("1 == 2", {}), known("site.x", {}), known("page.lang == 'de'", {"page.lang": "de"})
    (False, False, None, True)
    >>> known("include.url", {"include": {}}), known("include.url", {})
    (False, None)
    """
    condition = condition.strip()
    left, operator, right = condition.partition("==")
    negated = False
    if not operator:
        left, operator, right = condition.partition("!=")
        negated = bool(operator)
    first = _value(left, values)
    if not operator:
        return None if first is None else first is not False
    second = _value(right, values)
    return None if first is None or second is None else (first == second) != negated


def _value(word: str, values: Mapping[str, Any]) -> str | bool | None:
    """Return a value as text or truth; `None` where it is not known (Liquid's own nil is false)."""
    word = word.strip()
    if word in _CONSTANTS:
        return _CONSTANTS[word]
    if re.fullmatch(r"-?\d+(?:\.\d+)?", word):
        return word
    literal = _LITERAL.fullmatch(word)
    if literal:
        return literal[1] if literal[1] is not None else literal[2]
    variable = _VARIABLE.fullmatch(word)
    if variable is None or variable[2]:
        return None
    if variable[1] in values:
        value = values[variable[1]]
        return value if isinstance(value, (str, bool)) else None
    return False if variable[1].startswith("include.") and "include" in values else None


def is_expression(inner: str, before: str) -> bool:
    """Return whether `{{inner}}` is an output, and not TeX's or BibTeX's doubled braces.

    >>> is_expression(" site.url | escape ", "see "), is_expression("Deep Learning", "title = ")
    (True, False)
    """
    return _EXPRESSION.fullmatch(inner) is not None and (
        not before or before.rstrip(" ")[-1:] not in ("=", "\\", "^", "_")
    )


def in_url(before: str) -> bool:
    """Return whether what follows `before` stands inside a URL or a tag's attribute."""
    return _IN_TAG.search(before) is not None or _IN_URL.search(before) is not None


def shown(inner: str, values: Mapping[str, Any]) -> str:
    """Return what an output displays as far as it can be known: a literal or a known value; else `''`."""
    literal = _LITERAL.fullmatch(inner)
    if literal:
        return literal[1] if literal[1] is not None else literal[2]
    variable = _VARIABLE.fullmatch(inner)
    value = values.get(variable[1]) if variable else None
    return value if isinstance(value, str) else ""


def placeholder(original: str, table: dict[str, str]) -> str:
    """Enter `original` into `table` and return what stands for it."""
    mark = f"\ufdd0{len(table)}\ufdd1"
    table[mark] = original
    return mark


def restore(text: str, table: Mapping[str, str]) -> str:
    """Return `text` with every placeholder replaced by what stood there on the page.

    >>> table: dict[str, str] = {}
    >>> mark = placeholder("{{ site.baseurl }}", table)
    >>> restore(mark + "/x.pdf", table)
    '{{ site.baseurl }}/x.pdf'
    """
    if "\ufdd0" not in text:
        return text
    return _PLACEHOLDER.sub(lambda m: table.get(m[0], ""), text)

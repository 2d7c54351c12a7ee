"""Liquid (Jekyll) and Hugo's shortcodes: what their tags say, without running them.

Outputs (`{{ … }}`) inside URLs and attributes belong to what a page displays as its URL, but their blanks, quotes and
bars would break the reading of the link around them. They are replaced by placeholders, a number between two
noncharacters (U+FDD0, U+FDD1), and `restore` puts them back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.page.expressions import Names, evaluate

TAG = re.compile(r"\{%-?+\s*+(#|[\w-]*+)((?:[^{}%]|\{(?![%{])|%(?!\})|\}(?!\})|\{\{[^{}]*\}\})*?)-?%\}")
OUTPUT = re.compile(r"\{\{-?([^{}]{0,2000})-?\}\}")
_EXPRESSION = re.compile(
    r"""\s*(?:"[^"\n]*"|'[^'\n]*'|[a-zA-Z_][\w-]*(?:\.[\w-]+|\[[^\]\n]*\])*(?:\(\))?)\s*(?:\|[^\n]*)?\s*"""
)
_ARGUMENT = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_FILE_NAME = re.compile(r"""\s*(?:"([^"\n]+)"|'([^'\n]+)'|((?:\{\{[^{}]*\}\}|[^\s,"'])+)),?""")
_PLACEHOLDER = re.compile("\ufdd0(\\d+)\ufdd1")
_IN_TAG = re.compile(r"<[a-zA-Z/][^<>]*\Z")
_IN_URL = re.compile(
    r"\]\(<?[^()\s\"]*(?:\([^()\s]*\)[^()\s\"]*)*\Z|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?\S*\Z|https?://[^\s<>)\]]*\Z",
    re.M,
)


class Include(NamedTuple):
    """An include tag: the file's name, whether it is relative to the page, and the arguments given.

    `variables` are the names of those arguments that are no text but what a variable stands for.
    """

    name: str
    relative: bool
    arguments: dict[str, str]
    variables: frozenset[str] = frozenset()


def include(tag: str, rest: str) -> Include:
    """Return what an include tag asks for.

    >>> include("include", ' pub.html title="A Title"')
    Include(name='pub.html', relative=False, arguments={'title': 'A Title'}, variables=frozenset())
    """
    match = _FILE_NAME.match(rest)
    name = (match[1] or match[2] or match[3]) if match else ""
    arguments = rest[match.end() :] if match else ""
    found = {
        m[1]: next((part for part in m.groups()[1:] if part is not None), "") for m in _ARGUMENT.finditer(arguments)
    }
    variables = frozenset(m[1] for m in _ARGUMENT.finditer(arguments) if m[4])
    return Include(name, tag == "include_relative", found, variables)


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


def shown(inner: str, names: Names) -> str:
    """Return what an output displays as far as it can be known; else `''`."""
    node = evaluate(inner, names)
    return node.text if node else ""


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

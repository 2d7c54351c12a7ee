"""Liquid's filters, as far as they change what a page shows of its works; all others leave a value as it is."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from pubnorm import patterns as re
from pubnorm.page.values import Node

_DATES = re.compile(r"%-?[A-Za-z]")


def filtered(name: str, node: Node, arguments: list[Node]) -> Node:
    """Return what the filter called `name` makes of a value.

    >>> filtered("append", Node("Tide"), [Node("s")]).text, filtered("markdownify", Node("Tides"), []).text
    ('Tides', 'Tides')
    """
    applied = _FILTERS.get(name)
    return applied(node, arguments) if applied else node


def same(left: Node, right: Node) -> bool:
    """Return whether two values are equal; what is empty, in whatever way, equals `""`.

    >>> same(Node("a"), Node("a")), same(Node([]), Node("")), same(Node(None), Node("a"))
    (True, True, False)
    """
    if isinstance(left.value, (list, dict)) or isinstance(right.value, (list, dict)):
        return not left.value and not right.value  # "links == empty"
    return (left.value or "") == (right.value or "") if "" in (left.value, right.value) else left.value == right.value


def _by(key: str) -> Callable[[Node], tuple[bool, float, str]]:
    def order(node: Node) -> tuple[bool, float, str]:
        text = (node.fields.get(key, Node(None)) if key else node).text
        return not text.isdigit(), float(text) if text.isdigit() else 0.0, text

    return order


def _sort(node: Node, arguments: list[Node]) -> Node:
    return node._replace(value=sorted(node.items, key=_by(arguments[0].text if arguments else "")))


def _where(node: Node, arguments: list[Node]) -> Node:
    key = arguments[0].text if arguments else ""
    wanted = arguments[1] if len(arguments) > 1 else Node(True)
    kept = [item for item in node.items if _matches(item.fields.get(key, Node(None)), wanted)]
    return node._replace(value=kept)


def _matches(node: Node, wanted: Node) -> bool:
    if node.items:
        return wanted.text in [item.text for item in node.items]
    return same(node, wanted) or str(node.value).casefold() == str(wanted.value).casefold()


def _group(node: Node, arguments: list[Node]) -> Node:
    groups: dict[str, list[Node]] = {}
    for item in node.items:
        groups.setdefault(item.fields.get(arguments[0].text if arguments else "", Node(None)).text, []).append(item)
    made = [
        Node({"name": Node(name), "items": Node(items)}, items[0].first, items[-1].last, items[0].path)
        for name, items in groups.items()
    ]
    return node._replace(value=list(made))


def _map(node: Node, arguments: list[Node]) -> Node:
    key = arguments[0].text if arguments else ""
    return node._replace(value=[item.fields[key] for item in node.items if key in item.fields])


def _uniq(node: Node, _: list[Node]) -> Node:
    return node._replace(value=list({item.text: item for item in reversed(node.items)}.values())[::-1])


def _join(node: Node, arguments: list[Node]) -> Node:
    glue = arguments[0].text if arguments else " "
    return Node(glue.join(item.text for item in node.items)) if node.items else node


def _split(node: Node, arguments: list[Node]) -> Node:
    at = arguments[0].text if arguments else ""
    parts = node.text.split(at) if at else list(node.text)
    return node._replace(value=[node._replace(value=part) for part in parts])


def _default(node: Node, arguments: list[Node]) -> Node:
    return arguments[0] if arguments and node.value in (None, False, "") else node


def _date(node: Node, arguments: list[Node]) -> Node:
    try:
        day = datetime.date.fromisoformat(node.text[:10])
    except ValueError:
        return node
    pattern = arguments[0].text if arguments else ""
    return Node(_DATES.sub(lambda part: day.strftime(part[0].replace("-", "")), pattern))


_FILTERS: dict[str, Callable[[Node, list[Node]], Node]] = {
    "sort": _sort,
    "sort_natural": _sort,
    "reverse": lambda node, _: node._replace(value=node.items[::-1]) if node.items else node,
    "where": _where,
    "group_by": _group,
    "map": _map,
    "uniq": _uniq,
    "first": lambda node, _: node.items[0] if node.items else Node(None),
    "last": lambda node, _: node.items[-1] if node.items else Node(None),
    "join": _join,
    "array_to_sentence_string": lambda node, _: _join(node, [Node(", ")]),
    "split": _split,
    "default": _default,
    "date": _date,
    "append": lambda node, with_: Node(node.text + with_[0].text) if with_ else node,
    "prepend": lambda node, with_: Node(with_[0].text + node.text) if with_ else node,
    "replace": lambda node, with_: Node(node.text.replace(with_[0].text, with_[1].text)) if with_[1:] else node,
    "remove": lambda node, with_: Node(node.text.replace(with_[0].text, "")) if with_ else node,
    "size": lambda node, _: Node(str(len(node.items or node.text))),
}

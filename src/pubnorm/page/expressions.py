"""What Liquid's expressions are known to say: paths to values, their filters, conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.page.filters import filtered, same
from pubnorm.page.values import Node, from_toml, from_yaml

Include = Callable[[str, bool], tuple[str, str] | None]

_PATH = re.compile(r"\s*([A-Za-z_][\w-]*)((?:\.[\w-]+|\[[^\[\]]*\])*)\s*")
_STEP = re.compile(r"""\.([\w-]+)|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+)|([^\[\]]+?))\s*\]""")
_LITERAL = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?))\s*""")
_ARGUMENT = re.compile(r"""\s*("[^"]*"|'[^']*'|[^\s,"'|]+)\s*,?""")
_FILTER = re.compile(r"""\|\s*([a-z_0-9]+)\s*(?::((?:"[^"]*"|'[^']*'|[^|"'])*))?""")
_JOINED = re.compile(r"""\s+(and|or)\s+(?=(?:[^"']|"[^"]*"|'[^']*')*$)""")
_COMPARED = re.compile(r"""\s*(==|!=|<>|>=|<=|>|<|\bcontains\b)\s*(?=(?:[^"']|"[^"]*"|'[^']*')*$)""")
_PARAMETER = re.compile(r"(limit|offset)\s*:\s*(\d+)")
_CONSTANTS = {"false": Node(False), "nil": Node(None), "null": Node(None), "true": Node(True)}
_CONSTANTS |= {"empty": Node(""), "blank": Node("")}
_SUFFIXES = (".yml", ".yaml", ".json", ".toml")


class Names(NamedTuple):
    """What variables stand for: `page`, an include's arguments, a loop's own; and the site's data files.

    Of `page` and `site` only what is there is known; of all others, what is not there is known to be absent.
    """

    roots: dict[str, Node]
    include: Include | None
    files: dict[str, Node | None]  # the data files that were looked for, shared by all names of a page

    @classmethod
    def of(cls, roots: Mapping[str, Node], include: Include | None = None) -> Names:
        """Return names of which nothing has been looked up yet."""
        return cls(dict(roots), include, {})

    def inner(self, roots: Mapping[str, Node]) -> Names:
        """Return these names with others beside or before them."""
        return self._replace(roots={**self.roots, **roots})

    def find(self, path: str) -> Node | None:
        """Return what a path such as `page.papers[0].title` stands for, None where that is not known.

        >>> from pubnorm.page.values import from_plain
        >>> names = Names.of({"page": from_plain({"lang": "de"}), "paper": from_plain({"title": "On Tides"})})
        >>> names.find("paper.title").text, names.find("paper.year").value, names.find("page.author")
        ('On Tides', None, None)
        """
        match = _PATH.fullmatch(path)
        if match is None:
            return None
        steps = [self._step(step) for step in _STEP.finditer(match[2])]
        if match[1] == "site":
            return self._data([step or "" for step in steps[1:]]) if steps[:1] == ["data"] else None
        node = self.roots.get(match[1])
        for number, step in enumerate(steps):
            if node is None or step is None:
                return None
            node = _down(node, step) or (None if number == 0 and match[1] == "page" else Node(None))
        return node

    def _step(self, step: re.Match[str]) -> str | None:
        """Return the key of one step of a path, None where it is not known: `page[include.id]`."""
        known = next((part for part in step.groups()[:4] if part is not None), None)
        if known is None:
            inner = self.find(step[5])
            known = inner.text if inner and inner.text else None
        return known

    def _data(self, steps: list[str]) -> Node | None:
        """Return what data files say: `papers.journal` in `_data/papers.yml` or `_data/papers/journal.yml`."""
        for upto in range(1, len(steps) + 1):
            name = "/".join(steps[:upto])
            if name not in self.files:
                self.files[name] = self._file(name)
            node = self.files[name]
            for step in steps[upto:] if node else ():
                node = _down(node, step) if node else None
            if node is not None:
                return node
        return None

    def _file(self, name: str) -> Node | None:
        for suffix in _SUFFIXES if self.include and name and ".." not in name else ():
            found = self.include(f"_data/{name}{suffix}", False) if self.include else None
            if found:
                return (from_toml if suffix == ".toml" else from_yaml)(found[1], 1, found[0])
        return None


def _down(node: Node, step: str) -> Node | None:
    if step == "size" and (node.items or node.fields):
        return Node(str(len(node.items or node.fields)))
    if node.items and step in ("first", "last"):
        return node.items[0 if step == "first" else -1]
    if node.items and step.isdigit():
        return node.items[int(step)] if int(step) < len(node.items) else None
    return node.fields.get(step)


def evaluate(expression: str, names: Names) -> Node | None:
    """Return what an expression with its filters stands for, None where that is not known.

    >>> from pubnorm.page.values import from_plain
    >>> names = Names.of({"paper": from_plain({"authors": ["A. Doe", "B. Roe"], "date": "2024-05-01"})})
    >>> evaluate("paper.authors | join: ' and '", names).text, evaluate("paper.date | date: '%Y'", names).text
    ('A. Doe and B. Roe', '2024')
    """
    head, bar, rest = expression.partition("|")
    if bar and ("'" in head or '"' in head) and not _LITERAL.fullmatch(head):
        return None
    node = _operand(head, names)
    for match in _FILTER.finditer(bar + rest) if bar else ():
        if node is None:
            return None
        arguments = [_operand(word[1], names) or Node(None) for word in _ARGUMENT.finditer(match[2] or "")]
        if match[1] == "where_exp" and len(arguments) == 2:
            node = node._replace(value=[one for one in node.items if _fits(one, arguments, names)])
        else:
            node = filtered(match[1], node, arguments)
    return node


def _fits(item: Node, arguments: list[Node], names: Names) -> bool:
    return holds(arguments[1].text, names.inner({arguments[0].text: item})) is not False


def _operand(word: str, names: Names) -> Node | None:
    word = word.strip()
    if word in _CONSTANTS:
        return _CONSTANTS[word]
    literal = _LITERAL.fullmatch(word)
    if literal:
        return Node(next(part for part in literal.groups() if part is not None))
    return names.find(word)


def holds(condition: str, names: Names) -> bool | None:
    """Return whether a condition holds, None where that is not known.

    >>> from pubnorm.page.values import from_plain
    >>> names = Names.of({"page": from_plain({"lang": "de"}), "paper": from_plain({"year": "2024"})})
    >>> holds("false", names), holds("1 == 2", names), holds("site.x", names), holds("page.lang == 'de'", names)
    (False, False, None, True)
    >>> holds("paper.year == 2024 and paper.award", names), holds("page.x or paper.year > 2020", names)
    (False, True)
    """
    joined = _JOINED.search(condition)
    if joined:
        left, right = holds(condition[: joined.start()], names), holds(condition[joined.end() :], names)
        decisive = joined[1] == "or"
        if decisive in (left, right):
            return decisive
        return None if None in (left, right) else not decisive
    compared = _COMPARED.search(condition)
    if compared is None:
        node = evaluate(condition, names)
        return None if node is None else node.value not in (None, False)
    left_node, right_node = evaluate(condition[: compared.start()], names), evaluate(condition[compared.end() :], names)
    if left_node is None or right_node is None:
        return None
    return _compare(left_node, compared[1], right_node)


def _compare(left: Node, operator: str, right: Node) -> bool | None:
    if operator == "contains":
        return right.text in ([item.text for item in left.items] if left.items else left.text)
    if operator in ("==", "!=", "<>"):
        return same(left, right) == (operator == "==")
    try:
        one, other = float(left.text), float(right.text)
    except ValueError:
        return None
    return (one > other) if operator == ">" else (one < other) if operator == "<" else _at_least(one, operator, other)


def _at_least(one: float, operator: str, other: float) -> bool:
    return one >= other if operator == ">=" else one <= other


def kept(node: Node, parameters: str) -> list[Node]:
    """Return the items that a loop with these parameters goes over.

    >>> from pubnorm.page.values import from_plain
    >>> [item.text for item in kept(from_plain(["a", "b", "c"]), " reversed limit:2")]
    ['b', 'a']
    """
    values = {name: int(number) for name, number in _PARAMETER.findall(parameters)}
    items = node.items[values.get("offset", 0) :][: values.get("limit", len(node.items))]
    return items[::-1] if "reversed" in parameters else items

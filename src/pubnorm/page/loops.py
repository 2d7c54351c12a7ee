"""Liquid's loops over what is known: front matter, data files, arguments; each item shown as the loop shows it."""

from __future__ import annotations

from dataclasses import replace

from pubnorm import patterns as re
from pubnorm.page.expressions import evaluate, kept
from pubnorm.page.scan import Masked, Scan
from pubnorm.page.told import PROSE, told
from pubnorm.page.values import Node

_FOR = re.compile(r"\s*([\w-]+)\s+in\s+(.+?)\s*((?:\breversed\b|\b(?:limit|offset|cols)\s*:\s*\w+|\s)*)", re.DOTALL)
_ASSIGN = re.compile(r"\s*([\w-]+)\s*=\s*(.+?)\s*", re.DOTALL)
_NESTED = re.compile(r"\{%-?\s*(for\b|endfor\s*-?%\})")
_MOST = 3_000  # items that the loops of one page may show
_LOOP = "\0loop"  # the path of lines that a loop's own text is, until they are its items'
_LEAST_WORDS = 4
_TELLING = re.compile(r"[^\W_]{2}")


def assign(scan: Scan, rest: str) -> None:
    """Remember what a variable stands for, unless the branch around it is hidden."""
    match = _ASSIGN.fullmatch(rest)
    if match and all(frame.shown for frame in scan.frames):
        node = evaluate(match[2], scan.context.names)
        if node is None:
            scan.context.names.roots.pop(match[1], None)
        else:
            scan.context.names.roots[match[1]] = node


def expand(scan: Scan, at: int, end: int, rest: str) -> int | None:
    """Show the items of the loop whose tag stands from `at` to `end`; return where to go on, None if none is known."""
    match = _FOR.fullmatch(rest)
    node = _pairs(evaluate(match[2], scan.context.names)) if match else None
    if match is None or node is None or not node.items:
        return None
    stop, after = _body(scan.text, end)
    if stop < 0:
        return None
    body = scan.text[end:stop]
    shown = kept(node, match[3]) if all(frame.shown for frame in scan.frames) else []
    before = len(scan.out)
    for number, item in enumerate(shown, 1):
        loop = {"first": Node(number == 1), "last": Node(number == len(shown)), "index": Node(str(number))}
        _render(scan, body, item, {match[1]: item, "forloop": Node(loop)})
    if shown and not any(_TELLING.search(line) for piece in scan.out[before:] for line in _lines(piece)):
        del scan.out[before:]  # what the loop shows of its items is not known
        return None
    if scan.context.looped[0] > _MOST:
        message = f"loops show more than {_MOST} items here, the rest is left out; list the works on the page"
        scan.warn("truncated-input", message, scan.line(at))
    _note(scan, shown)
    return scan.blank(at, after)


def _lines(piece: str | Masked) -> list[str]:
    return piece.lines if isinstance(piece, Masked) else [piece]


def _body(text: str, start: int) -> tuple[int, int]:
    """Return where the text of a loop ends, and its end tag; -1 where it has none."""
    depth = 1
    for tag in _NESTED.finditer(text, start):
        depth += 1 if tag[1] == "for" else -1
        if depth == 0:
            return tag.start(), tag.end()
    return -1, -1


def _pairs(node: Node | None) -> Node | None:
    """Return a mapping as a loop goes over it: a list of its keys, each with its value."""
    if node is None or not node.fields:
        return node
    pairs = [Node([Node(key), value], value.first, value.last, value.path) for key, value in node.fields.items()]
    return node._replace(value=pairs)


def _render(scan: Scan, body: str, item: Node, known: dict[str, Node]) -> None:
    """Show one item: in the line where its text has no line break, else as lines of their own."""
    context = scan.context
    context.looped[0] += 1
    if context.looped[0] > _MOST:
        return
    inner = replace(context, chain=(*context.chain, scan.path), names=context.names.inner(known))
    masked = context.mask(body, _LOOP, inner)
    if known["forloop"].fields["first"].value:
        scan.warnings += masked.warnings
    if "\n" not in body and len(masked.lines) == 1 and "include" not in body:
        scan.write(masked.lines[0])
        return
    scan.out.append(Masked(masked.lines, _placed(masked, item, scan.path), masked.code))


def _placed(masked: Masked, item: Node, path: str | None) -> list[tuple[str | None, int]]:
    """Return where lines came from: those of the loop's text from its item, the first of it, then the last."""
    place = item.path or path
    told = next((number for number, line in enumerate(masked.lines) if line.strip()), 0)
    own = [(place, item.first if number <= told else item.last) for number in range(len(masked.lines))]
    inner = masked.origins or own
    return [mine if origin[0] == _LOOP else origin for mine, origin in zip(own, inner, strict=True)]


def _note(scan: Scan, shown: list[Node]) -> None:
    """Note which lines of the front matter are shown here."""
    scan.context.shown.update((item.first, item.last) for item in shown if item.first and item.path is None)


def show(scan: Scan, items: list[Node]) -> bool:
    """Show the works of a list as a template would that is not at hand; return whether there are any."""
    works = [(item, work) for item in items if (work := _work(item))]
    for item, work in works:
        scan.out.append(Masked([f"- {work}", ""], [(item.path or scan.path, item.first)] * 2))
    _note(scan, [item for item, _ in works])
    return bool(works)


def _work(item: Node) -> str:
    """Return the line of one item: what its values tell, or the text that it is or has."""
    values = {key: field.text for key, field in item.fields.items()}
    work = told(values)
    prose = next((values[key] for key in values if key in PROSE), "") if item.fields else item.text
    return work or (" ".join(prose.split()) if len(prose.split()) >= _LEAST_WORDS else "")

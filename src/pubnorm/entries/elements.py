"""What the HTML elements of a page tell: which hold works in rows, which stand beside the content, which are folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from pubnorm.blocks.containers import depth_first, is_entry_box
from pubnorm.document import Block, Container
from pubnorm.entries.classes import hint
from pubnorm.entries.traits import Role
from pubnorm.vocabulary import Vocabulary

_WORK_TAGS = frozenset({"li", "article"})
_ASIDE_TAGS = frozenset({"nav", "footer"})
_WHOLE_TAGS = frozenset({"html", "body", "main"})  # their classes tell of the page ("fixed-header"), not of a part
_HOLDING = frozenset({"li", "tr", "dd"})
_FIELDS = frozenset({"title", "authors"})
_MOST_FOLDED = 6  # blocks of a `<details>` that unfolds what describes one work


def repeated_elements(blocks: Iterable[Block]) -> frozenset[int]:
    """Return the numbers of the elements that have a sibling of the same tag and class: such rows list works.

    An element whose class adds to that of its siblings ("card featured" beside "card") is one of the row; where there
    are no classes, those are alike whose own styles set the same.
    """
    rows: dict[tuple[int, str], dict[frozenset[str], set[int]]] = {}
    for block in blocks:
        for container in depth_first(block.container):
            signs = container.classes or container.styled
            if signs and container.tag not in ("td", "th", "ul", "ol"):
                parent = container.parent.number if container.parent else -1
                row = rows.setdefault((parent, container.tag), {})
                row.setdefault(frozenset(signs.split()), set()).add(container.number)
    found: set[int] = set()
    for row in rows.values():
        for classes, numbers in row.items():
            alike = [others for other, others in row.items() if other < classes]
            if len(numbers) > 1 or alike:
                found |= numbers.union(*alike)
    return frozenset(found)


def whole_elements(blocks: Iterable[Block]) -> frozenset[int]:
    """Return the numbers of the elements that hold the page: its body, what its main part is in, most of its text.

    Their classes ("page-navbar", "fixed-header") tell of the page and not of what stands beside its content.
    """
    found: set[int] = set()
    sizes: Counter[int] = Counter()
    total = 0
    for block in blocks:
        size = sum(len(line) for _, line in block.source) + sum(map(len, block.cells))
        total += size
        inside = False
        for container in depth_first(block.container):
            sizes[container.number] += size
            inside = inside or container.tag in _WHOLE_TAGS
            if inside:
                found.add(container.number)
    return frozenset(found | {number for number, size in sizes.items() if 2 * size > total})


def stands_aside(block: Block, repeated: frozenset[int], whole: frozenset[int], vocabulary: Vocabulary) -> bool:
    """Whether a block is in the navigation, the foot of the page or the head of a table, rather than of one work.

    `repeated` are the elements that stand in rows, `whole` those that hold the page.
    """
    aside = False
    for container in depth_first(block.container):
        if aside and (container.tag in _WORK_TAGS or container.number in repeated or is_entry_box(container.classes)):
            aside = False  # unless the work itself, as an item of a menu, is in the navigation
        named = container.number not in whole and hint(container.classes, vocabulary) == "aside"
        aside = aside or container.tag in _ASIDE_TAGS or named or (container.tag == "th" and _heads(container))
    return aside


def _heads(cell: Container) -> bool:
    """Whether a cell of a table's head names its column."""
    return any(around.tag == "thead" for around in depth_first(cell))


def descriptions(blocks: Iterable[Block], vocabulary: Vocabulary) -> frozenset[int]:
    """Return the numbers of the `<details>` that unfold an abstract or the like.

    Those that hold a list of works do not, nor those that by the names of their elements hold a work's own fields.
    """
    sizes: Counter[int] = Counter()
    items: dict[int, set[int]] = {}
    lists: set[int] = set()
    for block in blocks:
        around = depth_first(block.container)
        for at, container in enumerate(around):
            if container.tag == "details":
                sizes[container.number] += 1
                items.setdefault(container.number, set()).update(block.items[-1:])
                inside = around[:at]
                held = any(inner.tag in _HOLDING or hint(inner.classes, vocabulary) in _FIELDS for inner in inside)
                if block.kind in ("heading", "row") or held:
                    lists.add(container.number)
    return frozenset(
        number for number, size in sizes.items()
        if size <= _MOST_FOLDED and len(items[number]) <= 1 and number not in lists
    )  # fmt: skip


def summaries(blocks: Sequence[Block], roles: Callable[[int], list[Role]]) -> dict[int, int]:
    """Return the numbers of the `<summary>` elements that show a work, each with its `<details>`, which unfolds it.

    `roles` gives what the lines of the block of a number look like; a summary of names or of a citation shows a work,
    one that is but a label ("Abstract") does not.
    """
    found: dict[int, int] = {}
    for at, block in enumerate(blocks):
        inner = block.container
        while inner is not None and inner.tag != "summary":
            inner = inner.parent
        if inner is None or inner.parent is None or inner.parent.tag != "details":
            continue
        if not {"full", "authors"}.isdisjoint(roles(at)):
            found[inner.number] = inner.parent.number
    return found

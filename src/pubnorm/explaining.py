"""How one entry of a page was read, in words for people: its blocks, lines, stretches, matches and confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pubnorm.document import Block
from pubnorm.fields.assemble import assemble
from pubnorm.fields.confidence import contributions
from pubnorm.fields.draft import Draft
from pubnorm.matching.venues.explain import explain as explain_venue
from pubnorm.model import Publication
from pubnorm.pipeline import Stages, read_stages
from pubnorm.vocabulary import Vocabulary, vocabulary

_WIDTH = 96  # characters of a page's text that one line of the explanation shows


def explain(source: bytes | str, line: int, path: str | None = None, *, words: Vocabulary | None = None) -> str | None:
    r"""Return how the entry at a page's `line` (from 1) was read; None where no entry is read from that line.

    >>> print(explain("## Papers\n\n- Jane Doe, Rob Roe. **On Things**. ACL 2025.\n", 3))  # doctest: +ELLIPSIS
    entry, lines 3-3: list-item below "Papers" (publications)
    ...
    stretches
      authors      Jane Doe, Rob Roe
      title        On Things
      venue        ACL 2025
    ...
    """
    table = words or vocabulary()
    stages = read_stages(source, path, table)
    drafts = [draft for draft in stages.drafts if _holds(stages, draft, line)]
    if not drafts:
        return None
    return "\n\n".join("\n".join(_entry(draft, stages, path, table)) for draft in drafts)


def explain_miss(source: bytes | str, line: int, *, words: Vocabulary | None = None) -> str:
    r"""Return what is known of a page's `line` from which no entry was read.

    >>> explain_miss("## Teaching\n\n- Things 101, autumn 2024\n", 3)
    'list-item paragraph, lines 3-3, not read as a publication'
    """
    stages = read_stages(source, None, words or vocabulary())
    for block in stages.blocks.blocks:
        if block.first <= line <= block.last:
            return f"{_shape(block)}, lines {block.first}-{block.last}, not read as a publication"
    return "an empty or hidden line, or one without visible text"


def _holds(stages: Stages, draft: Draft, line: int) -> bool:
    first, last = draft.reading.entry.lines
    path = stages.page.path
    return any(stages.page.origin(at) == (path, line) for at in range(first, last + 1))


def _entry(draft: Draft, stages: Stages, path: str | None, words: Vocabulary) -> Iterator[str]:
    entry = draft.reading.entry
    first, last = entry.lines
    section = f'below "{entry.section.name}"' if entry.section.name else "below no heading"
    yield f"entry, lines {first}-{last}: {entry.layout} {section} ({entry.section.kind})"
    yield "blocks"
    for block in stages.blocks.blocks:
        if block.first <= last and block.last >= first:
            yield f"  {f'{block.first}-{block.last}':12} {_shape(block)}"
    yield "lines"
    for number, (start, traits) in enumerate(entry.parts):
        end = entry.parts[number + 1][0] if number + 1 < len(entry.parts) else len(entry.text.text)
        yield f"  {traits.role:12} {_short(entry.text.text[start:end])}"
    yield "stretches"
    yield from _stretches(draft)
    publication = assemble(draft, stages.meanings, stages.owner, path)
    yield from _matches(draft, publication, words)
    yield from _judgement(draft, publication, stages.owner is not None)


def _stretches(draft: Draft) -> Iterator[str]:
    visible = draft.reading.visible
    start, end = draft.reading.entry.core
    for label, offsets in groupby(range(start, end), key=lambda at: draft.reading.owners[at]):
        within = list(offsets)
        text = _short(visible[within[0] : within[-1] + 1])
        if label or any(char.isalnum() for char in text):
            yield f"  {label or '(left over)':12} {text.strip(' ,.;:') if label else text}"


def _matches(draft: Draft, publication: Publication, words: Vocabulary) -> Iterator[str]:
    yield "matches"
    if draft.title:
        yield f"  {'title':12} set off as {draft.title.kind}, sure {draft.title.sure:.2f}"
    for candidate in draft.marked:
        yield f"  {'candidate':12} {_short(draft.reading.visible[candidate.start : candidate.end])} ({candidate.kind})"
    if draft.authors:
        yield f"  {'authors':12} {len(publication.authors)} names, list-likeness {draft.authors.score:.2f}"
    for author in publication.authors:
        told = [*author.roles, *(["owner"] if author.is_owner else [])]
        if author.marks or told:
            yield f"  {'author':12} {author.name}: marks {author.marks or 'none'}; {', '.join(told) or 'no role'}"
    if draft.place:
        for name, value in explain_venue(draft.place.reading, words):
            yield f"  venue {name:12} {value}"
    for link in draft.links:
        yield f"  {'link':12} {link.kind}: {_short(link.label)} -> {link.url}"


def _judgement(draft: Draft, publication: Publication, owned: bool) -> Iterator[str]:
    yield f"confidence {publication.confidence}; uncertain: {', '.join(publication.uncertain) or 'nothing'}"
    for sign, share in sorted(contributions(publication, draft, owned=owned).items(), key=lambda pair: pair[1]):
        yield f"  {share:+6.2f}       {sign.replace('_', ' ')}"


def _shape(block: Block) -> str:
    around: Iterable[str] = (
        f"<{c.tag}{f' class={c.classes!r}' if c.classes else ''}>"
        for c in (block.container.path if block.container else ())
    )
    item = "list-item " if block.items else ""
    return " in ".join([f"{item}{block.kind}", *around])


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDTH else flat[: _WIDTH - 1] + "…"

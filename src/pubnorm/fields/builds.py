"""How alike the works of a page are set: one that is built unlike all the others was likely misread."""

from __future__ import annotations

from collections import Counter

from pubnorm.fields.draft import Draft

_FIELDS = frozenset({"title", "authors", "venue", "date"})
_ALONE = 0.5  # a single work has none to be like

Build = tuple[tuple[str, ...], str | None]


def compare_builds(drafts: list[Draft]) -> None:
    """Note on each draft of a page how many of the other works have their fields in another order (`rare`, 0 to 1)."""
    builds = [_build(draft) for draft in drafts]
    counts = Counter(builds)
    others = len(drafts) - 1
    for draft, build in zip(drafts, builds, strict=True):
        draft.rare = 1.0 - (counts[build] - 1) / others if others else _ALONE


def _build(draft: Draft) -> Build:
    """The order of the fields, and what sets the title off."""
    firsts = [(min(spans)[0], label) for label, spans in draft.reading.labels.items() if label in _FIELDS]
    return tuple(label for _, label in sorted(firsts)), draft.title.kind if draft.title else None

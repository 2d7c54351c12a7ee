"""AnyStyle's labelled strings (BSD-2-Clause) as samples with our labels."""

from __future__ import annotations

import json
import re
from pathlib import Path

from training.citation.samples import Sample, from_segments

_LABELS = {
    "container-title": "container",
    "collection-title": "series",
    "location": "place",
    "source": "note",
    "medium": "genre",
    "director": "other",
    "producer": "other",
}


def read_core(path: Path) -> list[Sample]:
    """Read the JSON lines of `{"text", "labels": [[label, segment], …]}`."""
    return [sample(json.loads(line)["labels"]) for line in path.read_text("utf-8").splitlines()]


def sample(labels: list[list[str]]) -> Sample:
    """Turn AnyStyle's labels into a sample."""
    segments: list[tuple[str, str]] = []
    for label, text in labels:
        ours = _LABELS.get(label, label)
        if ours == "note" and re.search(r"ar\s?xiv", text, re.IGNORECASE) and re.search(r"\d{4}\.\d{4}|/\d{7}", text):
            ours = "arxiv"
        segments.append((ours, text))
    return from_segments(segments)

"""The values that go to worker processes and come back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from pubnorm.model import PageRecord

FailureKind = Literal["unreadable", "error", "timeout", "crash", "exists", "unwritable"]

# A page may be named by hand, found in a folder or in a homepage repository; `folder` is to be looked into.
ItemKind = Literal["page", "collection", "records", "folder"]


class Failure(NamedTuple):
    """A page that was given up: its path as given, what kind of failure it is, and the reason for people.

    Kinds: `unreadable` (the file), `error` (pubnorm raised: a fault to report), `timeout` (no answer within the limit),
    `crash` (its worker died), `exists` (its output would overwrite a file of others), `unwritable` (the output).
    """

    path: str
    kind: FailureKind
    reason: str


class Item(NamedTuple):
    """Something to read: where it is (as given), the repository it belongs to, its path below the sources' folder."""

    kind: ItemKind
    path: str
    name: str
    root: str | None = None


class Found(NamedTuple):
    """A page that a folder holds: a file, or a folder of one file per publication."""

    path: str
    collection: bool


class Setup(NamedTuple):
    """What a worker is told once: the format (none: records are sent back), and how to read and write.

    `reader` names a function `module:function` that stands in for `pubnorm.batch.reading.read_source`; `staging` is
    the folder for outputs until they are put in place.
    """

    to: str | None = None
    options: tuple[tuple[str, Any], ...] = ()
    data: str | None = None
    reader: str | None = None
    staging: str | None = None
    log_level: int = 30


@dataclass(frozen=True, slots=True)
class Done:
    """What a run knows of a page that was converted.

    `key` is a hash of all that the outputs are made of, `includes` the included files that were asked for, `outputs`
    a hash of each output file by its path below the output folder.
    """

    key: str
    includes: tuple[tuple[str, bool], ...] = ()
    outputs: dict[str, str] = field(default_factory=dict)
    publications: int = 0


class Task(NamedTuple):
    """An item for a worker: where its output goes (below the output folder), and what was done before."""

    item: Item
    output: str = ""
    before: Done | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker, or the pool in its place, says of a task; one of the fields says it."""

    failure: Failure | None = None
    found: tuple[Found, ...] | None = None  # of a folder: its pages
    loose: bool = False  # a folder that is neither a homepage repository nor a collection: to be walked
    records: tuple[PageRecord, ...] | None = None
    done: Done | None = None
    staged: tuple[tuple[str, str], ...] = ()  # output path and the file that waits to be put there
    unchanged: bool = False

"""What can be asked of a writer."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from pubnorm.errors import UsageError
from pubnorm.model import Publication

Sort = Literal["page", "year", "title", "author", "type", "venue"]
Group = Literal["year", "type"]
Names = Literal["displayed", "full", "short"]

_SWITCH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_RECORD_FIELDS = Publication.__struct_fields__


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What can be asked of a writer; a format ignores what it has no place for.

    - `fields`: names of the record's fields to write (`title`, `authors`, …); all by default. Key and type always are.
    - `sort`: `page` keeps the order; `year` puts the newest first; the others go from A to Z. `reverse` turns it round.
    - `group`: under headings by `year` (newest first) or `type`; formats without headings are put in that order.
    - `owner`: who stands first where a page lists only the co-authors; a page record brings its own.
    - `unicode`: in BibTeX, letters as they are instead of LaTeX commands.
    - `venues`: `displayed` as the page has them, `full` names or `short` acronyms where they are known.
    - `style`: a citation style (`apa`, `ieee`, …) for the markdown list; without one, pubnorm's own plain form.
    """

    fields: tuple[str, ...] | None = None
    sort: Sort = "page"
    reverse: bool = False
    group: Group | None = None
    owner: str | None = None
    unicode: bool = False
    venues: Names = "displayed"
    style: str | None = None


def read_options(values: dict[str, Any]) -> Options:
    """Return the options; raises `UsageError` for an unknown one or a value it cannot have.

    >>> found = read_options({"sort": "year", "fields": "title,year", "reverse": "true"})
    >>> found.fields, found.reverse
    (('title', 'year'), True)
    >>> read_options({"sort": "size"})
    Traceback (most recent call last):
    pubnorm.errors.UsageError: sort='size': choose from page, year, title, author, type, venue
    """
    known = [field.name for field in fields(Options)]
    for name in values:
        if name not in known:
            raise UsageError(f"no option {name!r}; the options of writers are {', '.join(known)}")
    given = dict(values)
    for name, allowed in (("sort", get_args(Sort)), ("group", (*get_args(Group), None)), ("venues", get_args(Names))):
        if name in given and given[name] not in allowed:
            choices = ", ".join(str(one) for one in allowed if one)
            raise UsageError(f"{name}={given[name]!r}: choose from {choices}")
    for name in ("reverse", "unicode"):
        if isinstance(given.get(name), str):  # from a command line
            if given[name].casefold() not in _SWITCH:
                raise UsageError(f"{name}={given[name]!r}: choose from true, false")
            given[name] = _SWITCH[given[name].casefold()]
    if isinstance(given.get("fields"), str):
        given["fields"] = [name.strip() for name in given["fields"].split(",") if name.strip()]
    if given.get("fields") is not None:
        given["fields"] = tuple(given["fields"])
        unknown = [name for name in given["fields"] if name not in _RECORD_FIELDS]
        if unknown:
            raise UsageError(f"no field {unknown[0]!r} in a record; the fields are {', '.join(_RECORD_FIELDS)}")
    return Options(**given)

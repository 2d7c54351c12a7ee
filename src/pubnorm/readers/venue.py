"""A value that holds nothing but a venue, to a `Venue`."""

from __future__ import annotations

from pubnorm.model import Venue


def read_venue_field(raw: str, short: str | None = None) -> Venue:
    """Return the venue that `raw` names; `short` is the short name that the entry displays beside it, if any."""
    return Venue(raw=raw, acronym=short)

"""What several formats say of a work in the same words: where it appeared, its status, its best address."""

from __future__ import annotations

from pubnorm.model import Author, Link, Publication
from pubnorm.vocabulary import vocabulary
from pubnorm.writers.options import Options


def container(work: Publication, options: Options) -> str | None:
    """Return the venue in which the work appeared or is to appear; None where it was only submitted there.

    >>> from pubnorm.model import Venue
    >>> container(Publication(venue=Venue(raw="ICML"), status="under-review"), Options()) is None
    True
    """
    if work.venue is None or work.status in ("under-review", "in-preparation"):
        return None
    return venue_name(work, options)


def venue_name(work: Publication, options: Options) -> str | None:
    """Return the venue's name in the form that the options ask for."""
    if work.venue is None:
        return None
    known = {"full": work.venue.name, "short": work.venue.acronym}
    return known.get(options.venues) or work.venue.raw


def status_note(work: Publication, options: Options) -> str | None:
    """Return what is to be said of a work that has not appeared: "Under review at ICML", "To appear"."""
    row = next((row for row in vocabulary().rows("status_note") if row["status"] == work.status), {})
    venue = venue_name(work, options)
    note: str | None = row.get("note")
    return f"{row['at']} {venue}" if venue and "at" in row else note


def type_words(work: Publication) -> dict[str, str]:
    """Return what other formats call the work's type: `csl`, `ris`, `schema`, `category`, `heading`."""
    words: dict[str, str] = next(row for row in vocabulary().rows("work_type") if row["type"] == work.type)
    return words


def best_link(work: Publication) -> Link | None:
    """Return the link that leads to the work itself: to the paper, else its project, else its DOI."""
    for kind in ("paper", "project"):
        for link in work.links:
            if link.kind == kind:
                return link
    return None


def address(work: Publication) -> str | None:
    """Return the one URL to give for a work."""
    link = best_link(work)
    urls = [url for kind, url in identifier_urls(work).items() if kind != "dblp"]  # DBLP holds a record, not the work
    found = [link.url] if link else urls or [one.url for one in work.links]
    return found[0] if found else None


def identifier_urls(work: Publication) -> dict[str, str]:
    """Return where the work's identifiers lead, by their kind."""
    given = work.identifiers
    urls = {
        "doi": given.doi and f"https://doi.org/{given.doi}",
        "acl": given.acl and f"https://aclanthology.org/{given.acl}",
        "openreview": given.openreview and f"https://openreview.net/forum?id={given.openreview}",
        "arxiv": given.arxiv and f"https://arxiv.org/abs/{given.arxiv}",
        "dblp": given.dblp and f"https://dblp.org/rec/{given.dblp}",
    }
    return {kind: url for kind, url in urls.items() if url}


def sort_name(author: Author) -> str:
    """Return "von Last, First, Jr" as reference managers want it, or the name as displayed where it has no parts.

    >>> sort_name(Author(name="Ludwig van Beethoven", given="Ludwig", particle="van", family="Beethoven"))
    'van Beethoven, Ludwig'
    """
    if not author.family:
        return author.name
    last = " ".join(part for part in (author.particle, author.family) if part)
    return ", ".join(part for part in (last, author.given, author.suffix) if part)


def abstract(work: Publication) -> str | None:
    """Return the abstract that enrichment found."""
    facts = work.enriched.arxiv if work.enriched else None
    return facts.abstract if facts else None

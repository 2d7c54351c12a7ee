"""Venues, dates and locators as people write them on homepages and in reference lists."""

from __future__ import annotations

import random

from training.citation.builder import Builder
from training.citation.works import Work, phrases


def write_venue(out: Builder, work: Work, rng: random.Random, *, year: bool) -> None:
    """Write where the work appeared, with its year where `year` says so, and markup now and then."""
    styles = rng.choices(((), ("italic",), ("bold",), ("italic", "bold"), ("code",)), (58, 26, 12, 3, 1))[0]
    prefix = rng.choices(
        (
            "",
            "In ",
            "in ",
            "In: ",
            "Published in ",
            "accepted at ",
            "Accepted to ",
            "Accepted by ",
            "to appear in ",
            "To appear at ",
            "appeared in ",
            "Submitted to ",
            "Under review at ",
            "at ",
            "Proc. ",
            "Proceedings of ",
            "In Proceedings of the ",
            "presented at ",
        ),
        (110, 25, 5, 6, 2, 3, 5, 3, 3, 2, 1, 3, 3, 2, 3, 5, 5, 1),
    )[0]
    if work.kind == "thesis":
        _thesis(out, work, rng)
    elif work.kind == "patent":
        out.add("genre", work.number)
    elif work.kind == "preprint":
        _preprint(out, work, rng)
    else:
        if prefix.strip().lower() in (
            "accepted at",
            "accepted to",
            "accepted by",
            "to appear in",
            "to appear at",
            "submitted to",
            "under review at",
        ):
            out.add("status", prefix.strip())
            out.gap(" ")
            prefix = ""
        if work.kind == "report":
            out.add("genre", f"{work.genre} {work.number}".strip())
            out.gap(", ")
            out.add("publisher", work.publisher)
        elif work.kind == "book":
            out.add("publisher", work.publisher or "Springer")
        else:
            _container(out, work, rng, prefix, styles)
    if year and rng.random() < 0.88:
        _year(out, work, rng)


def _container(out: Builder, work: Work, rng: random.Random, prefix: str, styles: tuple[str, ...]) -> None:
    left, right = rng.choices((("", ""), ("(", ")"), ("[", "]")), (88, 8, 4))[0]
    name = work.container
    if work.language == "en" and rng.random() < 0.75:
        name = (
            rng.choice(phrases()["acronyms"])
            if work.kind == "paper" and rng.random() < 0.7
            else rng.choice(phrases()["venues"])
        )
        if work.kind == "article" and rng.random() < 0.6:
            name = rng.choice((work.container, work.short or work.container))
    if work.kind == "paper":
        name += rng.choice(phrases()["tracks"])
        if rng.random() < 0.05:
            name = rng.choice(("ACM ", "IEEE ", "The ", "International ")) + name
    out.open("container")
    out.more(prefix + left)
    out.more(name, *styles)
    if name.isupper() or rng.random() < 0.15:
        short = str(work.year)[2:]
        if rng.random() < 0.3:
            out.add("date", rng.choice(("'", "’", " '", "-", " ’")) + short)
            if right:
                out.more(right)
            return
    if left and rng.random() < 0.6:
        out.add("date", rng.choice((" ", ", ", "-"))[0:1] + f"{work.year}{right}")
    elif right:
        out.more(right)
    if work.editors and rng.random() < 0.5:
        out.gap(rng.choice((", ", " ")))
        names = " and ".join(f"{given[0]}. {family}" for given, family in work.editors if given)
        if names:
            out.add(
                "editor", rng.choice(("{} (Eds.)", "edited by {}", "(eds. {})", "{}, editors", "ed. {}")).format(names)
            )
    if work.kind == "paper" and rng.random() < 0.1:
        out.gap(", ")
        out.add("place", work.place or "Vienna, Austria")


def _year(out: Builder, work: Work, rng: random.Random) -> None:
    if str(work.year) in out.text or f"’{work.year % 100:02}" in out.text or f"'{work.year % 100:02}" in out.text:
        return
    month = rng.choice(phrases()["months"])
    said = rng.choice(
        (
            "{y}",
            "{y}",
            "{y}",
            "{y}",
            "({y})",
            "({y})",
            "{m} {y}",
            "({m} {y})",
            "{s}. {y}",
            "[{y}]",
            "{m} {d}, {y}",
            "{d} {m} {y}",
            "{y}-{n:02}",
            "{y}/{n:02}",
            "{m}, {y}",
        )
    )
    out.gap(rng.choice((" ", " ", " ", ", ", ", ", ". ")))
    out.add(
        "date",
        said.format(y=work.year, m=month, s=month[:3], d=rng.randint(1, 28), n=phrases()["months"].index(month) + 1),
    )


def _thesis(out: Builder, work: Work, rng: random.Random) -> None:
    first, second = ("genre", work.genre), ("publisher", work.publisher)
    if rng.random() < 0.25:
        first, second = second, first
    out.add(*first)
    out.gap(rng.choice((", ", ", ", ". ", " ")))
    out.add(*second)


def _preprint(out: Builder, work: Work, rng: random.Random) -> None:
    ways = (
        "arXiv",
        "arXiv preprint",
        "arXiv:{}",
        "arXiv preprint arXiv:{}",
        "arXiv: {}",
        "arXiv {}",
        "arXiv preprint, arXiv:{}",
        "Preprint, arXiv:{}",
        "CoRR abs/{}",
        "bioRxiv",
        "ArXiv",
        "arXiv pre-print",
        "Preprint",
        "medRxiv",
        "arxiv",
        "SSRN",
    )
    way = rng.choice(ways)
    if "{}" in way:
        out.add("arxiv", way.format(work.arxiv))
    elif way == "Preprint":
        out.add("status", way)
    else:
        out.add("container", way)


def write_locator(out: Builder, work: Work, rng: random.Random) -> None:
    """Write volume, issue and pages."""
    if not work.volume:
        if work.last:
            out.gap(", ")
            out.add(
                "pages",
                rng.choice(("pp. {}-{}", "pages {}–{}", "{}-{}", "p. {}-{}", "pp. {}--{}")).format(
                    work.first, work.last
                ),
            )
        return
    out.gap(rng.choice((", ", " ", ", ", ". ")))
    volume = rng.choice(("{}", "{}", "vol. {}", "Vol. {}", "volume {}", "Volume {}")).format(work.volume)
    if work.issue:
        volume += rng.choice(
            ("({})", " ({})", ", no. {}", ", Issue {}", "({}):"[:4], "/{}", "-{}"[:0] + "({})")
        ).format(work.issue)
    out.add("volume", volume)
    glue = rng.choice((", ", ":", ": ", ", pp. ", ", p. ", ", pages ", " "))
    pages = work.first + (rng.choice("-–") + work.last if work.last else "")
    marks, words = (
        glue.strip().rstrip("pages. ") if "p" in glue else glue.strip(),
        glue.strip().lstrip(",: ") if "p" in glue else "",
    )
    out.gap((marks or ("" if glue == " " else ",")) + ("" if glue == ":" else " "))
    out.add("pages", f"{words} {pages}".strip())

"""Entries as researchers write them on their homepages, in layouts drawn at random.

Title first or authors first, on one line or several, with markup, marks on names, badges, status notes, awards and
labels of links.
"""

from __future__ import annotations

import random

from training.citation.builder import Builder
from training.citation.facts import Facts
from training.citation.names import MARKS, draw_name_style, write_names
from training.citation.samples import Sample
from training.citation.venues import write_locator, write_venue
from training.citation.works import Work, draw_seen_work, phrases

_ORDERS = (
    ("title", "authors", "venue"),
    ("authors", "title", "venue"),
    ("title", "venue", "authors"),
    ("venue", "title", "authors"),
    ("authors", "year", "title", "venue"),
    ("year", "authors", "title", "venue"),
    ("year", "title", "authors", "venue"),
    ("title", "authors"),
    ("authors", "title"),
    ("title", "venue"),
    ("venue", "authors", "title"),
)
_ORDER_WEIGHTS = (38, 33, 5, 6, 12, 2, 2, 4, 2, 2, 1)


def homepage_entry(facts: Facts, rng: random.Random) -> Sample:
    """Draw a work and write it in a layout drawn for it."""
    kind = rng.choices(
        ("paper", "article", "preprint", "thesis", "chapter", "book", "report", "patent"), (52, 24, 12, 3, 3, 2, 2, 2)
    )[0]
    language = "en" if rng.random() < 0.9 else None
    work = draw_seen_work(facts, rng, language, kind)
    work.year = rng.randint(1998, 2026)
    out = Builder()
    order = rng.choices(_ORDERS, _ORDER_WEIGHTS)[0]
    _start(out, rng)
    breaks = rng.random() < 0.45
    for at, part in enumerate(order):
        if at:
            _separate(out, rng, order[at - 1], part, breaks)
        if part == "title":
            _title(out, work, rng, alone=breaks)
        elif part == "authors":
            _authors(out, work, rng)
        elif part == "year":
            out.add("date", rng.choice(("{}", "({})", "[{}]", "{}.", "({}).")).format(work.year))
        else:
            write_venue(out, work, rng, year="year" not in order)
            if rng.random() < 0.15:
                write_locator(out, work, rng)
    if "venue" not in order and rng.random() < 0.7:
        out.gap(rng.choice((", ", ". ", " ", "\n" if breaks else " ")))
        out.add(
            "status" if (said := rng.random() < 0.6) else "date",
            _say(rng.choice(phrases()["status"]), rng) if said else str(work.year),
        )
    _finish(out, work, rng, breaks)
    return out.sample()


def _start(out: Builder, rng: random.Random) -> None:
    if rng.random() < 0.13:
        number = rng.randint(1, 99)
        out.add("citation-number", rng.choice(("[{}]", "{}.", "({})", "[C{}]", "[J{}]", "{})", "P{}.")).format(number))
        out.gap(" ")
    elif rng.random() < 0.05:
        out.add(
            "award" if rng.random() < 0.3 else "other",
            rng.choice(("🏆", "🔥", "[NEW]", "New!", "⭐", "📄", "NEW", "🎉", "•", "-", "[Preprint]")),
        )
        out.gap(" ")


def _separate(out: Builder, rng: random.Random, before: str, after: str, breaks: bool) -> None:
    if breaks and rng.random() < 0.85:
        out.gap(rng.choice(("\n", "\n", ".\n", ",\n", " \n", "  \n")))
        return
    if before == "title" and out.text[-1:] in "?!" and rng.random() < 0.8:
        out.gap(" ")
        return
    choices = {
        "title": (". ", ". ", ", ", ", ", " ", " - ", " | ", ": ", "; ", " — ", ".", " ("[:1]),
        "authors": (". ", ". ", ", ", ", ", ": ", " ", " - ", " | ", "; ", " — "),
        "venue": (". ", ", ", ": ", " ", " | ", " - "),
        "year": (" ", " ", ". ", ": ", ", "),
    }[before]
    out.gap(rng.choice(choices))


def _title(out: Builder, work: Work, rng: random.Random, *, alone: bool) -> None:
    styles: list[str] = []
    for style, chance in (("bold", 0.3 if alone else 0.15), ("italic", 0.1), ("link", 0.35)):
        if rng.random() < chance:
            styles.append(style)
    title = work.title
    if rng.random() < 0.1:
        title = title.title()
    if rng.random() < 0.03:
        title = title.upper()
    left, right = rng.choices(
        (("", ""), ("“", "”"), ('"', '"'), ("“", ",”"), ('"', '."'), ("«", "»"), ("'", "'"), ("“", ".”"), ("「", "」")),
        (75, 6, 8, 3, 2, 1, 2, 2, 1),
    )[0]
    out.add("title", left)
    if left:
        out.more(title, *styles)
        out.more(right)
    else:
        out.add("title", title, *styles)


def _authors(out: Builder, work: Work, rng: random.Random) -> None:
    names = list(work.authors)
    if rng.random() < 0.5:
        names += [
            name
            for name in (("Wei", "Zhang"), ("Yang", "Liu"), ("Priya", "Raman"), ("Tobias", "Keller"))[
                : rng.randint(1, 3)
            ]
            if work.language == "en"
        ]
        rng.shuffle(names)
    style = draw_name_style(rng, homepage=True)
    owner = rng.randrange(len(names))
    marked = rng.random() < 0.3
    bold = rng.choice(("bold", "bold", "bold", None, "underline", "italic"))
    whole = rng.choice((None, None, None, "italic"))
    pieces = write_names(names, style, rng)
    start = len(out.text)
    with_ = rng.random() < 0.03
    out.open("author")
    if with_:
        out.more(rng.choice(("with ", "By ", "by ", "Authors: ", "(with ", "joint with ", "Author: ")))
    count = 0
    for text, is_name in pieces:
        styles = [bold] if is_name and bold and count == owner else []
        if is_name and rng.random() < 0.01:
            styles.append("link")
        out.more(text, *styles)
        if is_name:
            count += 1
            if marked and rng.random() < 0.4:
                out.more(rng.choice(MARKS))
    if whole:
        out.style(start, whole)
    if with_ and rng.random() < 0.3:
        out.more(")")


def _say(status: str, rng: random.Random) -> str:
    return rng.choice(("{}", "{}", "({})", "[{}]", "{}.")).format(status)


def _finish(out: Builder, work: Work, rng: random.Random, breaks: bool) -> None:
    def joint() -> str:
        return rng.choice(("\n", " ")) if breaks else " "

    if rng.random() < 0.5:
        out.gap(rng.choice((".", ".", ",", "", ";")))
    if rng.random() < 0.08:
        out.gap(joint())
        out.add("status", _say(rng.choice(phrases()["status"]), rng))
    if work.arxiv and rng.random() < 0.3:
        out.gap(joint())
        out.add(
            "arxiv",
            rng.choice(
                ("arXiv:{}", "arXiv: {}", "arXiv {}", "[arXiv:{}]", "(arXiv:{})", "arXiv preprint arXiv:{}")
            ).format(work.arxiv),
        )
    if work.doi and rng.random() < 0.4:
        out.gap(joint())
        out.add(
            "doi",
            rng.choice(("doi:{}", "DOI: {}", "https://doi.org/{}", "doi: {}.", "{}", "(doi:{})")).format(work.doi),
        )
    if rng.random() < 0.18:
        out.gap(joint())
        out.add(
            "award",
            rng.choice(("{}", "({})", "[{}]", "🏆 {}", "{}!", "{}.")).format(rng.choice(phrases()["awards"])),
            *rng.choice(((), (), ("bold",), ("italic",))),
        )
    if rng.random() < 0.45:
        _links(out, rng, joint())
    if rng.random() < 0.12:
        out.gap(joint())
        out.add("note", rng.choice(phrases()["notes"]), *rng.choice(((), (), ("italic",))))
        if rng.random() < 0.3:
            out.gap(" ")
            out.more(rng.choice(phrases()["notes"]))


def _links(out: Builder, rng: random.Random, joint: str) -> None:
    frame = rng.choice(("[{}]", "[{}]", "({})", "{}", "{}", "[ {} ]"))
    between = (
        rng.choice((" ", " ", " | ", " / ", ", ", " · ", "", "\n"))
        if frame != "{}"
        else rng.choice((" | ", " / ", " ", ", ", " · "))
    )
    wrapped = frame == "{}" and rng.random() < 0.3
    out.gap(joint)
    for at, label in enumerate(rng.sample(phrases()["links"], rng.randint(1, 4))):
        if at:
            out.gap(between)
        text = frame.format(label)
        out.add("link", ("[" if wrapped and not at else "") + text, *(("link",) if rng.random() < 0.85 else ()))
    if wrapped:
        out.more("]")

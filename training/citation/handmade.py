"""Reference lists as BibTeX's own styles, journals without titles, Chinese standards and people by hand write them."""

from __future__ import annotations

import random

from training.citation.builder import Builder
from training.citation.chinese import chinese
from training.citation.facts import Facts
from training.citation.loose import loose
from training.citation.names import NameStyle, put_names, write_names
from training.citation.samples import Sample
from training.citation.works import Work, draw_seen_work, phrases


def handmade(facts: Facts, rng: random.Random) -> Sample:
    """Draw a work and write it in one of the styles."""
    way = rng.choices((_bibtex, _physics, chinese, loose, _acm), (32, 14, 13, 35, 6))[0]
    if way is chinese:
        work = draw_seen_work(facts, rng, rng.choice(("zh", "zh", "zh", "en")))
    elif way is _physics:
        work = draw_seen_work(facts, rng, "en", rng.choice(("article", "article", "article", "paper", "preprint")))
    else:
        work = draw_seen_work(facts, rng)
    out = Builder()
    way(out, work, rng)
    return out.sample()


def _bibtex(out: Builder, work: Work, rng: random.Random) -> None:
    """`plain`, `abbrv`, `alpha`, `unsrt`, `ieeetr`: "A. Doe. Title. *Journal*, 3(4):5–9, May 2001."""
    number = rng.randint(1, 150)
    if rng.random() < 0.5:
        key = f"{work.authors[0][1][:3]}{work.year % 100:02}"
        out.add("citation-number", rng.choice((f"[{number}]", f"[{number}]", f"[{key}]", f"{number}.")))
        out.gap(" ")
    style = NameStyle(
        rng.choice(("full", "initials", "initials")), ", ", rng.choice((", and ", " and ")), False, ", et al.", 99
    )
    put_names(out, work, rng, style)
    out.gap(rng.choice((". ", ". ", ", ")))
    title = work.title
    out.add("title", rng.choice(("{}", "{}", "{}", "“{},”", '"{},"')).format(title))
    out.gap(" " if title[-1] in "?!" or out.text[-1] in '”"' else ". ")
    date = f"{phrases()['months'][work.month - 1]} {work.year}" if work.month else str(work.year)
    _bibtex_where(out, work, rng)
    out.gap(", ")
    out.add("date", date)
    out.gap(".")
    if work.doi and rng.random() < 0.5:
        out.gap(" ")
        out.add("doi", rng.choice(("doi: {}.", "doi:{}.", "https://doi.org/{}.", "doi: {}")).format(work.doi))
    if work.url:
        out.gap(" ")
        out.add("url", rng.choice(("URL {}.", "{}", "URL {}", "{}.")).format(work.url))


def _bibtex_where(out: Builder, work: Work, rng: random.Random) -> None:
    dash = rng.choice(("-", "–", "--"))
    pages = f"{work.first}{dash}{work.last}" if work.last else work.first
    if work.kind in ("article", "newspaper"):
        out.add("container", work.container)
        out.gap(", ")
        out.add("volume", f"{work.volume}({work.issue}):" if work.issue else f"{work.volume}:")
        out.gap(rng.choice(("", "", " ")))
        out.add("pages", pages)
    elif work.kind in ("paper", "chapter"):
        if work.editors:
            out.open("editor")
            names = NameStyle("initials", ", ", ", and " if len(work.editors) > 2 else " and ", False, "", 99)
            text = "".join(piece for piece, _ in write_names(work.editors, names, rng))
            out.more(f"In {text}, editor{'s' if len(work.editors) > 1 else ''},")
            out.gap(" ")
            out.add("container", work.container)
        else:
            out.add("container", f"In {work.container}")
        if work.volume and rng.random() < 0.5:
            out.gap(", ")
            out.add("volume", f"volume {work.volume}")
            if work.series:
                out.gap(" ")
                out.add("series", f"of {work.series}")
        if rng.random() < 0.8:
            out.gap(", ")
            out.add("pages", f"pages {pages}")
        _publisher(out, work, rng, first=rng.random() < 0.3)
    elif work.kind == "preprint":
        out.add(
            "arxiv",
            rng.choice(
                ("arXiv preprint arXiv:{}", "arXiv:{}", "CoRR, abs/{}", "Preprint, arXiv:{}", "ArXiv, abs/{}")
            ).format(work.arxiv),
        )
    elif work.kind == "patent":
        out.add("genre", work.number)
    else:
        if work.genre:
            out.add("genre", f"{work.genre} {work.number}".strip())
            out.gap(", ")
        out.add("publisher", work.publisher or "Springer")
        if work.place:
            out.gap(", ")
            out.add("place", work.place)
        if work.edition:
            out.gap(", ")
            out.add("edition", f"{('second', 'third', 'fourth')[int(work.edition) % 3]} edition")


def _acm(out: Builder, work: Work, rng: random.Random) -> None:
    """ACM: "Ann Roe. 2019. Title. In Proceedings of X (X '19). ACM, New York, NY, USA, 1–14. DOI"."""
    put_names(
        out, work, rng, NameStyle("full", ", ", ", and " if len(work.authors) > 2 else " and ", False, ", et al.", 99)
    )
    out.gap(". ")
    out.add("date", f"{work.year}.")
    out.gap(" ")
    out.add("title", work.title)
    out.gap(". " if work.title[-1] not in "?!" else " ")
    short = "".join(part[0] for part in work.container.split() if part[0].isupper())[:6]
    out.add("container", f"In {work.container or 'Proceedings'}")
    if len(short) > 2 and rng.random() < 0.7:
        out.more(f" ({short} '{work.year % 100:02}).")
    else:
        out.more(".")
    if rng.random() < 0.8:
        out.gap(" ")
        out.add(
            "publisher",
            rng.choice(("ACM,", "Association for Computing Machinery,", "ACM Press,", "IEEE,", "USENIX Association,")),
        )
        out.gap(" ")
        out.add(
            "place",
            rng.choice(
                (
                    "New York, NY, USA,",
                    "New York, NY,",
                    "Berkeley, CA, USA,",
                    "Washington, DC, USA,",
                    "Piscataway, NJ, USA,",
                )
            ),
        )
    out.gap(" ")
    out.add("pages", f"{work.first}–{work.last}." if work.last else f"Article {work.first}, 12 pages.")
    if work.doi:
        out.gap(" ")
        out.add("doi", rng.choice(("https://doi.org/{}", "doi:{}", "DOI: https://doi.org/{}")).format(work.doi))


def _publisher(out: Builder, work: Work, rng: random.Random, *, first: bool) -> None:
    pieces = [(label, text) for label, text in (("place", work.place), ("publisher", work.publisher)) if text]
    if not first:
        pieces.reverse()
    for at, (label, text) in enumerate(pieces):
        out.gap(rng.choice((", ", ", ", ". ")) if not at else ", ")
        out.add(label, text)


def _physics(out: Builder, work: Work, rng: random.Random) -> None:
    """AIP, APS, ACS, Angewandte, astronomy: no title; the year in brackets last, or before the volume."""
    if rng.random() < 0.6:
        out.add("citation-number", rng.choice(("[{}]", "{}.", "({})", "{}")).format(rng.randint(1, 140)))
        out.gap(" ")
    form = rng.choice(("initials", "initials", "family_initials", "family_initials_blank", "vancouver"))
    style = NameStyle(
        form,
        "; " if form == "family_initials" else ", ",
        rng.choice((", and ", " and ", ", ", " & ")),
        False,
        rng.choice((", et al.", " et al.")),
        rng.choice((99, 1, 3)),
    )
    put_names(out, work, rng, style)
    astronomy = rng.random() < 0.25
    if astronomy:
        out.gap(rng.choice((" ", ", ")))
        out.add("date", f"{work.year}{rng.choice(('', '', 'a', 'b'))}")
    out.gap(", " if rng.random() < 0.85 else " ")
    if rng.random() < 0.15:
        out.add("title", work.title)
        out.gap(", ")
    if work.kind == "preprint":
        out.add("arxiv", rng.choice(("arXiv:{}", "arXiv:{} [cond-mat]", "preprint arXiv:{}")).format(work.arxiv))
    else:
        out.add("container", work.short or work.container)
        before = not astronomy and rng.random() < 0.3
        if before:
            out.gap(" ")
            out.add("date", f"{work.year}")
        out.gap(rng.choice((" ", ", ")) if not before else ", ")
        out.add("volume", work.volume or "7")
        if work.issue and rng.random() < 0.2:
            out.more(f" ({work.issue})")
        out.gap(", ")
        out.add("pages", work.first if rng.random() < 0.7 else f"{work.first}–{work.last or work.first}")
        if not before and not astronomy:
            out.gap(" ")
            out.add("date", f"({work.year})")
    if work.kind == "preprint" and not astronomy:
        out.gap(" ")
        out.add("date", f"({work.year})")
    out.gap(rng.choice((".", "", ";")))

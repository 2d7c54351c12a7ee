"""Reference lists as BibTeX's own styles, journals without titles, Chinese standards and people by hand write them."""

from __future__ import annotations

import random

from training.citation.builder import Builder
from training.citation.facts import Facts
from training.citation.names import NameStyle, draw_name_style, write_names
from training.citation.samples import Sample
from training.citation.works import Work, draw_work, words

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_PATENT_WORDS = ("[P]", "")
_GENRES = {"article": "[J]", "paper": "[C]", "book": "[M]", "chapter": "[M]", "thesis": "[D]", "report": "[R]", "preprint": "[J]", "patent": "[P]", "newspaper": "[N]"}


def handmade(facts: Facts, rng: random.Random) -> Sample:
    """Draw a work and write it in one of the styles."""
    way = rng.choices((_bibtex, _physics, _chinese, _loose), (35, 15, 14, 36))[0]
    if way is _chinese:
        work = draw_work(facts, rng, rng.choice(("zh", "zh", "zh", "en")))
    elif way is _physics:
        work = draw_work(facts, rng, "en", rng.choice(("article", "article", "article", "paper", "preprint")))
    else:
        work = draw_work(facts, rng)
    out = Builder()
    way(out, work, rng)
    return out.sample()


def _names(out: Builder, work: Work, rng: random.Random, style: NameStyle, label: str = "author") -> None:
    people = work.authors if label == "author" else work.editors
    out.open(label)
    out.more("".join(text for text, _ in write_names(people, style, rng)))


def _bibtex(out: Builder, work: Work, rng: random.Random) -> None:
    """`plain`, `abbrv`, `alpha`, `unsrt`, `ieeetr`: "A. Doe. Title. *Journal*, 3(4):5–9, May 2001."""
    number = rng.randint(1, 150)
    if rng.random() < 0.5:
        key = f"{work.authors[0][1][:3]}{work.year % 100:02}"
        out.add("citation-number", rng.choice((f"[{number}]", f"[{number}]", f"[{key}]", f"{number}.")))
        out.gap(" ")
    style = NameStyle(rng.choice(("full", "initials", "initials")), ", ", rng.choice((", and ", " and ")), False, ", et al.", 99)
    _names(out, work, rng, style)
    out.gap(rng.choice((". ", ". ", ", ")))
    title = work.title
    out.add("title", rng.choice(("{}", "{}", "{}", "“{},”", '"{},"')).format(title))
    out.gap(" " if title[-1] in "?!" or out.text[-1] in "”\"" else ". ")
    date = f"{_MONTHS[work.month - 1]} {work.year}" if work.month else str(work.year)
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
        out.add("arxiv", rng.choice(("arXiv preprint arXiv:{}", "arXiv:{}", "CoRR, abs/{}", "Preprint, arXiv:{}", "ArXiv, abs/{}")).format(work.arxiv))
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
    style = NameStyle(form, "; " if form == "family_initials" else ", ", rng.choice((", and ", " and ", ", ", " & ")), False, rng.choice((", et al.", " et al.")), rng.choice((99, 1, 3)))
    _names(out, work, rng, style)
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


def _chinese(out: Builder, work: Work, rng: random.Random) -> None:
    """GB/T 7714: "张三, 李四. 题名[J]. 刊名, 2018, 41(3): 12-20."""
    wide = rng.random() < 0.15
    blank = rng.choice((" ", " ", "")) if not wide else ""
    comma, stop, colon = ("，", "．", "：") if wide else (",", ".", ":")
    if rng.random() < 0.6:
        out.add("citation-number", f"[{rng.randint(1, 60)}]")
        out.gap(blank)
    style = NameStyle("vancouver", f"{comma}{blank}", f"{comma}{blank}", rng.random() < 0.4, rng.choice((", et al", ", 等")), 3)
    _names(out, work, rng, style)
    out.gap(f"{stop}{blank}")
    mark = _GENRES[work.kind] if rng.random() < 0.85 else ""
    out.add("title", work.title + mark)
    out.gap("//" if mark in ("[C]", "[M]") and work.container and rng.random() < 0.6 else f"{stop}{blank}")
    pages = f"{work.first}-{work.last}" if work.last else work.first
    if work.kind in ("article", "newspaper"):
        out.add("container", work.container)
        out.gap(f"{comma}{blank}")
        out.add("date", str(work.year))
        out.gap(f"{comma}{blank}")
        out.add("volume", f"{work.volume}({work.issue})" if work.issue else work.volume)
        out.gap(f"{colon}{blank}")
        out.add("pages", pages)
    elif work.container and work.kind != "preprint":
        out.add("container", work.container)
        out.gap(f"{stop}{blank}")
        if work.place and work.publisher:
            out.add("place", work.place)
            out.gap(f"{colon}{blank}")
            out.add("publisher", work.publisher)
            out.gap(f"{comma}{blank}")
        out.add("date", str(work.year))
        out.gap(f"{colon}{blank}")
        out.add("pages", pages)
    elif work.kind == "preprint":
        out.add("arxiv", f"arXiv preprint arXiv:{work.arxiv}")
        out.gap(f"{comma}{blank}")
        out.add("date", str(work.year))
    else:
        out.add("place", work.place or words()[work.language]["places"][0])
        out.gap(f"{colon}{blank}")
        out.add("publisher", work.publisher or words()[work.language]["publishers"][0])
        out.gap(f"{comma}{blank}")
        out.add("date", str(work.year))
    out.gap(stop if rng.random() < 0.8 else "")


def _loose(out: Builder, work: Work, rng: random.Random) -> None:
    """By hand: any order and separators, few of them shared."""
    style = draw_name_style(rng, homepage=False)
    between = rng.choice((". ", ", ", ", ", " ", ": ", "; ", ". - ", " / "))
    early = rng.random() < 0.4
    if rng.random() < 0.2:
        out.add("citation-number", rng.choice(("[{}]", "{}.", "({})", "{})")).format(rng.randint(1, 99)))
        out.gap(" ")
    title_first = rng.random() < 0.12
    quoted = rng.choice(("{}", "{}", "{}", "“{}”", '"{}"', "« {} »", "„{}“", "‘{}’", "『{}』"))
    if title_first:
        out.add("title", quoted.format(work.title))
        out.gap(between if between != " " else ". ")
    _names(out, work, rng, style)
    if early:
        out.gap(rng.choice((" ", ", ", ". ")))
        out.add("date", rng.choice(("({})", "{}", "({}):", "[{}]", "({}),", "{}:", "({})")).format(work.year))
    if not title_first:
        out.gap(between if rng.random() < 0.9 else " ")
        out.add("title", quoted.format(work.title))
    out.gap(" " if out.text[-1] in "?!" else between)
    _loose_where(out, work, rng)
    if not early and rng.random() < 0.95:
        out.gap(rng.choice((", ", " ", ". ", "; ")))
        month = f"{_MONTHS[work.month - 1][:3]} " if work.month and rng.random() < 0.5 else ""
        out.add("date", rng.choice(("{}", "{}", "({})", "{}.")).format(f"{month}{work.year}"))
    out.gap(rng.choice((".", ".", "", ",")))


def _loose_where(out: Builder, work: Work, rng: random.Random) -> None:
    pages = f"{work.first}{rng.choice(('-', '–', '--', ' - ', '—'))}{work.last}" if work.last else work.first
    if work.kind in ("article", "newspaper", "paper", "chapter"):
        lead = rng.choice(("", "", "In ", "In: ", "in: ", "in ", "Dans ", "En: ", "In Proc. of ")) if work.kind in ("paper", "chapter") else rng.choice(("", "", "", "", "in ", "In: "))
        out.add("container", lead + (work.short if work.short and rng.random() < 0.4 else work.container))
        if work.editors:
            out.gap(rng.choice((", ", " ", ". ")))
            names = "".join(piece for piece, _ in write_names(work.editors, NameStyle(rng.choice(("initials", "full", "family_initials")), ", ", rng.choice((" and ", " & ", " und ", " et ")), False, "", 99), rng))
            out.add("editor", rng.choice(("{} (Eds.)", "ed. by {}", "edited by {}", "(Hrsg. {})", "{} (Hrsg.)", "(eds. {})", "{}, eds.", "sous la dir. de {}", "{} (dir.)", "a cura di {}", "{} (coord.)", "{} (org.)")).format(names))
        if work.volume and work.kind != "paper":
            out.gap(rng.choice((" ", ", ", ", ", ". ")))
            out.add("volume", rng.choice(("{}", "vol. {}", "Vol. {}", "Bd. {}", "v. {}", "t. {}", "Tome {}", "{}. Jg.", "vol.{}")).format(work.volume))
            if work.issue:
                out.more(rng.choice(("({})", " ({})", ", no. {}", ", n° {}", ", Heft {}", ", nr. {}", "/{}", ", n. {}", " no {}", ", Nr. {}")).format(work.issue))
        if rng.random() < 0.85:
            out.gap(rng.choice((", ", ": ", ", ", "; ", " ")))
            out.add("pages", rng.choice(("{}", "{}", "pp. {}", "p. {}", "S. {}", "pág. {}", "pp {}", "pages {}", "blz. {}", "p.{}", "str. {}")).format(pages))
    elif work.kind == "preprint":
        out.add("arxiv", rng.choice(("arXiv:{}", "arXiv {}", "{}", "arxiv.org/abs/{}", "https://arxiv.org/abs/{}")).format(work.arxiv))
        return
    elif work.kind == "patent":
        out.add("genre", work.number)
        return
    elif work.genre:
        out.add("genre", rng.choice(("{}", "({})", "[{}]", "{}")).format(f"{work.genre} {work.number}".strip()))
    pieces = [(label, text) for label, text in (("place", work.place), ("publisher", work.publisher)) if text]
    if rng.random() < 0.4:
        pieces.reverse()
    for at, (label, text) in enumerate(pieces):
        out.gap((rng.choice((", ", ". ", " ")) if not out.text.endswith((" ", ": ")) else "") if not at else rng.choice((": ", " : ", ", ")))
        out.add(label, text)
    if work.edition:
        out.gap(rng.choice((", ", ". ")))
        out.add("edition", rng.choice(("{}. Aufl.", "{}th ed.", "{}e éd.", "{}ª ed.", "{}th edition", "{}. Auflage")).format(work.edition))

"""References as people write them by hand."""

from __future__ import annotations

import random

from training.citation.builder import Builder
from training.citation.names import NameStyle, draw_name_style, put_names, write_names
from training.citation.works import Work, phrases, words


def loose(out: Builder, work: Work, rng: random.Random) -> None:
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
    put_names(out, work, rng, style)
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
        month = f"{phrases()['months'][work.month - 1][:3]} " if work.month and rng.random() < 0.5 else ""
        out.add("date", rng.choice(("{}", "{}", "({})", "{}.")).format(f"{month}{work.year}"))
    out.gap(rng.choice((".", ".", "", ",")))


def _loose_where(out: Builder, work: Work, rng: random.Random) -> None:
    pages = f"{work.first}{rng.choice(('-', '–', '--', ' - ', '—'))}{work.last}" if work.last else work.first
    if work.kind in ("article", "newspaper", "paper", "chapter"):
        lead = (
            rng.choice(("", "", "In ", "In: ", "in: ", "in ", "Dans ", "En: ", "In Proc. of "))
            if work.kind in ("paper", "chapter")
            else rng.choice(("", "", "", "", "in ", "In: "))
        )
        out.add("container", lead + (work.short if work.short and rng.random() < 0.4 else work.container))
        if work.kind == "article" and rng.random() < (0.4 if work.language == "pt" else 0.06):
            out.gap(", ")
            out.add("place", rng.choice(words()[work.language]["places"]))
        if work.editors:
            out.gap(rng.choice((", ", " ", ". ")))
            names = "".join(
                piece
                for piece, _ in write_names(
                    work.editors,
                    NameStyle(
                        rng.choice(("initials", "full", "family_initials")),
                        ", ",
                        rng.choice((" and ", " & ", " und ", " et ")),
                        False,
                        "",
                        99,
                    ),
                    rng,
                )
            )
            out.add(
                "editor",
                rng.choice(
                    (
                        "{} (Eds.)",
                        "ed. by {}",
                        "edited by {}",
                        "(Hrsg. {})",
                        "{} (Hrsg.)",
                        "(eds. {})",
                        "{}, eds.",
                        "sous la dir. de {}",
                        "{} (dir.)",
                        "a cura di {}",
                        "{} (coord.)",
                        "{} (org.)",
                    )
                ).format(names),
            )
        if work.volume and work.kind != "paper":
            out.gap(rng.choice((" ", ", ", ", ", ". ")))
            out.add(
                "volume",
                rng.choice(
                    ("{}", "vol. {}", "Vol. {}", "Bd. {}", "v. {}", "t. {}", "Tome {}", "{}. Jg.", "vol.{}")
                ).format(work.volume),
            )
            if work.issue:
                out.more(
                    rng.choice(
                        (
                            "({})",
                            " ({})",
                            ", no. {}",
                            ", n° {}",
                            ", Heft {}",
                            ", nr. {}",
                            "/{}",
                            ", n. {}",
                            " no {}",
                            ", Nr. {}",
                        )
                    ).format(work.issue)
                )
        if rng.random() < 0.85:
            out.gap(rng.choice((", ", ": ", ", ", "; ", " ")))
            out.add(
                "pages",
                rng.choice(
                    (
                        "{}",
                        "{}",
                        "pp. {}",
                        "p. {}",
                        "S. {}",
                        "pág. {}",
                        "pp {}",
                        "pages {}",
                        "blz. {}",
                        "p.{}",
                        "str. {}",
                    )
                ).format(pages),
            )
    elif work.kind == "preprint":
        out.add(
            "arxiv",
            rng.choice(("arXiv:{}", "arXiv {}", "{}", "arxiv.org/abs/{}", "https://arxiv.org/abs/{}")).format(
                work.arxiv
            ),
        )
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
        out.gap(
            (rng.choice((", ", ". ", " ")) if not out.text.endswith((" ", ": ")) else "")
            if not at
            else rng.choice((": ", " : ", ", "))
        )
        out.add(label, text)
    if work.edition:
        out.gap(rng.choice((", ", ". ")))
        out.add(
            "edition",
            rng.choice(("{}. Aufl.", "{}th ed.", "{}e éd.", "{}ª ed.", "{}th edition", "{}. Auflage")).format(
                work.edition
            ),
        )

"""Works to cite, made of real facts (titles, names, journals) and of our own word lists, in nine languages.

Every kind of work that reference lists hold is here: articles, conference papers, books, chapters, theses, reports,
preprints, patents, reviews and newspaper articles. Numbers (volume, issue, pages) are drawn, and differ from one
another within a work, so that each can be told in a rendered string.
"""

from __future__ import annotations

import hashlib
import random
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from training.citation.facts import Facts

Name = tuple[str, str]
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "zh", "ja")
_WEIGHTS = (58, 7, 8, 6, 6, 4, 4, 4, 3)
_KINDS = ("article", "paper", "book", "chapter", "thesis", "report", "preprint", "patent", "newspaper")
_KIND_WEIGHTS = (42, 20, 13, 9, 5, 5, 4, 1, 2)


@dataclass(slots=True)
class Work:
    """The facts of one work."""

    kind: str
    language: str
    title: str
    authors: list[Name]
    year: int
    month: int | None = None
    day: int | None = None
    editors: list[Name] = field(default_factory=list)
    container: str = ""
    short: str = ""
    volume: str = ""
    issue: str = ""
    first: str = ""
    last: str = ""
    publisher: str = ""
    place: str = ""
    edition: str = ""
    series: str = ""
    genre: str = ""
    number: str = ""
    doi: str = ""
    url: str = ""
    arxiv: str = ""


def held_out(text: str) -> bool:
    """Tell whether a title or a style's name belongs to the tenth that is never trained on.

    >>> held_out("apa"), held_out("nature")
    (False, False)
    """
    return int(hashlib.sha1(text.encode()).hexdigest(), 16) % 10 == 0


@cache
def words() -> dict[str, dict[str, list[str]]]:
    """Return the word lists by language."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


@cache
def phrases() -> dict[str, list[str]]:
    """Return what entries hold beside the facts of a work, by sort."""
    return tomllib.loads((Path(__file__).parent / "entries.toml").read_text("utf-8"))


def draw_work(facts: Facts, rng: random.Random, language: str | None = None, kind: str | None = None) -> Work:
    """Draw one work; `language` and `kind` are drawn too where not given."""
    language = language or rng.choices(LANGUAGES, _WEIGHTS)[0]
    kind = kind or rng.choices(_KINDS, _KIND_WEIGHTS)[0]
    lists = words()[language]
    work = Work(kind, language, _title(facts, rng, language, kind), _names(facts, rng, language, _count(rng)), 0)
    work.year = min(2026, max(1890, int(rng.gauss(2005, 14)))) if rng.random() < 0.93 else rng.randint(1700, 1950)
    if rng.random() < 0.3:
        work.month = rng.randint(1, 12)
        work.day = rng.randint(1, 28) if rng.random() < 0.4 else None
    _number(work, rng)
    _place(work, facts, rng, lists)
    if rng.random() < (0.35 if kind in ("article", "paper", "preprint") else 0.06):
        work.doi = _doi(rng, work.year)
    if rng.random() < 0.07:
        host = rng.choice(("org", "com", "edu", "gov/reports", "de"))
        work.url = f"https://www.{_letters(rng)}.{host}/{_letters(rng)}/{rng.randint(1, 9999)}"
    return work


def draw_seen_work(facts: Facts, rng: random.Random, language: str | None = None, kind: str | None = None) -> Work:
    """Draw a work that may be trained on."""
    while held_out((work := draw_work(facts, rng, language, kind)).title):
        pass
    return work


def _doi(rng: random.Random, year: int) -> str:
    prefix = rng.choice((1016, 1038, 1103, 1145, 1109, 1007, 1177, 3389, 1371, 48550))
    suffixes = (
        f"j.{_letters(rng)}.{year}.{rng.randint(1, 99):02}.{rng.randint(1, 999):03}",
        f"{rng.randint(10**5, 10**8)}",
        f"s{rng.randint(10**4, 10**5 - 1)}-{rng.randint(10, 30):03}-{rng.randint(1000, 9999)}-{rng.randint(0, 9)}",
        f"PhysRevLett.{rng.randint(50, 130)}.{rng.randint(10**4, 10**5)}",
        f"{rng.randint(10**6, 10**7)}.{rng.randint(10**6, 10**7)}",
    )
    return f"10.{prefix}/{rng.choice(suffixes)}"


def _letters(rng: random.Random) -> str:
    return "".join(rng.choice("abcdefghijklmnoprstuvw") for _ in range(rng.randint(3, 8)))


def _count(rng: random.Random) -> int:
    return rng.choices((1, 2, 3, 4, 5, 6, 8, 12), (30, 24, 17, 11, 7, 5, 4, 2))[0]


def _title(facts: Facts, rng: random.Random, language: str, kind: str) -> str:
    title = _one_title(facts, rng, language, kind)
    if language not in ("zh", "ja") and rng.random() < 0.07 and len(title) < 70:
        # Many a subtitle follows after a full stop.
        title = f"{title.rstrip('.?!')}. {_one_title(facts, rng, language, kind)}"
    return title


def _one_title(facts: Facts, rng: random.Random, language: str, kind: str) -> str:
    if language == "en" and rng.random() < (0.8 if kind in ("article", "paper", "preprint") else 0.25):
        return rng.choice(facts.titles)
    lists = words()[language]
    nouns = rng.sample(lists["nouns"], 3)
    adjectives = rng.sample(lists["adjectives"], 2)
    start = rng.randint(1450, 1990)
    place = rng.choice(lists["places"]).split(",")[0]
    title = rng.choice(lists["titles"]).format(
        n=nouns[0], m=nouns[1], n2=nouns[2], a=adjectives[0], a2=adjectives[1], p=place,
        y=f"{start}{rng.choice('-–')}{start + rng.randint(3, 60)}",
    )  # fmt: skip
    title = title[0].upper() + title[1:]
    if language not in ("zh", "ja") and rng.random() < 0.2:
        title += (
            rng.choice((": ", ". ", " - ")) + rng.choice(lists["nouns"]) + rng.choice((" I", " II", " 2.0", "", "", ""))
        )
    return title


def _names(facts: Facts, rng: random.Random, language: str, count: int) -> list[Name]:
    if language == "en" and rng.random() < 0.03:
        return [("", rng.choice(words()["en"]["institutions"]))]
    if language == "en" and rng.random() < 0.75:
        return [rng.choice(facts.names) for _ in range(count)]
    lists = words()[language]
    return [(rng.choice(lists["given"]), rng.choice(lists["family"])) for _ in range(count)]


def _number(work: Work, rng: random.Random) -> None:
    numbers = rng.sample(range(2, 99), 2)
    work.volume = str(numbers[0] if rng.random() < 0.8 else rng.randint(100, 620))
    work.issue = str(rng.randint(1, 12) if rng.random() < 0.8 else numbers[1])
    if work.issue == work.volume or rng.random() < 0.3:
        work.issue = ""
    start = rng.choices(
        (rng.randint(1, 99), rng.randint(100, 999), rng.randint(1000, 9999), rng.randint(10**4, 10**6)), (30, 45, 20, 5)
    )[0]
    work.first = str(start)
    work.last = str(start + rng.randint(2, 40)) if rng.random() < 0.92 and start < 10**5 else ""
    if rng.random() < 0.04:
        letter = rng.choice("eELSAR")
        work.first, work.last = f"{letter}{work.first}", f"{letter}{work.last}" if work.last else ""


def _place(work: Work, facts: Facts, rng: random.Random, lists: dict[str, list[str]]) -> None:
    kind, language = work.kind, work.language
    if kind in ("article", "newspaper"):
        work.container, work.short = rng.choice(facts.journals)
        if language != "en" and rng.random() < 0.8:
            work.container = work.short = rng.choice(lists["journals"])
    elif kind in ("paper", "chapter"):
        work.container = _collection(facts, rng, work)
        if rng.random() < (0.75 if kind == "chapter" else 0.2):
            work.editors = _names(facts, rng, language, rng.choices((1, 2, 3), (4, 4, 2))[0])
            work.editors = [name for name in work.editors if name[0]]
        if kind == "paper" and rng.random() < 0.5:
            work.volume = ""
    if kind in ("book", "chapter", "paper") and rng.random() < (
        0.95 if kind == "book" else 0.75 if kind == "chapter" else 0.4
    ):
        work.publisher = rng.choice(lists["publishers"])
        if rng.random() < 0.75:
            work.place = rng.choice(lists["places"])
    if kind in ("book", "chapter", "paper") and rng.random() < 0.12:
        work.series = rng.choice(facts.series)
    if kind == "book" and rng.random() < 0.15:
        work.edition = str(rng.randint(2, 9))
    if kind in ("thesis", "report"):
        work.publisher = rng.choice(lists["institutions"])
        work.genre = rng.choice(lists["theses" if kind == "thesis" else "reports"])
        work.place = rng.choice(lists["places"]) if rng.random() < 0.4 else ""
        if kind == "report":
            work.number = rng.choice(("{}", "TR-{}", "CS-{}", "No. {}", "MIT/LCS/TR-{}", "{}-07", "NBER-{}")).format(
                rng.randint(2, 990)
            )
    if kind == "preprint":
        stamp = f"{rng.randint(8, 26):02}{rng.randint(1, 12):02}.{rng.randint(1, 19999):05}"
        work.arxiv = (
            stamp
            if rng.random() < 0.9
            else f"{rng.choice(('math', 'hep-th', 'astro-ph', 'cond-mat'))}/{rng.randint(9201001, 9912999)}"
        )
        work.container = rng.choice(("arXiv", "arXiv preprint", "CoRR", "bioRxiv", "arXiv e-prints"))
    if kind == "patent":
        work.number = rng.choice(("US Patent {}", "U.S. Patent {}", "EP {}", "WO{}", "Patent CN{}")).format(
            f"{rng.randint(3, 11)},{rng.randint(100, 999)},{rng.randint(100, 999)}"
        )


def _collection(facts: Facts, rng: random.Random, work: Work) -> str:
    if work.language in ("zh", "ja"):
        noun = rng.choice(words()[work.language]["nouns"])
        return (
            rng.choice((f"第{rng.randint(3, 40)}届全国{noun}学术会议论文集", f"{noun}国际会议论文集"))
            if work.language == "zh"
            else f"{noun}研究会予稿集"
        )
    if work.kind == "paper" and (work.language == "en" or rng.random() < 0.4):
        return rng.choice(facts.proceedings) if rng.random() < 0.75 else _made_conference(rng)
    if work.kind == "paper":
        noun = rng.choice(words()[work.language]["nouns"])
        return {
            "de": f"Tagungsband der {rng.randint(2, 40)}. Konferenz {noun}", "fr": f"Actes du colloque {noun}",
            "es": f"Actas del Congreso de {noun}", "pt": f"Anais do Congresso Brasileiro de {noun}",
            "it": f"Atti del convegno {noun}", "nl": f"Handelingen van het congres {noun}",
        }[work.language]  # fmt: skip
    lists = words()[work.language]
    nouns, adjective = rng.sample(lists["nouns"], 3), rng.sample(lists["adjectives"], 2)
    title = rng.choice(lists["titles"]).format(
        n=nouns[0], m=nouns[1], n2=nouns[2], a=adjective[0], a2=adjective[1], p=lists["places"][0], y="1800-1900"
    )
    return title[0].upper() + title[1:]


def _made_conference(rng: random.Random) -> str:
    lists = words()["en"]
    field_ = " and ".join(noun.title() for noun in rng.sample(lists["nouns"], rng.choice((1, 2))))
    number = rng.randint(2, 48)
    ordinal = f"{number}{'th' if 10 < number < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    head = rng.choice(("", "Proceedings of the ", "Proc. ", "Proc. of the ", "Proceedings of ", "Abstracts of the "))
    kind = rng.choice(
        (
            "International Conference on",
            "Conference on",
            "Symposium on",
            "International Workshop on",
            "Annual Meeting of the Society for",
            "Int. Conf. on",
            "IEEE Conference on",
            "ACM Symposium on",
            "Congress of",
            "Annual Conference of the Association for",
        )
    )
    return f"{head}{ordinal + ' ' if rng.random() < 0.5 else ''}{kind} {field_}"

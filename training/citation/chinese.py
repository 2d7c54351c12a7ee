"""Reference lists after the Chinese standard GB/T 7714."""

from __future__ import annotations

import random

from training.citation.builder import Builder
from training.citation.names import NameStyle, put_names
from training.citation.works import Work, words

_GENRES = {
    "article": "[J]",
    "paper": "[C]",
    "book": "[M]",
    "chapter": "[M]",
    "thesis": "[D]",
    "report": "[R]",
    "preprint": "[J]",
    "patent": "[P]",
    "newspaper": "[N]",
}


def chinese(out: Builder, work: Work, rng: random.Random) -> None:
    """GB/T 7714: "张三, 李四. 题名[J]. 刊名, 2018, 41(3): 12-20."""
    wide = rng.random() < 0.15
    blank = rng.choice((" ", " ", "")) if not wide else ""
    comma, stop, colon = ("，", "．", "：") if wide else (",", ".", ":")
    if rng.random() < 0.6:
        out.add("citation-number", f"[{rng.randint(1, 60)}]")
        out.gap(blank)
    style = NameStyle(
        "vancouver", f"{comma}{blank}", f"{comma}{blank}", rng.random() < 0.4, rng.choice((", et al", ", 等")), 3
    )
    put_names(out, work, rng, style)
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

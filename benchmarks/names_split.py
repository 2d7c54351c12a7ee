"""How well author lists are found: on the dev pages' stretches, on lists written out in many styles, and on non-names.

    python benchmarks/names_split.py [--show N]

Prints, per source, the share of lists whose names are all right, and of texts without names that got none.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pubnorm.matching.names import name_score, parse_name, split_names

SHARED = Path(__file__).parents[2] / "shared"
SEED = 20260101


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", type=int, default=0, help="print this many failures of each source")
    show = options.parse_args().show
    _report("dev pages", list(_dev_lists()), show)
    written = list(_written_lists())
    for style in STYLES:
        _report(f"style {style}", [(text, names) for kind, text, names in written if kind == style], show)
    _report_non_names(show)
    _report_speed([text for _, text, _ in written])


def _report(source: str, lists: list[tuple[str, list[str]]], show: int) -> None:
    right = 0
    for text, expected in lists:
        names = found(text)
        if [_key(n) for n in names] == [_key(e) for e in expected]:
            right += 1
        elif show > 0:
            show -= 1
            print(f"  {text!r}\n    expected {expected}\n    found    {names}")
    print(f"{source}: {right}/{len(lists)} = {right / max(1, len(lists)):.4f}")


def found(text: str) -> list[str]:
    return [text[name.start : name.end] for name in split_names(text).names]


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name).casefold()


def _dev_lists() -> Iterator[tuple[str, list[str]]]:
    """Yield the stretch from the first to the last author of every labelled entry, markup removed."""
    for file in sorted((SHARED / "evaluation/dev/gold").glob("*.json")):
        lines = (SHARED / "evaluation/dev/pages" / f"{file.stem}.md").read_text("utf-8", "replace").split("\n")
        for entry in json.loads(file.read_text("utf-8"))["publications"]:
            text = plain("\n".join(lines[entry["lines"][0] - 1 : entry["lines"][1]]))
            names = entry["authors"]
            start = text.find(names[0]) if names else -1
            end = start
            for name in names:
                end = text.find(name, end)
                if end < 0:
                    break
                end += len(name)
            if start >= 0 and end > start:
                tail = re.match(r"(?:\s?[*†‡§¶#✉]+|\s?\((?!\d)[^()]{1,30}\)|,?\s*(?:et al\.?|…|\.\.\.))*", text[end:])
                yield text[start : end + (tail.end() if tail else 0)], names


def plain(markdown: str) -> str:
    text = re.sub(r"<!--.*?-->", " ", markdown, flags=re.DOTALL)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", " ", text)
    text = re.sub(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)", r"\1", text)
    text = re.sub(r"<br\s*/?>", "\n", text)
    text = html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", text))
    text = re.sub(r"(?<!\\)(?:\*\*|__|\*|(?<!\w)_|_(?!\w)|`)", "", text)
    return re.sub(r"\s+", " ", re.sub(r"\\([*_\[\]()#&^~-])", r"\1", text))


Names = list[str]


def _inverted(name: str, short: bool = True, stops: bool = True) -> str:
    parts = parse_name(name)
    family = f"{parts.particle} {parts.family}" if parts.particle else parts.family or name
    given = (parts.given or "X").split()
    if short:
        given = [_initial(token, stops) for token in given]
    return f"{family}, {' '.join(given) if stops else ''.join(given)}"


def _initial(token: str, stops: bool) -> str:
    dot = "." if stops else ""
    return "-".join(piece[0].upper() + dot for piece in token.split("-") if piece)


def _vancouver(name: str) -> str:
    return _inverted(name, stops=False).replace(",", "")


def _first_initials(name: str) -> str:
    family, given = _inverted(name).split(", ")
    return f"{given} {family}"


def _and(names: Names, word: str = " and ", comma: str = ", ") -> str:
    return comma.join(names) if len(names) < 2 else f"{comma.join(names[:-1])}{word}{names[-1]}"


STYLES: dict[str, Callable[[Names], tuple[str, Names]]] = {
    "plain": lambda n: (", ".join(n), n),
    "plain-and": lambda n: (_and(n), n),
    "oxford": lambda n: (_and(n, ", and "), n),
    "ampersand": lambda n: (_and(n, " & "), n),
    "marks": lambda n: (", ".join(f"{x}{m}" for x, m in zip(n, "*†*‡¹²³*" * 9, strict=False)), n),
    "digits": lambda n: (", ".join(f"{x}{i % 3 + 1},{i % 2 + 4}" for i, x in enumerate(n)), n),
    "semicolon": lambda n: ("; ".join(n), n),
    "middle-dot": lambda n: (" · ".join(n), n),
    "no-space": lambda n: (",".join(n), n),
    "apa": lambda n: (_and(x := [_inverted(y) for y in n], ", & "), x),
    "apa-stop": lambda n: (_and(x := [_inverted(y) for y in n], ", & ") + ".", x),
    "inverted-full": lambda n: (_and(x := [_inverted(y, short=False) for y in n]), x),
    "inverted-semicolon": lambda n: ("; ".join(x := [_inverted(y, short=False) for y in n]), x),
    "mla": lambda n: (_and(x := [_inverted(n[0], short=False), *n[1:]], ", and "), x),
    "vancouver": lambda n: (", ".join(x := [_vancouver(y) for y in n]), x),
    "vancouver-et-al": lambda n: (", ".join(x := [_vancouver(y) for y in n]) + ", et al", x),
    "ieee": lambda n: (_and(x := [_first_initials(y) for y in n], ", and "), x),
    "capitals": lambda n: (_and(x := [_inverted(y).upper() for y in n]), x),
    "spanish": lambda n: (_and(n, " y "), n),
    "portuguese": lambda n: (_and(n, " e "), n),
    "german": lambda n: (_and(n, " und "), n),
    "roles": lambda n: (f"{n[0]} (equal contribution), {', '.join(n[1:])} (advisor)", n),
}  # fmt: skip


def _written_lists() -> Iterator[tuple[str, str, Names]]:
    draw = random.Random(SEED)
    clean = re.compile(r"[^\W\d_a-z][^\W\d_]*\.?(?:[ -][^\W\d_]+\.?){1,3}")
    titled = re.compile(r"\b(?:Dr|Prof|Md|MD|PhD)\b")
    works: list[Names] = []
    with gzip.open(SHARED / "arxiv/titles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            names = json.loads(line)["authors"]
            if 2 <= len(names) <= 10 and all(
                clean.fullmatch(name) and not name.isupper() and not titled.search(name) for name in names
            ):
                works.append(names)
    for style, write in STYLES.items():
        for names in draw.sample(works, 500):
            yield style, *write(names)


def _report_non_names(show: int) -> None:
    texts: dict[str, set[str]] = {"titles": set(), "venues": set(), "awards": set()}
    for file in sorted((SHARED / "evaluation/dev/gold").glob("*.json")):
        for entry in json.loads(file.read_text("utf-8"))["publications"]:
            texts["titles"].add(entry["title"])
            texts["venues"].add(entry["venue"] or "ICML 2024")
            texts["awards"].update(entry["awards"])
    for kind, members in texts.items():
        wrong = sorted(text for text in members if split_names(text).score > 0.5)
        print(f"non-names {kind}: {1 - len(wrong) / len(members):.4f} of {len(members)} score at most 0.5")
        for text in wrong[:show]:
            print(f"  {split_names(text).score} {text!r}")
    draw = random.Random(SEED)
    with gzip.open(SHARED / "arxiv/titles.jsonl.gz", "rt", encoding="utf-8") as lines:
        titles = [json.loads(line)["title"] for line in lines]
    grams = []
    for title in draw.sample(titles, 20000):
        tokens = [token for token in title.split() if token[:1].isupper()]
        at = draw.randrange(max(1, len(tokens) - 2))
        if len(tokens) > 2:
            grams.append(" ".join(tokens[at : at + 2]))
    wrong = [gram for gram in grams if name_score(gram) > 0.5]
    print(f"two title words in capitals: {1 - len(wrong) / len(grams):.4f} of {len(grams)} score at most 0.5")
    print(" ", wrong[:show])


def _report_speed(texts: list[str]) -> None:
    for text in texts[:2000]:
        split_names(text)
    split_names.cache_clear()
    started = time.process_time()
    for text in texts[:2000]:
        split_names(text)
    took = time.process_time() - started
    names = sum(len(split_names(text).names) for text in texts[:2000])
    print(f"speed: {took / names * 1e6:.1f} us a name, pieces known")


if __name__ == "__main__":
    main()

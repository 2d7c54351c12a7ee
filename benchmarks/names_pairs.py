"""How well mentions of people are matched: 20,000 seeded pairs drawn from arXiv's metadata.

    python benchmarks/names_pairs.py [--show N]

Half of the pairs are one author of one work in another spelling, the work's list being spelled alike. The others are
two people: two authors of one work with equal initials or one family name, and one common name in unrelated works.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from pubnorm.matching.names import parse_name
from pubnorm.matching.names.fold import fold
from pubnorm.matching.names.keys import NameKey, name_key, variants
from pubnorm.matching.people import Mention, match_mentions

SHARED = Path(__file__).parents[2] / "shared"
SEED, PAIRS = 20260102, 20_000

Work = dict[str, list[str]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", type=int, default=0)
    show = options.parse_args().show
    draw = random.Random(SEED)
    works = _works(draw)
    pairs = [(kind, a, b, True) for kind, a, b in _same(works, draw, PAIRS // 2)]
    pairs += [(kind, a, b, False) for kind, a, b in _different(works, draw, PAIRS // 2)]
    started = time.perf_counter()
    said = [match_mentions(a, b).level != "none" for _, a, b, _ in pairs]
    took = time.perf_counter() - started
    right = sum(s and t for s, (*_, t) in zip(said, pairs, strict=True))
    print(
        f"pairs {len(pairs)}; precision {right / sum(said):.4f}; recall {right / sum(t for *_, t in pairs):.4f}; "
        f"{took / len(pairs) * 1e6:.0f} us a pair"
    )
    wrong: Counter[str] = Counter()
    total = Counter(kind for kind, *_ in pairs)
    for s, (kind, a, b, truth) in zip(said, pairs, strict=True):
        if s != truth:
            wrong[kind] += 1
            if wrong[kind] <= show:
                print(f"  {kind}: {a.name!r} {b.name!r} {a.authors[:6]} {b.authors[:6]}")
    for kind in sorted(total):
        print(f"  {kind}: {wrong[kind]} of {total[kind]} wrong")


def _works(draw: random.Random) -> list[tuple[str, tuple[str, ...], int, str]]:
    with gzip.open(SHARED / "arxiv/titles.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    records = draw.sample(records, 80_000)
    return [
        (r["title"], tuple(r["authors"]), int((r["date"] or "0000")[:4]), (r.get("categories") or ["?"])[0])
        for r in records
        if r["authors_complete"] and 1 < len(r["authors"]) <= 30 and all(parse_name(n).given for n in r["authors"])
    ]


def _mention(work: tuple[str, tuple[str, ...], int, str], position: int, spell: Callable[[str], str] = str) -> Mention:
    title, authors, year, _ = work
    names = tuple(spell(name) for name in authors)
    return Mention(names[position], names, position, title, year)


def _same(
    works: list[tuple[str, tuple[str, ...], int, str]], draw: random.Random, count: int
) -> list[tuple[str, Mention, Mention]]:
    pairs: list[tuple[str, Mention, Mention]] = []
    kinds = sorted(SPELLINGS)
    while len(pairs) < count:
        work, kind = draw.choice(works), draw.choice(kinds)
        position = draw.randrange(len(work[1]))
        other = SPELLINGS[kind](work[1][position], draw)
        if other == work[1][position] or not other:
            continue
        whole = kind in LIST_STYLES
        b = _mention(work, position, lambda name: SPELLINGS[kind](name, draw) if whole else name)  # noqa: B023
        if not whole:
            authors = tuple(other if i == position else name for i, name in enumerate(b.authors))
            b = Mention(other, authors, position, b.title, b.year)
        pairs.append((f"same, {kind}", _mention(work, position), b))
    return pairs


def _different(
    works: list[tuple[str, tuple[str, ...], int, str]], draw: random.Random, count: int
) -> list[tuple[str, Mention, Mention]]:
    pairs: list[tuple[str, Mention, Mention]] = []
    near: list[tuple[int, int, int]] = []
    by_name: dict[str, list[int]] = defaultdict(list)
    for n, (_, authors, _, _) in enumerate(works):
        keys = [name_key(name) for name in authors]
        near.extend(
            (n, i, j)
            for i in range(len(keys))
            for j in range(i + 1, len(keys))
            if keys[i].family == keys[j].family or _initial_letters(keys[i]) == _initial_letters(keys[j])
        )
        for name in authors:
            by_name[name].append(n)
    kinds = sorted(LIST_STYLES)
    for n, i, j in draw.sample(near, count // 2):
        if works[n][1][i] == works[n][1][j]:
            continue
        kind = draw.choice(kinds)
        b = _mention(works[n], j, lambda name: SPELLINGS[kind](name, draw) or name)  # noqa: B023
        pairs.append(("different, one work", _mention(works[n], i), b))
    # Names like "Wei Wang": family and given name are each shared by very many authors. Their works count as unrelated
    # where no co-author and not even the archive is the same.
    given = Counter(name.split()[0] for name in by_name)
    family = Counter(name.split()[-1] for name in by_name)
    common = sorted(
        name
        for name, at in by_name.items()
        if len(at) >= 3 and len(name.split()) == 2 and given[name.split()[0]] >= 80 and family[name.split()[1]] >= 500
    )
    print(f"{len(common)} common names, such as {', '.join(draw.sample(common, 5))}")
    while len(pairs) < count:
        name = draw.choice(common)
        one, other = draw.sample(by_name[name], 2)
        if (
            set(works[one][1]) & set(works[other][1]) == {name}
            and works[one][3].split(".")[0] != works[other][3].split(".")[0]
        ):
            pairs.append(
                (
                    "different, unrelated works",
                    _mention(works[one], works[one][1].index(name)),
                    _mention(works[other], works[other][1].index(name)),
                )
            )
    return pairs


def _initial_letters(key: NameKey) -> tuple[str, str]:
    return "".join(key.given)[:1], key.family[:1]


def _inverted(name: str, draw: random.Random) -> str:
    parts = parse_name(name)
    return f"{_last(name)}, {parts.given}"


def _last(name: str) -> str:
    parts = parse_name(name)
    return " ".join(part for part in (parts.particle, parts.family) if part)


def _initials(name: str) -> list[str]:
    return [
        token[0].upper() for token in (parse_name(name).given or "").replace("-", " ").split() if token[0].isalpha()
    ]


def _joined(name: str) -> str:
    before, hyphen, after = name.partition("-")
    return before + after.lower() if hyphen and " " in before + after else name


def _typo(name: str, draw: random.Random) -> str:
    letters = [i for i in range(1, len(name) - 1) if name[i - 1 : i + 2].isalpha()]
    if not letters or len(name) < 8:
        return ""
    at = draw.choice(letters)
    return draw.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + name[at] + name[at:],
        )
    )


def _nickname(name: str, draw: random.Random) -> str:
    tokens = name.split()
    others = sorted(
        {*variants("nickname").get(fold(tokens[0]), ()), *variants("romanisation").get(fold(tokens[0]), ())}
    )
    return " ".join([draw.choice(others).title(), *tokens[1:]]) if others else ""


SPELLINGS: dict[str, Callable[[str, random.Random], str]] = {
    "inverted": _inverted,
    "inverted initials": lambda n, d: f"{_last(n)}, {' '.join(f'{i}.' for i in _initials(n))}",
    "one initial": lambda n, d: f"{_initials(n)[0] if _initials(n) else ''}. {_last(n)}",
    "vancouver": lambda n, d: f"{_last(n)} {''.join(_initials(n))}",
    "initials": lambda n, d: f"{' '.join(f'{i}.' for i in _initials(n))} {_last(n)}",
    "no accents": lambda n, d: fold(n).title(),
    "capitals": lambda n, d: n.upper(),
    "capital family": lambda n, d: f"{parse_name(n).given} {_last(n).upper()}",
    "no hyphen": lambda n, d: n.replace("-", " "),
    "joined hyphen": lambda n, d: _joined(n),
    "middle left out": lambda n, d: f"{(parse_name(n).given or '').split()[0]} {_last(n)}",
    "no stops": lambda n, d: n.replace(".", ""),
    "swapped": lambda n, d: f"{_last(n)} {parse_name(n).given}",
    "typo": _typo,
    "nickname": _nickname,
}  # fmt: skip
LIST_STYLES = frozenset(
    ("inverted", "inverted initials", "one initial", "vancouver", "initials", "no accents", "capitals", "swapped")
)


if __name__ == "__main__":
    main()

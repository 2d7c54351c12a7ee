"""Author lists as people and styles write them."""

from __future__ import annotations

import random
from dataclasses import dataclass

from training.citation.builder import Builder
from training.citation.works import Name, Work

MARKS = (
    "*",
    "*",
    "*",
    "†",
    "‡",
    "#",
    "^1",
    "^*",
    "^†",
    "∗",
    " *",
    "(*)",
    "\\*",
    "^1,2",
    "§",
    "♦",
    "✉",
    "¹",
    "²",
    "+",
    " (co-first author)",
    " (equal contribution)",
    "*†",
)


@dataclass(frozen=True, slots=True)
class NameStyle:
    """How names are written and joined."""

    form: str
    between: str
    last: str
    upper: bool
    others: str
    limit: int


def draw_name_style(rng: random.Random, *, homepage: bool) -> NameStyle:
    """Draw one; homepages prefer full names."""
    forms = (
        "full",
        "initials",
        "family_initials",
        "family_full",
        "vancouver",
        "first_inverted",
        "family_initials_blank",
    )
    form = rng.choices(forms, (60, 14, 8, 4, 4, 3, 3) if homepage else (18, 22, 22, 10, 12, 10, 6))[0]
    between = rng.choices(
        (", ", "; ", " and ", " & ", "/", " - ", " · ", "، "), (80, 8 if form != "full" else 3, 4, 1, 1, 1, 1, 0)
    )[0]
    last = rng.choice((between, between, ", and ", " and ", " & ", ", & ", " und ", " et ", " y ", " e ", " en "))
    if homepage and last in (" und ", " et ", " y ", " e ", " en ") and rng.random() < 0.7:
        last = " and "
    others = rng.choice(
        (" et al.", ", et al.", " et al", ", …", ", ...", ", and others", " u.a.", " et coll.", ", … & ")
    )
    return NameStyle(
        form,
        between,
        last,
        rng.random() < (0.02 if homepage else 0.08),
        others,
        rng.choice((1, 3, 3, 6)) if rng.random() < 0.12 else 99,
    )


def write_name(name: Name, style: NameStyle, first: bool, dots: str = ". ") -> str:
    """Write one name."""
    given, family = name
    if not given:
        return family
    if not family.isascii() and len(family + given) <= 5 and not family[0].isascii() and family[0] > "\u3000":
        return family + given
    if style.upper:
        family = family.upper()
    parts = [part for part in given.replace("-", " -").split() if part.strip(".-")]
    letters = [("-" if part[0] == "-" else "") + part.lstrip("-")[0] for part in parts]
    initials = dots.join(letters).replace(dots + "-", dots.strip() + "-") + dots.strip()
    match style.form:
        case "full":
            return f"{given} {family}"
        case "initials":
            return f"{initials} {family}"
        case "family_initials":
            return f"{family}, {initials}"
        case "family_full":
            return f"{family}, {given}"
        case "vancouver":
            return f"{family} {''.join(letter.strip('-') for letter in letters)}"
        case "family_initials_blank":
            return f"{family} {initials}"
        case _:
            return f"{family}, {given}" if first else f"{given} {family}"


def write_names(names: list[Name], style: NameStyle, rng: random.Random) -> list[tuple[str, bool]]:
    """Write a list as (text, is a name) pieces."""
    dots = rng.choice((". ", ". ", ".", ""))
    if style.form in ("initials", "family_initials") and dots == "" and rng.random() < 0.6:
        dots = "."
    cjk = bool(names) and names[0][1][:1] > "\u3000"
    pieces: list[tuple[str, bool]] = []
    shown = names[: style.limit]
    for at, name in enumerate(shown):
        if at:
            last = at == len(shown) - 1 and len(shown) == len(names)
            joint = style.last if last else style.between
            if cjk:
                joint = rng.choice((",", "，", "、", ", ")) if at == 1 else pieces[1][0]
            elif last and joint[0] == "," and len(shown) == 2 and rng.random() < 0.6:
                joint = joint[1:]
            pieces.append((joint, False))
        pieces.append((write_name(name, style, at == 0, dots), True))
    if len(shown) < len(names):
        pieces.append(("等" if cjk else style.others, False))
        if not cjk and style.others.endswith("& "):
            pieces.append((write_name(names[-1], style, False, dots), True))
    return pieces


def put_names(out: Builder, work: Work, rng: random.Random, style: NameStyle, label: str = "author") -> None:
    """Add the authors, or the editors, of a work."""
    people = work.authors if label == "author" else work.editors
    out.open(label)
    out.more("".join(text for text, _ in write_names(people, style, rng)))

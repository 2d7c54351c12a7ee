"""Whose page it is, by evidence: emphasis in author lists, what the page or its site says, who wrote everything."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from pubnorm import patterns as re
from pubnorm.document import Text
from pubnorm.fields.draft import Draft
from pubnorm.fields.people import FoundAuthors
from pubnorm.matching.names import name_score, parse_name, same_person, split_names
from pubnorm.model import Owner

_SAYS = re.compile(
    r"(?:\bI am|\bI'm|\bI’m|\bmy name is|\bthis is|\bich bin|\bje suis|\bme llamo|\bsoy|\bmeu nome é|我是|我叫"
    r"|^hi,? i am|^about)\s+(?:(?:dr|prof|professor)\.?\s+)?([^\W\d_][^,.;:!?()（，。\n]{2,48})",
    re.IGNORECASE,
)
_SAYING = (  # of which one is in all that says so
    "i am", "i'm", "i’m", "name is", "this is", "ich bin", "je suis", "me llamo", "soy", "meu nome", "我是", "我叫",
    "about",
)  # fmt: skip
_KEYS = frozenset(
    {"name", "author", "title", "display_name", "username", "fullname", "summary", "description", "subtitle"}
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_]")
_WRAPPING = re.compile(
    r"\b(?:(?:selected )?publications?(?: list)?|list of publications|research|papers|home ?page|website"
    r"|personal page|cv|curriculum vitae|welcome to|of|by|ph\.?d|prof(?:essor)?"
    r"|dr(?:\.?[\s-]?(?:ing|rer\.?\s?nat|phil|med|h\.?\s?c))?)\b\.?"
    r"|['’]s\b|的(?:个人)?主页|[–|:,•·]|(?<!\w)-|-(?!\w)",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"(?:researchgate\.net/profile/|linkedin\.com/in/|openreview\.net/profile\?id=~|academia\.edu/)([^/?#&]{4,60})"
)
_MOST_COMMON = 30  # spellings that are looked at for who is everywhere
_SHARE_OF_FEW, _SHARE_OF_MANY = 0.9, 0.65  # of the author lists, for an owner whom nothing else tells
_MANY, _AHEAD = 5, 1.5  # lists that are many; how much more often than the next the owner of such is named
_OTHER_FORM = re.compile(r"(?<=\w)\s*[(（][^()（）]+[)）](?=\W*$|\s+\w)")  # at the end, or a nickname within
_AROUND = re.compile(r"^\W+|[^\w.’')]+$")
_WORD = re.compile(r"[^\W_]+")
_LEAST_SHARE = 0.3  # of the author lists that show an owner by emphasis


def fold_name(name: str) -> str:
    """Return a name's words without accents and case, sorted: `Huang, Y.` and `Y. Huang` fold alike."""
    return " ".join(sorted(_fold_words(name)))


def _fold_words(name: str) -> list[str]:
    """Return a name's words without accents and case, as they follow."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _WORD.findall(plain)


def find_owner(
    drafts: list[Draft], texts: Iterable[Text], front_matter: dict[str, Any], site: tuple[str, str] | None
) -> Owner | None:
    """Return the owner of a page with the evidence, None where there is none.

    `texts` is what else the page says, `site` a (name, evidence) of the site's configuration.
    """
    lists = [draft.authors for draft in drafts if draft.authors]
    said = list(_said(texts, front_matter, site))
    shown: Counter[str] = Counter()
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found in lists:
        emphasised = [author for author in found.authors if author.emphasised]
        if 0 < len(emphasised) <= max(1, len(found.authors) // 2) or len(found.authors) == 1:
            for author in emphasised:
                key = fold_name(author.name)
                shown[key] += 1
                forms[key][author.name] += 1
    if shown:
        key, count = max(shown.items(), key=lambda item: (item[1], len(item[0])))
        same = [
            other
            for other in shown
            if other != key and alike(forms[other].most_common(1)[0][0], forms[key].most_common(1)[0][0])
        ]
        total = count + sum(shown[other] for other in same)
        if total >= max(1, _LEAST_SHARE * len(lists)):
            fullest = max(
                (forms[k].most_common(1)[0][0] for k in (key, *same)),
                key=lambda n: (_fullness(n), forms[fold_name(n)].total()),
            )
            name = forms[key].most_common(1)[0][0]
            if _fullness(name) < _fullness(fullest):
                name = fullest
            for other, _ in said:
                if alike(other, name) and (_fullness(other) > _fullness(name) or _is_spelled_out(other)):
                    name = other  # what people call themselves on their page
                    break
            return _owner(name, f"emphasised in {total} of {len(lists)} author lists")
    written = [author.name for found in lists for author in found.authors]
    for name, evidence in said:
        if not written or any(alike(name, other) or _is_short_for(other, name) for other in dict.fromkeys(written)):
            return _owner(name, evidence)
    present = _by_presence([found for found in lists if not found.implied])  # "with A and B" leaves the owner out
    if present is None and said and all(draft.authors is None or draft.authors.implied for draft in drafts):
        return _owner(*said[0])
    return present


def _owner(name: str, evidence: str) -> Owner:
    """Return an owner by the name alone, without emoji around it or its form in another script in brackets."""
    return Owner(name=_AROUND.sub("", _OTHER_FORM.sub("", name)) or name, evidence=evidence)


def _by_presence(lists: list[FoundAuthors]) -> Owner | None:
    """Return who is among the authors of nearly all works, and plainly of more than anybody else is."""
    counts: Counter[str] = Counter(author.name for found in lists for author in found.authors)
    if len(lists) < 2 or not counts:
        return None
    common = counts.most_common(_MOST_COMMON)
    people: list[list[str]] = []  # the spellings of one person each
    for name, _ in common:
        same = [names for names in people if any(alike(other, name) for other in names)]
        people = [names for names in people if names not in same] + [[*(n for names in same for n in names), name]]
    named = [[any(a.name in names for a in found.authors) for found in lists] for names in people]
    works = [sum(row) for row in named]
    at = max(range(len(people)), key=works.__getitem__)
    rival = max((count for number, count in enumerate(works) if number != at), default=0)
    share = _SHARE_OF_MANY if len(lists) >= _MANY and works[at] >= _AHEAD * rival else _SHARE_OF_FEW
    # A list that ends in "et al." may hold the owner all the same.
    whole = sum(here or not found.truncated for here, found in zip(named[at], lists, strict=True))
    if works[at] < share * whole or rival == works[at]:
        return None
    name = max(people[at], key=lambda n: (_fullness(n), counts[n]))
    return _owner(name, f"among the authors of {works[at]} of {len(lists)} works")


def _said(
    texts: Iterable[Text], front_matter: dict[str, Any], site: tuple[str, str] | None
) -> Iterable[tuple[str, str]]:
    """Yield names with their evidence, the surest first."""
    texts = list(texts)
    for text in texts:
        lead = text.text[:600]
        for match in _SAYS.finditer(lead) if any(map(lead.lower().__contains__, _SAYING)) else ():
            found = split_names(match[1])
            if found.names and found.names[0].start == 0 and not found.rest:
                name = match[1][: found.names[0].end]
                if name_score(name) > 0.6 and len(name.split()) in (1, 2, 3, 4):
                    yield name, f"the page says “{' '.join(match[0].split())[:60]}”"
    for key, value in _strings(front_matter):
        name = _unwrapped(_CAMEL.sub(" ", value) if " " not in value else value)
        if name_score(name) > (0.6 if key == "author" else 0.75):
            yield name, f"{key} in the front matter"
    if site is not None:
        yield site
    for text in texts:
        for span in text.spans:
            profile = _PROFILE.search(span.value) if span.kind == "link" else None
            if profile:
                name = " ".join(re.findall(r"[^\W\d_]+", profile[1]))
                if " " in name and name_score(name) > 0.75:
                    yield name, f"links to {profile[0]}"
    for text in texts[:4]:
        bare = _unwrapped(text.text)
        if len(bare) < 40 and name_score(bare) > 0.8:
            yield bare, f"the page is headed “{' '.join(text.text.split())[:60]}”"


def _unwrapped(text: str) -> str:
    """Return a heading without what stands around its owner's name.

    >>> _unwrapped("Dr. Jane Doe-Roe - Publications"), _unwrapped("Prof. Dr.-Ing. Jane Doe, Ph.D.")
    ('Jane Doe-Roe', 'Jane Doe')
    """
    return " ".join(_WRAPPING.sub(" ", text).split()).lstrip(".;& ")


def _strings(value: Any, key: str = "") -> Iterable[tuple[str, str]]:
    """Yield the strings of front matter under the keys that may tell an owner, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, str(name))
    elif isinstance(value, list):
        for inner in value[:20]:
            yield from _strings(inner, key)
    elif isinstance(value, str) and key.casefold() in _KEYS and 3 < len(value) < 80:
        yield key, value


def _fullness(name: str) -> int:
    """How much of the given names is spelled out: letters beyond initials."""
    given = parse_name(name).given or ""
    return sum(len(part) for part in re.findall(r"[^\W_]+", given) if len(part) > 1)


def _is_spelled_out(name: str) -> bool:
    """Whether a name has a family and a given name that is no initial."""
    parsed = parse_name(name)
    given = re.findall(r"[^\W_]+", parsed.given or "")
    return bool(parsed.family) and bool(given) and len(given[0]) > 1


def _is_short_for(written: str, full: str) -> bool:
    """Whether a name leaves out given and family names that another shows, as Spanish ones often do.

    >>> _is_short_for("Roe, J.", "Jane Quentin Roe Doe"), _is_short_for("Doe, J.", "Anna Doe")
    (True, False)
    """
    parsed = parse_name(written)
    words, family = _fold_words(full), _fold_words(parsed.family or "")
    given = _fold_words(parsed.given or "")
    at = next((n for n in range(1, len(words)) if family and words[n : n + len(family)] == family), 0)
    return 0 < len(given) <= at and all(word.startswith(part) for word, part in zip(words, given, strict=False))


def alike(one: str, other: str) -> bool:
    """Return whether two spellings may be one person's.

    >>> alike("Zhuoshi Pan", "Pan, Z."), alike("Jane Doe", "John Doe")
    (True, False)
    """
    return same_person(one, other).level != "none"

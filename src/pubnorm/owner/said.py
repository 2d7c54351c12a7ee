"""What a page says of whose it is: in its text, its front matter, its headings and links, the site's configuration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pubnorm import patterns as re
from pubnorm.document import Text
from pubnorm.matching.names import name_score, split_names

_SAYS = re.compile(
    r"(?:\bI am|\bI'm|\bI’m|\bmy name is|\bthis is|\bich bin|\bje suis|\bme llamo|\bsoy|\bmeu nome é"
    r"|^hi,? i am|^about)\s+(?:(?:dr|prof|professor)\.?\s+)?([^\W\d_][^,.;:!?()（，。\n]{2,48})",
    re.IGNORECASE,
)
_SAYING = (  # of which one is in all that says so
    "i am", "i'm", "i’m", "name is", "this is", "ich bin", "je suis", "me llamo", "soy", "meu nome", "我是", "我叫",
    "about",
)  # fmt: skip
_SAYS_IN_CHINESE = re.compile(r"我(?:是|叫)\s*([㐀-鿿]{2,4})(?=[\s，,。.;；!！(（]|$)")
_KEYS = frozenset(
    {
        "name",
        "author",
        "title",
        "display_name",
        "username",
        "fullname",
        "summary",
        "description",
        "subtitle",
        "excerpt",
        "comment",
    }
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_]")
_WRAPPING = re.compile(
    r"\b(?:(?:selected )?publications?(?: list)?|list of publications|research|papers|home ?page|website"
    r"|personal(?: page)?|cv|curriculum vitae|welcome to|of|by|ph\.?d|prof(?:essor)?"
    r"|dr(?:\.?[\s-]?(?:ing|rer\.?\s?nat|phil|med|h\.?\s?c))?)\b\.?"
    r"|['’](?:s\b|(?=\s))|的(?:个人)?主页|[–|:,•·]|(?<!\w)-|-(?!\w)",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"(?:researchgate\.net/profile/|linkedin\.com/in/|openreview\.net/profile\?id=~|academia\.edu/)([^/?#&]{4,60})"
)


def said_names(
    texts: Iterable[Text], front_matter: dict[str, Any], site: tuple[str, str] | None
) -> Iterable[tuple[str, str]]:
    """Yield names with their evidence, the surest first.

    >>> list(said_names([Text("Hello, my name is Jane Doe.")], {"author": "Jane Q. Doe"}, None))
    [('Jane Doe', 'the page says “my name is Jane Doe”'), ('Jane Q. Doe', 'author in the front matter')]
    """
    texts = list(texts)
    for text in texts:
        lead = text.text[:600]
        for match in _SAYS.finditer(lead) if any(map(lead.lower().__contains__, _SAYING)) else ():
            split = split_names(match[1])
            if split.names and split.names[0].start == 0 and not split.rest:
                name = match[1][: split.names[0].end]
                if name_score(name) > 0.6 and len(name.split()) in (1, 2, 3, 4):
                    yield name, f"the page says “{' '.join(match[0].split())[:60]}”"
        found = _SAYS_IN_CHINESE.search(lead) if "我" in lead else None
        if found and name_score(found[1]) > 0.8:
            yield found[1], f"the page says “{found[0]}”"
    for key, value in _strings(front_matter):
        name = _unwrapped(_CAMEL.sub(" ", value) if " " not in value else value)
        if name_score(name) > (0.6 if key == "author" else 0.75):
            yield name, "named in a comment" if key == "comment" else f"{key} in the front matter"
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

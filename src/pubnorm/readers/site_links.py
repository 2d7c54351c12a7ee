"""Links of a collection's file: in its front matter, under whatever key, and in its body."""

from __future__ import annotations

from typing import Any

from pubnorm import patterns as re
from pubnorm.fields.links import link_kinds
from pubnorm.model import Link
from pubnorm.readers.facts import make_link, plain, unique_links
from pubnorm.vocabulary import vocabulary

_URL_KEY = re.compile(r"(?:url|link|href|uri)s?$|^(?:url|link)")
_MARKDOWN = re.compile(
    r"(?<!!)\[(?P<label>(?:\\.|[^\[\]\\])*)\]\(\s*(?:<(?P<angle>[^<>]*)>|(?P<url>[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*))"
    r"(?:\s+\"[^\"]*\")?\s*\)"
)
_HTML = re.compile(r"<a\s[^<>]*href\s*=\s*[\"']([^\"'<>]+)[\"'][^<>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_TARGET = re.compile(
    r"(?:[a-z][\w+.-]*:)?//\S+|www\.\S+|[\w.~{}%-]*/\S*|\S+\.(?:pdf|html?|bib|pptx?|zip|mp4|ps)", re.IGNORECASE
)


_IDS = {"doi", "arxiv", "arxivid", "eprint", "acl", "openreview", "dblp"}


def matter_links(matter: dict[str, Any]) -> list[Link]:
    """Return the links of front matter (its keys folded): `url_pdf`, `paperurl`, `code`, `links: [...]` and the like.

    >>> found = matter_links({"paperurl": "/files/a.pdf", "links": {"Code": "https://x.org/c"}, "permalink": "/p/a"})
    >>> [(link.kind, link.url) for link in found]
    [('paper', '/files/a.pdf'), ('code', 'https://x.org/c')]
    """
    kinds = link_kinds(vocabulary())
    skipped = {key for row in vocabulary().rows("front_matter_other") for key in row["keys"]}
    links: list[Link] = []
    for key, value in matter.items():
        if key in skipped:
            continue
        if isinstance(value, (list, dict)) and re.search(r"^(?:url|link|button|resource|material)s?$|links$", key):
            links.extend(_listed(value))
            continue
        label = _URL_KEY.sub("", key)
        named = _URL_KEY.search(key) or kinds.of_label(label)
        if named and isinstance(value, str) and _is_target(value) and (key not in _IDS or "://" in value):
            links.append(make_link(value.strip(), label or None))
    return unique_links(links)


def body_links(body: str) -> list[Link]:
    """Return the links of a body that belong to the work: those whose label or address says what they lead to.

    >>> [link.kind for link in body_links("[Download paper](http://x.org/a.pdf) by [me](/about/) ![x](y.pdf)")]
    ['paper']
    """
    kinds = link_kinds(vocabulary())
    found = [(match.start(), match["label"], match["angle"] or match["url"]) for match in _MARKDOWN.finditer(body)]
    found += [(match.start(), match[2], match[1]) for match in _HTML.finditer(body)]
    links = []
    for _, label, url in sorted(found):
        label, url = plain(label), url.strip()
        if _is_target(url) and (kinds.of_label(label) is not None or kinds.of_url(url)):
            links.append(make_link(url, label or None))
    return unique_links(links)


def _listed(value: Any) -> list[Link]:
    """Return the links of `links:`, a mapping of label to URL or a list of mappings or URLs."""
    pairs: list[tuple[str, Any]] = list(value.items()) if isinstance(value, dict) else []
    for one in value if isinstance(value, list) else []:
        if isinstance(one, dict):
            url = next((one[key] for key in ("url", "link", "href") if one.get(key)), None)
            label = next((one[key] for key in ("label", "name", "text", "title", "type", "icon") if one.get(key)), "")
            if url is None and len(one) == 1:
                label, url = next(iter(one.items()))
            # Hugo Blox names the kind in `type`; a label beside it is what the reader sees.
            pairs.append((str(one.get("type") if one.get("type") not in (None, "custom", "link") else label), url))
        else:
            pairs.append(("", one))
    named = [(plain(str(label)), str(url).strip()) for label, url in pairs if isinstance(url, str)]
    found = [(label, url) for label, url in named if url not in ("", "#")]
    return [make_link(url, label or None) for label, url in found]


def _is_target(value: str) -> bool:
    return bool(_TARGET.fullmatch(value.strip()))

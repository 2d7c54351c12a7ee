"""Where links lead: bare addresses, and what stands behind a link's or an image's label."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.document import References

URL = re.compile(r"(?:https?://|www\.|doi\.org/)(?:[^\s<>\"“”|`{}\[\]]|\[(?![A-Z]{2})|\](?![(\[]))+")
_PLAIN_DESTINATION = re.compile(r"\(([^\s()<]*)\)")  # nearly all of them
_DESTINATION = re.compile(
    r"""\(\s*(<[^<>\n]*>|(?:[^\s()]|\((?:[^\s()]|\([^\s()]*\))*\))*)[ \t]*"""
    r"""(?:[\s,]\s*(?:"[^"]{0,500}"|'[^']{0,500}'|\([^()]{0,500}\))\s*)?\)"""
)
_SPACED_DESTINATION = re.compile(
    r"\(\s*((?:https?://|/|\./|\.\./)[^()\n]*(?:\([^()\n]*\)[^()\n]*)*|[\w][^()\n\"]*\.(?:html?|pdf|pptx?|zip))\)"
)
_REFERENCE = re.compile(r"\s?\[([^\[\]]{0,200})\]")


def destination(source: str, at: int, label: str, references: References) -> tuple[str, int] | None:
    """Return the address that follows a `label` which ends before `at`, and where it ends; None where none does."""
    if source[at : at + 1] == "(":
        match = (
            _PLAIN_DESTINATION.match(source, at)
            or _DESTINATION.match(source, at)
            or _SPACED_DESTINATION.match(source, at)
        )
        return (_destination_url(match[1].strip()), match.end()) if match else None
    if not references.urls:
        return None
    match = _REFERENCE.match(source, at)
    if match:
        url = references.get(match[1] or label)
        if url is not None:
            return url, match.end()
    url = references.get(label) if label and len(label) < 200 else None
    return None if url is None else (url, at)


def _destination_url(written: str) -> str:
    """A destination without what surrounds it: `<u>`, `(u)`, and `[u](v)` where a link was pasted into a link."""
    if written.startswith("<"):
        return written[1:-1]
    if written.startswith("[") and "](" in written:
        return written.rsplit("](", 1)[1].rstrip(")")
    if written.startswith("(") and written.endswith(")"):
        return written.strip("()")
    return written


def trim_url(url: str) -> str:
    """Take off what ends the sentence, not the URL."""
    while url and url[-1] in ".,;:!?'’*_":
        url = url[:-1]
    while url.endswith((")", "]")) and url.count(")") + url.count("]") > url.count("(") + url.count("["):
        url = url[:-1].rstrip(".,;:")
    return url

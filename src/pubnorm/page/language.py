"""The language a page says it is in, or shows by its script."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from pubnorm import patterns as re

_KEYS = ("lang", "language", "locale", "languageCode")
_CODE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]+)*")
_IN_HTML = re.compile(r"""<html\s[^<>]{0,300}?\blang\s*=\s*["']?([a-zA-Z]{2,3}(?:-[a-zA-Z0-9]+)*)""", re.I)
_IN_NAME = re.compile(
    r"(?:[._-]|^)(zh|cn|ja|jp|ko|kr|de|fr|es|pt|it|ru|nl|pl|cs|tr|vi|en|eng)(?:[-_][a-zA-Z]{2,4})?$", re.I
)
_NAMES = {"cn": "zh", "jp": "ja", "kr": "ko", "eng": "en"}
_SCRIPTS = (
    ("ja", "[\u3040-\u30ff]"),
    ("ko", "[\uac00-\ud7af]"),
    ("zh", "[\u4e00-\u9fff]"),
    ("ru", "[\u0400-\u04ff]"),
    ("el", "[\u0370-\u03ff]"),
    ("he", "[\u0590-\u05ff]"),
    ("ar", "[\u0600-\u06ff]"),
)
_SHARE = 0.05  # of the characters: a few names in Chinese do not make a Chinese page


def language(body: str, values: Mapping[str, Any], path: str | None) -> str | None:
    """Return the page's language as BCP 47 has it, `None` where nothing tells.

    >>> language("", {"lang": "zh_CN"}, None), language("", {}, "about.zh.md"), language("Text", {}, "about.md")
    ('zh-CN', 'zh', None)
    """
    for key in _KEYS:
        value = values.get(key)
        if isinstance(value, str) and _CODE.fullmatch(value):
            return value.replace("_", "-")
    element = _IN_HTML.search(body, 0, 2_000)
    if element:
        return element[1]
    if path:
        named = _IN_NAME.search(PurePath(path).stem)
        if named:
            code = named[1].lower()
            return _NAMES.get(code, code)
    return None if body.isascii() else _by_script(body)


def _by_script(body: str) -> str | None:
    sample = body[:20_000]
    if len(sample) - len(sample.encode("latin-1", "ignore")) <= _SHARE * len(sample):
        return None
    for code, pattern in _SCRIPTS:
        if len(re.findall(pattern, sample)) > _SHARE * len(sample):
            return code
    return None

"""Which script a name is written in, and whether a run of East Asian characters can be a person's name."""

from __future__ import annotations

from functools import cache, lru_cache

from pubnorm import patterns as re
from pubnorm.matching.names.words import letters, words
from pubnorm.matching.wide import is_wide

HAN = "㐀-䶿一-鿿豈-﫿々〆"
KANA = "぀-ゟ"
KATAKANA = "゠-ヿ"
HANGUL = "가-힯"
_APART = 3.0
CJK = HAN + KANA + KATAKANA + HANGUL


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first needed: for these it takes long, and most texts have no such characters."""
    return re.compile(pattern)


def _is_only(chars: str, text: str) -> bool:
    return _compiled(rf"[{chars}]+").fullmatch(text) is not None


def is_cjk(text: str) -> bool:
    """Tell whether `text` has East Asian characters alone (blanks and middle dots between them allowed).

    >>> is_cjk("王小明"), is_cjk("山田 太郎"), is_cjk("Wang 王")
    (True, True, False)
    """
    return is_wide(text[:1]) and _compiled(rf"(?:[\s·・]?[{CJK}])+").fullmatch(text) is not None


@lru_cache(maxsize=16384)
def cjk_evidence(text: str) -> float:
    """Return how strongly a run of East Asian characters looks like one person's name (a log ratio, like `evidence`).

    >>> cjk_evidence("王小明") > 3, cjk_evidence("深度学习") < 0
    (True, True)
    """
    joined = "".join(text.split())
    if text in words("role") or text in words("not_name"):
        return -8.0
    if "·" in joined or "・" in joined:
        return 4.0 if all(map(_is_transcribed, re.split("[·・]", joined))) else -4.0
    if _is_only(HANGUL, joined):
        return _with_surname(joined, "hangul_surname", 4)
    if _is_only(HAN, joined):
        evidence = _with_surname(joined, "han_surname", 3)
        return max(evidence, _APART) if evidence < _APART and _stands_apart(text) else evidence
    if _is_only(KATAKANA, joined):
        return -2.0
    # Kanji and kana: a Japanese name whose given name is in kana.
    return 5.0 if len(joined) <= 7 and joined[:2] in words("japanese_surname") else -3.0


def _is_transcribed(part: str) -> bool:
    """Tell whether a part of a foreign name between dots is in one script: "卡尔", "マルクス", not "画像の認識"."""
    return 2 <= len(part) <= 8 and any(_is_only(chars, part) for chars in (KATAKANA, HAN, HANGUL))


def _stands_apart(text: str) -> bool:
    """Tell whether a blank parts a family name of up to three characters from a given name: no running text has it."""
    parts = text.split()
    return len(parts) == 2 and all(len(part) <= 3 for part in parts) and len(parts[0]) + len(parts[1]) >= 3


def _with_surname(name: str, surnames: str, longest: int) -> float:
    size = len(name)
    if not 2 <= size <= 5:
        return -6.0
    if name[:2] in words("compound_surname") and 3 <= size <= 4:
        return 6.0
    if size >= 3 and (name[:2] in words("japanese_surname") or name[:3] in words("japanese_surname")):
        return 6.0
    if name[0] in letters(surnames) and size <= longest:
        return 5.0 if size > 2 else 3.5
    return -2.0 if size <= 4 else -6.0


@lru_cache(maxsize=16384)
def split_cjk(name: str) -> tuple[str, str | None]:
    """Return family and given name of a name in East Asian characters.

    >>> split_cjk("王小明"), split_cjk("欧阳娜娜"), split_cjk("山田太郎"), split_cjk("卡尔·马克思")
    (('王', '小明'), ('欧阳', '娜娜'), ('山田', '太郎'), ('马克思', '卡尔'))
    """
    dotted = re.split("[·・]", name)
    if len(dotted) > 1:  # a foreign name in transcription keeps its own order
        return dotted[-1], "·".join(dotted[:-1]) if "·" in name else "・".join(dotted[:-1])
    parts = name.split()
    if len(parts) > 1:
        return parts[0], " ".join(parts[1:])
    for size in (3, 2):
        if len(name) > size and name[:size] in words("japanese_surname"):
            return name[:size], name[size:]
    if len(name) > 2 and name[:2] in words("compound_surname"):
        return name[:2], name[2:]
    if len(name) == 4 and _is_only(HAN, name):  # Japanese more often than Chinese
        return name[:2], name[2:]
    return name[:1], name[1:] or None

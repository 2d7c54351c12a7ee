"""Which script a name is written in, and whether a run of East Asian characters can be a person's name."""

from __future__ import annotations

import re
from functools import lru_cache

from pubnorm.matching.names.words import letters, words

HAN = "㐀-䶿一-鿿豈-﫿々〆"
KANA = "぀-ゟ"
KATAKANA = "゠-ヿ"
HANGUL = "가-힯"
CJK = HAN + KANA + KATAKANA + HANGUL

_CJK_ONLY = re.compile(rf"[{CJK}]+(?:[\s·・][{CJK}]+)*")
_ONLY_HAN = re.compile(rf"[{HAN}]+")
_ONLY_HANGUL = re.compile(rf"[{HANGUL}]+")
_ONLY_KATAKANA = re.compile(rf"[{KATAKANA}]+")


def is_cjk(text: str) -> bool:
    """Tell whether `text` has East Asian characters alone (blanks and middle dots between them allowed).

    >>> is_cjk("王小明"), is_cjk("山田 太郎"), is_cjk("Wang 王")
    (True, True, False)
    """
    return not text.isascii() and _CJK_ONLY.fullmatch(text) is not None


@lru_cache(maxsize=16384)
def cjk_evidence(text: str) -> float:
    """Return how strongly a run of East Asian characters looks like one person's name (a log ratio, like `evidence`).

    >>> cjk_evidence("王小明") > 3, cjk_evidence("深度学习") < 0
    (True, True)
    """
    joined = "".join(text.split())
    if text in words("role"):
        return -8.0
    if "·" in joined or "・" in joined:
        return 4.0 if all(2 <= len(part) <= 8 for part in re.split("[·・]", joined)) else -4.0
    if _ONLY_HANGUL.fullmatch(joined):
        return _with_surname(joined, "hangul_surname", 4)
    if _ONLY_HAN.fullmatch(joined):
        return _with_surname(joined, "han_surname", 3)
    if _ONLY_KATAKANA.fullmatch(joined):
        return -2.0
    # Kanji and kana: a Japanese name whose given name is in kana.
    return 5.0 if len(joined) <= 7 and joined[:2] in words("japanese_surname") else -3.0


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
    if len(name) == 4 and _ONLY_HAN.fullmatch(name):  # Japanese more often than Chinese
        return name[:2], name[2:]
    return name[:1], name[1:] or None

"""Bytes → text: the encoding found, line ends normalised, and never an exception."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from pubnorm import patterns as re

# Longest first: the mark of UTF-32 little-endian begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile("\r\n?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SAMPLE = 65_536  # bytes shown to the detector of legacy encodings: more makes it slow, not better
# What homepages were written in before UTF-8; the detector knows many more, and takes short texts for any of them.
_LEGACY = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "gb18030", "big5",
    "cp932", "euc_jp", "euc_kr", "iso8859_2", "mac_roman",
]  # fmt: skip
_LATIN = frozenset(("cp1250", "cp1252", "cp1254", "cp1257", "iso8859_2"))
_SIGN_IN_WORD = re.compile("[a-z][³¹¾¼£¥][a-z]")
_MOSTLY = 0.02  # of the bytes that are no UTF-8, in a page that is UTF-8 for the rest


class Decoded(NamedTuple):
    r"""Text with `\n` line ends, its codec's name, and the first line on which bytes were lost (`None`: none were)."""

    text: str
    encoding: str
    lost_on: int | None = None


def decode(source: bytes | str) -> Decoded:
    r"""Return the text of a page as bytes or as a string.

    Tried in order: the byte order mark, UTF-8, UTF-16 without a mark, UTF-8 with a few bytes lost, and the legacy
    encodings. Bytes that stand for nothing become U+FFFD; lone surrogates in a string do too.

    >>> decode(b"\xef\xbb\xbfR\xc3\xbchle\r\n")
    Decoded(text='Rühle\n', encoding='utf-8', lost_on=None)
    >>> decode("Universität Göttingen".encode("windows-1252"))[1]
    'windows-1252'
    """
    if isinstance(source, str):
        text = source[1:] if source.startswith("\ufeff") else source
        return _strict(_normalise(text), "utf-8")
    for mark, name in _BYTE_ORDER_MARKS:
        if source.startswith(mark):
            return _marked(source, mark, name)
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        return _without_mark(source, error)
    if "\0" in text:
        wide = _wide(source)
        if wide is not None:
            return wide
    return Decoded(_normalise(text), "utf-8")


def _normalise(text: str) -> str:
    return _LINE_END.sub("\n", text) if "\r" in text else text


def _strict(text: str, encoding: str) -> Decoded:
    if text.isascii() or _SURROGATE.search(text) is None:
        return Decoded(text, encoding)
    paired = _PAIR.sub(lambda m: m[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return _lossy(_SURROGATE.sub("\ufffd", paired), encoding)


def _lossy(text: str, encoding: str) -> Decoded:
    lost = text.find("\ufffd")
    return Decoded(text, encoding, None if lost < 0 else text.count("\n", 0, lost) + 1)


def _marked(source: bytes, mark: bytes, name: str) -> Decoded:
    codec = "utf-8-sig" if name == "utf-8" else name
    try:
        text = source.decode(codec)
    except UnicodeDecodeError:
        return _lossy(_normalise(source.decode(codec, "replace").removeprefix("\ufeff")), name)
    return Decoded(_normalise(text), name)


def _without_mark(source: bytes, error: UnicodeDecodeError) -> Decoded:
    wide = _wide(source)
    if wide is not None:
        return wide
    text = source.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    high = len(source) - len(source.translate(None, bytes(range(128, 256))))
    if lost <= _MOSTLY * high or (lost <= 2 and high > 8 * lost):
        return _lossy(_normalise(text), "utf-8")
    return _legacy(source, error.start)


def _wide(source: bytes) -> Decoded | None:
    """Read UTF-16 or UTF-32 without a mark: told by the zero bytes of its ASCII characters."""
    sample = source[:4096]
    if len(sample) < 4 or sample.count(0) * 4 < len(sample):
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if sample[2::4].count(0) * 8 > len(sample) and sample[1::4].count(0) * 8 > len(sample):
        name = "utf-32-le" if sample[0] else "utf-32-be"
    elif odd > 4 * even:
        name = "utf-16-le"
    elif even > 4 * odd:
        name = "utf-16-be"
    else:
        return None
    try:
        text = source.decode(name)
    except UnicodeDecodeError:
        text = source.decode(name, "replace")
    return _lossy(_normalise(text), name[:6])


def _legacy(source: bytes, first: int) -> Decoded:
    """Read a legacy encoding; Windows-1252 where the detector does not know."""
    import charset_normalizer  # slow to import, and hardly ever needed

    start = max(0, first - _SAMPLE // 2)
    best = charset_normalizer.from_bytes(source[start : start + _SAMPLE], cp_isolation=_LEGACY).best()
    name = "cp1252" if best is None else best.encoding
    if name in _LATIN:
        name = _latin(source.decode("cp1252", "replace"), name)
    text = _normalise(source.decode(name, "replace"))
    return _lossy(text, _standard_name(name))


def _latin(western: str, name: str) -> str:
    """Choose among the Latin encodings, which the detector mixes up, by the text as Windows-1252 has it.

    No western language has ø beside è, ì and ù (they are Czech ř, č, ě and ů) nor signs inside words (ł, ą, ľ);
    Icelandic has þ, ð and ý, but not with ü and ç (they are Turkish ş, ğ and ı).
    """
    letters = set(western)
    if letters & set("þðÞÐý") and letters & set("üçÇ"):
        return "cp1254"
    eastern = letters & set("øØ") and letters & set("ìùèòïÈ")
    return name if eastern or _SIGN_IN_WORD.search(western) else "cp1252"


def _standard_name(name: str) -> str:
    name = codecs.lookup(name).name
    return f"windows-{name[2:]}" if name.startswith("cp125") else name

"""One person's name as pages write it: in one script or two, in full or in initials."""

from __future__ import annotations

import unicodedata

from pubnorm import patterns as re
from pubnorm.matching.names import parse_name, same_person
from pubnorm.matching.wide import is_wide

_OTHER_FORM = re.compile(r"(?<=\w)\s*[(（][^()（）]+[)）](?=\W*$|\s+\w)")  # at the end, or a nickname within
_AROUND = re.compile(r"^\W+|[^\w.’')]+$")
_WORD = re.compile(r"[^\W_]+")
_BRACKETS = "()（）[]【】"


def forms(name: str) -> tuple[str, ...]:
    """Return a name as displayed, without what stands around it and brackets; in both scripts where it shows two.

    >>> forms("Jane (Jay) Roe 🌊"), forms("韩伟(Wei Han)"), forms("Wei Han 韩伟")
    (('Jane Roe',), ('韩伟', 'Wei Han'), ('Wei Han', '韩伟'))
    """
    bare = _AROUND.sub("", _OTHER_FORM.sub("", name)) or name
    if not is_wide(name):
        return (bare,)
    letters = [char.isalpha() and is_wide(char) for char in name]
    wide = "".join(char if of_east else " " for char, of_east in zip(name, letters, strict=True)).split()
    narrow = "".join(" " if of_east or char in _BRACKETS else char for char, of_east in zip(name, letters, strict=True))
    narrow = _AROUND.sub("", " ".join(narrow.split()))
    if not 0 < len(wide) < 3 or not any(map(str.isalpha, narrow)):
        return (bare,)
    found = (" ".join(wide), narrow)
    return found if name.index(wide[0]) < name.index(narrow.split()[0]) else found[::-1]


def fold_name(name: str) -> str:
    """Return a name's words without accents and case, sorted: `Huang, Y.` and `Y. Huang` fold alike."""
    return " ".join(sorted(_fold_words(name)))


def _fold_words(name: str) -> list[str]:
    """Return a name's words without accents and case, as they follow."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _WORD.findall(plain)


def fullness(name: str) -> int:
    """Return how much of the given names is spelled out: letters beyond initials."""
    given = parse_name(name).given or ""
    return sum(len(part) for part in re.findall(r"[^\W_]+", given) if len(part) > 1)


def is_spelled_out(name: str) -> bool:
    """Return whether a name has a family and a given name that is no initial.

    >>> is_spelled_out("Jane Doe"), is_spelled_out("J. Doe"), is_spelled_out("韩伟")
    (True, False, True)
    """
    parsed = parse_name(name)
    given = re.findall(r"[^\W_]+", parsed.given or "")
    return bool(parsed.family) and bool(given) and (len(given[0]) > 1 or is_wide(given[0]))


def is_short_for(written: str, full: str) -> bool:
    """Return whether a name leaves out given and family names that another shows, as Spanish ones often do.

    >>> is_short_for("Roe, J.", "Jane Quentin Roe Doe"), is_short_for("Doe, J.", "Anna Doe")
    (True, False)
    """
    parsed = parse_name(written)
    words, family = _fold_words(full), _fold_words(parsed.family or "")
    given = _fold_words(parsed.given or "")
    at = next((n for n in range(1, len(words)) if family and words[n : n + len(family)] == family), 0)
    return 0 < len(given) <= at and all(word.startswith(part) for word, part in zip(words, given, strict=False))


def is_sign_of(written: str, full: str) -> bool:
    """Return whether what is written are but the initials of a name.

    >>> is_sign_of("J. D.", "Jane Doe"), is_sign_of("JQD", "Jane Doe"), is_sign_of("Doe", "Jane Doe")
    (True, False, False)
    """
    letters = "".join(_WORD.findall(written))
    return 1 < len(letters) < 4 and letters.isupper() and letters == "".join(word[0] for word in _WORD.findall(full))


def alike(one: str, other: str) -> bool:
    """Return whether two spellings may be one person's.

    >>> alike("Zhuoshi Pan", "Pan, Z."), alike("Jane Doe", "John Doe")
    (True, False)
    """
    return same_person(one, other).level != "none"

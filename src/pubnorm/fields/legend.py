"""What a page's marks on authors mean: by its own legend, and by convention only where it has none."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pubnorm import patterns as re
from pubnorm.vocabulary import Vocabulary

_SYMBOLS = "".join(map(chr, range(0x25A0, 0x27C0)))  # shapes, suits, stars, dingbats
MARKS = f"*∗⁎＊†‡§¶#♯⋄📧🖂‖&^+=~@⭐💌📮¹²³⁴⁵⁶⁷⁸⁹{_SYMBOLS}"
ENVELOPES = frozenset("✉📧🖂📮💌")
_SAME = {"∗": "*", "⁎": "*", "＊": "*", "♯": "#", "✝": "†", "📧": "✉", "🖂": "✉"}
_OF_MARKS = frozenset({"equal-contribution", "corresponding"})  # what a note behind a mark may explain
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")

_MARK = rf"[{re.escape(MARKS)}]+|(?<!\w)\d(?!\w)"
_LEGEND = re.compile(rf"({_MARK})\s*[\"'”)\]:=–-]*\s*([^\W\d][^\n{re.escape(MARKS)};|]{{0,90}})")
_AFTER = re.compile(
    rf"([^\W\d][^\n{re.escape(MARKS)};|()]{{2,60}}?)\s*[:=(]?\s*[\"'“]?({_MARK})[\"'”]?(?=\W*$|\s*[),;.|])"
)
_ANY_MARK = re.compile(_MARK)
_WORD_CHARACTER = re.compile(r"\w")
_REACH = 150  # characters from the beginning of an `_AFTER` to its mark, at most
_LONGEST = 400


@cache
def _roles(vocabulary: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    return [(row["role"], (*row["words"], *row.get("whole", ()))) for row in vocabulary.rows("role")]


@cache
def _whole_words(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word for row in vocabulary.rows("role") for word in row.get("whole", ()))


@cache
def _role_words(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(word for _, words in _roles(vocabulary) for word in words)


def role_of(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the role that a note's words name, None where they name none.

    >>> from pubnorm.vocabulary import vocabulary
    >>> [role_of(note, vocabulary()) for note in ("co-first author", "International", "International intern")]
    ['equal-contribution', None, 'intern']
    """
    folded = text.casefold()
    if not any(map(folded.__contains__, _role_words(vocabulary))):
        return None
    best: tuple[int, str] | None = None
    for role, words in _roles(vocabulary):
        for word in words:
            at = _found_at(folded, word, whole=word in _whole_words(vocabulary))
            if at >= 0 and (best is None or at < best[0]):
                best = (at, role)
    return best[1] if best else None


def _found_at(text: str, word: str, *, whole: bool) -> int:
    """Return where a word stands, alone if it is to be `whole`; -1 for nowhere."""
    at = text.find(word)
    while whole and at >= 0 and (text[at - 1 : at].isalpha() or text[at + len(word) : at + len(word) + 1].isalpha()):
        at = text.find(word, at + 1)
    return at


def normal_mark(mark: str) -> str:
    """Return a mark in its usual form: `∗` is `*`, `¹` is `1`, an envelope is `✉`."""
    return "".join(_SAME.get(c, c) for c in mark.translate(_SUPERSCRIPTS))


def read_legend(texts: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    r"""Return what each mark means, out of a page's texts.

    >>> from pubnorm.vocabulary import vocabulary
    >>> read_legend(["* indicates equal contribution, † Corresponding author."], vocabulary())
    {'*': 'equal-contribution', '†': 'corresponding'}
    """
    meanings: dict[str, str] = {}
    folded = [(text, text.casefold()) for text in texts]
    page = "\n".join(text for _, text in folded)
    named = [word for word in _role_words(vocabulary) if word in page]
    for text, lower in folded:
        if not any(map(lower.__contains__, named)):
            continue
        for part in re.split(r"\n|(?<=[a-z])\. ", text) if len(text) > _LONGEST else [text]:
            if _ANY_MARK.search(part) is None or role_of(part, vocabulary) is None:
                continue
            found = False
            for match in _LEGEND.finditer(part):
                role = role_of(match[2], vocabulary)
                if role:
                    found = True
                    meanings.setdefault(normal_mark(match[1]), role)
            if not found:
                for match in _AFTER.finditer(part, *_around_marks(part)):
                    role = role_of(match[1], vocabulary)
                    if role:
                        meanings.setdefault(normal_mark(match[2]), role)
    return meanings


def _around_marks(text: str) -> tuple[int, int]:
    """Return from where to where a legend's words before a mark may stand: the rest of a long text is not searched."""
    marks = list(_ANY_MARK.finditer(text))
    following = _WORD_CHARACTER.search(text, marks[-1].end())
    return max(0, marks[0].start() - _REACH), following.end() if following else len(text)


def by_notes(noted: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> dict[str, str]:
    """Return what marks mean by the note behind one of them: "A. Doe#(Corresponding Author), B. Roe#".

    `noted` holds the marks and the roles of each author with a note.

    >>> by_notes([(("#",), ("corresponding",)), (("*", "†"), ("equal-contribution",))])
    {'#': 'corresponding'}
    """
    told = ((marks[0], roles[0]) for marks, roles in noted if len(marks) == 1 and len(roles) == 1)
    return {mark: role for mark, role in told if role in _OF_MARKS}


def by_convention(uses: Iterable[tuple[int, tuple[tuple[int, str], ...]]], known: dict[str, str]) -> dict[str, str]:
    """Return what unexplained marks mean by convention.

    `uses` holds, for each entry, how many authors it has and (index, mark) for each mark. A mark that some entry has on
    its last author alone means corresponding; else one that some entry has on its first two or more authors means
    equal contribution; in doubt it means nothing.
    """
    last_alone: set[str] = set()
    leading: set[str] = set()
    seen: set[str] = set()
    for count, marked in uses:
        places: dict[str, list[int]] = {}
        for index, mark in marked:
            places.setdefault(mark, []).append(index)
        for mark, indexes in places.items():
            seen.add(mark)
            if indexes == [count - 1] and count > 1:
                last_alone.add(mark)
            elif len(indexes) >= 2 and indexes == list(range(len(indexes))):
                leading.add(mark)
    meanings = {}
    for mark in sorted(seen - set(known)):
        if mark in ENVELOPES or mark in last_alone:
            meanings[mark] = "corresponding"
        elif mark in leading and not mark.isdigit():
            meanings[mark] = "equal-contribution"
    return meanings

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""`pubnorm.citation.words.core_of`, compiled for plain letters, joined by hyphens or not, for numbers and ranges.

So are most words; the rest is left to it. What is looked up, and why, is said there.
"""

cimport cython
from libc.math cimport rint

from pubnorm.citation.lexicon import STEP as _STEP
from pubnorm.citation.sums import MOST_KEPT
from pubnorm.citation.words import CODES, core_of
from pubnorm.matching.names.frequencies import MOST_JOINED, OF_ENDING, OF_TOKEN, UNKNOWN
from pubnorm.matching.venues.words import SHOUTED_STOPS, STOPS

cdef int _MOST_KEPT = MOST_KEPT
cdef double STEP = _STEP
cdef list _OF_TOKEN = OF_TOKEN, _OF_ENDING = OF_ENDING
cdef double _UNKNOWN_GIVEN = UNKNOWN[0], _UNKNOWN_FAMILY = UNKNOWN[1], _MOST_JOINED = MOST_JOINED
cdef double _NO_NAME = -9.0
cdef tuple _CODES = CODES
cdef frozenset _SHOUTED_STOPS = SHOUTED_STOPS, _STOPS = STOPS
# How like a name a word is, by twos, and which kind of name.
cdef list _BUCKETS = [[f"{step}{lean}" for lean in "-=+"] for step in range(-3, 4)]
cdef dict _SHAPES = {number: f"#{number}" for number in ("1", "2", "3", "4", "5", "Y", "R", "YY")}


cdef enum:
    LETTERS = 1
    DIGITS = 2
    HYPHENS = 4
    DASHES = 8
    OTHERS = 16
    LONGEST = 8  # of shapes


@cython.no_gc  # it holds nothing that could hold it
cdef class Core:
    """A word without the punctuation around it: see `pubnorm.citation.words.Core`."""


cdef class NativeCores:
    """Words kept by their text."""

    def __init__(self):
        self.known, self.lexicon = {}, NativeLexicon()

    cdef Core core(self, str text):
        found = self.known.get(text)
        if found is None:
            if len(self.known) > _MOST_KEPT:
                self.known.clear()
            found = self.known[text] = self.read(text)
        return <Core> found

    cdef Core read(self, str text):
        cdef int signs = signs_of(text)
        cdef str number
        if signs == LETTERS:
            return self.of_letters(text)
        if signs == LETTERS | HYPHENS and is_letter(text[0]) and not text.isupper():
            return self.of_hyphens(text)
        if signs & DIGITS and not signs & (LETTERS | OTHERS):
            number = count_of(text) if signs == DIGITS else range_of(text)
            if number is not None:
                return self.of_digits(text, number)
        return copied(text)

    cdef Core looked_up(self, Entry* entry, str lower):
        """Return a word with what the table knows of it as it stands."""
        cdef Core core = Core()
        core.kinds = <tuple> self.lexicon.kinds[entry.kinds]
        core.venue = entry.venue / STEP
        core.venue_step = <int> rint(core.venue) if entry.venue else None
        core.number = core.bucket = u""
        core.lower = core.spoken = lower[:20]
        return core

    cdef Core of_letters(self, str text):
        cdef str lower = text.lower()
        cdef Entry* entry = self.lexicon.entry(lower)
        cdef Core core = self.looked_up(entry, lower)
        cdef Name name = Name(_NO_NAME, _NO_NAME)
        if len(text) > 1:
            name = self.name_of(entry, lower)
            core.bucket = bucket_of(name)
        if text.isupper() and is_roman(text):
            core.number = u"M"
        core.shape = shape_of(text)
        core.fold = u"" if text in _SHOUTED_STOPS else self.fold_of(entry, text, lower)
        core.sizes = 0 if is_small(text[0]) else self.lexicon.sizes_of(core.fold)
        core.code = code_of(core, text, max(name.given, name.family))
        return core

    cdef Core of_hyphens(self, str text):
        """Read words joined by hyphens, of which not all letters are capitals."""
        cdef str lower = text.lower()
        cdef Entry* entry = self.lexicon.entry(lower)
        cdef Core core = self.looked_up(entry, lower)
        cdef Name name, one
        cdef list words = text.split(u"-"), folds = []
        cdef str word, small
        cdef int pieces = 0, count = 0
        name = Name(0.0, 0.0)
        for word in words:
            small = word.lower()
            pieces += 1 if word else 0
            if len(word) > 1:
                one = self.name_of(self.lexicon.entry(small), small)
                name.given, name.family, count = name.given + one.given, name.family + one.family, count + 1
            if word and word not in _STOPS:
                folds.append(self.fold_of(self.lexicon.entry(small), word, small))
        if entry.name or pieces < 2 or not count:
            name = self.name_of(entry, lower)
        else:
            name.given, name.family = min(name.given / count, _MOST_JOINED), min(name.family / count, _MOST_JOINED)
        core.bucket = bucket_of(name)
        core.shape = shape_of(text)
        core.fold = u" ".join(folds)
        core.sizes = 0 if is_small(text[0]) else self.lexicon.sizes_of(core.fold)
        core.code = code_of(core, text, max(name.given, name.family))
        return core

    cdef Core of_digits(self, str text, str number):
        """Read a number of that kind."""
        cdef Core core = self.looked_up(self.lexicon.entry(text), text)
        core.number, core.shape = number, <str> _SHAPES[number]
        core.fold, core.code = u"#", u"y" if number[0] == u"Y" else u"d"
        core.sizes = self.lexicon.sizes_of(core.fold)
        if number not in u"12":
            core.spoken = u"#"
        return core

    cdef Name name_of(self, Entry* entry, str lower):
        """Tell how like a name a word is whose entry that is."""
        cdef int at = entry.name - 1
        if at >= 0:
            return Name(
                _OF_TOKEN[<unsigned char> self.lexicon.given[at]], _OF_TOKEN[<unsigned char> self.lexicon.family[at]]
            )
        at = self.lexicon.ending(lower).name - 1
        if at >= 0:
            return Name(
                _OF_ENDING[<unsigned char> self.lexicon.of_given[at]],
                _OF_ENDING[<unsigned char> self.lexicon.of_family[at]],
            )
        return Name(_UNKNOWN_GIVEN, _UNKNOWN_FAMILY)

    cdef str fold_of(self, Entry* entry, str text, str lower):
        """Return a word of letters whose entry that is as names of venues are folded."""
        cdef Py_ssize_t size = len(lower)
        if entry.stem:
            return <str> self.lexicon.stems[entry.stem - 1]
        if size > 4 and lower[size - 1] == u"s" and lower[size - 2] not in u"sui" and (size > 6 or not text.isupper()):
            lower = lower[: size - 1]
            entry = self.lexicon.entry(lower)
            return <str> self.lexicon.stems[entry.stem - 1] if entry.stem else lower
        return lower


cdef Core copied(str text):
    """Return what `core_of` says of a word."""
    cdef Core core = Core()
    cdef tuple form
    _, core.lower, core.spoken, form, core.venue, core.fold, core.sizes = core_of(text)
    core.shape, core.number, core.bucket, core.venue_step, core.kinds, core.code = form
    return core


cdef bint is_small(Py_UCS4 char) noexcept:
    return u"a" <= char <= u"z"


cdef bint is_letter(Py_UCS4 char) noexcept:
    return u"a" <= char <= u"z" or u"A" <= char <= u"Z"


cdef bint is_digit(Py_UCS4 char) noexcept:
    return u"0" <= char <= u"9"


cdef int signs_of(str text) noexcept:
    """Return what a word is made of."""
    cdef int signs = 0
    cdef Py_UCS4 char
    for char in text:
        if is_letter(char):
            signs |= LETTERS
        elif is_digit(char):
            signs |= DIGITS
        elif char == u"-":
            signs |= HYPHENS
        elif char == u"–":
            signs |= DASHES
        else:
            signs |= OTHERS
    return signs


cdef bint is_year(str text, Py_ssize_t start) noexcept:
    """Tell whether four digits are a year."""
    cdef Py_UCS4 first = text[start], second = text[start + 1]
    return (first == u"2" and second == u"0") or (first == u"1" and u"5" <= second <= u"9")


cdef str count_of(str text):
    """Return what kind of number digits are."""
    cdef Py_ssize_t size = len(text)
    if size == 4 and is_year(text, 0):
        return u"Y"
    return u"1" if size == 1 else u"2" if size == 2 else u"3" if size == 3 else u"4" if size == 4 else u"5"


cdef str range_of(str text):
    """Return what kind of range digits with dashes are, nothing where they are none."""
    cdef Py_ssize_t size = len(text), start = 0, end
    while start < size and is_digit(text[start]):
        start += 1
    end = start
    while end < size and not is_digit(text[end]):
        end += 1
    for at in range(end, size):
        if not is_digit(text[at]):
            return None
    if start == 0 or end == size:
        return None
    if start == 4 and end == 5 and is_year(text, 0) and (size == 7 or (size == 9 and is_year(text, end))):
        return u"YY"
    return u"R"


cdef bint is_roman(str text) noexcept:
    cdef Py_UCS4 char
    for char in text:
        if char not in u"IVXLC":
            return False
    return True


cdef str bucket_of(Name name):
    """Return how like a name a word is: see `pubnorm.citation.words.bucket_of`."""
    cdef int step = <int> rint(max(name.given, name.family) / 2)
    cdef int lean = 2 if name.given > name.family + 1.5 else 0 if name.family > name.given + 1.5 else 1
    return <str> (<list> _BUCKETS[max(-3, min(3, step)) + 3])[lean]


cdef str shape_of(str text):
    """Return the shape of letters and hyphens: see `pubnorm.citation.words.shape_of`."""
    cdef char[LONGEST] shape
    cdef Py_ssize_t at
    cdef Py_UCS4 char, kind, last = 0
    cdef int size = 0, run = 0
    for char in text:
        kind = u"x" if is_small(char) else u"X" if is_letter(char) else char
        run = run + 1 if kind == last else 1
        last = kind
        if run < 3:
            shape[size] = <char> kind
            size += 1
            if size == LONGEST:
                break
    return shape[:size].decode("ascii")


cdef str code_of(Core core, str text, double name):
    """Return the letter of a word that begins with a letter: see `pubnorm.citation.words._code`."""
    cdef bint capital = not is_small(text[0])
    cdef str kind, code
    if capital and (len(text) == 1 or (len(text) == 2 and not core.kinds and text.isupper())):
        return u"I"
    if core.kinds:
        for kind, code in _CODES:
            if kind in core.kinds and (name < 3 or code not in u"puv"):
                return code
    if capital:
        return u"n" if name > 1.5 else u"C"
    return u"l"

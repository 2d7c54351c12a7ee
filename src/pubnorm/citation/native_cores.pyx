# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""`pubnorm.citation.words.core_of`, compiled for words of plain letters, as most are; the rest is left to it.

What is looked up, and why, is said there.
"""

cimport cython
from libc.math cimport rint

from pubnorm.citation.known import MOST_WORDS as _MOST_WORDS
from pubnorm.citation.known import name_sizes
from pubnorm.citation.lexicon import venue_words
from pubnorm.citation.sums import MOST_KEPT
from pubnorm.citation.words import CODES, bucket_of, core_of, kinds, shape_of
from pubnorm.matching.names.frequencies import OF_ENDING, OF_TOKEN, UNKNOWN, frequencies
from pubnorm.matching.venues.words import SHOUTED_STOPS, stems

cdef int _MOST_KEPT = MOST_KEPT, MOST_WORDS = _MOST_WORDS
cdef list _OF_TOKEN = OF_TOKEN, _OF_ENDING = OF_ENDING
cdef double _UNKNOWN_GIVEN = UNKNOWN[0], _UNKNOWN_FAMILY = UNKNOWN[1]
cdef tuple _CODES = CODES
cdef frozenset _STOPS = SHOUTED_STOPS


@cython.no_gc  # it holds nothing that could hold it
cdef class Core:
    """A word without the punctuation around it: see `pubnorm.citation.words.Core`."""


cdef class NativeCores:
    """Words kept by their text."""

    def __init__(self):
        table = frequencies()
        self.known, self.sizes = {}, {}
        self.kinds, self.venues, self.stems = kinds(), venue_words(), stems()
        self.tokens, self.given, self.family = table.tokens, table.given, table.family
        self.endings, self.of_given, self.of_family = table.endings, table.of_given, table.of_family

    cdef Core core(self, str text):
        found = self.known.get(text)
        if found is None:
            if len(self.known) > _MOST_KEPT:
                self.known.clear()
            found = self.known[text] = self.of_letters(text) if text.isascii() and text.isalpha() else copied(text)
        return <Core> found

    cdef Core of_letters(self, str text):
        cdef str lower = text.lower()
        cdef bint small = text[0].islower(), shouted = text.isupper()
        cdef Core core = Core()
        cdef double name = -9.0
        core.kinds = self.kinds.get(lower, ())
        core.venue = self.venues.get(lower, 0.0)
        core.venue_step = <int> rint(core.venue) if core.venue else None
        core.number = u"M" if shouted and is_roman(text) else u""
        core.bucket = u""
        if len(text) > 1:
            name = self.name(core, lower)
        core.shape = shape_of_letters(text, small)
        core.fold = self.folded(text, lower)
        core.sizes = self.sizes_of(core.fold) if core.fold and not small else 0
        core.code = self.code_of(core, text, name)
        core.lower = core.spoken = lower[:20]
        return core

    cdef double name(self, Core core, str lower):
        """Tell how like a name the word is: set its bucket and return the higher of the two likelihoods."""
        cdef double given, family, best
        cdef Py_ssize_t at
        found = self.tokens.get(lower)
        if found is not None:
            at = found
            given, family = _OF_TOKEN[<unsigned char> self.given[at]], _OF_TOKEN[<unsigned char> self.family[at]]
        else:
            found = self.endings.get(lower[max(0, len(lower) - 3) :])
            if found is not None:
                at = found
                given = _OF_ENDING[<unsigned char> self.of_given[at]]
                family = _OF_ENDING[<unsigned char> self.of_family[at]]
            else:
                given, family = _UNKNOWN_GIVEN, _UNKNOWN_FAMILY
        best = max(given, family)
        core.bucket = bucket_of(given, family)[0]
        return best

    cdef str folded(self, str text, str lower):
        cdef Py_ssize_t size = len(lower)
        if text in _STOPS:
            return u""
        stem = self.stems.get(lower)
        if stem is not None:
            return stem
        if size > 4 and lower[size - 1] == u"s" and lower[size - 2] not in u"sui" and (size > 6 or not text.isupper()):
            lower = lower[: size - 1]
            return self.stems.get(lower, lower)
        return lower

    cdef int sizes_of(self, str fold):
        found = self.sizes.get(fold)
        if found is None:
            found = self.sizes[fold] = name_sizes(fold) & ((1 << (MOST_WORDS + 1)) - 1)
        return found

    cdef str code_of(self, Core core, str text, double name):
        cdef bint capital = text[0].isupper()
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


cdef Core copied(str text):
    """Return what `core_of` says of a word."""
    cdef Core core = Core()
    cdef tuple form
    _, core.lower, core.spoken, form, core.venue, core.fold, sizes = core_of(text)
    core.shape, core.number, core.bucket, core.venue_step, core.kinds, core.code = form
    core.sizes = sizes & ((1 << (MOST_WORDS + 1)) - 1)
    return core


cdef bint is_roman(str text):
    cdef Py_UCS4 char
    for char in text:
        if char not in u"IVXLC":
            return False
    return True


cdef str shape_of_letters(str text, bint small):
    cdef Py_ssize_t size = len(text)
    if text.islower():
        return u"xx"[: min(size, 2)]
    if not small and size > 1 and text[1:].islower():
        return u"Xxx"[: min(size, 3)]
    return shape_of(text)

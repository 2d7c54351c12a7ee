# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""`pubnorm.matching.sign_search.SignSearch`, compiled: the pairs of letters of a text are noted down before it is searched."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint32_t, uint64_t
from libc.string cimport memset

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_Find(object text, object part, Py_ssize_t start, Py_ssize_t end, int direction) except -2

cdef enum:
    WORDS = 16  # of 64 bits each
    BITS = 1023


cdef inline unsigned int pair(uint32_t one, uint32_t other) noexcept:
    return (one * 31 + other) & BITS


# The pairs of the stretch that was searched last: patterns by the dozen are looked for in one text after the other.
cdef str last_text = None
cdef Py_ssize_t last_start = 0, last_end = 0
cdef uint64_t seen[WORDS]


cdef void note(str text, Py_ssize_t start, Py_ssize_t end):
    """Note down which pairs of letters `text[start:end]` has."""
    global last_text, last_start, last_end
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t place
    cdef uint32_t before, here
    cdef unsigned int bit
    memset(seen, 0, sizeof(seen))
    before = PyUnicode_READ(kind, data, start)
    for place in range(start + 1, end):
        here = PyUnicode_READ(kind, data, place)
        bit = pair(before, here)
        seen[bit >> 6] |= <uint64_t> 1 << (bit & 63)
        before = here
    last_text, last_start, last_end = text, start, end


cdef class SignSearch:
    """Strings in lower case; a text without every pair of letters of one of them does not hold it."""

    cdef tuple signs
    cdef unsigned short* pairs
    cdef int* ends

    def __cinit__(self, signs):
        cdef str sign
        cdef int number, at, count = 0
        self.signs = tuple(signs)
        self.pairs = <unsigned short*> PyMem_Malloc(sizeof(unsigned short) * (sum(map(len, self.signs)) + 1))
        self.ends = <int*> PyMem_Malloc(sizeof(int) * (len(self.signs) + 1))
        if self.pairs == NULL or self.ends == NULL:
            raise MemoryError
        for number, sign in enumerate(self.signs):
            for at in range(len(sign) - 1):
                self.pairs[count] = pair(ord(sign[at]), ord(sign[at + 1]))
                count += 1
            self.ends[number] = count

    def __dealloc__(self):
        PyMem_Free(self.pairs)
        PyMem_Free(self.ends)

    def within(self, str text, Py_ssize_t start, Py_ssize_t end):
        """Tell whether one of the signs is in `text[start:end]`."""
        cdef int number, at = 0
        start, end = max(start, 0), min(end, len(text))
        if start >= end:
            return False
        if text is not last_text or start != last_start or end != last_end:
            note(text, start, end)
        for number in range(len(self.signs)):
            while at < self.ends[number] and seen[self.pairs[at] >> 6] >> (self.pairs[at] & 63) & 1:
                at += 1
            if at == self.ends[number] and PyUnicode_Find(text, self.signs[number], start, end, 1) >= 0:
                return True
            at = self.ends[number]
        return False

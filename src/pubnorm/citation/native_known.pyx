# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""`pubnorm.citation.known.find_venues`, compiled; what it finds, and why, is said there."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from libc.stdint cimport uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memchr

from pubnorm.citation.native_names cimport START, signed
from pubnorm.citation.native_words cimport Word

from pubnorm.citation.known import MOST_WORDS as _MOST_WORDS
from pubnorm.matching.venues.journals import journal_lines
from pubnorm.matching.venues.registry import registry

cdef int MOST_WORDS = _MOST_WORDS


cdef class NativeVenues:
    """The folded names of all venues, each put down as the sign of its bytes in UTF-8."""

    def __cinit__(self):
        cdef bytes lines = journal_lines()
        cdef const char* text = PyBytes_AS_STRING(lines)
        cdef const char* stop = text + PyBytes_GET_SIZE(lines)
        cdef uint64_t size = 4, most = len(registry().claims)
        cdef const char* at = text
        while at < stop:
            at = after(at, stop)
            most += 1
        while size < 2 * most:
            size *= 2
        self.mask = size - 1
        self.signs = <uint64_t*> calloc(size, sizeof(uint64_t))
        if self.signs == NULL:
            raise MemoryError
        while text < stop:
            self.add_line(text)
            text = after(text, stop)

    def __init__(self):
        cdef str name
        for name in registry().claims:
            self.add(continued(START, name))

    def __dealloc__(self):
        free(self.signs)

    cdef void add(self, uint64_t sign) noexcept:
        cdef uint64_t at = sign ^ (sign >> 32)
        while self.signs[at & self.mask] and self.signs[at & self.mask] != sign:
            at += 1
        self.signs[at & self.mask] = sign

    cdef void add_line(self, const char* text) noexcept:
        """Add the name a line begins with: up to a tab."""
        cdef uint64_t sign = START
        while text[0] != b"\t":
            sign = signed(sign, <unsigned char> text[0])
            text += 1
        self.add(sign)

    cdef bint knows(self, uint64_t sign) noexcept:
        cdef uint64_t at = sign ^ (sign >> 32)
        while self.signs[at & self.mask]:
            if self.signs[at & self.mask] == sign:
                return True
            at += 1
        return False

    cdef list find(self, list entries):
        """Return the stretches of words that are the name of a venue, the longest from each first word on."""
        cdef list found = []
        cdef int start, end, behind = 0
        for start in range(len(entries)):
            if (<Word> entries[start]).sizes and start >= behind:
                end = self.end_of(entries, start)
                if end:
                    found.append((start, end))
                    behind = end
        return found

    cdef int end_of(self, list entries, int start):
        """Return where the longest name ends that starts at a word, 0 where none does."""
        cdef Word word = <Word> entries[start]
        cdef int sizes = word.sizes, count = words_of(word.fold), end = start + 1, stop = len(entries), best = 0
        cdef uint64_t sign = continued(START, word.fold)
        while True:
            if count <= MOST_WORDS and sizes >> count & 1 and self.knows(sign):
                best = end
            if word.parted or count >= MOST_WORDS or not sizes >> (count + 1):
                return best
            while end < stop and not (<Word> entries[end]).fold and not (<Word> entries[end]).parted:
                end += 1
            if end == stop or not (<Word> entries[end]).fold:
                return best
            word = <Word> entries[end]
            sign = continued(signed(sign, u" "), word.fold)
            count += words_of(word.fold)
            end += 1


cdef const char* after(const char* text, const char* stop) noexcept:
    """Return where the next line begins."""
    return <const char*> memchr(text, b"\n", stop - text) + 1


cdef uint64_t continued(uint64_t sign, str text):
    """Return a sign continued by the bytes of a text."""
    cdef bytes encoded = text.encode()
    cdef const char* chars = PyBytes_AS_STRING(encoded)
    cdef Py_ssize_t at
    for at in range(PyBytes_GET_SIZE(encoded)):
        sign = signed(sign, <unsigned char> chars[at])
    return sign


cdef int words_of(str fold):
    cdef Py_UCS4 char
    cdef int count = 1
    for char in fold:
        if char == u" ":
            count += 1
    return count

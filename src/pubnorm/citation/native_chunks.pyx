# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What the words of a chunk come to together: `pubnorm.citation.chunks`, compiled."""

from libc.math cimport rint
from libc.stdint cimport uint64_t
from libc.string cimport memset

from pubnorm.citation.native_names cimport digit, signed
from pubnorm.citation.native_words cimport Word

from pubnorm.citation.chunks import SILENT, SMALL

cdef int _SILENT = SILENT
cdef frozenset _SMALL = SMALL

cdef enum:
    CODES = 128  # codes are ASCII letters


cdef uint64_t of_venue(uint64_t name, list entries, int start, int end):
    """Continue a name by how strongly the words of a chunk speak for a venue, and how many they are."""
    cdef int at, many = 0, size = end - start, venue = _SILENT
    cdef double points = 0.0
    for at in range(start, end):
        if (<Word> entries[at]).venue:
            points += (<Word> entries[at]).venue
            many += 1
    if many:
        venue = <int> max(-4.0, min(4.0, rint(2 * points / many)))
    if venue < 0:
        name = signed(name, u"-")
    return digit(signed(digit(name, abs(venue)), u"n"), min(size, 12) // 2)


cdef int end_of(list entries, int start, int level):
    """Return where the chunk ends that starts at a word; chunks of level 2 are sentences."""
    cdef int at
    for at in range(start, len(entries)):
        if (<Word> entries[at]).stop >= level:
            return at + 1
    return len(entries)


cdef Sign alone(Py_UCS4 char) noexcept:
    cdef Sign sign
    memset(&sign, 0, sizeof(sign))
    sign.count, sign.chars[0] = 1, char
    return sign


cdef Sign summed(list entries, int start, int end, int level):
    """Summarize the codes of a chunk of a level."""
    return short_sign(entries, start, end) if level == 1 else sentence_sign(entries, start, end)


cdef Sign short_sign(list entries, int start, int end):
    cdef Sign sign
    cdef int at
    cdef Py_UCS4 code
    memset(&sign, 0, sizeof(sign))
    for at in range(start, end):
        code = (<Word> entries[at]).code
        if not sign.count or code != sign.chars[sign.count - 1]:
            sign.chars[sign.count] = code
            sign.count += 1
            if sign.count == 5:
                break
    return sign


cdef Sign sentence_sign(list entries, int start, int end):
    cdef Sign sign
    cdef bint seen[CODES]
    cdef int at, code
    cdef str small
    memset(&sign, 0, sizeof(sign))
    memset(seen, 0, sizeof(seen))
    for at in range(start, end):
        seen[(<Word> entries[at]).code] = True
    for small in _SMALL:
        seen[<Py_UCS4> small[0]] = False
    for code in range(CODES):
        if seen[code] and sign.count < 6:
            sign.chars[sign.count] = code
            sign.count += 1
    return sign


cdef uint64_t summary(uint64_t name, Sign* sign) noexcept:
    """Continue a name by the summary of a chunk."""
    cdef int at
    for at in range(sign.count):
        name = signed(name, sign.chars[at])
    return name

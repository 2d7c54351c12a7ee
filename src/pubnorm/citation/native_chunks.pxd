from libc.stdint cimport uint64_t


# What the words' codes of a chunk come to: see `short_sign` and `sentence_sign` of `pubnorm.citation.chunks`.
cdef struct Sign:
    int count
    Py_UCS4 chars[6]


# A chunk, those beside it, and the sign that the names of their features begin with.
cdef struct Chunk:
    uint64_t name
    Sign before, own, after


cdef int end_of(list entries, int start, int level)
cdef Sign alone(Py_UCS4 char) noexcept
cdef Sign summed(list entries, int start, int end, int level)
cdef uint64_t summary(uint64_t name, Sign* sign) noexcept
cdef uint64_t of_venue(uint64_t name, list entries, int start, int end)

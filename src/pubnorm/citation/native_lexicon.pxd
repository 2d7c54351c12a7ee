from libc.stdint cimport int8_t, int16_t, int32_t, uint64_t


cdef struct Entry:  # what is not known is 0
    uint64_t sign
    int32_t name  # one more than its number among the tokens, or the endings, of names
    int16_t stem  # one more than the place, among the stems, of what the word folds to
    int16_t kinds  # the place of its kinds
    int16_t sizes  # of names of venues that begin with it, were it folded: a bit each
    int8_t venue  # how strongly it speaks for a venue's name, in steps


cdef class NativeLexicon:
    cdef Entry* entries
    cdef uint64_t mask
    cdef list kinds, stems
    cdef bytes given, family, of_given, of_family
    cdef Entry* entry(self, str word) noexcept
    cdef Entry* signed_entry(self, uint64_t sign) noexcept
    cdef Entry* ending(self, str word) noexcept
    cdef Entry* made(self, str word, uint64_t start)
    cdef int sizes_of(self, str fold) noexcept
    cdef void add_names(self, dict names, dict endings)
    cdef void add_venues(self, dict words, dict starts)
    cdef void add_kinds(self)

from libc.stdint cimport uint64_t

from pubnorm.citation.native_words cimport Word


cdef class NativeVenues:
    cdef uint64_t* signs
    cdef uint64_t mask
    cdef void add(self, uint64_t sign) noexcept
    cdef void add_line(self, const char* text) noexcept
    cdef bint knows(self, uint64_t sign) noexcept
    cdef list find(self, list entries)
    cdef int end_of(self, list entries, int start)

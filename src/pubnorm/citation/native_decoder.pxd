from libc.stdint cimport int32_t


cdef class Scores:
    cdef int count, size
    cdef int32_t* sums
    cdef double* gains
    cdef double* forth
    cdef double* back
    cdef double* spare


cdef struct Weight:
    int32_t label
    int32_t steps


cdef class NativeDecoder:
    cdef int size
    cdef Weight* weights  # of all rows, one after another; `starts` are where each begins
    cdef int32_t* starts
    cdef double* transitions
    cdef double* relative
    cdef double* reverse
    cdef double top
    cdef void add_row(self, Scores scores, int at, int32_t row) noexcept
    cdef void add_rows(self, Scores scores, int at, const int32_t* rows, int count) noexcept
    cdef best(self, Scores scores)
    cdef double spread(self, Scores scores)
    cdef double score(self, Scores scores, list labels)
    cdef list search(self, Scores scores)

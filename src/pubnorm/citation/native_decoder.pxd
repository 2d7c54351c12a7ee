from libc.stdint cimport int32_t


# Bring memory near the processor before it is used: the tables are larger than what is near it.
cdef extern from *:
    """
    #if defined(__GNUC__)
    #define FETCH(address) __builtin_prefetch(address)
    #else
    #define FETCH(address) ((void)(address))
    #endif
    """
    void FETCH(const void* address) noexcept


cdef class Scores:
    cdef int count, size
    cdef int32_t* sums
    cdef double* gains
    cdef double* forth
    cdef double* back
    cdef double* spare


cdef class NativeDecoder:
    cdef int size, width
    cdef int steps  # until sums are scaled
    cdef int32_t* weights  # the rows, each how many weights it has and these, a label and steps each; none at 0
    cdef int32_t* places  # where each row begins
    cdef double* transitions
    cdef double* relative  # their exponentials over that of the highest, and these with rows and columns swapped
    cdef double* reverse
    cdef double top
    cdef void add(self, int32_t* sums, int32_t place) noexcept
    cdef void add_all(self, int32_t* sums, const int32_t* places, int count) noexcept
    cdef best(self, Scores scores)
    cdef double spread(self, Scores scores)
    cdef double score(self, Scores scores, list labels)
    cdef list search(self, Scores scores)

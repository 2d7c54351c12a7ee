from libc.stdint cimport int32_t, uint64_t

from pubnorm.citation.native_cores cimport Core, NativeCores
from pubnorm.citation.native_names cimport NativeNames


cdef enum:
    MOST = 192  # features of one word: some forty, and three for each of its kinds, of which there are thirty


cdef class Word:
    cdef int32_t* places  # of the rows of weights
    cdef int ends[5]  # where those end for the word itself, the words after and before it, and two places on and back
    cdef Py_UCS4 code
    cdef str lead, follow, marked, lower, fold
    cdef uint64_t lead_sign, marked_sign
    cdef int stop, marks, sizes
    cdef double venue
    cdef bint parted


cdef class NativeWords:
    cdef NativeNames names
    cdef NativeCores cores
    cdef dict known, marks
    cdef Word word(self, str token)
    cdef Word make(self, str token)
    cdef int marks_of(self, str head, str tail)
    cdef void add_places(self, Word word, str token, Core core, str head, str tail)

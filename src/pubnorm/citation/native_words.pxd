from libc.stdint cimport int32_t, uint64_t

from pubnorm.citation.native_cores cimport Core, NativeCores
from pubnorm.citation.native_decoder cimport NativeDecoder
from pubnorm.citation.native_forms cimport Form, NativeForms
from pubnorm.citation.native_names cimport NativeNames


cdef enum:
    MOST = 16  # features that name a word


cdef class Word:
    cdef Form form
    cdef int32_t places[MOST]  # of the rows of weights of features that name the word
    cdef int ends[5]  # where those end for the word itself, the words after and before it, and two places on and back
    cdef Py_UCS4 code
    cdef str marked, lower, fold
    cdef uint64_t marked_sign
    cdef int stop, sizes
    cdef double venue
    cdef bint parted


cdef class NativeWords:
    cdef NativeNames names
    cdef NativeCores cores
    cdef NativeForms forms
    cdef dict known
    cdef Word word(self, str token)
    cdef Word make(self, str token)
    cdef void add_places(self, Word word, str token, Core core, str head, str tail)

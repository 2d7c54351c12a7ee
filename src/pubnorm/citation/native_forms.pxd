from libc.stdint cimport int32_t, uint64_t

from pubnorm.citation.native_cores cimport Core
from pubnorm.citation.native_decoder cimport NativeDecoder
from pubnorm.citation.native_names cimport NativeNames


cdef enum:
    MOST = 160  # features of one form: some twenty, and three for each of its kinds, of which there are thirty


cdef class Form:
    cdef int32_t* sums  # by label: of the token itself, those after and before it, and those two places on and back
    cdef str lead, follow  # its code with the punctuation after and before it
    cdef uint64_t lead_sign
    cdef int marks  # the quotes and brackets that it opens and closes


cdef class NativeForms:
    cdef NativeDecoder decoder
    cdef NativeNames names
    cdef dict known
    cdef uint64_t signs[MOST]  # of the features of the form that is made, and where those of each part end
    cdef int ends[5]
    cdef int count
    cdef Form form(self, Core core, str head, str tail)
    cdef Form make(self, Core core, str head, str tail)
    cdef void add(self, uint64_t sign) noexcept
    cdef void sum_up(self, Form form) noexcept
    cdef void add_own(self, Core core, str head, str tail)
    cdef void add_beside(self, Py_UCS4 place, Core core, str head, str tail)
    cdef void add_kinds(self, uint64_t start, tuple kinds)

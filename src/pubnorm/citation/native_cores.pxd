cdef class Core:
    cdef str lower, spoken, shape, number, bucket, code, fold
    cdef object venue_step
    cdef tuple kinds
    cdef double venue
    cdef int sizes


cdef class NativeCores:
    cdef dict known, kinds, venues, tokens, endings, stems, sizes
    cdef bytes given, family, of_given, of_family
    cdef Core core(self, str text)
    cdef Core of_letters(self, str text)
    cdef double name(self, Core core, str lower)
    cdef str folded(self, str text, str lower)
    cdef int sizes_of(self, str fold)
    cdef str code_of(self, Core core, str text, double name)

from pubnorm.citation.native_lexicon cimport Entry, NativeLexicon


cdef class Core:
    cdef str lower, spoken, shape, number, bucket, code, fold
    cdef object venue_step
    cdef tuple kinds
    cdef double venue
    cdef int sizes


cdef struct Name:  # how strongly a word speaks for a given name and for a family name
    double given, family


cdef class NativeCores:
    cdef NativeLexicon lexicon
    cdef dict known
    cdef Core core(self, str text)
    cdef Core read(self, str text)
    cdef Core looked_up(self, Entry* entry, str lower)
    cdef Core of_letters(self, str text)
    cdef Core of_hyphens(self, str text)
    cdef Core of_digits(self, str text, str number)
    cdef Name name_of(self, Entry* entry, str lower)
    cdef str fold_of(self, Entry* entry, str text, str lower)

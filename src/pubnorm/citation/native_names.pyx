# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Where the weights of features stand, by their names, for code that has no names as objects."""

from libc.stdint cimport int32_t, uint64_t
from libc.stdlib cimport calloc, free

from pubnorm.citation.native_decoder cimport FETCH, NativeDecoder


cdef class NativeNames:
    """Where the weights of each feature stand in a decoder; 0 for what is no feature."""

    def __cinit__(self, names, NativeDecoder decoder):
        cdef uint64_t size = 4
        while size < 2 * <uint64_t> len(names):
            size *= 2
        self.mask = size - 1
        self.names = <Name*> calloc(size, sizeof(Name))
        if self.names == NULL:
            raise MemoryError

    def __init__(self, names, NativeDecoder decoder):
        cdef int number
        cdef uint64_t sign, at
        cdef str name
        for number, name in enumerate(names, 1):
            sign = spelled(START, name)
            at = sign ^ (sign >> 32)
            while self.names[at & self.mask].place:
                if self.names[at & self.mask].sign == sign:
                    raise ValueError(f"two features have one sign: one is {name!r}")
                at += 1
            self.names[at & self.mask] = Name(sign, decoder.places[number])

    def __dealloc__(self):
        free(self.names)

    cdef void fetch(self, uint64_t sign) noexcept:
        """Have what `place` will look at brought near."""
        FETCH(self.names + ((sign ^ (sign >> 32)) & self.mask))

    cdef int32_t place(self, uint64_t sign) noexcept:
        cdef uint64_t at = sign ^ (sign >> 32)
        while self.names[at & self.mask].place:
            if self.names[at & self.mask].sign == sign:
                return self.names[at & self.mask].place
            at += 1
        return 0

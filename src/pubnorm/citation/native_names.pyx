# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""The numbers of a model's rows of weights by the names of their features, for code that has no names as objects."""

from libc.stdint cimport int32_t, uint64_t
from libc.stdlib cimport calloc, free


cdef class NativeNames:
    """The number of each feature's row, counted from 1; 0 for what is no feature."""

    def __cinit__(self, names):
        cdef uint64_t size = 4
        while size < 2 * <uint64_t> len(names):
            size *= 2
        self.mask = size - 1
        self.names = <Name*> calloc(size, sizeof(Name))
        if self.names == NULL:
            raise MemoryError

    def __init__(self, names):
        cdef int32_t number
        cdef uint64_t sign, at
        cdef str name
        for number, name in enumerate(names, 1):
            sign = spelled(START, name)
            at = sign ^ (sign >> 32)
            while self.names[at & self.mask].row:
                if self.names[at & self.mask].sign == sign:
                    raise ValueError(f"two features have one sign: one is {name!r}")
                at += 1
            self.names[at & self.mask] = Name(sign, number)

    def __dealloc__(self):
        free(self.names)

    def number(self, str name):
        """Return the number of the row of a feature, 0 where there is none."""
        return self.row(spelled(START, name))

    cdef int32_t row(self, uint64_t sign) noexcept:
        cdef uint64_t at = sign ^ (sign >> 32)
        while self.names[at & self.mask].row:
            if self.names[at & self.mask].sign == sign:
                return self.names[at & self.mask].row
            at += 1
        return 0

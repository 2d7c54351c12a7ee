from libc.stdint cimport int32_t, uint64_t

from pubnorm.citation.native_decoder cimport FETCH, NativeDecoder

# A name is looked up by its sign, made character by character (FNV-1a, 64 bits): so the names that begin alike share
# work, and none is ever put together.
cdef extern from *:
    """
    #define FEATURE_START 0xCBF29CE484222325ULL
    """
    const uint64_t START "FEATURE_START"


cdef inline uint64_t signed(uint64_t sign, Py_UCS4 char) noexcept:
    """Return the sign of a name continued by a character."""
    return (sign ^ <uint64_t> char) * <uint64_t> 0x100000001B3


cdef inline uint64_t digit(uint64_t sign, int number) noexcept:
    """Return the sign of a name continued by a number from 0 to 9."""
    return signed(sign, <Py_UCS4> (48 + number))


cdef inline uint64_t spelled(uint64_t sign, str text) noexcept:
    """Return the sign of a name continued by a text."""
    cdef Py_UCS4 char
    for char in text:
        sign = signed(sign, char)
    return sign


cdef struct Name:
    uint64_t sign
    int32_t place


cdef class NativeNames:
    cdef Name* names
    cdef uint64_t mask
    cdef void fetch(self, uint64_t sign) noexcept
    cdef int32_t place(self, uint64_t sign) noexcept

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What tokens of one form add to themselves and their neighbours: `Form.features`, compiled, its weights added up.

What the features are, and why, is said there; here each is the sign of its name, spelled as there.
"""

cimport cython
from libc.stdint cimport int32_t, uint64_t
from libc.stdlib cimport calloc, free

from pubnorm.citation.native_cores cimport Core
from pubnorm.citation.native_decoder cimport FETCH, NativeDecoder
from pubnorm.citation.native_names cimport START, NativeNames, signed, spelled

from pubnorm.citation.features import marks_of
from pubnorm.citation.sums import MOST_KEPT

cdef int _MOST_KEPT = MOST_KEPT


@cython.no_gc  # it holds nothing that could hold it
cdef class Form:
    """What tokens of one form share."""

    def __cinit__(self, int size):
        self.sums = <int32_t*> calloc(5 * size, sizeof(int32_t))
        if self.sums == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.sums)


cdef class NativeForms:
    """Forms kept by all that they depend on."""

    def __init__(self, NativeNames names, NativeDecoder decoder):
        self.names, self.decoder, self.known = names, decoder, {}

    cdef Form form(self, Core core, str head, str tail):
        """Return the form of a word between so much punctuation before and after it."""
        cdef tuple key = (
            core.shape, core.number, core.bucket, core.venue_step, core.kinds, core.code, head, tail
        )
        found = self.known.get(key)
        if found is None:
            if len(self.known) > _MOST_KEPT:
                self.known.clear()
            found = self.known[key] = self.make(core, head, tail)
        return <Form> found

    cdef Form make(self, Core core, str head, str tail):
        cdef Form form = Form(self.decoder.size)
        form.lead, form.follow = core.code + tail, head + core.code
        form.lead_sign = spelled(START, form.lead)
        form.marks = marks_of(head, tail) if head or tail else 0
        self.count = 0
        self.add_own(core, head, tail)
        self.ends[0] = self.count
        self.add_beside(u"-", core, head, tail)
        self.ends[1] = self.count
        self.add_beside(u"+", core, head, tail)
        self.ends[2] = self.count
        self.add(coded(signed(START, u"<"), core.code, tail))
        self.ends[3] = self.count
        self.add(coded(signed(START, u">"), core.code, tail))
        self.ends[4] = self.count
        self.sum_up(form)
        return form

    cdef void add(self, uint64_t sign) noexcept:
        """Take the feature of that sign to the others of this form, if it is one."""
        if self.count < MOST:
            self.names.fetch(sign)
            self.signs[self.count] = sign
            self.count += 1

    cdef void sum_up(self, Form form) noexcept:
        """Give the form the sums of the weights of the features found."""
        cdef int32_t places[MOST]
        cdef int part, first = 0, size = self.decoder.size
        for at in range(self.count):
            places[at] = self.names.place(self.signs[at])
            FETCH(self.decoder.weights + places[at])
        for part in range(5):
            self.decoder.add_all(form.sums + part * size, places + first, self.ends[part] - first)
            first = self.ends[part]

    cdef void add_own(self, Core core, str head, str tail):
        """Add what the form tells of the token itself."""
        cdef str shape = core.shape
        cdef uint64_t sign = spelled(signed(START, u"s"), shape)
        self.add(sign)
        self.add(spelled(signed(sign, u"t"), tail))
        self.add(signed(signed(signed(START, u"C"), first_of(head, shape)), last_of(tail, shape)))
        self.add_kinds(START, core.kinds)
        if head:
            self.add(spelled(signed(START, u"h"), head))
        if tail:
            self.add(spelled(signed(START, u"t"), tail))
        if core.bucket:
            sign = spelled(signed(START, u"n"), core.bucket)
            self.add(spelled(spelled(sign, shape[:2]), tail))
        if core.venue_step is not None:
            self.add(spelled(signed(START, u"v"), str(core.venue_step)))
        if core.number:
            sign = spelled(signed(START, u"N"), core.number)
            self.add(sign)
            self.add(spelled(spelled(sign, head), tail))

    cdef void add_beside(self, Py_UCS4 place, Core core, str head, str tail):
        """Add what it tells of the token after it ("-") or before it ("+")."""
        cdef str shape = core.shape
        cdef uint64_t start = signed(START, place), sign = spelled(signed(start, u"s"), shape)
        if place == u"-":
            self.add(spelled(signed(sign, u"t"), tail))
            self.add(signed(signed(start, u"C"), last_of(tail, shape)))
            if tail:
                self.add(spelled(signed(start, u"t"), tail))
        else:
            self.add(sign)
            self.add(signed(signed(start, u"C"), first_of(head, shape)))
            self.add(coded(start, core.code, tail))
        self.add_kinds(start, core.kinds)

    cdef void add_kinds(self, uint64_t start, tuple kinds):
        cdef str kind
        for kind in kinds:
            self.add(spelled(signed(start, u"k"), kind))


cdef uint64_t coded(uint64_t start, str code, str tail):
    return spelled(signed(spelled(signed(start, u"c"), code), u"t"), tail)


cdef Py_UCS4 first_of(str head, str shape):
    return head[0] if head else shape[0]


cdef Py_UCS4 last_of(str tail, str shape):
    return tail[len(tail) - 1] if tail else shape[len(shape) - 1]

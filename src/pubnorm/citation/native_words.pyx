# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What a word adds to itself and its neighbours: `Form.features` and `Extractor._word`, compiled.

What the features are, and why, is said there; here each is the sign of its name, spelled as there.
"""

from libc.stdint cimport int32_t, uint64_t
from libc.stdlib cimport calloc, free

from pubnorm.citation.native_cores cimport Core, NativeCores
from pubnorm.citation.native_names cimport START, NativeNames, signed, spelled

from pubnorm.citation.features import BESIDE, JOINING, marks_of
from pubnorm.citation.sums import MOST_KEPT
from pubnorm.citation.words import PLAIN, STRONG, parts

cdef int _MOST_KEPT = MOST_KEPT
cdef Py_UCS4 _BESIDE = BESIDE
cdef frozenset _JOINING = JOINING
cdef str _PLAIN = PLAIN, _STRONG = "".join(sorted(STRONG))


cdef class Word:
    """A token: where the weights stand that it adds, and what the features of whole stretches are made of."""

    def __dealloc__(self):
        free(self.places)


cdef class NativeWords:
    """Words kept by their text."""

    def __init__(self, NativeNames names):
        self.names, self.cores, self.known, self.marks = names, NativeCores(), {}, {}

    cdef Word word(self, str token):
        found = self.known.get(token)
        if found is None:
            if len(self.known) > _MOST_KEPT:
                self.known.clear()
            found = self.known[token] = self.make(token)
        return <Word> found

    cdef Word make(self, str token):
        cdef str head, text, tail
        head, text, tail = cut_word(token)
        cdef Core core = self.cores.core(text)
        cdef Word word = Word()
        word.code = core.code[0]
        word.lower, word.venue, word.fold, word.sizes = core.lower, core.venue, core.fold, core.sizes
        word.stop = stop_of(text, tail, word.code)
        word.parted = bool(tail) and not _JOINING.issuperset(tail)
        head, tail = head[max(0, len(head) - 2) :], tail[:3]
        word.marks = self.marks_of(head, tail) if head or tail else 0
        word.lead, word.follow, word.marked = core.code + tail, head + core.code, head + core.spoken + tail
        word.lead_sign = spelled(START, word.lead)
        word.marked_sign = signed(spelled(signed(START, u"B"), word.marked), _BESIDE)
        self.add_places(word, token, core, head, tail)
        return word

    cdef int marks_of(self, str head, str tail):
        found = self.marks.get((head, tail))
        if found is None:
            found = self.marks[head, tail] = marks_of(head, tail)
        return found

    cdef void add_places(self, Word word, str token, Core core, str head, str tail):
        """Find the weights that the word adds, and keep with it where they stand."""
        cdef Found found = Found(self.names)
        cdef Py_ssize_t size = len(token)
        found.add(spelled(signed(START, u"P"), token[:2]))
        found.add(spelled(signed(START, u"X"), token[size - 2 if size > 2 else 0 :]))
        found.add_own(core, head, tail)
        word.ends[0] = found.count
        found.add_beside(u"-", core, head, tail)
        word.ends[1] = found.count
        found.add_beside(u"+", core, head, tail)
        word.ends[2] = found.count
        found.add_far(u"<", core, tail)
        word.ends[3] = found.count
        found.add_far(u">", core, tail)
        word.ends[4] = found.count
        word.places = <int32_t*> calloc(found.count + 1, sizeof(int32_t))
        if word.places == NULL:
            raise MemoryError
        found.keep(word)


cdef class Found:
    """The features found so far for a word, whatever place they are for."""

    cdef NativeNames names
    cdef uint64_t signs[MOST]
    cdef int count

    def __cinit__(self, NativeNames names):
        self.names, self.count = names, 0

    cdef void add(self, uint64_t sign) noexcept:
        if self.count < MOST:
            self.names.fetch(sign)
            self.signs[self.count] = sign
            self.count += 1

    cdef void keep(self, Word word) noexcept:
        """Give the word the places of the weights of those that have any."""
        cdef int part, at = 0, kept = 0
        cdef int32_t place
        for part in range(5):
            while at < word.ends[part]:
                place = self.names.place(self.signs[at])
                if place:
                    word.places[kept] = place
                    kept += 1
                at += 1
            word.ends[part] = kept

    cdef void add_own(self, Core core, str head, str tail):
        """Add what a word, of that punctuation before and after it, tells of itself."""
        cdef str lower = core.lower, shape = core.shape
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
        elif len(lower) > 3:
            self.add(spelled(signed(START, u"p"), lower[:3]))
            self.add(spelled(signed(START, u"x"), lower[len(lower) - 3 :]))
        self.add_named(START, core.spoken, head, tail)

    cdef void add_beside(self, Py_UCS4 place, Core core, str head, str tail):
        """Add what it tells of the word after it ("-") or before it ("+")."""
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
        self.add_named(start, core.spoken, head, tail)

    cdef void add_far(self, Py_UCS4 place, Core core, str tail):
        """Add what it tells of the word two places on ("<") or back (">")."""
        cdef uint64_t start = signed(START, place)
        self.add(coded(start, core.code, tail))
        self.add(spelled(signed(start, u"w"), core.spoken))

    cdef void add_kinds(self, uint64_t start, tuple kinds):
        cdef str kind
        for kind in kinds:
            self.add(spelled(signed(start, u"k"), kind))

    cdef void add_named(self, uint64_t start, str spoken, str head, str tail):
        """Add what the word itself tells, alone and with its punctuation."""
        cdef uint64_t sign = spelled(signed(start, u"w"), spoken)
        self.add(sign)
        if head or tail:
            self.add(spelled(signed(spelled(signed(sign, _BESIDE), head), _BESIDE), tail))


cdef tuple cut_word(str token):
    """Return a token's punctuation before the word, the word, and that after it: see `pubnorm.citation.words.parts`."""
    cdef Py_ssize_t first = 0, last = len(token)
    while first < last and token[first] in _PLAIN:
        first += 1
    while last > first and token[last - 1] in _PLAIN:
        last -= 1
    if first == last or not token[first].isalnum() or not token[last - 1].isalnum() or u"<" in token:
        return parts(token)
    return token[:first], token[first:last], token[last:]


cdef int stop_of(str text, str tail, Py_UCS4 code):
    """Return 2 where a sentence may end after a word, 1 where a chunk does: see `pubnorm.citation.words.ends`."""
    cdef Py_UCS4 char
    cdef bint dotted = False, short
    for char in tail:
        if char in _STRONG:
            return 2
        dotted = dotted or char in u".．"
    if not dotted:
        return 1 if tail else 0
    short = code == u"I" or code in u"eogh" or (len(text) <= 4 and text[0].isupper() and code in u"vCn")
    return 0 if short and len(tail) == 1 else 2


cdef uint64_t coded(uint64_t start, str code, str tail):
    return spelled(signed(spelled(signed(start, u"c"), code), u"t"), tail)


cdef Py_UCS4 first_of(str head, str shape):
    return head[0] if head else shape[0]


cdef Py_UCS4 last_of(str tail, str shape):
    return tail[len(tail) - 1] if tail else shape[len(shape) - 1]

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What a word adds to itself and its neighbours: `Extractor._word`, compiled.

What the features are, and why, is said there; here each is the sign of its name, spelled as there.
"""

cimport cython
from libc.stdint cimport int32_t, uint64_t

from pubnorm.citation.native_cores cimport Core, NativeCores
from pubnorm.citation.native_decoder cimport NativeDecoder
from pubnorm.citation.native_forms cimport NativeForms
from pubnorm.citation.native_names cimport START, NativeNames, signed, spelled

from pubnorm.citation.features import BESIDE, JOINING
from pubnorm.citation.sums import MOST_KEPT
from pubnorm.citation.words import PLAIN, STRONG, parts

cdef int _MOST_KEPT = MOST_KEPT
cdef Py_UCS4 _BESIDE = BESIDE
cdef frozenset _JOINING = JOINING
cdef str _PLAIN = PLAIN, _STRONG = "".join(sorted(STRONG))
cdef str _PLACES = "-+<>"


@cython.no_gc  # it holds nothing that could hold it
cdef class Word:
    """A token: its form, where the weights stand that it adds to that, and what features of stretches are made of."""


cdef class NativeWords:
    """Words kept by their text."""

    def __init__(self, NativeNames names, NativeDecoder decoder):
        self.names, self.cores, self.forms, self.known = names, NativeCores(), NativeForms(names, decoder), {}

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
        word.form = self.forms.form(core, head, tail)
        word.marked = head + core.spoken + tail if head or tail else core.spoken
        word.marked_sign = signed(spelled(signed(START, u"B"), word.marked), _BESIDE)
        self.add_places(word, token, core, head, tail)
        return word

    cdef void add_places(self, Word word, str token, Core core, str head, str tail):
        """Find the weights of the features that name the word or its ends, and keep with it where they stand."""
        cdef Named named = Named(self.names)
        cdef Py_ssize_t size = len(token)
        cdef str lower = core.lower
        cdef int part
        named.add(spelled(signed(START, u"P"), token[:2]))
        named.add(spelled(signed(START, u"X"), token[size - 2 if size > 2 else 0 :]))
        size = len(lower)
        if size > 3 and not core.number:
            named.add(spelled(signed(START, u"p"), lower[:3]))
            named.add(spelled(signed(START, u"x"), lower[size - 3 :]))
        named.add_word(START, core.spoken, head, tail)
        word.ends[0] = named.count
        for part in range(1, 5):
            if part > 2:
                head = tail = u""
            named.add_word(signed(START, _PLACES[part - 1]), core.spoken, head, tail)
            word.ends[part] = named.count
        named.keep(word)


cdef class Named:
    """The features found so far for a word, whatever place they are for."""

    cdef NativeNames names
    cdef uint64_t signs[MOST]
    cdef int count

    def __cinit__(self, NativeNames names):
        self.names, self.count = names, 0

    cdef void add(self, uint64_t sign) noexcept:
        self.names.fetch(sign)
        self.signs[self.count] = sign
        self.count += 1

    cdef void add_word(self, uint64_t start, str spoken, str head, str tail):
        """Add what the word itself tells, alone and with its punctuation, if there is any."""
        cdef uint64_t sign = spelled(signed(start, u"w"), spoken)
        self.add(sign)
        if head or tail:
            self.add(spelled(signed(spelled(signed(sign, _BESIDE), head), _BESIDE), tail))

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

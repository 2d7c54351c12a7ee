# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""`Extractor.features`, compiled: the weights of a feature are added up as soon as it is known.

What the features are, and why, is said there. Where the package was built without a C compiler this module is missing,
and the tagger does without.
"""

from libc.stdint cimport int32_t, uint64_t
from libc.stdlib cimport calloc, free

from pubnorm.citation.native_chunks cimport Chunk, alone, end_of, of_venue, summary, summed
from pubnorm.citation.native_decoder cimport FETCH, NativeDecoder, Scores
from pubnorm.citation.native_known cimport NativeVenues
from pubnorm.citation.native_names cimport START, NativeNames, digit, signed, spelled
from pubnorm.citation.native_words cimport NativeWords, Word

from pubnorm.citation.features import CLOSES_BRACKET, CLOSES_QUOTE, CLOSES_SINGLE, OPENS_BRACKET, OPENS_QUOTE
from pubnorm.citation.features import OPENS_SINGLE

cdef int _OPENS_BRACKET = OPENS_BRACKET, _CLOSES_BRACKET = CLOSES_BRACKET
cdef int _OPENS_QUOTE = OPENS_QUOTE, _CLOSES_QUOTE = CLOSES_QUOTE
cdef int _OPENS_SINGLE = OPENS_SINGLE, _CLOSES_SINGLE = CLOSES_SINGLE

# How far from a token those stand that the parts of what it adds are for.
cdef int[5] _PARTS = [0, 1, -1, 2, -2]

cdef enum:
    WAITING = 256  # features are added by so many


cdef class Adding(Scores):
    """Sums, and features that wait to be added to them: which tokens' they are, and their signs."""

    cdef int waiting
    cdef int tokens[WAITING]
    cdef uint64_t signs[WAITING]


cdef extern from *:
    """
    static void summed_up(
        int32_t *restrict sums, const int32_t *restrict a, const int32_t *restrict b, const int32_t *restrict c,
        const int32_t *restrict d, const int32_t *restrict e, ptrdiff_t size
    ) {
        for (ptrdiff_t i = 0; i < size; i++) sums[i] = a[i] + b[i] + c[i] + d[i] + e[i];
    }
    """
    void summed_up(
        int32_t* sums, const int32_t* a, const int32_t* b, const int32_t* c, const int32_t* d, const int32_t* e,
        Py_ssize_t size
    ) noexcept


cdef class NativeTagger:
    """Labels the tokens of a text under `weights`."""

    cdef int32_t* nothing  # that no token is there, as sums
    cdef NativeDecoder decoder
    cdef NativeNames names
    cdef NativeWords words
    cdef NativeVenues venues

    def __cinit__(self, weights):
        self.nothing = <int32_t*> calloc(len(weights.labels), sizeof(int32_t))
        if self.nothing == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.nothing)

    def __init__(self, weights):
        self.decoder = NativeDecoder(weights)
        self.names = NativeNames(weights.names, self.decoder)
        self.words = NativeWords(self.names, self.decoder)
        self.venues = NativeVenues()

    def decode(self, str text, tokens, styles=()):
        """Return the best labels of `tokens`, which are those of `text`; `styles` are stretches of markup."""
        cdef Adding scores = Adding(len(tokens), self.decoder.size)
        cdef list entries = [self.words.word(<str> (<tuple> token)[2]) for token in tokens]
        self.add_words(scores, entries)
        self.add_pairs(scores, entries)
        self.add_places(scores, entries)
        self.add_chunks(scores, entries, u"q", 1)
        self.add_chunks(scores, entries, u"Q", 2)
        self.add_enclosure(scores, entries)
        self.add_venues(scores, entries)
        if styles:
            self.add_styles(scores, tokens, styles)
        if u"\n" in text:
            self.add_lines(scores, text, tokens)
        self.settle(scores)
        return self.decoder.best(scores)

    cdef void add(self, Adding scores, int at, uint64_t sign) noexcept:
        """Add the feature of that sign, if it is one, to a token's: soon, when what it takes is near the processor."""
        if scores.waiting == WAITING:
            self.settle(scores)
        self.names.fetch(sign)
        scores.tokens[scores.waiting], scores.signs[scores.waiting] = at, sign
        scores.waiting += 1

    cdef void settle(self, Adding scores) noexcept:
        """Add the features that wait."""
        cdef int32_t places[WAITING]
        cdef int i
        for i in range(scores.waiting):
            places[i] = self.names.place(scores.signs[i])
            FETCH(self.decoder.weights + places[i])
        for i in range(scores.waiting):
            self.decoder.add(scores.sums + scores.tokens[i] * scores.size, places[i])
        scores.waiting = 0

    cdef void add_words(self, Adding scores, list entries):
        """Add what words tell of themselves and of those beside them."""
        cdef int count = scores.count, i
        self.add_forms(scores, entries)
        self.add(scores, 0, spelled(START, u"BOS"))
        self.add(scores, count - 1, spelled(START, u"EOS"))
        for i in range(count):
            self.add_named(scores, i, <Word> entries[i])

    cdef void add_forms(self, Adding scores, list entries):
        """Set the sums of each token to what its form and those of the tokens around it add."""
        cdef int count = scores.count, size = scores.size, i
        cdef const int32_t* own
        cdef const int32_t* before
        cdef const int32_t* after
        cdef const int32_t* far_before
        cdef const int32_t* far_after
        for i in range(count):
            own = (<Word> entries[i]).form.sums
            before = (<Word> entries[i - 1]).form.sums + size if i else self.nothing
            after = (<Word> entries[i + 1]).form.sums + 2 * size if i + 1 < count else self.nothing
            far_before = (<Word> entries[i - 2]).form.sums + 3 * size if i > 1 else self.nothing
            far_after = (<Word> entries[i + 2]).form.sums + 4 * size if i + 2 < count else self.nothing
            summed_up(scores.sums + i * size, own, before, after, far_before, far_after, size)

    cdef void add_named(self, Adding scores, int i, Word word):
        """Add what a token tells by the word it is."""
        cdef int count = scores.count, size = scores.size, part, to
        cdef int first = 0
        for part in range(5):
            to = i + _PARTS[part]
            if 0 <= to < count:
                self.decoder.add_all(scores.sums + to * size, word.places + first, word.ends[part] - first)
            first = word.ends[part]

    cdef void add_pairs(self, Adding scores, list entries):
        """Add what words beside each other tell together."""
        cdef int i
        cdef Word before = None, word, after
        for i in range(scores.count - 1):
            word, after = <Word> entries[i], <Word> entries[i + 1]
            self.add(scores, i + 1, spelled(signed(word.form.lead_sign, u"|"), after.form.follow))
            self.add(scores, i, spelled(signed(word.form.lead_sign, u"~"), after.form.follow))
            self.add(scores, i + 1, spelled(word.marked_sign, after.marked))
            if i:
                self.add(scores, i, spelled(spelled(before.form.lead_sign, word.form.lead), after.form.lead))
            before = word

    cdef void add_places(self, Adding scores, list entries):
        """Add how far on a word stands, from the start and from the end, and whether a year stood before it."""
        cdef int count = scores.count, i, year = count
        cdef uint64_t start = signed(START, u"i")
        for i in range(count):
            if (<Word> entries[i]).code == u"y":
                year = i
                break
        for i in range(count):
            if i < 4:
                self.add(scores, i, dated(digit(start, i), i > year))
            else:
                self.add(scores, i, dated(digit(signed(start, u"/"), 10 * i // count), i > year))
        for i in range(1, min(3, count) + 1):
            self.add(scores, count - i, digit(signed(START, u"e"), i))

    cdef void add_chunks(self, Adding scores, list entries, Py_UCS4 name, int level):
        """Add what chunks tell of their own words and of those of the chunks beside them."""
        cdef int count = scores.count, start = 0, end = end_of(entries, 0, level), at = 0
        cdef Chunk chunk
        chunk.name = signed(START, name)
        chunk.before, chunk.own = alone(u"^"), summed(entries, 0, end, level)
        while start < count:
            after = end_of(entries, end, level)
            chunk.after = summed(entries, end, after, level) if end < count else alone(u"$")
            self.add_chunk(scores, entries, &chunk, at, start, end)
            chunk.before, chunk.own = chunk.own, chunk.after
            start, end, at = end, after, at + 1

    cdef void add_chunk(self, Adding scores, list entries, Chunk* chunk, int number, int start, int end):
        cdef uint64_t name = chunk.name, step
        cdef int32_t places[5]
        cdef int at
        places[0] = self.names.place(summary(signed(name, u"="), &chunk.own))
        places[1] = self.names.place(summary(signed(name, u"<"), &chunk.before))
        places[2] = self.names.place(summary(signed(name, u">"), &chunk.after))
        places[3] = self.names.place(spelled(signed(name, u"w"), (<Word> entries[start]).lower))
        places[4] = self.names.place(of_venue(signed(name, u"v"), entries, start, end))
        step = signed(digit(signed(name, u"#"), min(number, 6)), u"@")
        for at in range(start, end):
            self.decoder.add_all(scores.sums + at * scores.size, places, 5)
            self.add(scores, at, digit(step, min(at - start, 3)))
        self.add(scores, start, summary(signed(summary(signed(name, u"B"), &chunk.before), u"|"), &chunk.own))
        self.add(scores, end - 1, summary(signed(name, u"E"), &chunk.after))

    cdef void add_enclosure(self, Adding scores, list entries):
        """Add what stands in quotes or has just stood there, and what in brackets."""
        cdef int closing = 0, since = 3, marks, at
        cdef bint bracketed = False
        for at in range(scores.count):
            marks = (<Word> entries[at]).form.marks
            if not closing and marks & (_OPENS_QUOTE | _OPENS_SINGLE):
                closing, since = (_CLOSES_QUOTE if marks & _OPENS_QUOTE else _CLOSES_SINGLE), 0
            if marks & _OPENS_BRACKET:
                bracketed = True
            if closing:
                self.add(scores, at, spelled(START, u"q1"))
            elif since < 3:
                self.add(scores, at, digit(spelled(START, u"qa"), since))
            if bracketed:
                self.add(scores, at, spelled(START, u"b1"))
            since = min(since + 1, 3)
            if marks & closing:
                closing = since = 0
            if marks & _CLOSES_BRACKET:
                bracketed = False

    cdef void add_venues(self, Adding scores, list entries):
        """Add what belongs to the name of a venue, of how many words and between which marks it stands."""
        cdef int start, end
        for start, end in self.venues.find(entries):
            self.add_venue(scores, entries, start, end)

    cdef void add_venue(self, Adding scores, list entries, int start, int end):
        cdef Word first = <Word> entries[start], last = <Word> entries[end - 1]
        cdef uint64_t name = signed(START, u"g")
        cdef int size = min(end - start, 4)
        cdef str close = last.form.lead[1:2]
        cdef str opening = closing_mark(<Word> entries[start - 1]) if start else u"^"
        cdef uint64_t inside = digit(name, size)
        cdef int at
        if len(first.form.follow) > 1:
            opening += first.form.follow[len(first.form.follow) - 2]
        for at in range(start, end):
            self.add(scores, at, inside)
            self.add(scores, at, spelled(signed(spelled(inside, opening), u"|"), close))
        self.add(scores, start, spelled(digit(signed(name, u"b"), size), opening))
        if end < scores.count:
            self.add(scores, end, spelled(digit(signed(name, u"a"), size), close))

    cdef void add_styles(self, Adding scores, tokens, styles):
        """Add what markup covers each token, and where it begins and has ended."""
        cdef int start, end, first, after, at, count = scores.count
        cdef str style
        cdef uint64_t name = signed(START, u"!")
        for start, end, style in styles:
            style = style[:2]
            first = 0
            while first < count and <int> (<tuple> tokens[first])[1] <= start:
                first += 1
            after = first
            while after < count and <int> (<tuple> tokens[after])[0] < end:
                after += 1
            if first < after:
                for at in range(first, after):
                    self.add(scores, at, spelled(name, style))
                self.add(scores, first, spelled(signed(name, u"b"), style))
                if after < count:
                    self.add(scores, after, spelled(signed(name, u"a"), style))

    cdef void add_lines(self, Adding scores, str text, tokens):
        """Add in which line each token stands, and how far on."""
        cdef int line = 0, first = 0, at, start, end = 0
        cdef uint64_t name = signed(START, u"!")
        for at in range(scores.count):
            start = (<tuple> tokens[at])[0]
            if at and u"\n" in text[end:start]:
                line, first = line + 1, at
                self.add(scores, at, signed(name, u"L"))
                self.add(scores, at - 1, signed(name, u"E"))
            self.add(scores, at, digit(signed(name, u"l"), min(line, 4)))
            self.add(scores, at, digit(signed(name, u"m"), min(at - first, 3)))
            end = (<tuple> tokens[at])[1]


cdef str closing_mark(Word word):
    """Return the last mark of those after a word, if there are any."""
    return word.form.lead[len(word.form.lead) - 1] if len(word.form.lead) > 1 else u""


cdef uint64_t dated(uint64_t name, bint seen) noexcept:
    """Continue a name by whether a year stood before."""
    return signed(signed(name, u"Y"), u"1" if seen else u"0")

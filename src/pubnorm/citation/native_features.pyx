# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""`Extractor.features`, compiled: the weights of a feature are added up as soon as it is known.

What the features are, and why, is said there; words, and what is rare, are left to the extractor. Where the package was
built without a C compiler this module is missing, and the tagger does without.
"""

from pubnorm.citation.native_decoder cimport NativeDecoder, Scores

from pubnorm.citation.features import BESIDE, CLOSES_BRACKET, CLOSES_QUOTE, CLOSES_SINGLE, OPENS_BRACKET, OPENS_QUOTE
from pubnorm.citation.features import OPENS_SINGLE
from pubnorm.citation.known import find_venues

cdef int _OPENS_BRACKET = OPENS_BRACKET, _CLOSES_BRACKET = CLOSES_BRACKET
cdef int _OPENS_QUOTE = OPENS_QUOTE, _CLOSES_QUOTE = CLOSES_QUOTE
cdef int _OPENS_SINGLE = OPENS_SINGLE, _CLOSES_SINGLE = CLOSES_SINGLE
cdef str _BESIDE = BESIDE


cdef class NativeTagger:
    """Labels the tokens of a text under `weights`; `extractor` puts features down as the numbers of their rows."""

    cdef NativeDecoder decoder
    cdef object words, pairs, triples, pair_of, in_venues, markup
    cdef bytes first, last, inside, bracketed
    cdef list closed, ends, firsts, tenths
    cdef tuple chunks
    cdef bint knows_venues

    def __init__(self, weights, extractor):
        self.decoder = NativeDecoder(weights)
        self.words, self.pairs, self.triples = extractor.words, extractor.pairs, extractor.triples
        self.pair_of, self.in_venues, self.markup = extractor.pair_of, extractor.in_venues, extractor.markup
        self.first, self.last = extractor.edges
        self.inside, self.bracketed, self.closed = extractor.inside, extractor.bracketed, extractor.closed
        self.ends, self.firsts, self.tenths = extractor.last, extractor.firsts, extractor.tenths
        self.chunks = extractor.chunks
        self.knows_venues = extractor.knows_venues

    def decode(self, str text, tokens, styles=()):
        """Return the best labels of `tokens`, which are those of `text`; `styles` are stretches of markup."""
        cdef int count = len(tokens)
        cdef Scores scores = Scores(count, self.decoder.size)
        cdef list entries = [self.words[token[2]] for token in tokens]
        cdef str codes = "".join([(<tuple> entry)[5] for entry in entries])
        self.add_words(scores, entries)
        self.add_places(scores, codes.find("y"))
        self.add_chunks(scores, entries, codes)
        self.add_enclosure(scores, entries)
        if self.knows_venues:
            self.add_venues(scores, entries)
        if styles or "\n" in text:
            self.decoder.add_all(scores, self.markup(text, tokens, styles))
        return self.decoder.best(scores)

    cdef void add_words(self, Scores scores, list entries):
        """Add what words tell of themselves and of those beside them."""
        cdef NativeDecoder decoder = self.decoder
        cdef int count = scores.count, i
        cdef tuple entry, after = None, pair
        cdef str lead, before_lead = "", beside = ""
        decoder.add(scores, 0, self.first)
        decoder.add(scores, count - 1, self.last)
        for i in range(count):
            entry = <tuple> entries[i]
            decoder.add(scores, i, <bytes> entry[0])
            if i + 1 < count:
                after = <tuple> entries[i + 1]
                lead = <str> entry[6]
                decoder.add(scores, i + 1, <bytes> entry[1])
                pair = self.pairs[lead, after[7]]
                decoder.add(scores, i + 1, <bytes> pair[0])
                decoder.add(scores, i, <bytes> pair[1])
                beside = <str> entry[12] + _BESIDE + <str> after[12]
                beside_rows = self.pair_of(beside)
                if beside_rows is not None:
                    decoder.add(scores, i + 1, <bytes> beside_rows)
                if i:
                    decoder.add(scores, i, <bytes> self.triples[before_lead, lead, after[6]])
                before_lead = lead
            if i + 2 < count:
                decoder.add(scores, i + 2, <bytes> entry[3])
            if i:
                decoder.add(scores, i - 1, <bytes> entry[2])
            if i > 1:
                decoder.add(scores, i - 2, <bytes> entry[4])

    cdef void add_places(self, Scores scores, int year):
        cdef NativeDecoder decoder = self.decoder
        cdef int count = scores.count, i, left
        if year < 0:
            year = count
        for i in range(count):
            if i < 4:
                decoder.add(scores, i, <bytes> (<list> self.firsts[i > year])[i])
            else:
                decoder.add(scores, i, <bytes> (<list> self.tenths[i > year])[10 * i // count])
        for left in range(1, min(3, count) + 1):
            decoder.add(scores, count - left, <bytes> self.ends[left - 1])

    cdef void add_chunks(self, Scores scores, list entries, str codes):
        cdef NativeDecoder decoder = self.decoder
        cdef int count = scores.count, level, at, start, end, i, size, spoken, last
        cdef double points
        cdef tuple sign, above, after
        cdef bytes shared, nothing = b""
        cdef list stops, signs, steps
        for level in range(1, 3):
            chunks = self.chunks[level - 1]
            by_codes, borders, first_words, venues = chunks.by_codes, chunks.borders, chunks.first, chunks.venues
            stops = [i + 1 for i in range(count) if <int> (<tuple> entries[i])[8] >= level]
            if not stops or <int> stops[len(stops) - 1] < count:
                stops.append(count)
            start, last = 0, len(stops)
            above = chunks.by_sign["^"]
            sign = by_codes[codes[: <int> stops[0]]]
            for at in range(last):
                end = stops[at]
                after = by_codes[codes[end : <int> stops[at + 1]]] if at + 1 < last else chunks.by_sign["$"]
                points, spoken = 0.0, 0
                for i in range(start, end):
                    venue = (<tuple> entries[i])[11]
                    if venue:
                        points += <double> venue
                        spoken += 1
                size = end - start
                shared = <bytes> sign[1] + <bytes> above[2] + <bytes> after[3]
                shared += <bytes> first_words((<tuple> entries[start])[10], nothing)
                shared += <bytes> venues[points, spoken, size]
                steps = <list> chunks.steps[min(at, 6)]
                for i in range(size):
                    decoder.add(scores, start + i, shared)
                    decoder.add(scores, start + i, <bytes> steps[i if i < 3 else 3])
                decoder.add(scores, start, <bytes> borders(<str> above[0] + "|" + <str> sign[0], nothing))
                decoder.add(scores, end - 1, <bytes> after[4])
                above, sign, start = sign, after, end

    cdef void add_enclosure(self, Scores scores, list entries):
        cdef NativeDecoder decoder = self.decoder
        cdef int closing = 0, since = 3, mark, at
        cdef bint bracketed = False, marked = False
        for at in range(scores.count):
            if <int> (<tuple> entries[at])[9]:
                marked = True
                break
        if not marked:
            return
        for at in range(scores.count):
            mark = (<tuple> entries[at])[9]
            if not closing and mark & (_OPENS_QUOTE | _OPENS_SINGLE):
                closing, since = (_CLOSES_QUOTE if mark & _OPENS_QUOTE else _CLOSES_SINGLE), 0
            if mark & _OPENS_BRACKET:
                bracketed = True
            decoder.add(scores, at, self.inside if closing else <bytes> self.closed[since])
            if bracketed:
                decoder.add(scores, at, self.bracketed)
            since = min(since + 1, 3)
            if mark & closing:
                closing = since = 0
            if mark & _CLOSES_BRACKET:
                bracketed = False

    cdef void add_venues(self, Scores scores, list entries):
        cdef NativeDecoder decoder = self.decoder
        names = find_venues([entry[13] for entry in entries], [entry[14] for entry in entries], [entry[15] for entry in entries])
        if names:
            decoder.add_all(scores, self.in_venues(names, [entry[6] for entry in entries], [entry[7] for entry in entries]))

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""All that is known of words, in one table: one look answers what the package's tables say, each of its own words.

These are the words of `data/citation.toml`, how like a name and how like a venue's word a word is, what it folds to in
names of venues, and how long those are that begin with it. Words are in small letters, and known by their signs.
"""

from libc.stdint cimport uint64_t
from libc.stdlib cimport calloc, free

from pubnorm.citation.native_names cimport START, signed

from pubnorm.citation.known import MOST_WORDS
from pubnorm.citation.lexicon import STEP as _STEP
from pubnorm.citation.lexicon import venue_words
from pubnorm.citation.words import kinds
from pubnorm.matching.names.frequencies import frequencies
from pubnorm.matching.venues.journals import journal_starts
from pubnorm.matching.venues.registry import registry
from pubnorm.matching.venues.words import stems

cdef int STEP = _STEP
cdef int _SIZES = (1 << (MOST_WORDS + 1)) - 1
# Endings stand in the table with a sign before them that no word has.
cdef uint64_t _ENDING = signed(START, u" ")


cdef class NativeLexicon:
    """The table; words that no table has share an entry of zeros."""

    def __cinit__(self):
        cdef dict names = frequencies().tokens, endings = frequencies().endings
        cdef dict venues = venue_words(), starts = journal_starts()
        cdef uint64_t size = 4, most = len(names) + len(endings) + len(venues) + len(starts)
        most += len(kinds()) + len(stems()) + len(registry().lengths)
        while size < 2 * most:
            size *= 2
        self.mask = size - 1
        self.entries = <Entry*> calloc(size, sizeof(Entry))
        if self.entries == NULL:
            raise MemoryError
        self.add_names(names, endings)
        self.add_venues(venues, starts)
        self.add_kinds()

    cdef void add_names(self, dict names, dict endings):
        cdef str word
        cdef int number
        for word, number in names.items():
            self.made(word, START).name = number + 1
        for word, number in endings.items():
            self.made(word, _ENDING).name = number + 1
        table = frequencies()
        self.given, self.family = table.given, table.family
        self.of_given, self.of_family = table.of_given, table.of_family

    cdef void add_venues(self, dict words, dict starts):
        cdef str word
        cdef int number
        cdef double score
        for word, score in words.items():
            self.made(word, START).venue = <int> (score * STEP)
        for word, number in starts.items():
            self.made(word, START).sizes |= number & _SIZES
        for word, counts in registry().lengths.items():
            for number in counts:
                self.made(word, START).sizes |= (1 << number) & _SIZES

    cdef void add_kinds(self):
        cdef str word
        self.kinds, self.stems = [()], []
        for word, found in kinds().items():
            self.made(word, START).kinds = len(self.kinds)
            self.kinds.append(found)
        for word, found in stems().items():
            self.stems.append(found)
            self.made(word, START).stem = len(self.stems)

    def __dealloc__(self):
        free(self.entries)

    cdef Entry* made(self, str word, uint64_t start):
        """Return the entry of a word, which is put down where it is not yet."""
        cdef uint64_t sign = start
        cdef Py_UCS4 char
        for char in word:
            sign = signed(sign, char)
        cdef Entry* entry = self.signed_entry(sign)
        entry.sign = sign
        return entry

    cdef Entry* signed_entry(self, uint64_t sign) noexcept:
        """Return the entry of a word by its sign; a word that is not known has one all the same, of zeros."""
        cdef uint64_t at = sign ^ (sign >> 32)
        while self.entries[at & self.mask].sign and self.entries[at & self.mask].sign != sign:
            at += 1
        return self.entries + (at & self.mask)

    cdef Entry* entry(self, str word) noexcept:
        cdef uint64_t sign = START
        cdef Py_UCS4 char
        for char in word:
            sign = signed(sign, char)
        return self.signed_entry(sign)

    cdef Entry* ending(self, str word) noexcept:
        """Return the entry of the last three letters of a word."""
        cdef uint64_t sign = _ENDING
        cdef Py_ssize_t size = len(word), at
        for at in range(max(0, size - 3), size):
            sign = signed(sign, word[at])
        return self.signed_entry(sign)

    cdef int sizes_of(self, str fold) noexcept:
        """Return how many words names of venues have that begin with a folded word, or with the first of several."""
        cdef uint64_t sign = START
        cdef Py_UCS4 char
        for char in fold:
            if char == u" ":
                break
            sign = signed(sign, char)
        return self.signed_entry(sign).sizes if fold else 0

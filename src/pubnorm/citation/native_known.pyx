# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""`pubnorm.citation.known.find_venues`, compiled; what it finds, and why, is said there."""

from pubnorm.citation.native_words cimport Word

from pubnorm.citation.known import MOST_WORDS as _MOST_WORDS
from pubnorm.matching.venues.journals import is_journal
from pubnorm.matching.venues.registry import registry

cdef int MOST_WORDS = _MOST_WORDS


cdef list find_venues(list entries):
    """Return the stretches of words that are the name of a venue, the longest from each first word on."""
    cdef list found = []
    cdef int start, end, free = 0
    claims = registry().claims
    for start in range(len(entries)):
        if (<Word> entries[start]).sizes and start >= free:
            end = end_of(entries, start, claims)
            if end:
                found.append((start, end))
                free = end
    return found


cdef int end_of(list entries, int start, claims):
    """Return where the longest name ends that starts at a word, 0 where none does."""
    cdef Word word = <Word> entries[start]
    cdef int sizes = word.sizes, count = words_of(word.fold), end = start + 1, stop = len(entries), best = 0
    cdef str name = word.fold
    while True:
        if sizes >> count & 1 and (name in claims or is_journal(name)):
            best = end
        if word.parted or count >= MOST_WORDS or not sizes >> (count + 1):
            return best
        while end < stop and not (<Word> entries[end]).fold and not (<Word> entries[end]).parted:
            end += 1
        if end == stop or not (<Word> entries[end]).fold:
            return best
        word = <Word> entries[end]
        name = name + u" " + word.fold
        count += words_of(word.fold)
        end += 1


cdef int words_of(str fold):
    cdef Py_UCS4 char
    cdef int count = 1
    for char in fold:
        if char == u" ":
            count += 1
    return count

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""`pubnorm.citation.tokens.tokenize`, compiled: words without a place to cut at are told letter by letter.

Which words these are, and where others are cut, is said there.
"""

from pubnorm.citation.tokens import cuts


def tokenize(str text):
    """Return the tokens of `text` as (start, end, word)."""
    cdef list tokens = []
    cdef Py_ssize_t size = len(text), start = 0, end, first, last
    cdef str word
    while True:
        while start < size and text[start].isspace():
            start += 1
        if start == size:
            return tokens
        end = start + 1
        while end < size and not text[end].isspace():
            end += 1
        word = text[start:end]
        if is_whole(word):
            tokens.append((start, end, word))
        else:
            places = <tuple> cuts(word)
            first = 0
            for last in places[1:]:
                tokens.append((start + first, start + last, word[first:last]))
                first = last
        start = end


cdef bint is_letter(Py_UCS4 char) noexcept:
    return u"a" <= char <= u"z" or u"A" <= char <= u"Z" or (u"À" <= char <= u"ÿ" and char != u"×" and char != u"÷")


cdef bint is_digit(Py_UCS4 char) noexcept:
    return u"0" <= char <= u"9"


cdef bint is_whole(str word) noexcept:
    """Tell whether a word is letters or digits, joined by hyphens, or initials, with few signs around it."""
    cdef Py_ssize_t size = len(word), start = 1 if word[0] in u"([“\"‘«„" else 0, at = initials_end(word, start)
    if at > start and is_tail(word, at):
        return True
    at = joined_end(word, start)
    return at > start and is_tail(word, at)


cdef Py_ssize_t initials_end(str word, Py_ssize_t at) noexcept:
    """Return where the initials end that begin at a place: "J.-P."."""
    cdef Py_ssize_t size = len(word)
    while at + 1 < size and u"A" <= word[at] <= u"Z" and word[at + 1] == u".":
        at += 2
        if at < size and word[at] == u"-":
            at += 1
    return at


cdef Py_ssize_t joined_end(str word, Py_ssize_t start) noexcept:
    """Return where the letters or digits end that begin at a place, with what hyphens and apostrophes join to them."""
    cdef Py_ssize_t size = len(word), at = run_end(word, start), end
    while at > start and at + 1 < size:
        if word[at] in u"-–":
            end = run_end(word, at + 1)
        elif word[at] in u"'’" and is_letter(word[at + 1]):
            end = run_end(word, at + 1)
        else:
            break
        if end == at + 1:
            break
        at = end
    return at


cdef Py_ssize_t run_end(str word, Py_ssize_t at) noexcept:
    """Return where a run of letters, or of digits, ends that begins at a place."""
    cdef Py_ssize_t size = len(word)
    if at < size and is_digit(word[at]):
        while at < size and is_digit(word[at]):
            at += 1
    else:
        while at < size and is_letter(word[at]):
            at += 1
    return at


cdef bint is_tail(str word, Py_ssize_t at) noexcept:
    """Tell whether only signs stand from a place on that end a word: stops, and a quote or brackets."""
    cdef Py_ssize_t size = len(word)
    while at < size and word[at] in u".,;:!?":
        at += 1
    if at < size and word[at] in u"\"”’":
        at += 1
        while at < size and word[at] in u".,;:":
            at += 1
    elif at < size and word[at] in u")]":
        while at < size and word[at] in u".,;:)]":
            at += 1
    return at == size

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""`pubnorm.citation.decoder`, compiled; what is computed, and why, is said there.

A row has weights for two labels of forty, so that only these are kept and added.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from libc.math cimport exp, frexp, ldexp, log
from libc.stdint cimport int32_t, int64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy

from pubnorm.citation.decoded import Decoded
from pubnorm.citation.weights import STEP

cdef extern from *:
    """
    #define BLOCK 24 /* sums at a time: as many as the registers hold */
    /* Compiled for processors with wider registers as well, where the loader can choose. */
    #if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__)
    __attribute__((target_clones("default", "avx2")))
    #endif
    static void step(const double *before, const double *factors, double *after, ptrdiff_t size, ptrdiff_t width) {
        for (ptrdiff_t first = 0; first < size; first += BLOCK) {
            double sums[BLOCK] = {0};
            for (ptrdiff_t i = 0; i < size; i++)
                for (ptrdiff_t j = 0; j < BLOCK; j++) sums[j] += before[i] * factors[i * width + first + j];
            for (ptrdiff_t j = 0; j < BLOCK && first + j < size; j++) after[first + j] = sums[j];
        }
    }
    """
    # Multiply a row by a matrix: `after[j]` is the sum of `before[i] * factors[i][j]`. The rows of the matrix are
    # `width` wide, which is a multiple of `BLOCK`.
    void step(const double* before, const double* factors, double* after, Py_ssize_t size, Py_ssize_t width) noexcept
    const int BLOCK

# As in `pubnorm.citation.decoder`.
cdef double _FLOOR = -300.0
cdef double _RANGE = 250.0
cdef double _SPREAD = 6.0
cdef double _SURE = 0.5001
cdef double _UNIT = 1.0 / STEP
cdef double _LOG_2 = log(2.0)


cdef enum:
    AHEAD = 8  # rows of weights: so early they are brought near


cdef class Scores:
    """The sums of the weights of each token's features by label, and the memory that reading them takes."""

    def __cinit__(self, int count, int size):
        self.count, self.size = count, size
        self.sums = <int32_t*> calloc(count * size, sizeof(int32_t))
        self.gains = <double*> malloc((3 * count + 1) * size * sizeof(double))
        if self.sums == NULL or self.gains == NULL:
            raise MemoryError
        self.forth = self.gains + count * size
        self.back = self.forth + count * size
        self.spare = self.back + count * size

    def __dealloc__(self):
        free(self.sums)
        free(self.gains)


cdef class NativeDecoder:
    """Finds the best labels under `weights`; holds no state, so that threads can share it."""

    def __cinit__(self, weights):
        cdef int size = len(weights.labels)
        self.size, self.width = size, (size + BLOCK - 1) // BLOCK * BLOCK
        self.weights = <int32_t*> calloc(1 + len(weights.counts) + 2 * len(weights.columns), sizeof(int32_t))
        self.places = <int32_t*> calloc(len(weights.counts) + 1, sizeof(int32_t))
        self.transitions = <double*> calloc(size * (size + 2 * self.width), sizeof(double))
        if self.weights == NULL or self.places == NULL or self.transitions == NULL:
            raise MemoryError
        self.relative = self.transitions + size * size
        self.reverse = self.relative + size * self.width

    def __init__(self, weights):
        cdef bytes counts = weights.counts, columns = weights.columns, packed = weights.packed
        cdef const int32_t* steps = <const int32_t*> PyBytes_AS_STRING(packed)
        cdef int size = self.size, i, j, at = 0, place = 1
        cdef double share
        for i in range(len(counts)):
            self.places[i + 1] = place
            self.weights[place] = <unsigned char> counts[i]
            place += 1
            for j in range(<unsigned char> counts[i]):
                self.weights[place], self.weights[place + 1] = <unsigned char> columns[at], steps[at]
                place, at = place + 2, at + 1
        self.top = max(map(max, weights.transitions)) / STEP
        self.steps = max(1, <int> (_RANGE / (self.top - min(map(min, weights.transitions)) / STEP + _SPREAD)))
        for i in range(size):
            for j in range(size):
                self.transitions[i * size + j] = weights.transitions[i][j] / STEP
                share = exp(self.transitions[i * size + j] - self.top)
                self.relative[i * self.width + j] = self.reverse[j * self.width + i] = share

    def __dealloc__(self):
        free(self.weights)
        free(self.places)
        free(self.transitions)

    def decode(self, rows):
        """Return the best labels of a sequence of tokens, each the numbers of the rows of weights of its features."""
        cdef Scores scores = Scores(len(rows), self.size)
        cdef int32_t* sums = scores.sums
        cdef const int32_t* numbers
        cdef bytes row
        cdef Py_ssize_t i
        for row in rows:
            numbers = <const int32_t*> PyBytes_AS_STRING(row)
            for i in range(PyBytes_GET_SIZE(row) // <Py_ssize_t> sizeof(int32_t)):
                self.add(sums, self.places[numbers[i]])
            sums += self.size
        return self.best(scores)

    cdef void add(self, int32_t* sums, int32_t place) noexcept:
        """Add the weights of the row at a place, 0 for none, to the sums of one token."""
        cdef const int32_t* weight = self.weights + place + 1
        cdef int i
        for i in range(self.weights[place]):
            sums[weight[0]] += weight[1]
            weight += 2

    cdef void add_all(self, int32_t* sums, const int32_t* places, int count) noexcept:
        cdef int i
        for i in range(count):
            if i + AHEAD < count:
                FETCH(self.weights + places[i + AHEAD])
            self.add(sums, places[i])

    cdef best(self, Scores scores):
        """Return the best labels for the sums, their joint probability and that of each: see `Decoder.decode`."""
        cdef int count = scores.count, size = self.size, at, label, chosen
        cdef double total = self.top * (count - 1) + self.spread(scores)
        cdef double whole, most, share, score
        cdef list labels = [], marginals = []
        for at in range(count):
            whole, most, chosen = 0.0, -1.0, 0
            for label in range(size):
                share = scores.forth[at * size + label] * scores.back[at * size + label]
                whole += share
                if share > most:
                    most, chosen = share, label
            labels.append(chosen)
            marginals.append(most / whole)
        score = self.score(scores, labels) - total
        if score < log(_SURE):
            labels = self.search(scores)
            score = self.score(scores, labels) - total
            for at in range(count):
                whole = 0.0
                for label in range(size):
                    whole += scores.forth[at * size + label] * scores.back[at * size + label]
                chosen = labels[at]
                marginals[at] = scores.forth[at * size + chosen] * scores.back[at * size + chosen] / whole
        return Decoded(labels, min(0.0, score), marginals)

    cdef double spread(self, Scores scores):
        """Sum over all sequences, from both ends; return the logarithm of the whole but for the top of transitions."""
        cdef int count = scores.count, size = self.size, at, label
        cdef double total = 0.0, whole = 0.0, value
        cdef int32_t top
        cdef int64_t powers = 0
        cdef int32_t* sums = scores.sums
        cdef double* gain = scores.gains
        cdef double* state
        for at in range(count):
            top = sums[0]
            for label in range(1, size):
                top = max(top, sums[label])
            total += top * _UNIT
            for label in range(size):
                value = (<double> sums[label] - top) * _UNIT
                gain[label] = exp(value if value > _FLOOR else _FLOOR)
            sums += size
            gain += size
        state, gain = scores.forth, scores.gains
        memcpy(state, gain, size * sizeof(double))
        for at in range(1, count):
            gain += size
            step(state, self.relative, state + size, size, self.width)
            state += size
            for label in range(size):
                state[label] *= gain[label]
            if at % self.steps == 0:
                powers += scaled(state, size)
        for label in range(size):
            whole += state[label]
        state = scores.back + (count - 1) * size
        for label in range(size):
            state[label] = 1.0
        for at in range(1, count):
            for label in range(size):
                scores.spare[label] = state[label] * gain[label]
            state -= size
            gain -= size
            step(scores.spare, self.reverse, state, size, self.width)
            if at % self.steps == 0:
                scaled(state, size)
        return total + powers * _LOG_2 + log(whole)

    cdef double score(self, Scores scores, list labels):
        cdef double total = 0.0
        cdef int at, label, before = 0
        for at in range(scores.count):
            label = labels[at]
            total += scores.sums[at * self.size + label] * _UNIT
            if at:
                total += self.transitions[before * self.size + label]
            before = label
        return total

    cdef list search(self, Scores scores):
        """Return the labels that score best together (Viterbi)."""
        cdef int count = scores.count, size = self.size, at, label, before
        cdef double reached
        cdef double* after
        cdef Scores found = Scores(count, size)
        cdef double* state = found.forth
        cdef list labels = [0] * count
        cdef int32_t* chosen = found.sums
        for label in range(size):
            state[label] = scores.sums[label] * _UNIT
        for at in range(1, count):
            after = state + size
            chosen += size
            for label in range(size):
                after[label] = state[0] + self.transitions[label]
            for before in range(1, size):
                for label in range(size):
                    reached = state[before] + self.transitions[before * size + label]
                    chosen[label] = before if reached > after[label] else chosen[label]
                    after[label] = max(reached, after[label])
            for label in range(size):
                after[label] += scores.sums[at * size + label] * _UNIT
            state = after
        before = 0
        for label in range(1, size):
            if state[label] > state[before]:
                before = label
        for at in range(count - 1, -1, -1):
            labels[at] = before
            before = found.sums[at * size + before]
        return labels


cdef inline int scaled(double* state, int size) noexcept:
    """Divide a row by a power of two so that its highest is from 1/2 to 1, which loses nothing; return the power."""
    cdef double most = state[0], factor
    cdef int label, power
    for label in range(1, size):
        most = max(most, state[label])
    frexp(most, &power)
    factor = ldexp(1.0, -power)
    for label in range(size):
        state[label] *= factor
    return power

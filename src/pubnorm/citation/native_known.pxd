cdef list find_venues(list entries)

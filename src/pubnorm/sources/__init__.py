"""Facts from outside: they add, they never overwrite what the page displays."""

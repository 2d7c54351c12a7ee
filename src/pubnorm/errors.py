"""What pubnorm raises.

::

    PubnormError
    ├── UsageError        the call or the command line asks for what cannot be done
    ├── InputError        an input cannot be read: names the file, the line where known, and the mend
    │   ├── DataFileError     a vocabulary file given with ``--data`` is at fault
    │   └── IndexFileError    an offline index is missing, broken or of another version
    ├── OutputError       an output cannot be written, or would overwrite something
    └── SourceError       a source of outside facts failed
        └── ArxivError        arXiv refused, or answered with what cannot be read

A page never raises: what is wrong with it is a `Warning` value of its record.
"""

from __future__ import annotations


class PubnormError(Exception):
    """Everything that pubnorm raises on purpose."""


class UsageError(PubnormError, ValueError):
    """The call or the command line asks for what cannot be done."""


class InputError(PubnormError):
    """An input cannot be read."""


class DataFileError(InputError):
    """A vocabulary file is at fault."""


class IndexFileError(InputError):
    """An offline index is missing, broken or of another version."""


class OutputError(PubnormError):
    """An output cannot be written, or would overwrite something."""


class SourceError(PubnormError):
    """A source of outside facts failed."""


class ArxivError(SourceError):
    """The arXiv refused, or answered with what cannot be read."""

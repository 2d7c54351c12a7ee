"""Structured inputs to records: BibTeX and the front matter of publication collections."""

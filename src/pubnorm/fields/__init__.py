"""Entry to publication: one reader per field; `drafts` says in which order they read."""

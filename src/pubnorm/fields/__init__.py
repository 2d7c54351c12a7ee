"""Entry to publication: one reader per field."""

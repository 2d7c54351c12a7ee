"""Names, people, venues, duplicates."""

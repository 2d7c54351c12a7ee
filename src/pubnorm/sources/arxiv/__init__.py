"""arXiv as a source of facts: identifiers, the query API, the offline index, and the merge into records."""

"""Dates in text as printed: where they stand, how precise they are, which one is the document's own."""

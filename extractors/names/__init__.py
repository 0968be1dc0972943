"""Names decided by a learned tagger over what the rules propose."""

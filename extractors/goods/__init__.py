"""Products, minerals and applications that no table lists, known by their head nouns."""

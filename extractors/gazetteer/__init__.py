"""Known names in a text."""

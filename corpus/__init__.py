"""The corpus: documents with gold by many writers, and the commands that learn from it and measure on it."""

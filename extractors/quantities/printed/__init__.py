"""Amounts as printed: numerals, measures, ranges and series."""

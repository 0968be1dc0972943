"""Quantities: amounts as printed, what they are about, and how far they can be trusted."""

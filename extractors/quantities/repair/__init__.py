"""Numbers that translation has broken: found, taken apart, checked against each other, decided together."""

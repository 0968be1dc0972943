"""What a number is about: metric, kind, parties, period."""

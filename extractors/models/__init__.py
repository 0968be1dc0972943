"""Learned weights, integers on named features, and what scores with them."""

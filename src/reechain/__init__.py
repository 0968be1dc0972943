"""Rare earth industry reports as a knowledge graph."""

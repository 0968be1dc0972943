"""Text to claims: loaders, the spaCy components, the linker, the relation families."""

"""The documentation of the ontology: plain pages, and the diagram that they open with."""

"""Claims to quads, stores, SPARQL, questions and analysis."""

"""What can be said: records, errors, names, the gazetteer, the ontology and its namespaces."""

"""The store through rdflib's interface, by way of oxrdflib."""

from oxrdflib import OxigraphStore
from rdflib import Dataset

from reechain.graph.store import Store
from reechain.ontology.namespaces import PREFIXES


def dataset_of(store: Store) -> Dataset:
    """Return an rdflib Dataset on the store, its default graph the union of all graphs."""
    dataset = Dataset(store=OxigraphStore(store=store.inner), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    return dataset

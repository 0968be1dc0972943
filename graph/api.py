"""The graph as a library user has it: SPARQL, rdflib and networkx over one store."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import networkx as nx
from rdflib import Dataset

from reechain.graph.analysis import networkx_graph
from reechain.graph.questions import Answer, ask
from reechain.graph.rdf import dataset_of
from reechain.graph.results import QueryResult, result_of
from reechain.graph.store import Store
from reechain.ontology.records import Extraction


class Graph:
    """A knowledge graph in a store. Use it in a `with` block, or close it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = True) -> Self:
        """Return the graph of a store on disk; StoreError if it cannot be used."""
        return cls(Store.open(path, read_only=read_only))

    @classmethod
    def of(cls, extractions: Iterable[Extraction]) -> Self:
        """Return a graph in memory that holds the documents."""
        store = Store.memory()
        store.put(extractions)
        return cls(store)

    def as_of(self, date: str) -> Self:
        """Return the graph as it stands on the last day of a date: YYYY, YYYY-MM or YYYY-MM-DD."""
        return type(self)(self.store.as_of(date))

    def query(self, sparql: str) -> QueryResult:
        """Return the whole result of a SPARQL query over the union of all graphs."""
        return result_of(self.store.query(sparql))

    def ask(self, question: str) -> Answer:
        """Return the answer to a question in plain words, with its evidence and its SPARQL."""
        return ask(self.store, question)

    def rdflib(self) -> Dataset:
        """Return an rdflib Dataset on the same store, its default graph the union of all graphs.

        Pass queries as text: what is prepared, or bound by `initBindings`, does not reach Oxigraph.
        What SPARQL refuses here (SERVICE) is not refused there: do not pass it queries of strangers.
        """
        return dataset_of(self.store)

    def networkx(self) -> "nx.MultiDiGraph[str]":
        """Return the asserted facts as a networkx graph."""
        return networkx_graph(self.store)

    def close(self) -> None:
        """Give back the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

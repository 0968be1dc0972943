"""Claims to quads, the store, SPARQL, questions, analysis."""

from reechain.graph.analysis import networkx_graph
from reechain.graph.api import Graph
from reechain.graph.quads import document_quads
from reechain.graph.results import Format, QueryResult, Value
from reechain.graph.store import Change, Store

__all__ = ["Change", "Format", "Graph", "QueryResult", "Store", "Value", "document_quads", "networkx_graph"]

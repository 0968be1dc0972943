"""Loops of control: what is not asserted, so that no company is its own subsidiary.

Documents may state control in opposite directions, of different days or by mistake. Of the facts of a
loop the weakest is left out; its claims stay in their documents.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import networkx as nx

from reechain.graph.facts import ClaimFact

CONTROL: Final = "subsidiaryOf"
"""The relation that may lead from nothing back to itself."""

Ends = tuple[str, str]


def loop_closers(claims: Mapping[Ends, Sequence[ClaimFact]]) -> frozenset[Ends]:
    """Return the ends of the facts to be left out, of facts of control by their ends with their claims.

    Facts are taken from the strongest to the weakest, and one is left out where those taken lead back
    already. So only the weakest of a loop is, and the order of documents makes no difference.
    """
    component = _components(claims)
    inside = [ends for ends in claims if component[ends[0]] == component[ends[1]]]
    taken: nx.DiGraph[str] = nx.DiGraph()
    taken.add_nodes_from(component)
    closers = set()
    for subject, object_ in sorted(inside, key=lambda ends: _strength(ends, claims[ends])):
        if nx.has_path(taken, object_, subject):
            closers.add((subject, object_))
        else:
            taken.add_edge(subject, object_)
    return frozenset(closers)


def _components(claims: Mapping[Ends, Sequence[ClaimFact]]) -> Mapping[str, int]:
    """Return the strongly connected component of each end, by number: every loop lies in one."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(claims)
    found = enumerate(nx.strongly_connected_components(graph))
    return {entity: number for number, entities in found for entity in entities}


def _strength(ends: Ends, claims: Sequence[ClaimFact]) -> tuple[int, float, int, Ends]:
    """Return what sorts the stronger fact first: documents, the surest claim, claims, then the IRIs."""
    documents = {claim.document for claim in claims}
    return -len(documents), -max(claim.confidence for claim in claims), -len(claims), ends

"""Which nodes a page draws when it opens: all that can be read, else the most connected of each kind."""

from collections import Counter, defaultdict
from typing import Final

from reechain.graph.view import Node, View
from reechain.viz.layout import HEIGHT, Layout, lay_out

READABLE: Final = 150
"""Up to so many boxes are drawn all; more cannot be read in one picture."""
OPENING: Final = 120
"""How many boxes a page opens with at most when there are more than can be read."""
FEWEST: Final = 50
"""So many boxes a page opens with even if they do not fit."""


def degrees(view: View) -> Counter[str]:
    """Return the number of statements that speak of each node, by IRI, those on stages too."""
    ends = Counter(iri for statement in view.statements for iri in {statement.subject, statement.object})
    return ends + Counter(said.statement.subject for said in view.on_stages)


def opening_nodes(view: View, most: int = OPENING) -> tuple[Node, ...]:
    """Return the nodes to draw first: those that statements speak of, if at most READABLE, else `most` of them.

    Each kind (a type at a stage) gives its most connected nodes in turn, so that no kind crowds
    out another.
    """
    degree = degrees(view)
    spoken_of = tuple(node for node in view.nodes if degree[node.iri])
    if len(spoken_of) <= READABLE:
        return spoken_of
    kinds: dict[tuple[str, int | None], list[Node]] = defaultdict(list)
    for node in sorted(spoken_of, key=lambda n: (-degree[n.iri], n.iri)):
        kinds[node.type, node.stage].append(node)
    turns = [(turn, -degree[node.iri], node.iri) for kind in kinds.values() for turn, node in enumerate(kind)]
    chosen = {iri for *_, iri in sorted(turns)[:most]}
    return tuple(node for node in spoken_of if node.iri in chosen)


def opening_layout(view: View) -> Layout:
    """Return the first picture of a view: where not all can be drawn, as many as fit into it."""
    for most in range(OPENING, FEWEST, -10):
        layout = lay_out(view, opening_nodes(view, most))
        if layout.height <= HEIGHT or len(layout.boxes) > most:
            break
    return layout

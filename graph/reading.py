"""A full read of a store: every index, since a flipped byte shows only where it is read."""

from collections.abc import Callable, Iterator
from typing import Final

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad

_Pattern = tuple[object, ...]
_Key = Callable[[Quad], _Pattern]

FAULTS: Final = (OSError, RuntimeError)
"""What Oxigraph raises for a store that it cannot read: RuntimeError where a checksum is wrong."""

_INDEXES: Final[dict[str, _Key]] = {
    "subjects": lambda q: (q.subject, None, None, None),
    "predicates": lambda q: (None, q.predicate, None, None),
    "objects": lambda q: (None, None, q.object, None),
    "graphs": lambda q: (None, None, None, q.graph_name),
    "predicates of graphs": lambda q: (None, q.predicate, None, q.graph_name),
    "objects of graphs": lambda q: (None, None, q.object, q.graph_name),
}
"""The pattern by which each index of Oxigraph is read."""


def unreadable(inner: pyoxigraph.Store) -> Iterator[str]:
    """Yield what cannot be read, or is not the same by every index; nothing for a sound store."""
    try:
        quads, graphs = set(inner), set(inner.named_graphs())
    except FAULTS as error:
        yield f"the quads cannot be read: {error}"
        return
    if missing := {quad.graph_name for quad in quads} - {*graphs, DefaultGraph()}:
        yield f"the list of graphs lacks {', '.join(sorted(map(str, missing)))}"
    for name, key in _INDEXES.items():
        try:
            found = {quad for pattern in {key(quad) for quad in quads} for quad in _matching(inner, pattern)}
        except FAULTS as error:
            yield f"the index of {name} cannot be read: {error}"
        else:
            if found != quads:
                yield f"the index of {name} differs from the others in {len(found ^ quads)} quads"


def _matching(inner: pyoxigraph.Store, pattern: _Pattern) -> Iterator[Quad]:
    subject, predicate, object_, graph = pattern
    return inner.quads_for_pattern(subject, predicate, object_, graph)  # type: ignore[arg-type]

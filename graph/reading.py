"""A full read of a store: every index, since a flipped byte shows only where it is read."""

import re
from collections.abc import Callable, Iterator
from typing import Final

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad

from reechain.ontology.errors import StoreError

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

# As RocksDB words them, at the beginning: "block checksum mismatch" and a path may hold "lock" too.
_LOCKED: Final = re.compile(
    r"IO error: (?:While lock file: |lock hold by current process|Failed to create lock file: )"
)
_DAMAGED: Final = re.compile(r"Corruption\b|IO error: No such file or directory")


def fault(error: Exception, where: str) -> StoreError:
    """Return the error of a store for what Oxigraph raised: another process, damage, or the machine."""
    message = str(error)
    if _LOCKED.match(message):
        return StoreError(
            "another process writes to this store; wait until it has ended, and run it again", where=where
        )
    if isinstance(error, RuntimeError) or _DAMAGED.match(message):
        return StoreError(f"the store is damaged: build it anew from the documents ({message})", where=where)
    return StoreError(
        f"the store cannot be read: {message}; check the disk and your rights to it", where=where
    )


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
            found = sum(_count(inner, pattern, key) for pattern in {key(quad) for quad in quads})
        except FAULTS as error:
            yield f"the index of {name} cannot be read: {error}"
        else:
            # The patterns share no quad, so that counting is as good as comparing.
            if found != len(quads):
                yield f"the index of {name} has {found} quads, the store {len(quads)}"


def _count(inner: pyoxigraph.Store, pattern: _Pattern, key: _Key) -> int:
    subject, predicate, object_, graph = pattern
    found = inner.quads_for_pattern(subject, predicate, object_, graph)  # type: ignore[arg-type]
    # On disk Oxigraph 0.5.13 returns 256..510 too when asked for quads with the object 255, and so for
    # every number whose last byte is 0xff; SPARQL is right, and so are patterns without a number.
    return sum(key(quad) == pattern for quad in found)

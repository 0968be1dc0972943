"""Opening stores on disk, with errors that say what is wrong and what to do."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import Quad

from reechain.graph.fixed import FORMAT
from reechain.graph.reading import FAULTS, fault
from reechain.graph.terms import FORMAT_VERSION, STORE, STORE_GRAPH, text_of
from reechain.ontology.errors import StoreError

_MARK: Final = "CURRENT"
"""A file that every Oxigraph store has."""


def create_store(path: Path, quads: Iterable[Quad]) -> pyoxigraph.Store:
    """Return a new store that holds the quads; StoreError if something stands at the path."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        what = "a store" if is_store(path) else "something else"
        raise StoreError(f"{what} stands here already; name another place", where=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        store = pyoxigraph.Store(str(path))
        store.extend(quads)
    except FAULTS as error:
        raise StoreError(f"no store can be made here: {error}", where=str(path)) from error
    return store


def open_store(path: Path, *, read_only: bool) -> pyoxigraph.Store:
    """Return the store at the path; StoreError if there is none that can be used."""
    if not path.exists():
        raise StoreError("there is no store here; make one with `reechain build`", where=str(path))
    if not is_store(path):
        raise StoreError("this is not a store; name the folder of a store", where=str(path))
    store = _opened(path, read_only=read_only)
    _check_format(store, path)
    return store


def is_store(path: Path) -> bool:
    """Return whether an Oxigraph store stands at the path."""
    return (path / _MARK).is_file()


def _opened(path: Path, *, read_only: bool) -> pyoxigraph.Store:
    try:
        return pyoxigraph.Store.read_only(str(path)) if read_only else pyoxigraph.Store(str(path))
    except FAULTS as error:
        raise fault(error, str(path)) from error


def _check_format(store: pyoxigraph.Store, path: Path) -> None:
    try:
        found = [text_of(q.object) for q in store.quads_for_pattern(STORE, FORMAT_VERSION, None, STORE_GRAPH)]
    except FAULTS as error:
        raise fault(error, str(path)) from error
    if not found:
        raise StoreError("this is a store of something else, not of reechain", where=str(path))
    if found != [str(FORMAT)]:
        message = f"the store has format {', '.join(found)}, and this reechain reads format {FORMAT}"
        raise StoreError(f"{message}: build it anew from the documents", where=str(path))

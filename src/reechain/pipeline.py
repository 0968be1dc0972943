"""The pass from paths to a graph: load, extract, put. Serial; other engines come with their own modules."""

import gc
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from reechain.config import Config
from reechain.extractors.interchange import as_json, dropped_counts, dropped_json
from reechain.extractors.loaders import Skipped, load
from reechain.extractors.pipeline import Extractor
from reechain.graph.identity import identify
from reechain.graph.store import Change, Store
from reechain.ontology.namespaces import digest
from reechain.ontology.records import Document, Extraction

Progress = Callable[[Document], None]


def extract_all(
    documents: Iterable[Document], extractor: Extractor, progress: Progress | None = None
) -> Iterator[Extraction]:
    """Yield what each document says, in the order given."""
    with _settled():
        for document in documents:
            yield extractor.extract(document)
            if progress is not None:
                progress(document)


@contextmanager
def _settled() -> Iterator[None]:
    """Spare the garbage collector what is loaded already, models and vocabularies, which it would walk again and again.

    Where somebody has frozen objects already, that is left to them.
    """
    if gc.get_freeze_count():
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def extraction_json(extraction: Extraction, *, with_dropped: bool = False) -> dict[str, Any]:
    """Return an extraction in the published JSON shape, each name with the IRI that it has in a graph."""
    found = as_json(extraction, identify(extraction))
    if with_dropped:
        found |= {"dropped": dropped_json(extraction), "dropped_counts": dropped_counts(extraction.dropped)}
    return found


def file_names(keys: Iterable[str]) -> dict[str, str]:
    """Return the name of a JSON file for each document key; no name leaves its folder, and no two are one.

    >>> file_names(["a/report.txt", "b.txt"])
    {'a/report.txt': 'report.json', 'b.txt': 'b.json'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        stem = re.sub(r"[^\w.-]+", "_", PurePosixPath(key).stem).strip(".") or "document"
        name = f"{stem}.json"
        if name in taken:
            name = f"{stem}-{digest(key)}.json"
        names[key] = name
        taken.add(name)
    return names


def build(
    paths: Iterable[str],
    store_path: Path,
    config: Config,
    progress: Progress | None = None,
    *,
    key: str | None = None,
    date: str | None = None,
) -> tuple[Change, list[Skipped]]:
    """Put the documents under the paths into a store, and return what changed and what was skipped.

    The documents are read and extracted before the store is opened, so that an error leaves it alone.
    """
    decisions = config.decided()
    documents, skipped = load(paths, key=key, date=date)
    extractions = list(extract_all(map(config.rated, documents), config.extractor(), progress))
    with Store.open_or_create(store_path) as store:
        return store.put(extractions, decisions), skipped


def build_in_memory(paths: Iterable[str], config: Config) -> tuple[Store, list[Skipped]]:
    """Return a store in memory that holds the documents under the paths, and what was skipped."""
    documents, skipped = load(paths)
    store = Store.memory()
    store.put(extract_all(map(config.rated, documents), config.extractor()), config.decided())
    return store, skipped

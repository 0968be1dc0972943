"""Rare earth industry reports as a knowledge graph in which every statement leads to its words.

>>> import reechain
>>> found = reechain.extract("Ardent Magnetics Ltd is a subsidiary of Corvus Holdings.")
>>> [entity["name"] for entity in found["entities"]]
['Ardent Magnetics Ltd', 'Corvus Holdings']
>>> found["relations"][0]["p"], found["relations"][0]["evidence"]
('subsidiaryOf', 'Ardent Magnetics Ltd is a subsidiary of Corvus Holdings.')
"""

from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reechain.ontology.errors import ReechainError

if TYPE_CHECKING:
    from reechain.extractors.pipeline import Extractor
    from reechain.graph.api import Graph

try:
    __version__ = version("reechain")
except PackageNotFoundError:  # an uninstalled checkout
    __version__ = "0+unknown"

__all__ = ["ReechainError", "__version__", "extract", "open"]


def extract(text: str, *, names: Iterable[str] = (), key: str = "text") -> dict[str, Any]:
    """Return what a text says, in the shape that `reechain extract` prints.

    `names` are names of entities that the caller knows to be in the text; `key` is the key of the
    document. Offsets count code points.
    """
    # Imported late: spaCy takes a second to load, and queries do without it.
    from reechain.ontology.records import Document  # noqa: PLC0415
    from reechain.pipeline import extraction_json  # noqa: PLC0415

    return extraction_json(_extractor().extract(Document(key=key, text=text), names=names))


def open(store: Path | str) -> "Graph":
    """Return the graph of a store on disk, for reading; StoreError if it cannot be used."""
    from reechain.graph.api import Graph  # noqa: PLC0415

    return Graph.open(store)


@cache
def _extractor() -> "Extractor":
    from reechain.config import Config  # noqa: PLC0415

    return Config().extractor()

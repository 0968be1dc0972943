"""Triples as Turtle, the same bytes for the same triples."""

import re
from collections.abc import Iterable
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from reechain.ontology.namespaces import PREFIXES

_PREFIX: Final = re.compile(r"@prefix (\w+): ")


def turtle(triples: Iterable[Triple]) -> str:
    """Return sorted Turtle with the prefixes that it uses, sorted too; Oxigraph has no order for them."""
    ordered = sorted(set(triples), key=str)
    data = pyoxigraph.serialize(ordered, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
    lines = data.decode("utf-8").splitlines(keepends=True)
    body = "".join(line for line in lines if not line.startswith("@prefix "))
    heads = (line for line in lines if line.startswith("@prefix "))
    used = sorted(line for line in heads if _is_used(line, body))
    return "".join([*used, "\n", body])


def _is_used(line: str, body: str) -> bool:
    prefix = _PREFIX.match(line)
    return prefix is not None and re.search(rf"(?<![\w-]){prefix[1]}:", body) is not None

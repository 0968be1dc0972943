"""Namespaces, and IRIs minted from ids and hashes: never from a clock, a path or chance."""

import hashlib
import re
from typing import Final

REC: Final = "https://w3id.org/reechain/ontology#"
REV: Final = "https://w3id.org/reechain/vocab/"
REI: Final = "https://w3id.org/reechain/id/"

PREFIXES: Final = {
    "rec": REC,
    "rev": REV,
    "rei": REI,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
}
_SEPARATOR: Final = "\x1f"


def digest(*parts: str | int) -> str:
    """Return 20 hexadecimal digits that stand for the parts, in order.

    >>> digest("a", 1) == digest("a", 1) != digest("a1")
    True
    """
    joined = _SEPARATOR.join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def minted(kind: str, *parts: str | int) -> str:
    """Return the IRI of a document, mention, name, span or claim, from what identifies it."""
    return f"{REI}{kind}-{digest(kind, *parts)}"


def unlisted(name_key: str) -> str:
    """Return the IRI of an entity that no gazetteer row names, from a name key.

    >>> unlisted("ardent magnetics")
    'https://w3id.org/reechain/id/x-ardent-magnetics'
    """
    slug = re.sub(r"[\W_]+", "-", name_key).strip("-")
    if not slug or len(slug) > 80 or "-".join(name_key.split()) != slug:
        slug = f"{slug[:60].strip('-')}-{digest(name_key)[:8]}".strip("-")
    return f"{REI}x-{slug}"


def compact(iri: str) -> str:
    """Return the CURIE of an IRI, or the IRI in angle brackets where no prefix fits.

    >>> compact("https://w3id.org/reechain/ontology#produces")
    'rec:produces'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*", local):
            return f"{prefix}:{local}"
    return f"<{iri}>"

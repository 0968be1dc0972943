"""The alignments: how terms and concepts stand to those of other vocabularies."""

from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef

from reechain.ontology.namespaces import REC, REV, compact

FOLDER: Final = "alignments"
_OURS: Final = (REC, REV)
_TURNED: Final = {
    SKOS.broadMatch: "skos:narrowMatch",
    SKOS.narrowMatch: "skos:broadMatch",
    RDFS.subClassOf: "has subclass",
    RDFS.subPropertyOf: "has subproperty",
}


@dataclass(frozen=True, slots=True, order=True)
class Alignment:
    """That something of ours stands in a relation to something of another vocabulary."""

    ours: str
    relation: str
    other: str


@dataclass(frozen=True, slots=True)
class AlignmentFile:
    """A file of alignments with its title and what it says, sorted."""

    file: str
    title: str
    note: str
    alignments: tuple[Alignment, ...]


def alignments() -> tuple[AlignmentFile, ...]:
    """Return the files of alignments by name; none where there is no folder of them."""
    return tuple(alignment_file(file.name, file.read_text(encoding="utf-8")) for file in alignment_sources())


def alignment_sources() -> list[Traversable]:
    """Return the Turtle files of the alignments, sorted by name."""
    folder = files("reechain.ontology") / FOLDER
    found = [file for file in folder.iterdir() if file.name.endswith(".ttl")] if folder.is_dir() else []
    return sorted(found, key=lambda file: file.name)


def alignment_file(file: str, turtle: str) -> AlignmentFile:
    """Return what a file of alignments says, from its Turtle."""
    graph = Graph().parse(data=turtle, format="turtle")
    about = next(iter(sorted(graph.subjects(RDF.type, OWL.Ontology), key=str)), None)
    return AlignmentFile(
        file=file,
        title=_first(graph, about, DCTERMS.title) or file.removesuffix(".ttl"),
        note=_first(graph, about, DCTERMS.description) or _first(graph, about, RDFS.comment),
        alignments=_found(graph),
    )


def _found(graph: Graph) -> tuple[Alignment, ...]:
    """Return the statements of which one end is ours and the other is not."""
    found = set()
    for s, p, o in graph:
        if not (isinstance(s, URIRef) and isinstance(p, URIRef) and isinstance(o, URIRef)):
            continue
        if _is_ours(s) and not _is_ours(o):
            found.add(Alignment(str(s), compact(str(p)), str(o)))
        elif _is_ours(o) and not _is_ours(s):
            found.add(Alignment(str(o), _TURNED.get(p, compact(str(p))), str(s)))
    return tuple(sorted(found))


def _is_ours(node: URIRef) -> bool:
    return str(node).startswith(_OURS)


def _first(graph: Graph, node: object, predicate: URIRef) -> str:
    values = graph.objects(node, predicate) if isinstance(node, URIRef) else ()
    found = sorted(values, key=lambda value: (getattr(value, "language", None) != "en", str(value)))
    return str(found[0]) if found else ""

"""The alignments: exact IRIs of other ontologies, for terms that exist here, and nothing imported."""

from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, SOSA, SSN, Graph, Literal, URIRef
from rdflib.namespace import GEO, DefinedNamespace

from reechain.ontology.namespaces import REC, REV
from reechain.ontology.schema import ontology_graph
from reechain.ontology.vocabulary import vocabulary_turtle

FOLDER = Path(str(files("reechain.ontology"))) / "alignments"
FILES = sorted(path.name for path in FOLDER.glob("*.ttl"))
WANTED = {
    f"{name}.ttl"
    for name in "dcterms fibo geosparql minmod oa org prov qudt schema skos sosa wikidata".split()
}
KNOWN: tuple[type[DefinedNamespace], ...] = (DCTERMS, GEO, ORG, PROV, SDO, SKOS, SOSA, SSN)
NEWER = {
    # Terms that schema.org has and the list of rdflib 7.6 does not: seen in the dump that schema.ttl names.
    str(SDO) + name
    for name in (
        "legislationRepeals measurementMethod measurementQualifier observationAbout observationPeriod owner "
        "StatisticalVariable"
    ).split()
}
ELSEWHERE = (
    "https://spec.edmcouncil.org/fibo/ontology/",
    "https://www.omg.org/spec/Commons/",
    "https://minmod.isi.edu/",
    "http://www.w3.org/ns/oa#",
    "http://qudt.org/",
    "http://www.wikidata.org/",
)
AXIOMS = {RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty}
OURS = ontology_graph().parse(data=vocabulary_turtle(), format="turtle")


def aligned(name: str) -> list[tuple[URIRef, URIRef, URIRef]]:
    graph = Graph().parse(FOLDER / name, format="turtle")
    triples = [(s, p, o) for s, p, o in graph if str(s).startswith((REC, REV))]
    return [(s, p, o) for s, p, o in triples if not isinstance(o, Literal)]  # type: ignore[misc]


def test_each_ontology_has_its_file() -> None:
    assert set(FILES) == WANTED


@pytest.mark.parametrize("name", FILES)
def test_ends_exist(name: str) -> None:
    triples = aligned(name)
    assert triples
    for subject, _, target in triples:
        assert (subject, None, None) in OURS, subject
        closed = [space for space in KNOWN if str(target).startswith(str(space))]
        if closed and str(target) not in NEWER:
            assert any(target in space for space in closed), target
        else:
            assert str(target) in NEWER or str(target).startswith(ELSEWHERE), target


@pytest.mark.parametrize("name", FILES)
def test_axioms_join_what_is_of_one_kind(name: str) -> None:
    for subject, predicate, _ in aligned(name):
        if predicate in AXIOMS:
            is_class = (subject, RDF.type, OWL.Class) in OURS
            assert is_class is (predicate in {RDFS.subClassOf, OWL.equivalentClass}), (subject, predicate)


def test_fibo_is_close_and_no_more() -> None:
    assert {p for _, p, _ in aligned("fibo.ttl")} <= {SKOS.closeMatch, SKOS.relatedMatch}


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_imported(name: str) -> None:
    assert (None, OWL.imports, None) not in Graph().parse(FOLDER / name, format="turtle")
    assert (None, OWL.imports, None) not in OURS

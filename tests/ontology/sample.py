"""A small ontology in which nothing is wrong, to be damaged by tests."""

from typing import Final

PREFIXES: Final = """
@prefix rec: <https://w3id.org/reechain/ontology#> .
@prefix rev: <https://w3id.org/reechain/vocab/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def term(name: str, kind: str, *more: str) -> str:
    """Return the Turtle of a term with all that a term must have: its labels are made of its name."""
    label = "rdfs:label" if name.startswith("rec:") else "skos:prefLabel"
    local = name.partition(":")[2]
    parts = (
        f"{name} a {kind}",
        f'{label} "{local}"@en',
        f'{label} "{local} 中文"@zh',
        f'skos:definition "what {local} means"@en',
        f'skos:example "a case of {local}"@en',
        f'dcterms:source "source of {local}"',
        *more,
    )
    return " ;\n  ".join(parts) + " .\n"


def property_of(name: str, subject: str, value: str) -> str:
    """Return the Turtle of a property between two classes."""
    return term(
        name, "owl:ObjectProperty", f"schema:domainIncludes {subject}", f"schema:rangeIncludes {value}"
    )


def stage(name: str, position: int, *more: str) -> str:
    """Return the Turtle of a stage."""
    return term(
        f"rev:{name}", "rec:Stage", "skos:inScheme rev:stages", f"rec:stagePosition {position}", *more
    )


def product(name: str, stage_name: str, *more: str) -> str:
    """Return the Turtle of a product."""
    return term(
        f"rev:{name}", "rec:Product", "skos:inScheme rev:products", f"rec:outputOf rev:{stage_name}", *more
    )


SOUND: Final = (
    PREFIXES
    + term("rec:Stage", "owl:Class", "rdfs:subClassOf skos:Concept")
    + term("rec:Product", "owl:Class", "rdfs:subClassOf skos:Concept")
    + property_of("rec:outputOf", "rec:Product", "rec:Stage")
    + property_of("rec:takesIn", "rec:Stage", "rec:Product")
    + property_of("rec:precedes", "rec:Stage", "rec:Stage")
    + property_of("rec:typicallyMadeFrom", "rec:Product", "rec:Product")
    + term(
        "rec:stagePosition",
        "owl:DatatypeProperty",
        "schema:domainIncludes rec:Stage",
        "rdfs:range xsd:integer",
    )
    + 'rev:stages a skos:ConceptScheme ; skos:prefLabel "stages"@en , "环节"@zh .\n'
    + 'rev:products a skos:ConceptScheme ; skos:prefLabel "products"@en , "产品"@zh .\n'
    + stage("mining", 1, "rec:precedes rev:metals")
    + stage("metals", 2, "rec:takesIn rev:ore", "rec:precedes rev:recycling")
    + stage("recycling", 3, "rec:takesIn rev:scrap", "rec:precedes rev:metals")
    + product("ore", "mining")
    + product("metal", "metals", "rec:typicallyMadeFrom rev:ore , rev:scrap")
    + product("alloy", "metals", "skos:broader rev:metal", "rec:typicallyMadeFrom rev:metal")
    + product("scrap", "metals", "skos:broader rev:metal", "rec:typicallyMadeFrom rev:alloy")
)
"""A chain of three stages and four products, with the one way back that is allowed."""

"""The rules of hygiene: the ontology keeps them, and each finds a small planted defect, in both engines."""

from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import Graph
from tests.ontology.sample import SOUND, product, stage, term

from reechain.ontology.hygiene import UNUSED, Finding, derivations, findings, main, rules, subject, unused
from reechain.ontology.namespaces import compact

Engine = Callable[[Graph], list[Finding]]


def by_oxigraph(graph: Graph) -> list[Finding]:
    """Return the findings as pyoxigraph gives them."""
    store = pyoxigraph.Store()
    store.load(graph.serialize(format="nt", encoding="utf-8"), format=RdfFormat.N_TRIPLES)
    for query in derivations().values():
        store.extend([pyoxigraph.Quad(t.subject, t.predicate, t.object) for t in store.query(query)])  # type: ignore[union-attr]
    return sorted(
        Finding(name, row["term"].value, row["why"].value)
        for name, query in rules().items()
        for row in store.query(query)  # type: ignore[union-attr]
    )


ENGINES = pytest.mark.parametrize("engine", [findings, by_oxigraph], ids=["rdflib", "pyoxigraph"])


@dataclass(frozen=True, slots=True)
class Defect:
    """What is taken out of the sound sample and added to it, and the term that a rule then finds."""

    rule: str
    term: str
    out: str = ""
    added: str = ""
    also: tuple[str, ...] = ()


DEFECTS = [
    Defect("missing-label", "rev:ore", out='skos:prefLabel "ore"@en ;'),
    Defect("missing-label", "rec:Stage", out='rdfs:label "Stage 中文"@zh ;'),
    Defect("missing-label", "rev:stages", out=' , "环节"@zh'),
    Defect("missing-label", "rec:takesIn", out='rdfs:label "takesIn"@en ;', added='rec:takesIn rdfs:label ""@en .'),
    Defect("doubled-label", "rev:ore", added='rev:ore skos:prefLabel "raw ore"@en .'),
    Defect("doubled-label", "rec:Product", added='rec:Product rdfs:label "产品"@zh .'),
    Defect("label-in-two-roles", "rev:ore", added='rev:ore skos:altLabel "ore"@en .'),
    Defect("label-in-two-roles", "rev:ore", added='rev:ore skos:altLabel "oar"@en ; skos:hiddenLabel "oar"@en .'),
    Defect("shared-label", "rev:alloy", out='"metal"@en', added='rev:metal skos:prefLabel "Alloy"@en .'),
    Defect("shared-label", "rec:Product", out='"Stage"@en', added='rec:Stage rdfs:label "Product"@en .'),
    Defect("shared-label", "rec:precedes", out='"stagePosition"@en', added='rec:stagePosition rdfs:label "precedes"@en .'),
    Defect("missing-definition", "rev:ore", out='skos:definition "what ore means"@en ;'),
    Defect("missing-definition", "rec:outputOf", out='skos:definition "what outputOf means"@en ;'),
    Defect("doubled-definition", "rev:ore", added='rev:ore skos:definition "what is dug"@en .'),
    Defect("repeated-definition", "rev:alloy", out='"what alloy means"@en', added='rev:alloy skos:definition "what ore means"@en .'),
    Defect("definition-says-label", "rev:ore", out='"what ore means"@en', added='rev:ore skos:definition "Ore"@en .'),
    Defect("missing-example", "rev:ore", out='skos:example "a case of ore"@en ;'),
    Defect("missing-source", "rec:Stage", out='dcterms:source "source of Stage" ;'),
    Defect("undefined-iri", "rec:Compny", added="rec:outputOf schema:domainIncludes rec:Compny ."),
    Defect("undefined-iri", "rec:madeOf", added="rev:ore rec:madeOf 1 ."),
    Defect("undefined-iri", "rev:no-stage", added="rev:metal rec:outputOf rev:no-stage ."),
    Defect("concept-without-scheme", "rev:dust", added=term("rev:dust", "skos:Concept", "skos:broader rev:ore"), also=("broader-out-of-scheme",)),
    Defect("concept-without-scheme", "rev:dust", added=term("rev:dust", "rec:Product", "skos:inScheme rev:ore")),
    Defect("unconnected-class", "rec:Thing", added=term("rec:Thing", "owl:Class")),
    Defect("unconnected-property", "rec:size", added=term("rec:size", "owl:DatatypeProperty", "rdfs:range xsd:integer")),
    Defect("unconnected-property", "rec:like", added=term("rec:like", "owl:ObjectProperty")),
    Defect("unconnected-concept", "rev:dust", added=term("rev:dust", "rec:Product", "skos:inScheme rev:products") + "rev:ore skos:broader rev:metal ."),
    Defect("broader-cycle", "rev:metal", added="rev:metal skos:broader rev:alloy ."),
    Defect("broader-out-of-scheme", "rev:ore", added="rev:ore skos:broader rev:mining ."),
    Defect("stage-cycle", "rev:mining", added="rev:metals rec:precedes rev:mining .", also=("stage-position",)),
    Defect("stage-position", "rev:last", added=stage("last", 1, "rec:precedes rev:mining")),
    Defect("product-cycle", "rev:metal", added="rev:metal rec:typicallyMadeFrom rev:alloy ."),
    Defect("later-input", "rev:ore", added="rev:ore rec:typicallyMadeFrom rev:slag ." + product("slag", "metals")),
    Defect("stage-takes-later-output", "rev:mining", added="rev:mining rec:takesIn rev:alloy ."),
    Defect("deprecated-without-replacement", "rec:old", added=term("rec:old", "owl:ObjectProperty", "owl:deprecated true", "schema:rangeIncludes rec:Stage")),
    Defect("deprecated-without-replacement", "rev:one", added=product("one", "metals", "owl:deprecated true", "dcterms:isReplacedBy rev:two") + product("two", "metals", "owl:deprecated true"), also=("deprecated-in-use",)),
    Defect("deprecated-in-use", "rev:one", added=product("one", "mining", "owl:deprecated true", "dcterms:isReplacedBy rev:ore") + "rev:metals rec:takesIn rev:one ."),
    Defect("deprecated-in-use", "rec:takesIn", added="rec:takesIn owl:deprecated true ; dcterms:isReplacedBy rec:outputOf ."),
]  # fmt: skip


@ENGINES
def test_the_ontology_keeps_every_rule(engine: Engine) -> None:
    assert [str(finding) for finding in engine(subject())] == []


@ENGINES
def test_the_sound_sample_keeps_every_rule(engine: Engine) -> None:
    assert engine(_graph(SOUND)) == []


@ENGINES
@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{defect.rule} of {defect.term}")
def test_a_planted_defect_is_found(engine: Engine, defect: Defect) -> None:
    found = engine(_graph(_damaged(defect)))
    assert (defect.rule, defect.term) in {(finding.rule, compact(finding.term)) for finding in found}
    assert {finding.rule for finding in found} <= {defect.rule, *defect.also}, found


def test_every_rule_has_a_defect_and_says_what_it_asks() -> None:
    assert {defect.rule for defect in DEFECTS} == set(rules())
    assert [name for name, query in {**rules(), **derivations()}.items() if not query.startswith("# ")] == []


def test_findings_leave_the_graph_as_it_is() -> None:
    graph = _graph(SOUND)
    size = len(graph)
    findings(graph)
    assert len(graph) == size


def test_what_nothing_uses_is_found_and_what_stands_above_the_used_is_not() -> None:
    wider = term("rec:Good", "owl:Class") + "rec:Product rdfs:subClassOf rec:Good .\n"
    graph = _graph(SOUND + wider)
    terms = {str(iri) for iri in graph.subjects() if "ontology#" in str(iri)}
    product_class, good = (f"https://w3id.org/reechain/ontology#{name}" for name in ("Product", "Good"))
    assert unused(graph, terms) == []
    assert unused(graph, terms - {good}) == []
    assert unused(graph, terms - {product_class}) == [Finding(UNUSED, product_class, "is used by nothing")]
    assert {finding.term for finding in unused(graph, set())} == terms


@pytest.mark.parametrize(("added", "code"), [("", 0), ("rev:ore rec:madeOf 1 .", 1)])
def test_the_command_tells_what_it_found(
    added: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("reechain.ontology.hygiene.subject", lambda: _graph(SOUND + added))
    assert main() == code
    printed = capsys.readouterr().out.splitlines()
    assert printed[:-1] == ["undefined-iri: rec:madeOf is used and not defined"] * code
    assert printed[-1] == f"{len(rules())} rules, {code} findings"


def _damaged(defect: Defect) -> str:
    if not defect.out:
        return SOUND + defect.added
    assert SOUND.count(defect.out) == 1, defect.out
    # What is taken out may leave an end of a sentence without its last part: Turtle allows "; .".
    return SOUND.replace(defect.out, "" if defect.out.endswith(";") else _instead(defect)) + defect.added


def _instead(defect: Defect) -> str:
    """Return what stands for a value that is taken out: nothing, or a value of no language."""
    return '"" ' if defect.out.startswith('"') else ""


def _graph(turtle: str) -> Graph:
    return Graph().parse(data=turtle, format="turtle")

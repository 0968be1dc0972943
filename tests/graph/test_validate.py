"""The shapes: what is built conforms, and every shape is broken once."""

import pytest
from rdflib import RDF, SH
from tests.graph.samples import Says, extraction, thing

from reechain.graph.shapes import SHAPES, shapes
from reechain.graph.store import Store
from reechain.graph.validate import Problem, Report, validate
from reechain.ontology.namespaces import PREFIXES
from reechain.ontology.records import EntityType
from reechain.ontology.schema import Relation, relations


def without(predicate: str, of: str) -> str:
    return f"DELETE {{ GRAPH ?g {{ ?s {predicate} ?o }} }} WHERE {{ GRAPH ?g {{ ?s {predicate} ?o }} GRAPH ?h {{ ?s a {of} }} }}"


def instead(predicate: str, of: str, value: str) -> str:
    return f"""DELETE {{ GRAPH ?g {{ ?s {predicate} ?o }} }} INSERT {{ GRAPH ?g {{ ?s {predicate} {value} }} }}
        WHERE {{ GRAPH ?g {{ ?s {predicate} ?o }} GRAPH ?h {{ ?s a {of} }} }}"""


BREAKS = {
    "Document-key": without("rec:identifier", "rec:Document"),
    "Document-version": instead("rec:version", "rec:Document", "'latest'"),
    "Document-text": without("rec:text", "rec:Document"),
    "Span-document": without("rec:inDocument", "rec:TextSpan"),
    "Span-start": instead("rec:start", "rec:Mention", "-1"),
    "Span-order": instead("rec:start", "rec:Mention", "9999"),
    "Span-end": without("rec:end", "rec:TextSpan"),
    "Span-words": instead("rec:exact", "rec:Mention", "''"),
    "Mention-name": without("rec:ofName", "rec:Mention"),
    "Mention-type": without("rec:entityType", "rec:Mention"),
    "Mention-extractor": without("rec:extractor", "rec:Mention"),
    "Mention-thing": without("rec:denotes", "rec:Mention"),
    "Name-document": instead("rec:inDocument", "rec:Name", "rei:elsewhere"),
    "Name-form": without("rec:canonicalForm", "rec:Name"),
    "Name-type": without("rec:entityType", "rec:Name"),
    "Name-entry": """INSERT { GRAPH ?g { ?s rec:gazetteerEntry rei:a , rei:b } }
        WHERE { GRAPH ?g { ?s a rec:Name } }""",
    "Name-thing": instead("rec:denotes", "rec:Name", "rei:a , rei:b"),
    "Claim-document": without("rec:inDocument", "rec:Claim"),
    "Claim-relation": without("rdf:predicate", "rec:Claim"),
    "Claim-subject": without("rec:subjectMention", "rec:Claim"),
    "Claim-object": instead("rec:objectMention", "rec:Claim", "rei:elsewhere"),
    "Claim-evidence": without("rec:evidence", "rec:Claim"),
    "Claim-confidence": instead("rec:confidence", "rec:Claim", "1.01"),
    "Claim-stance": instead("rec:stance", "rec:Claim", "rev:rumoured"),
    "Claim-extractor": without("rec:extractor", "rec:Claim"),
    "Claim-subject-thing": without("rdf:subject", "rec:Claim"),
    "Claim-object-thing": without("rdf:object", "rec:Claim"),
    "Entity-type": "INSERT DATA { GRAPH rei:graph-identity { rei:x-zed-motors a rec:Mine } }",
    "Entity-label": "INSERT DATA { GRAPH rei:graph-identity { rei:x-zed-motors skos:prefLabel 'Two'@en } }",
    "Superseded-type": "INSERT DATA { GRAPH rei:graph-identity { rei:x-quux a rec:Company } }",
    "ControlLoop": "INSERT DATA { GRAPH rei:graph-asserted { rei:x-foo-mining rec:subsidiaryOf rei:x-bar-alloys } }",
}


def broken(store: Store, update: str) -> Report:
    store.inner.update(update, prefixes=dict(PREFIXES))
    return validate(store)


def test_what_is_built_conforms(store: Store) -> None:
    report = validate(store)
    assert report.conforms
    assert report.render() == "all rules hold\n"


def test_an_empty_store_conforms() -> None:
    assert validate(Store.memory()).conforms


@pytest.mark.parametrize("rule", BREAKS)
def test_a_shape_can_be_broken(store: Store, rule: str) -> None:
    problems = broken(store, BREAKS[rule]).problems
    assert rule in {problem.rule for problem in problems}
    assert all(problem.message and "http" not in problem.message for problem in problems)


def test_every_shape_written_by_hand_is_broken_above() -> None:
    rules = shapes()
    nodes = {*rules.objects(None, SH.property), *rules.subjects(SH.sparql, None)}
    names = {str(node).removeprefix(SHAPES) for node in nodes}
    generated = {f"{name}-loop" for name in relations()}
    assert names - generated == BREAKS.keys()


def test_every_relation_has_its_shapes() -> None:
    found = {str(node).removeprefix(SHAPES) for node in shapes().subjects(RDF.type, SH.NodeShape)}
    ends = ("subject", "object", "loop")
    assert {f"{name}-{end}" for name in relations() for end in ends} <= found


@pytest.mark.parametrize("relation", relations().values(), ids=lambda relation: relation.name)
def test_a_relation_admits_what_the_ontology_says(store: Store, relation: Relation) -> None:
    report = broken(store, f"INSERT DATA {{ GRAPH rei:graph-asserted {{ {_bad(relation)} }} }}")
    wanted = {f"{relation.name}-subject", f"{relation.name}-object", f"{relation.name}-loop"}
    assert wanted <= {problem.rule for problem in report.problems}


def _bad(relation: Relation) -> str:
    """A thing of a type that neither end admits, in the relation to itself."""
    kind = next(kind for kind in EntityType if kind not in relation.subjects | relation.objects)
    return f"rei:bad a rec:{kind} ; rec:{relation.name} rei:bad"


def test_problems_are_told_by_document_with_the_sentence(store: Store) -> None:
    report = broken(store, instead("rec:confidence", "rec:Claim", "7"))
    assert list(report.by_document()) == sorted(store.documents())
    problem = report.by_document()["2021/renaming.txt"][0]
    assert problem.sentence == "Foo Mining has been renamed Quux Rare Materials Co., Ltd. from May."
    assert problem.message == "a claim must have one confidence from 0 to 1"
    assert "2021/renaming.txt:\n  - " in report.render()


def test_a_loop_is_told_with_the_sentences_that_made_it() -> None:
    text = "Aaa belongs to Bbb. Bbb belongs to Aaa Ltd."
    things = [thing("Aaa", "Aaa Ltd"), thing("Bbb")]
    claims = [Says("Aaa", "subsidiaryOf", "Bbb"), Says("Bbb", "subsidiaryOf", "Aaa Ltd")]
    store = Store.memory()
    store.put([extraction("loop.txt", text, things, claims)])
    assert validate(store).conforms
    report = broken(
        store, "INSERT DATA { GRAPH rei:graph-asserted { rei:x-bbb rec:subsidiaryOf rei:x-aaa } }"
    )
    assert {problem.rule for problem in report.problems} == {"ControlLoop"}
    assert {problem.about for problem in report.problems} == {"Aaa", "Bbb"}
    assert list(report.by_document()) == ["loop.txt"]
    assert any(problem.sentence.startswith("Aaa belongs to Bbb") for problem in report.problems)


def test_a_long_chain_of_subsidiaries_is_no_error() -> None:
    store = Store.memory()
    chain = " ".join(f"rei:c{i} a rec:Company ; rec:subsidiaryOf rei:c{i + 1} ." for i in range(1_500))
    report = broken(
        store, f"INSERT DATA {{ GRAPH rei:graph-asserted {{ {chain} rei:c1500 a rec:Company }} }}"
    )
    assert report.conforms


def test_a_problem_of_no_document_is_told_too(store: Store) -> None:
    report = broken(store, BREAKS["Superseded-type"])
    assert [(p.document, p.about) for p in report.problems] == [("", "https://w3id.org/reechain/id/x-quux")]
    assert isinstance(report.problems[0], Problem)
    assert report.render().startswith("no one document:\n")

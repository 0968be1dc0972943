"""The shapes: what is built conforms, and every shape is broken once."""

import re
from itertools import zip_longest

import pyshacl
import pytest
from rdflib import RDF, SH
from tests.graph.samples import Says, extraction, thing
from tests.ontology.example import example_graph, example_store

from reechain.graph.shapes import SHAPES, shapes
from reechain.graph.store import Store
from reechain.graph.validate import Problem, Report, validate
from reechain.ontology.namespaces import PREFIXES
from reechain.ontology.records import EntityType, Stance
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


def added(to: str, *parts: str) -> str:
    return f"INSERT DATA {{ GRAPH rei:graph-example {{ {to} {' ; '.join(parts)} }} }}"


def removed(of: str, predicate: str) -> str:
    return f"DELETE {{ GRAPH ?g {{ {of} {predicate} ?o }} }} WHERE {{ GRAPH ?g {{ {of} {predicate} ?o }} }}"


def changed(of: str, predicate: str, value: str) -> str:
    return f"""DELETE {{ GRAPH ?g {{ {of} {predicate} ?o }} }} INSERT {{ GRAPH ?g {{ {of} {predicate} {value} }} }}
        WHERE {{ GRAPH ?g {{ {of} {predicate} ?o }} }}"""


FACT, STAKE, EVENT = "rei:fact-mining-right", "rei:stake-quillmark-magnetics", "rei:event-ostmere"
CLAUSE, SUPPLY, NUMBER = "rei:clause-c18-samarium", "rei:supply-oxide-offtake", "rei:observation-q24-1-creg"
MISPRINT, TRIAL = "rei:observation-q2023-misprint", "rei:check-misprint-quota"
OPEN, READING, PART = "rei:observation-imports-rise", "rei:reading-rise-1", "rei:observation-corvale-stake"
CLAIM, BOUNDS = "rei:claim-oxide-offtake", "rei:stake-quillmark-veldspar"
OTHER_MAGNETICS = f"rei:other a rec:Stake ; rec:stakeIn rei:x-quillmark-magnetics ; rec:statedBy {CLAIM} ;"

EXAMPLE_BREAKS = {
    "Claim-directness": added(CLAIM, "rec:directness rev:look-through"),
    "Claim-goods": changed(CLAIM, "rec:goods", "rei:bayan-obo"),
    "Claim-price": added(CLAIM, "rec:priceBasis 'fixed price'"),
    "Claim-term": changed(CLAIM, "rec:term", "''"),
    "Claim-repricing": added(CLAIM, "rec:repricing 3"),
    "Claim-related": added(CLAIM, "rec:isRelatedParty true , false"),
    "Dated-from": changed(CLAIM, "rec:validFrom", "'2022-07'"),
    "Dated-until": changed("rei:stake-harrowgate-tarnbeck", "rec:validUntil", "'March 2024'"),
    "Dated-on": changed("rei:claim-lcm-purchase", "rec:validOn", "'2025-11-18T00:00:00'^^xsd:dateTime"),
    "Dated-first": changed(FACT, "rec:firstSaid", "2022"),
    "Dated-last": added(FACT, "rec:lastSaid '2026'^^xsd:gYear"),
    "Dated-event": changed(EVENT, "rec:eventDate", "'--07'^^xsd:gMonth"),
    "Dated-issue": changed("rei:cn-2025-18", "rec:issuedOn", "'2025-04-04'"),
    "Dated-document": changed("rei:document-chain", "rec:documentDate", "'2024'"),
    "Interval": added("rei:stake-harrowgate-tarnbeck", "rec:validFrom '2024-04'^^xsd:gYearMonth"),
    "SaidOrder": changed(FACT, "rec:lastSaid", "'2023'^^xsd:gYear"),
    "Fact-subject": added(FACT, "rec:factSubject rei:neo"),
    "Fact-relation": removed(FACT, "rec:factRelation"),
    "Fact-object": removed(FACT, "rec:factObject"),
    "Fact-standing": changed(FACT, "rec:standing", "rev:ended"),
    "Fact-claims": removed(FACT, "rec:statedBy"),
    "Fact-against": added(FACT, "rec:contradictedBy rei:neo"),
    "Fact-documents": changed(FACT, "rec:documents", "0"),
    "FactUnopposed": removed("rei:fact-corvale-43", "rec:contradictedBy"),
    "Holding-strength": added(STAKE, "rec:strength rev:associate"),
    "Holding-percent": changed(STAKE, "rec:percent", "3666.0"),
    "Holding-least": changed(BOUNDS, "rec:percentLow", "-1.0"),
    "Holding-most": changed(BOUNDS, "rec:percentHigh", "'all'"),
    "Holding-order": changed(BOUNDS, "rec:percentHigh", "49.0"),
    "Stake-holder": added(STAKE, "rec:stakeHolder rei:neo"),
    "Stake-company": removed(STAKE, "rec:stakeIn"),
    "Stake-self": changed(STAKE, "rec:stakeHolder", "rei:x-quillmark-magnetics"),
    "Stake-directness": added(STAKE, "rec:directness rev:indirect"),
    "Stake-through": added(STAKE, "rec:through rei:neo"),
    "Stake-conflict": added(STAKE, "rec:conflictsWith rei:neo"),
    "Stake-claims": changed(STAKE, "rec:statedBy", "rei:neo"),
    "StakeWhole": changed("rei:stake-usare-lcm", "rec:strength", "rev:associate"),
    "StakeWhollyOwned": changed("rei:stake-usare-lcm", "rec:percent", "80.0"),
    "StakeChain": removed("rei:stake-mkango-hypromag", "rec:through"),
    "StakeSum": added(
        f"{OTHER_MAGNETICS} rec:stakeHolder rei:neo ; rec:percent 36.0 ;",
        "rec:firstSaid '2023-06'^^xsd:gYearMonth",
        "rec:lastSaid '2023-06'^^xsd:gYearMonth",
    ),
    "Event-kind": removed(EVENT, "rec:eventKind"),
    "Event-actor": removed(EVENT, "rec:actor"),
    "Event-claims": removed(EVENT, "rec:statedBy"),
    "Policy-kind": added("rei:cn-2025-18", "rec:policyKind rev:tariff"),
    "Clause-policy": changed(CLAUSE, "rec:clauseOf", "rei:neo"),
    "Clause-item": removed(CLAUSE, "rec:clauseItem"),
    "Clause-claims": removed(CLAUSE, "rec:statedBy"),
    "ClauseCompany": changed(CLAUSE, "rec:clauseItem", "rei:neo"),
    "Supply-supplier": removed(SUPPLY, "rec:supplier"),
    "Supply-buyer": added(SUPPLY, "rec:buyer rei:neo"),
    "Supply-self": changed(SUPPLY, "rec:buyer", "rei:x-harrowgate-holdings"),
    "Supply-goods": changed(SUPPLY, "rec:goods", "rev:mining"),
    "Supply-related": added(SUPPLY, "rec:isRelatedParty 'yes'"),
    "Supply-claims": removed(SUPPLY, "rec:statedBy"),
    "Number-thing": added(NUMBER, "rec:observed rei:neo"),
    "Number-metric": changed(NUMBER, "rec:metric", "rev:mining"),
    "Number-status": removed(NUMBER, "rec:valueStatus"),
    "Number-kind": changed(NUMBER, "rec:observationKind", "rev:planned"),
    "Number-value": changed(NUMBER, "rec:value", "'40,420'"),
    "Number-low": changed("rei:observation-imports-rise", "rec:valueLow", "'little'"),
    "Number-high": added("rei:observation-imports-rise", "rec:valueHigh 26.5"),
    "Number-order": changed("rei:observation-imports-rise", "rec:valueLow", "300.0"),
    "Number-text": changed(NUMBER, "rec:valueText", "''"),
    "Number-unit": added(NUMBER, "rec:unit rev:unit-kilogram"),
    "Number-batch": changed(NUMBER, "rec:batch", "0"),
    "Number-policy": changed(NUMBER, "rec:setBy", "rei:miit"),
    "Number-start": changed(NUMBER, "rec:periodStart", "'2025-01-01'^^xsd:date"),
    "Number-end": changed(NUMBER, "rec:periodEnd", "'2024'^^xsd:gYear"),
    "NumberPrinted": removed(NUMBER, "rec:valueText"),
    "NumberOpen": added("rei:observation-imports-rise", "rec:value 26.5"),
    "NumberUnread": removed(NUMBER, "rec:unit"),
    "Number-product": added(OPEN, "rec:aboutProduct rev:ndpr-oxide"),
    "Number-place": added(OPEN, "rec:aboutPlace rei:cn"),
    "Number-holder": added(PART, "rec:holder rei:neo"),
    "Number-confidence": changed(OPEN, "rec:confidence", "1.01"),
    "Number-printed": changed(OPEN, "rec:printedAt", "rei:neo"),
    "Number-item": changed(OPEN, "rec:seriesItem", "-1"),
    "Number-rate": added(OPEN, "rec:ratePer 'week'"),
    "Number-bound": added(OPEN, "rec:valueBound 'more or less'"),
    "Number-rule": added(MISPRINT, "rec:byRule rev:sum-rule"),
    "Number-check": added(MISPRINT, "rec:check rei:neo"),
    "Number-possible": added(OPEN, "rec:possibleValue rei:neo"),
    "Number-conflict": added(OPEN, "rec:conflictsWith rei:neo"),
    "NumberUnknown": removed(PART, "rec:observed"),
    "NumberRepaired": removed(MISPRINT, "rec:check"),
    "NumberClean": added(PART, "rec:byRule rev:sum-rule"),
    "NumberSettled": added(PART, "rec:possibleValue rei:reading-rise-1"),
    "Check-rule": removed(TRIAL, "rec:byRule"),
    "Check-words": removed(TRIAL, "rec:checkText"),
    "Check-passed": changed(TRIAL, "rec:isPassed", "'yes'"),
    "Check-against": added(TRIAL, "rec:checkedAgainst rei:neo"),
    "CheckAlone": f"{removed(TRIAL, 'rec:checkedAgainst')} ; {changed(TRIAL, 'rec:byRule', 'rev:sum-rule')}",
    "CheckSelf": added(TRIAL, f"rec:checkedAgainst {MISPRINT}"),
    "Reading-rank": changed(READING, "rec:rank", "0"),
    "Reading-value": added(READING, "rec:value 7.0"),
    "ReadingEmpty": removed(READING, "rec:value"),
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


def rounds() -> list[list[str]]:
    """The rules in rounds: in each, a node of the example is broken once. A store for every rule takes a minute."""
    found: dict[str, list[str]] = {}
    for rule, update in EXAMPLE_BREAKS.items():
        found.setdefault(
            next(node for node in re.findall(r"rei:[\w-]+", update) if "graph" not in node), []
        ).append(rule)
    return [[rule for rule in each if rule] for each in zip_longest(*found.values())]


@pytest.mark.parametrize("rules", rounds(), ids=lambda rules: rules[0])
def test_a_shape_of_what_is_derived_can_be_broken(rules: list[str]) -> None:
    store = example_store()
    for rule in rules:
        store.inner.update(EXAMPLE_BREAKS[rule], prefixes=dict(PREFIXES))
    problems = validate(store).problems
    assert set(rules) <= {problem.rule for problem in problems}
    assert all(problem.message and "http" not in problem.message for problem in problems)


def test_every_shape_written_by_hand_is_broken_above() -> None:
    rules = shapes()
    nodes = {*rules.objects(None, SH.property), *rules.subjects(SH.sparql, None)}
    names = {str(node).removeprefix(SHAPES) for node in nodes}
    generated = {f"{name}-loop" for name in relations()}
    assert names - generated == BREAKS.keys() | EXAMPLE_BREAKS.keys()
    assert not BREAKS.keys() & EXAMPLE_BREAKS.keys()


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


def test_a_problem_of_a_stake_is_told_with_its_sentences_and_ends() -> None:
    report = broken(example_store(), EXAMPLE_BREAKS["Holding-percent"])
    assert [(p.document, p.about) for p in report.problems if p.rule == "Holding-percent"] == [
        ("example/quillmark.txt", "Quillmark Group, Quillmark Magnetics"),
        ("example/year-after.txt", "Quillmark Group, Quillmark Magnetics"),
    ]


def test_a_problem_of_a_number_is_told_with_its_sentence() -> None:
    problem = broken(example_store(), EXAMPLE_BREAKS["Number-unit"]).problems[0]
    assert problem.document == "example/quota-2024.txt"
    assert problem.sentence.startswith("China Rare Earth Group receives")


@pytest.mark.parametrize(
    ("of", "what"),
    [
        (
            "conflicting stakes of one holder",
            "rec:stakeHolder rei:x-quillmark-group ; rec:firstSaid '2023-06'^^xsd:gYearMonth",
        ),
        ("a time of which nobody speaks", "rec:stakeHolder rei:neo ; rec:firstSaid '2025'^^xsd:gYear"),
        (
            "look-through",
            "rec:stakeHolder rei:neo ; rec:directness rev:indirect ; rec:firstSaid '2023-06'^^xsd:gYearMonth",
        ),
    ],
    ids=lambda value: value.split()[0],
)
def test_stakes_are_not_summed_across(of: str, what: str) -> None:
    directness = "" if "directness" in what else "rec:directness rev:direct ;"
    last = "rec:lastSaid '2025'^^xsd:gYear"
    report = broken(example_store(), added(f"{OTHER_MAGNETICS} {directness} rec:percent 90.0 ;", what, last))
    assert "StakeSum" not in {problem.rule for problem in report.problems}, of


def test_a_company_may_be_a_subsidiary_by_type_too() -> None:
    update = "INSERT DATA { GRAPH rei:graph-rules { rei:neo a rec:Subsidiary } }"
    assert broken(example_store(), update).conforms


def test_any_engine_can_run_the_shapes() -> None:
    """SHACL has rules of its own for queries in shapes, which running them in Oxigraph does not check."""
    graph = example_graph()
    graph.update("DELETE WHERE { rei:stake-mkango-hypromag rec:through ?stake }", initNs=PREFIXES)
    _, found, _ = pyshacl.validate(graph, shacl_graph=shapes(), inference=None)
    assert [str(focus) for focus in found.objects(None, SH.focusNode)] == [
        PREFIXES["rei"] + "stake-mkango-hypromag"
    ]


def test_a_disputed_stake_breaks_no_rule_of_facts() -> None:
    says = [
        extraction(
            key,
            "Zed is of Corvus.",
            [thing("Zed"), thing("Corvus")],
            [Says("Zed", "subsidiaryOf", "Corvus", stance=s)],
        )
        for key, s in (("a", Stance.ASSERTED), ("b", Stance.ENDED))
    ]
    store = Store.memory()
    store.put(says)
    stakes = store.query("SELECT ?s { ?s a rec:Stake ; rec:standing rev:disputed }")
    assert len(list(stakes)) == 1  # type: ignore[arg-type]
    assert validate(store).problems == ()

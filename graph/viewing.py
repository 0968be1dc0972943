"""Reads the view of a store, by SPARQL: what its pages and pictures show."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, QuerySolutions

from reechain.graph.reviewed import CERTAIN
from reechain.graph.stages import with_stages
from reechain.graph.store import Store
from reechain.graph.view import Node, SourceDocument, StageStatement, Statement, View
from reechain.ontology.namespaces import REC, REV
from reechain.ontology.records import EntityType, Stance

_TYPES: Final = """SELECT DISTINCT ?entity ?type WHERE {
  ?name a rec:Name ; rec:denotes ?entity . ?entity a ?type . ?type a owl:Class FILTER(?type != rec:Subsidiary) }"""
_NAMES: Final = """SELECT DISTINCT ?entity ?kind ?text WHERE {
  ?name a rec:Name ; rec:denotes ?entity . VALUES ?kind { skos:prefLabel skos:altLabel rec:formerName }
  ?entity ?kind ?text }"""
_STAGES: Final = """SELECT ?entity (MIN(?position) AS ?stage) WHERE {
  ?entity rec:outputOf/rec:stagePosition ?position } GROUP BY ?entity"""
_STAGE_NAMES: Final = """SELECT ?stage ?position ?text WHERE {
  ?stage a rec:Stage ; skos:prefLabel ?text FILTER(LANG(?text) = "en") OPTIONAL { ?stage rec:stagePosition ?position } }"""
_BROADER: Final = """SELECT DISTINCT ?narrow ?broad WHERE {
  ?name a rec:Name ; rec:denotes ?narrow . ?narrow skos:broader+ ?broad }"""
_DOCUMENTS: Final = """SELECT ?key ?text ?title ?date WHERE {
  ?document rec:identifier ?key ; rec:text ?text .
  OPTIONAL { ?document dcterms:title ?title } OPTIONAL { ?document rec:documentDate ?date } }"""
_CLAIMS: Final = """SELECT ?claim ?subject ?predicate ?object ?key ?quote ?start ?end ?confidence ?stance ?extractor
  ?literal ?standing ?accepted ?subject_start ?subject_end ?object_start ?object_end WHERE {
  ?claim a rec:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    rec:inDocument/rec:identifier ?key ; rec:evidence ?span ; rec:confidence ?confidence ;
    rec:stance ?stance ; rec:extractor ?extractor ; rec:subjectMention ?from ; rec:objectMention ?to .
  ?span rec:exact ?quote ; rec:start ?start ; rec:end ?end .
  ?from rec:start ?subject_start ; rec:end ?subject_end .
  ?to rec:start ?object_start ; rec:end ?object_end .
  FILTER NOT EXISTS { ?refusal rec:decides ?claim ; rec:isAccepted false }
  BIND(EXISTS { ?review rec:decides ?claim ; rec:isAccepted true } AS ?accepted)
  OPTIONAL { ?claim rec:literal ?literal }
  OPTIONAL { ?fact a rec:Fact ; rec:statedBy ?claim ; rec:factRelation ?predicate ; rec:standing ?standing } }"""

_TRUE: Final = "true"
_OVER: Final = REV + "over"
_CURRENT: Final = REV + "current"

Row = Mapping[str, str]


def read_view(store: Store, about: str | None = None) -> View:
    """Return all that a store says; with `about`, what it says of that IRI and among its neighbours.

    Each claim is a statement, so that two sentences that say one thing are two statements. Stages are no nodes:
    they are the columns in which nodes stand, and what is said of them is kept apart.
    """
    texts, documents = _documents(store)
    stage_rows = {row["stage"]: row for row in _rows(store, _STAGE_NAMES)}
    said = _statements(store, texts)
    statements = tuple(s for s in said if not {s.subject, s.object} & stage_rows.keys())
    on_stages = tuple(_on_stage(s, stage_rows[s.object]) for s in said if s.object in stage_rows)
    found = [node for node in _nodes(store) if node.type is not EntityType.STAGE]
    nodes = with_stages(found, statements, on_stages)
    iris = {node.iri for node in nodes}
    broader = sorted(
        (r["narrow"], r["broad"]) for r in _rows(store, _BROADER) if {r["narrow"], r["broad"]} <= iris
    )
    stages = {int(r["position"]): r["text"].capitalize() for r in stage_rows.values() if r["position"]}
    view = View(nodes, statements, documents, tuple(broader), dict(sorted(stages.items())), on_stages)
    return view if about is None else around(view, about)


def around(view: View, iri: str) -> View:
    """Return the part of a view about one node: its neighbours, and all statements between these."""
    touching = [s for s in view.statements if iri in (s.subject, s.object)]
    near = {iri, *(s.subject for s in touching), *(s.object for s in touching)}
    statements = tuple(s for s in view.statements if {s.subject, s.object} <= near)
    on_stages = tuple(said for said in view.on_stages if said.statement.subject in near)
    keys = {statement.document for statement in (*statements, *(said.statement for said in on_stages))}
    return View(
        tuple(node for node in view.nodes if node.iri in near),
        statements,
        tuple(document for document in view.documents if document.key in keys),
        tuple(pair for pair in view.broader if set(pair) <= near),
        view.stages,
        on_stages,
    )


def _on_stage(statement: Statement, row: Mapping[str, Any]) -> StageStatement:
    position = int(row["position"]) if row["position"] else None
    return StageStatement(statement, row["text"], position)


def _rows(store: Store, sparql: str) -> Iterator[dict[str, Any]]:
    solutions = store.query(sparql)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: _plain(solution[name]) for name in names}


def _plain(term: object) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None


def _documents(store: Store) -> tuple[dict[str, str], tuple[SourceDocument, ...]]:
    rows = sorted(_rows(store, _DOCUMENTS), key=lambda row: str(row["key"]))
    texts = {row["key"]: row["text"] for row in rows}
    return texts, tuple(SourceDocument(row["key"], row["title"] or "", row["date"]) for row in rows)


def _nodes(store: Store) -> list[Node]:
    names = _names(store)
    stages = {row["entity"]: int(row["stage"]) for row in _rows(store, _STAGES)}
    types = {row["entity"]: EntityType(row["type"].removeprefix(REC)) for row in _rows(store, _TYPES)}
    return [_node(iri, types[iri], names[iri], stages.get(iri)) for iri in sorted(types)]


@dataclass(frozen=True, slots=True)
class _Text:
    kind: str
    text: str
    language: str


def _names(store: Store) -> Mapping[str, list[_Text]]:
    found: dict[str, list[_Text]] = defaultdict(list)
    solutions = store.query(_NAMES)
    assert isinstance(solutions, QuerySolutions)
    for solution in solutions:
        entity, kind, text = solution["entity"], solution["kind"], solution["text"]
        if isinstance(entity, NamedNode) and isinstance(kind, NamedNode) and isinstance(text, Literal):
            local = kind.value.rpartition("#")[2]
            found[entity.value].append(_Text(local, text.value, text.language or ""))
    return found


def _node(iri: str, entity_type: EntityType, names: Sequence[_Text], stage: int | None) -> Node:
    preferred = {name.language: name.text for name in names if name.kind == "prefLabel"}
    label = preferred.get("en") or min(preferred.values(), default=iri)
    former = sorted({name.text for name in names if name.kind == "formerName"})
    others = {name.text for name in names} - {label, *former}
    return Node(
        iri,
        entity_type,
        label,
        preferred.get("zh"),
        tuple(sorted(others - {preferred.get("zh")})),
        tuple(former),
        stage,
    )


def _statements(store: Store, texts: Mapping[str, str]) -> tuple[Statement, ...]:
    rows = sorted(_rows(store, _CLAIMS), key=lambda row: (row["key"], int(row["start"]), row["claim"]))
    return tuple(_statement(row, texts[row["key"]]) for row in rows)


def _statement(row: Mapping[str, Any], text: str) -> Statement:
    start, end = int(row["start"]), int(row["end"])
    paragraph_start = text.rfind("\n", 0, start) + 1
    paragraph_end = text.find("\n", end)
    return Statement(
        subject=row["subject"],
        predicate=row["predicate"].removeprefix(REC),
        object=row["object"],
        quote=row["quote"],
        document=row["key"],
        start=start,
        end=end,
        confidence=CERTAIN if row["accepted"] == _TRUE else float(row["confidence"]),
        extractor=row["extractor"],
        stance=_stance(row),
        literal=row["literal"],
        paragraph=text[paragraph_start : paragraph_end if paragraph_end >= 0 else len(text)],
        paragraph_start=paragraph_start,
        subject_span=(int(row["subject_start"]), int(row["subject_end"])),
        object_span=(int(row["object_start"]), int(row["object_end"])),
    )


def _stance(row: Mapping[str, Any]) -> Stance:
    """Return the stance of a claim as its fact stands: what another document ends is over, and what ends later is not yet."""
    stance = Stance(row["stance"].removeprefix(REV))
    if row["standing"] == _OVER:
        return Stance.ENDED
    if row["standing"] and row["accepted"] == _TRUE and stance is not Stance.ENDED:
        return Stance.ASSERTED
    return Stance.ASSERTED if row["standing"] == _CURRENT and stance is Stance.ENDED else stance

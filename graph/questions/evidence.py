"""The words behind each answer: from rows of a query to the claims that assert them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from reechain.graph.dates import settled
from reechain.graph.questions.answer import Quote
from reechain.graph.questions.grammar import FORMER_NAME, Grammar
from reechain.graph.questions.query import Edge, Query
from reechain.graph.questions.rows import Queryable, Row, Value, rows_of
from reechain.graph.questions.sparql import claimed_relations, string, term
from reechain.ontology.namespaces import PREFIXES, REC, REV
from reechain.ontology.tables import load_tables

HEAD: Final = "\n".join(f"PREFIX {p}: <{PREFIXES[p]}>" for p in ("rec", "rev", "rdf", "skos"))
# It stands inside each group of a query: joined from outside, it would list every span of the store.
SPAN: Final = (
    "?span rec:start ?start ; rec:end ?end ; rec:exact ?quote ; rec:inDocument ?source . "
    "?source rec:identifier ?document ; rec:trust ?trust . OPTIONAL { ?source rec:documentDate ?date }"
)
_BATCH: Final = 300


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A statement to be proved: subject, relation and object, by IRI; `name` for a former name."""

    subject: str
    relation: str
    object: str
    name: str = ""


def evidence_of(
    store: Queryable, grammar: Grammar, query: Query, rows: Sequence[Row]
) -> dict[Value, tuple[Quote, ...]]:
    """Return the quotes behind each value of the slot asked for; behind `Value("")` where none is."""
    facts = facts_behind(grammar, query, rows)
    spans: dict[Value, set[str]] = defaultdict(set)
    for row in rows:
        answer = row[query.answer] if query.answer else Value("")
        spans[answer].update(value.text for name, value in row.items() if name.startswith("span"))
    quotes = _quotes_of_facts(store, {fact for found in facts.values() for fact in found})
    named = quotes_of_spans(store, {span for found in spans.values() for span in found})
    return {
        answer: _sorted(
            [q for fact in facts[answer] for q in quotes.get(fact, ())]
            + [named[span] for span in spans[answer] if span in named]
        )
        for answer in facts
    }


def facts_behind(grammar: Grammar, query: Query, rows: Sequence[Row]) -> dict[Value, set[Fact]]:
    """Return the facts that each value of the slot asked for rests on."""
    facts: dict[Value, set[Fact]] = defaultdict(set)
    for row in rows:
        answer = row[query.answer] if query.answer else Value("")
        facts[answer].update(fact for edge in query.edges for fact in _facts(grammar, edge, row))
    return facts


def _facts(grammar: Grammar, edge: Edge, row: Row) -> Iterator[Fact]:
    if edge.is_negated or edge.left not in row or edge.right not in row:
        return
    if edge.attested or edge.matter is not None:
        return
    left, right = row[edge.left], row[edge.right]
    if edge.is_closed:
        lower = right if edge.arcs[0].is_inverse else left
        name = edge.right if edge.arcs[0].is_inverse else edge.left
        yield from _claimed(grammar, edge.arcs[0].relation, lower, row[f"{name}_of"])
        return
    for arc in edge.arcs:
        ends = (right, left) if arc.is_inverse else (left, right)
        yield from _claimed(grammar, arc.relation, *ends)
        if grammar.relations[arc.relation].is_symmetric:
            yield from _claimed(grammar, arc.relation, *ends[::-1])


def _claimed(grammar: Grammar, relation: str, subject: Value, target: Value) -> Iterator[Fact]:
    if relation == FORMER_NAME:
        yield Fact(subject.text, "renamedTo", subject.text, target.text)
        return
    for name in claimed_relations(grammar.relations, relation):
        yield Fact(subject.text, name, target.text)


def _quotes_of_facts(store: Queryable, facts: Iterable[Fact]) -> dict[Fact, list[Quote]]:
    found: dict[Fact, list[Quote]] = defaultdict(list)
    ordered = sorted(facts)
    for start in range(0, len(ordered), _BATCH):
        for row in rows_of(store, _claims_query(ordered[start : start + _BATCH])):
            ends = (row["s"].text, row["p"].text.removeprefix(REC), row["o"].text)
            found[Fact(*ends, row["n"].text)].append(quote_of(row))
    return found


def _claims_query(facts: Sequence[Fact]) -> str:
    plain = [fact for fact in facts if not fact.name]
    renamed = [fact for fact in facts if fact.name]
    parts = []
    # What is told to be over states, as of a day before its end, what was.
    claim = (
        "?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; rec:stance ?stance . FILTER (?stance = rev:asserted"
        " || EXISTS { ?told a rec:Fact ; rec:statedBy ?claim ; rec:standing rev:current })"
        " FILTER NOT EXISTS { ?review rec:decides ?claim ; rec:isAccepted false } ?claim rdf:predicate ?p"
    )
    if plain:
        parts.append(f'{{ {_values(plain)} {claim} ; rec:evidence ?span . {SPAN} BIND ("" AS ?n) }}')
    if renamed:
        # One thing may have been renamed more than once: the claim must be about that name.
        of_name = "?claim rec:subjectMention ?mention . ?mention rec:ofName ?name . ?name ?form_of ?n ."
        forms = "FILTER (?form_of IN (rec:canonicalForm, rec:form))"
        parts.append(f"{{ {_values(renamed)} {claim} ; rec:evidence ?span . {SPAN} {of_name} {forms} }}")
    return f"{HEAD}\nSELECT DISTINCT * WHERE {{ {' UNION '.join(parts)} }}"


def _values(facts: Sequence[Fact]) -> str:
    rows = (
        f"({term(f.subject)} {term(REC + f.relation)} {term(f.object)}{' ' + string(f.name) if f.name else ''})"
        for f in facts
    )
    return f"VALUES (?s ?p ?o{' ?n' if facts[0].name else ''}) {{ {' '.join(rows)} }}"


def quotes_of_spans(store: Queryable, spans: Iterable[str]) -> dict[str, Quote]:
    """Return the quotes of text spans, by IRI."""
    wanted = " ".join(term(span) for span in sorted(set(spans)))
    if not wanted:
        return {}
    sparql = f"{HEAD}\nSELECT DISTINCT * WHERE {{ VALUES ?span {{ {wanted} }} {SPAN} }}"
    return {row["span"].text: quote_of(row) for row in rows_of(store, sparql)}


def mentions_of(store: Queryable, iris: Iterable[str]) -> dict[Value, tuple[Quote, ...]]:
    """Return where things are named first in each document: what proves that the documents know them."""
    wanted = " ".join(term(iri) for iri in sorted(set(iris)))
    if not wanted:
        return {}
    sparql = f"""{HEAD}
SELECT DISTINCT * WHERE {{ VALUES ?thing {{ {wanted} }} ?span rec:denotes ?thing . {SPAN} }}
ORDER BY ?document ?start"""
    found: dict[Value, dict[str, Quote]] = defaultdict(dict)
    for row in rows_of(store, sparql):
        quote = quote_of(row)
        found[row["thing"]].setdefault(quote.document, quote)
    return {thing: _sorted(quotes.values()) for thing, quotes in found.items()}


def quote_of(row: Row) -> Quote:
    """Return the quote of a row that holds the variables of SPAN."""
    date = row["date"].text if "date" in row else ""
    trust = row["trust"].text.removeprefix(REV)
    place = (row["document"].text, int(row["start"].text), int(row["end"].text))
    return Quote(*place, row["quote"].text, date, trust)


def _sorted(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return the quotes, those of the most trusted sources first, and of these the latest."""
    placed = sorted(set(quotes))
    latest_first = sorted(placed, key=lambda quote: settled(quote.date) if quote.date else "", reverse=True)
    return tuple(sorted(latest_first, key=lambda quote: -_ranks()[quote.trust]))


@cache
def _ranks() -> dict[str, int]:
    return {row["id"]: int(row["rank"]) for row in load_tables().rows["trust_levels"].values()}

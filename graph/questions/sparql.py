"""A typed query printed as SPARQL. Only IRIs and patterns of the data get in, never words of the question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from reechain.graph.questions.grammar import FORMER_NAME, Arc, Grammar
from reechain.graph.questions.query import Edge, Form, Query, Slot
from reechain.graph.questions.tokens import tokenise
from reechain.ontology.namespaces import PREFIXES, REC, REV, compact
from reechain.ontology.schema import Relation

MOST_ANSWERS: Final = 1000
MOST_ROWS: Final = 5000
MOST_NAMES: Final = 20
"""How many names of a thing the words of the evidence are searched for."""
_EMPTY_WORDS: Final = frozenset({"rare", "earth", "and", "of", "the", "for", "稀", "土"})
_UNSAFE: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_PREFIXED: Final = re.compile(r"(?<![\w<])([a-z]+):(?=\w)")


def term(iri: str) -> str:
    """Return an IRI as a SPARQL term; ValueError for what could not be an IRI.

    >>> term("https://w3id.org/reechain/vocab/ndfeb-magnet")
    'rev:ndfeb-magnet'
    """
    if _UNSAFE.search(iri) or ":" not in iri:
        raise ValueError(f"{iri!r} is no IRI")
    return compact(iri)


def string(text: str) -> str:
    """Return a text as a SPARQL string.

    >>> print(string('say "no"'))
    "say \\"no\\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


class Compiler:
    """Prints queries over the relations of a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def printed(self, query: Query) -> str:
        """Return the SPARQL that finds the answers: one SELECT or ASK, bounded."""
        body = list(self._body(query))
        asked = query.asked
        if query.form is Form.ASK or asked is None:
            return _text(["ASK {", *_indented(body), "}"])
        name = f"?{asked.name}"
        if query.form is Form.COUNT:
            return _text([f"SELECT (COUNT(DISTINCT {name}) AS ?count) WHERE {{", *_indented(body), "}"])
        if asked.is_text:
            lines = [f"SELECT DISTINCT {name} WHERE {{", *_indented(body), f"}} ORDER BY {name}"]
            return _text([*lines, f"LIMIT {MOST_ANSWERS}"])
        label = f'OPTIONAL {{ {name} skos:prefLabel ?label . FILTER (LANG(?label) = "en") }}'
        lines = [f"SELECT DISTINCT {name} ?label WHERE {{", *_indented([*body, label]), "}"]
        return _text([*lines, f"ORDER BY ?label {name}", f"LIMIT {MOST_ANSWERS}"])

    def support(self, query: Query) -> str:
        """Return the SPARQL that finds all slots together, to look up the evidence of each answer."""
        body = _indented(self._body(query))
        return _text(["SELECT DISTINCT * WHERE {", *body, "}", f"LIMIT {MOST_ROWS}"])

    def unasserted(self, query: Query) -> str:
        """Return the SPARQL for what the documents plan, suppose or deny instead of stating it."""
        lines = list(self._slots(query))
        stances = []
        for number, edge in enumerate(query.edges, start=1):
            if not edge.is_negated:
                lines += self._claim(edge, number, f"rec:evidence ?span{number} ; rec:stance ?stance{number}")
                lines.append(
                    f"FILTER NOT EXISTS {{ ?review rec:decides ?claim{number} ; rec:isAccepted false }}"
                )
                stances.append(f"?stance{number} != rev:asserted")
        lines.append(f"FILTER ({' || '.join(stances)})")
        return _text(["SELECT DISTINCT * WHERE {", *_indented(lines), "}", f"LIMIT {MOST_ROWS}"])

    # ---- parts

    def _body(self, query: Query) -> Iterator[str]:
        yield from self._slots(query)
        for number, edge in enumerate(query.edges, start=1):
            lines = self._edge(query, edge, number)
            yield from ["FILTER NOT EXISTS {", *_indented(lines), "}"] if edge.is_negated else lines
        if query.asked is not None and is_only_named(query):
            yield f"?{query.asked.name}_name rec:denotes ?{query.asked.name} ; a rec:Name ."

    def _slots(self, query: Query) -> Iterator[str]:
        matters = {edge.matter for edge in query.edges}
        for slot in query.slots:
            if not is_only_denied(query, slot.name) and slot.name not in matters:
                yield from self._slot(query, slot)

    def _slot(self, query: Query, slot: Slot) -> Iterator[str]:
        name = f"?{slot.name}"
        if slot.values:
            yield f"VALUES {name} {{ {' '.join(map(term, slot.values))} }}"
        if slot.under:
            yield from _one_of(f"{name} skos:broader*", f"{name}_or_narrower", slot.under)
        if slot.stages:
            stages = [f"https://w3id.org/reechain/vocab/{stage}" for stage in slot.stages]
            yield from _one_of(f"{name} skos:broader*/rec:outputOf", f"{name}_stage", stages)
        if slot.excluded:
            yield f"FILTER ({name} NOT IN ({', '.join(map(term, slot.excluded))}))"
        if slot.types and not self._is_implied(query, slot):
            kinds = [kind.iri for kind in sorted(slot.types)]
            yield from _one_of(f"{name} a", f"{name}_type", kinds)

    def _is_implied(self, query: Query, slot: Slot) -> bool:
        """Return whether a relation of a slot admits no other types than its own."""
        for edge in query.edges:
            if slot.name in (edge.left, edge.right) and not edge.is_negated:
                ways = (arc if edge.left == slot.name else arc.flipped() for arc in edge.arcs)
                if frozenset().union(*map(self._grammar.left_types, ways)) <= slot.types:
                    return True
        return False

    def _edge(self, query: Query, edge: Edge, number: int) -> list[str]:
        inner = [name for name in (edge.left, edge.right) if edge.is_negated and is_only_denied(query, name)]
        lines = [line for name in inner for line in self._slot(query, query.slot(name))]
        if edge.is_closed:
            lower, upper = (edge.right, edge.left) if edge.arcs[0].is_inverse else (edge.left, edge.right)
            relation = term(REC + edge.arcs[0].relation)
            step = f"?{lower} {relation} ?{lower}_of . ?{lower}_of {relation}* ?{upper} ."
            # Where the data go round in a circle, a thing is not under itself for that.
            return [*lines, step, f"FILTER (?{lower} != ?{upper})"]
        lines.append(f"?{edge.left} {self._path(edge.arcs)} ?{edge.right} .")
        if edge.attested or edge.matter is not None:
            lines += self._attesting(edge, number)
        if edge.matter is not None:
            lines += _about(query.slot(edge.matter), number)
        return lines

    def _attesting(self, edge: Edge, number: int) -> list[str]:
        """Return the lines for the claims whose words attest to an edge, or that make a stake which does."""
        further = f"rec:evidence ?span{number} ; rec:stance rev:asserted"
        lines = [*self._claim(edge, number, further), *_words(edge, number)]
        said = [set(attested.strengths) for attested in edge.attested if attested.strengths]
        strengths = sorted(set.intersection(*said)) if said else []
        if not strengths:
            return lines
        ends = [_held(edge, arc) for arc in edge.arcs]
        ways = [
            f"{{ ?stake{number} rec:stakeIn ?{held} ; rec:stakeHolder ?{holder} . }}"
            for held, holder in dict.fromkeys(ends)
        ]
        stake = [
            " UNION ".join(ways) if len(ways) > 1 else ways[0].strip("{} "),
            f"?stake{number} rec:strength ?strength{number} ; rec:statedBy/rec:evidence ?span{number} .",
            f"VALUES ?strength{number} {{ {' '.join(term(REV + name) for name in strengths)} }}",
            *_words(replace(edge, attested=tuple(a for a in edge.attested if not a.strengths)), number),
        ]
        return ["{", *_indented(lines), "} UNION {", *_indented(stake), "}"]

    def _path(self, arcs: Sequence[Arc]) -> str:
        steps = []
        for arc in arcs:
            steps.append(("^" if arc.is_inverse else "") + term(REC + arc.relation))
            if self._grammar.relations[arc.relation].is_symmetric:
                steps.append(("" if arc.is_inverse else "^") + term(REC + arc.relation))
        return steps[0] if len(steps) == 1 else f"({'|'.join(steps)})"

    def _claim(self, edge: Edge, number: int, further: str) -> list[str]:
        ways = [
            _way(edge, arc, is_turned, claimed_relations(self._grammar.relations, arc.relation), number)
            for arc in edge.arcs
            for is_turned in (
                (False, True) if self._grammar.relations[arc.relation].is_symmetric else (False,)
            )
        ]
        claim = f"?claim{number} {further} ."
        return [" UNION ".join(f"{{ {way} }}" for way in ways) if len(ways) > 1 else ways[0], claim]


def asking(triples: Sequence[tuple[str, str, str]]) -> str:
    """Return the ASK for triples, by IRI; `skos:broader` may lead over several steps."""
    broader = term(PREFIXES["skos"] + "broader")
    lines = []
    for subject, predicate, target in triples:
        verb = term(predicate)
        lines.append(f"{term(subject)} {verb}{'+' if verb == broader else ''} {term(target)} .")
    return _text(["ASK {", *_indented(lines), "}"])


def above_another(relation: str, iri: str) -> str:
    """Return the ASK for whether another thing stands in a relation to one, such as a subsidiary."""
    return _text(
        ["ASK {", f"  ?lower {term(REC + relation)} {term(iri)} .", f"  FILTER (?lower != {term(iri)})", "}"]
    )


def is_only_named(query: Query) -> bool:
    """Return whether nothing is said of what is asked for, but what it does not do: then it must be named."""
    return not any(query.answer in (edge.left, edge.right) and not edge.is_negated for edge in query.edges)


def is_only_denied(query: Query, name: str) -> bool:
    """Return whether a slot stands only in what is not said: then it belongs in there with it."""
    edges = [edge for edge in query.edges if name in (edge.left, edge.right)]
    return name != query.answer and bool(edges) and all(edge.is_negated for edge in edges)


def claimed_relations(relations: Mapping[str, Relation], name: str) -> list[str]:
    """Return the relations whose claims assert a relation: itself and its finer ones, sorted."""
    if name == FORMER_NAME:
        return ["renamedTo"]
    return sorted(
        relation.name for relation in relations.values() if name in (relation.name, relation.broader)
    )


def _way(edge: Edge, arc: Arc, is_turned: bool, relations: Sequence[str], number: int) -> str:
    left, right = (edge.right, edge.left) if arc.is_inverse is not is_turned else (edge.left, edge.right)
    if arc.relation == FORMER_NAME:
        right = left
    claim = f"?claim{number} rdf:subject ?{left} ; rdf:predicate ?relation{number} ; rdf:object ?{right} ."
    return f"VALUES ?relation{number} {{ {' '.join(term(REC + name) for name in relations)} }} {claim}"


def _held(edge: Edge, arc: Arc) -> tuple[str, str]:
    """Return the slots of a company and of who has a hold on it; only a subsidiary comes before its holder."""
    ends = (edge.right, edge.left) if arc.is_inverse else (edge.left, edge.right)
    return ends if arc.relation == "subsidiaryOf" else ends[::-1]


def _words(edge: Edge, number: int) -> Iterator[str]:
    for attested in edge.attested:
        test = f'REGEX(?words{number}, {string(attested.pattern)}, "i")'
        implied = ", ".join(term(REC + name) for name in attested.implied_by)
        yield f"?span{number} rec:exact ?words{number} ."
        yield f"FILTER ({f'?relation{number} IN ({implied}) || ' if implied else ''}{test})"


def _about(matter: Slot, number: int) -> list[str]:
    """Return the lines that hold where the evidence has all the words of one of the names of the matter."""
    names = dict.fromkeys(tuple(sorted(_full_words(name))) for name in (matter.says, *matter.names))
    tests = [
        " && ".join(f'REGEX(?words{number}, {string(re.escape(word))}, "i")' for word in words)
        for words in names
        if words
    ]
    return [
        f"?span{number} rec:exact ?words{number} .",
        f"FILTER ({' || '.join(f'({test})' for test in tests[:MOST_NAMES]) or 'false'})",
    ]


def _full_words(name: str) -> set[str]:
    return {token.key for token in tokenise(name)} - _EMPTY_WORDS


def _one_of(subject: str, variable: str, iris: Sequence[str]) -> Iterator[str]:
    if len(iris) == 1:
        yield f"{subject} {term(iris[0])} ."
    else:
        yield f"{subject} {variable} . VALUES {variable} {{ {' '.join(map(term, iris))} }}"


def _indented(lines: Iterator[str] | Sequence[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _text(lines: Sequence[str]) -> str:
    body = "\n".join(lines)
    used = sorted({found[1] for found in _PREFIXED.finditer(body)} & PREFIXES.keys())
    return "\n".join([*(f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in used), body])

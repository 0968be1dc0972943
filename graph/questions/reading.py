"""A typed query said in plain words, so that the asker sees how the question was understood."""

from collections.abc import Sequence
from typing import Final

from reechain.graph.questions.grammar import Arc, Grammar
from reechain.graph.questions.query import Edge, Form, Query, Slot

_FORM: Final = {Form.SELECT: "which", Form.COUNT: "how many", Form.ASK: "whether"}
_ASKERS: Final = frozenset({"who", "what"})


def reading_of(query: Query, grammar: Grammar) -> str:
    """Return the query in plain words: "which subsidiary of any company produces ..."."""
    asked = query.asked
    if asked is None:
        return f"whether {_joined(query, query.edges, grammar)}"
    noun = _noun(asked)
    part = next((edge for edge in query.edges if _is_said_by(noun, query, edge, grammar)), None)
    further = [edge for edge in query.edges if edge is not part]
    narrowed = _narrowed(asked)
    parts = [_form(noun, query.form)]
    if part is not None:
        other = part.right if part.left == asked.name else part.left
        parts.append(f"of {_said(query.slot(other))}")
        narrowed = ", ".join(filter(None, (narrowed, _narrowing(query, part).removeprefix(", "))))
    if narrowed:
        parts.append(f"({narrowed})")
    said = _joined(query, further, grammar)
    if query.form is Form.COUNT and said and not further[0].is_negated:
        return f"{' '.join(parts)}: each {said}"
    return " ".join([*parts, said or ("" if part else "the documents name")]).strip()


def _form(noun: str, form: Form) -> str:
    if noun in _ASKERS:
        return noun
    return f"{_FORM[form]} {_plural(noun) if form is Form.COUNT else noun}"


def _plural(noun: str) -> str:
    if noun == "acquired":
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _is_said_by(noun: str, query: Query, edge: Edge, grammar: Grammar) -> bool:
    """Return whether the noun for what is asked says all of an edge: a subsidiary is a subsidiary of something."""
    if edge.is_negated or query.answer not in (edge.left, edge.right):
        return False
    other = query.slot(edge.right if edge.left == query.answer else edge.left)
    if not other.is_fixed and other.says != "any":
        return False
    arcs = edge.arcs if edge.left == query.answer else [arc.flipped() for arc in edge.arcs]
    return {_verb(arc, grammar) for arc in arcs} == {f"is a {noun} of"}


def _joined(query: Query, edges: Sequence[Edge], grammar: Grammar) -> str:
    return "; and ".join(_edge(query, edge, grammar) for edge in edges)


def _edge(query: Query, edge: Edge, grammar: Grammar) -> str:
    is_turned = edge.right == query.answer
    arcs = [arc.flipped() for arc in edge.arcs] if is_turned else edge.arcs
    left, right = (edge.right, edge.left) if is_turned else (edge.left, edge.right)
    verb = " or ".join(dict.fromkeys(_verb(arc, grammar) for arc in arcs))
    subject = "" if left == query.answer else f"{_said(query.slot(left))} "
    denial = ""
    if edge.is_negated:
        denial = (
            f"{'of which ' if query.answer else ''}the documents do not say that {'' if subject else 'it '}"
        )
    return f"{denial}{subject}{verb} {_said(query.slot(right))}{_narrowing(query, edge)}"


def _narrowing(query: Query, edge: Edge) -> str:
    steps = ", at once or over others" if edge.is_closed else ""
    words = "".join(f", in words that say “{attested.says}”" for attested in edge.attested)
    matter = f", in words about {_said(query.slot(edge.matter))}" if edge.matter else ""
    return f"{steps}{words}{matter}"


def _verb(arc: Arc, grammar: Grammar) -> str:
    saying = grammar.saying(arc.relation)
    return saying.inverse if arc.is_inverse else saying.says


def _said(slot: Slot) -> str:
    if slot.is_fixed:
        return f"{slot.says}{' or a kind of it' if slot.under else ''}"
    return f"any {_noun(slot)}" if slot.says == "any" else f"that {_noun(slot)}"


def _narrowed(slot: Slot) -> str:
    parts = [f"a kind of {slot.says}"] if slot.under else []
    if slot.stages:
        parts.append(f"put out by the stage {' or '.join(slot.stages)}")
    if slot.excluded:
        parts.append(f"other than {slot.excluded_says}" if slot.excluded_says else "not the kind itself")
    return ", ".join(parts)


def _noun(slot: Slot) -> str:
    return slot.name.rstrip("0123456789").replace("_", " ")

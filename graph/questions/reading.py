"""A typed query said in plain words, so that the asker sees how the question was understood."""

from typing import Final

from reechain.graph.questions.grammar import Arc, Grammar
from reechain.graph.questions.query import Edge, Form, Query, Slot

_FORM: Final = {Form.SELECT: "which", Form.COUNT: "how many", Form.ASK: "whether"}
_ASKERS: Final = frozenset({"who", "what"})


def reading_of(query: Query, grammar: Grammar) -> str:
    """Return the query in plain words: "which subsidiary is a subsidiary of any company; and produces ..."."""
    said = "; and ".join(_edge(query, edge, grammar) for edge in query.edges)
    asked = query.asked
    if asked is None:
        return f"whether {said}"
    noun = _noun(asked)
    head = noun if noun in _ASKERS else f"{_FORM[query.form]} {noun}"
    narrowed = _narrowed(asked)
    return f"{head}{f' ({narrowed})' if narrowed else ''} {said or 'the documents name'}"


def _edge(query: Query, edge: Edge, grammar: Grammar) -> str:
    is_turned = edge.right == query.answer
    arcs = [arc.flipped() for arc in edge.arcs] if is_turned else edge.arcs
    left, right = (edge.right, edge.left) if is_turned else (edge.left, edge.right)
    verb = " or ".join(dict.fromkeys(_verb(arc, grammar) for arc in arcs))
    subject = "" if left == query.answer else f"{_said(query.slot(left))} "
    denial = "the documents do not say that it " if edge.is_negated else ""
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

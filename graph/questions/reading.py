"""A typed query said in plain words, so that the asker sees how the question was understood."""

from reechain.graph.questions.grammar import Arc, Grammar
from reechain.graph.questions.query import Edge, Form, Query, Slot

_FORM = {Form.SELECT: "which", Form.COUNT: "how many", Form.ASK: "whether"}


def reading_of(query: Query, grammar: Grammar) -> str:
    """Return the query in plain words.

    "which subsidiary: subsidiary is a subsidiary of any company; subsidiary produces ..."
    """
    said = "; ".join(_edge(query, edge, grammar) for edge in query.edges)
    if query.asked is None:
        return f"whether {said}"
    narrowed = _narrowed(query.asked)
    asked = f"{_FORM[query.form]} {_noun(query.asked)}{f' ({narrowed})' if narrowed else ''}"
    return f"{asked}: {said}" if said else f"{asked} the documents name"


def _edge(query: Query, edge: Edge, grammar: Grammar) -> str:
    left, right = query.slot(edge.left), query.slot(edge.right)
    verb = " or ".join(dict.fromkeys(_verb(arc, grammar) for arc in edge.arcs))
    denial = "the documents do not say that " if edge.is_negated else ""
    steps = ", at once or over others" if edge.is_closed else ""
    words = "".join(f", where it is said to be {attested.says}" for attested in edge.attested)
    matter = f", in words about {_said(query.slot(edge.matter))}" if edge.matter else ""
    return f"{denial}{_said(left)} {verb} {_said(right)}{steps}{words}{matter}"


def _verb(arc: Arc, grammar: Grammar) -> str:
    saying = grammar.saying(arc.relation)
    return saying.inverse if arc.is_inverse else saying.says


def _said(slot: Slot) -> str:
    if slot.is_fixed:
        kinds = " or a kind of it" if slot.under else ""
        return f"{slot.says}{kinds}"
    return f"any {_noun(slot)}" if slot.says == "any" else _noun(slot)


def _narrowed(slot: Slot) -> str:
    parts = [f"a kind of {slot.says}"] if slot.under else []
    return ", ".join([*parts, *(f"put out by the stage {stage}" for stage in slot.stages)])


def _noun(slot: Slot) -> str:
    return slot.name.rstrip("0123456789").replace("_", " ")

"""Facts as nodes: how each relation between two things stands, since when, and by how many documents."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from reechain.graph.dates import settled
from reechain.graph.facts import Facts
from reechain.graph.nodes import Node, given, node_iri
from reechain.graph.terms import concept, date_literal, integer, relation_node
from reechain.graph.timeline import Course, Said, Standing


def fact_nodes(courses: Iterable[Course], facts: Facts) -> Iterator[Node]:
    """Yield a node for each fact that is stated, or told to be over."""
    for course in courses:
        yield _node(course, facts)


def _node(course: Course, facts: Facts) -> Node:
    subject, relation, object_ = course.key
    # Who tells only of the end tells that it was.
    told = course.stated or course.ended
    dates = [date for s in course.stated if (date := date_of(s, facts))]
    first, last = (min(dates, key=settled), max(dates, key=settled)) if dates else (None, None)
    values = given(
        (
            ("factSubject", NamedNode(subject)),
            ("factRelation", relation_node(relation)),
            ("factObject", NamedNode(object_)),
            ("standing", concept(course.standing)),
            ("documents", integer(len({s.claim.document for s in told}))),
            ("firstSaid", date_literal(first) if first else None),
            ("lastSaid", date_literal(last) if last else None),
            *interval(course.stated, course.ended if course.standing is Standing.OVER else ()),
        )
    )
    claims = frozenset(s.claim.iri for s in told)
    against = frozenset(s.claim.iri for s in course.contradicted)
    return Node(node_iri("fact", *course.key), "Fact", values, claims, against)


def date_of(statement: Said, facts: Facts) -> str | None:
    """Return the date of the document that makes a statement, as precise as known."""
    document = facts.documents.get(statement.claim.document)
    return document.date if document else None


def interval(stated: Iterable[Said], ended: Iterable[Said]) -> Iterator[tuple[str, Literal]]:
    """Yield validFrom and validUntil, as precise as stated: the first start, and the last end."""
    starts = [q for s in stated if (q := s.claim.qualifiers.get("validFrom"))]
    ends = [q for s in stated if (q := s.claim.qualifiers.get("validUntil"))]
    for end in ended:
        qualifiers = end.claim.qualifiers
        if when := qualifiers.get("validUntil") or qualifiers.get("validOn"):
            ends.append(when)
    if starts:
        yield "validFrom", date_literal(min(starts, key=settled))
    if ends:
        yield "validUntil", date_literal(max(ends, key=settled))

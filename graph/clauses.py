"""Policies in time: their kind, their day of issue, and a clause for each item that they bear on."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from reechain.graph.dates import settled
from reechain.graph.nodes import Node, given, node_iri
from reechain.graph.terms import concept, date_literal
from reechain.graph.timeline import Course, Key, Said
from reechain.ontology.tables import cells, load_tables

GOVERNS: Final = "governs"
ISSUED: Final = "issuedBy"
OTHER: Final = "other-policy"


PolicyDates = Mapping[str, Mapping[str, str]]
"""issuedOn, validFrom and validUntil of policies, by IRI."""


def clause_nodes(found: Mapping[Key, Course], policies: PolicyDates) -> Iterator[Node]:
    """Yield a clause for each item that a policy governs; where it has no dates of its own, those of the policy."""
    for (policy, relation, item), course in found.items():
        if relation != GOVERNS or not course.stated:
            continue
        own = dict(_effect(course.stated))
        dates = own or {name: value for name, value in policies.get(policy, {}).items() if name != "issuedOn"}
        values = given(
            (
                ("clauseOf", NamedNode(policy)),
                ("clauseItem", NamedNode(item)),
                *((name, date_literal(date)) for name, date in sorted(dates.items())),
            )
        )
        claims = frozenset(s.claim.iri for s in course.stated)
        yield Node(node_iri("clause", policy, item), "PolicyClause", values, claims)


def policy_dates(found: Mapping[Key, Course]) -> PolicyDates:
    """Return issuedOn, validFrom and validUntil of each policy, as far as told of its issue."""
    said_of: dict[str, list[Said]] = defaultdict(list)
    for (policy, relation, _), course in found.items():
        if relation == ISSUED:
            said_of[policy] += course.stated
    dates = {}
    for policy, statements in said_of.items():
        issued = [day for s in statements if (day := s.claim.qualifiers.get("validOn"))]
        first = {"issuedOn": min(issued, key=settled)} if issued else {}
        dates[policy] = first | dict(_effect(statements))
    return dates


def _effect(statements: Sequence[Said]) -> Iterator[tuple[str, str]]:
    for name, choose in (("validFrom", min), ("validUntil", max)):
        if days := [day for s in statements if (day := s.claim.qualifiers.get(name))]:
            yield name, choose(days, key=settled)


def policy_values(
    policies: PolicyDates, names: Mapping[str, Iterable[str]]
) -> Iterator[tuple[str, str, NamedNode | Literal]]:
    """Yield kind and dates of each policy: its IRI, a property, a value. `names` are its names, by IRI."""
    for policy, texts in sorted(names.items()):
        yield policy, "policyKind", concept(kind_of(texts))
    for policy, dates in sorted(policies.items()):
        for name, date in sorted(dates.items()):
            yield policy, name, date_literal(date)


def kind_of(names: Iterable[str]) -> str:
    """Return the kind that the names of a policy tell, the first of the table that one of them names.

    >>> kind_of(["Announcement on the Export Control of Medium and Heavy Rare Earths"])
    'export-control'
    """
    texts = sorted(names)
    return next((kind for kind, words in _words() if any(words.search(text) for text in texts)), OTHER)


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for row in load_tables().rows["policy_kinds"].values():
        if words := cells(row["words"]):
            chinese = [re.escape(word) for word in words if not word.isascii()]
            english = [rf"\b{re.escape(word)}\b" for word in words if word.isascii()]
            found.append((row["id"], re.compile("|".join([*english, *chinese]), re.IGNORECASE)))
    order = (
        "export-control",
        "quota-notice",
        "tariff",
        "funding-programme",
        "technical-standard",
        "plan",
        "statute",
    )
    return tuple(sorted(found, key=lambda item: order.index(item[0])))

"""What speaks against an answer: who says that a fact is not so, and where sources give different parts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reechain.graph.questions.answer import Quote
from reechain.graph.questions.evidence import HEAD, SPAN, Fact, quote_of
from reechain.graph.questions.rows import Queryable, rows_of
from reechain.graph.questions.sparql import term
from reechain.graph.stakes import HOLDINGS
from reechain.ontology.namespaces import REC

_AGAINST: Final = f"""?fact a rec:Fact ; rec:factSubject ?s ; rec:factRelation ?p ; rec:factObject ?o ;
  rec:standing rev:disputed ; rec:contradictedBy/rec:evidence ?span . {SPAN}"""
_PARTS: Final = """?stake a rec:Stake ; rec:stakeHolder ?s ; rec:stakeIn ?o ; rec:standing rev:disputed ; rec:percent ?part ;
  rec:statedBy/rec:inDocument/rec:identifier ?document ."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """What speaks against a fact: words that deny it or tell of its end, and parts that sources do not agree on."""

    against: tuple[Quote, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The parts in words, each with the documents that give it; empty where they agree.

        One part alone is in dispute with those of other holders: together they are more than the whole.
        """
        if len(self.parts) == 1:
            return f"Holders are told to have more than 100 % together, of which here {self.parts[0]}."
        return f"Sources differ: {'; '.join(self.parts)}." if self.parts else ""


def disputes_of(store: Queryable, facts: Iterable[Fact]) -> Mapping[Fact, Dispute]:
    """Return what speaks against each fact, for those that something speaks against."""
    wanted = sorted(facts)
    if not wanted:
        return {}
    against: dict[Fact, set[Quote]] = defaultdict(set)
    for row in rows_of(store, f"{HEAD}\nSELECT DISTINCT * WHERE {{ {_values(wanted)} {_AGAINST} }}"):
        fact = Fact(row["s"].text, row["p"].text.removeprefix(REC), row["o"].text)
        against[fact].add(quote_of(row))
    parts = _parts(store, wanted)
    found = {fact for fact in wanted if fact in against or fact in parts}
    return {fact: Dispute(tuple(sorted(against[fact])), parts.get(fact, ())) for fact in found}


def _parts(store: Queryable, wanted: Sequence[Fact]) -> dict[Fact, tuple[str, ...]]:
    """Return the parts in dispute behind each fact that tells of a holding."""
    holdings = {
        (fact.object, fact.subject) if HOLDINGS[fact.relation] else (fact.subject, fact.object): fact
        for fact in wanted
        if fact.relation in HOLDINGS
    }
    if not holdings:
        return {}
    ends = " ".join(f"({term(holder)} {term(company)})" for holder, company in sorted(holdings))
    query = f"{HEAD}\nSELECT DISTINCT * WHERE {{ VALUES (?s ?o) {{ {ends} }} {_PARTS} }}"
    documents: dict[Fact, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows_of(store, query):
        fact = holdings[row["s"].text, row["o"].text]
        documents[fact][row["part"].text].add(row["document"].text)
    return {
        fact: tuple(f"{part} % ({', '.join(sorted(keys))})" for part, keys in sorted(found.items()))
        for fact, found in documents.items()
    }


def _values(facts: Sequence[Fact]) -> str:
    rows = " ".join(f"({term(f.subject)} {term(REC + f.relation)} {term(f.object)})" for f in facts)
    return f"VALUES (?s ?p ?o) {{ {rows} }}"

"""Small documents about who holds what, one claim a sentence, and what a store makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.graph.samples import Says, extraction, thing

from reechain.graph.results import Value, result_of
from reechain.graph.store import Store
from reechain.ontology.records import EntityType, Extraction, Stance

ENDED = Stance.ENDED
DENIED = Stance.DENIED
TYPES = {
    "Pit": EntityType.MINE,
    "Plant": EntityType.FACILITY,
    "oxide": EntityType.PRODUCT,
    "Notice": EntityType.POLICY,
    "Ministry": EntityType.AGENCY,
}


@dataclass(frozen=True)
class Told:
    """What one sentence tells: subject, relation, object, and what it says beside."""

    subject: str
    relation: str
    object: str
    also: Mapping[str, str] = field(default_factory=dict)
    stance: Stance = Stance.ASSERTED


def told(key: str, date: str | None, *claims: Told) -> Extraction:
    """Return a document of a date that tells the claims, a sentence each."""
    sentences = [_sentence(claim) for claim in claims]
    text = " ".join(sentences)
    names = dict.fromkeys(name for claim in claims for name in _names(claim))
    says = [
        Says(claim.subject, claim.relation, claim.object, stance=claim.stance, also=claim.also)
        for claim in claims
    ]
    fields = {"date": date} if date else {}
    return extraction(key, text, [thing(name, type=_type(name)) for name in names], says, **fields)


def _names(claim: Told) -> list[str]:
    return [claim.subject, claim.object, *([claim.also["goods"]] if "goods" in claim.also else [])]


def _sentence(claim: Told) -> str:
    beside = ", ".join(f"{name} {value}" for name, value in claim.also.items())
    return f"{claim.subject} {claim.stance} {claim.relation} {claim.object} {beside}".strip() + "."


def _type(name: str) -> EntityType:
    return TYPES.get(name.rsplit(maxsplit=1)[-1], EntityType.COMPANY)


def store_of(*documents: Extraction) -> Store:
    """Return a store in memory that holds the documents."""
    store = Store.memory()
    store.put(documents)
    return store


def rows(store: Store, sparql: str) -> list[tuple[str, ...]]:
    """Return the rows of a query as text, sorted; IRIs without their namespace, blanks as ""."""
    result = result_of(store.query(sparql))
    return sorted(tuple(_short(row.get(name)) for name in result.variables) for row in result.rows)


def _short(cell: Value | None) -> str:
    value = "" if cell is None else cell.text
    return (
        value.rpartition("/")[2].rpartition("#")[2].removeprefix("x-") if value.startswith("http") else value
    )


def facts(store: Store, relation: str) -> list[tuple[str, ...]]:
    """Return the asserted facts of a relation: subject and object."""
    return rows(store, f"SELECT ?s ?o WHERE {{ GRAPH rei:graph-asserted {{ ?s rec:{relation} ?o }} }}")


STAKES = """SELECT ?holder ?company ?percent ?strength ?standing WHERE {
  ?stake a rec:Stake ; rec:stakeHolder ?holder ; rec:stakeIn ?company ; rec:strength ?strength ; rec:standing ?standing
  OPTIONAL { ?stake rec:percent ?percent } OPTIONAL { ?stake rec:directness ?way }
  FILTER(!BOUND(?way) || ?way != rev:look-through) }"""


def stakes(store: Store) -> list[tuple[str, ...]]:
    """Return the stakes: holder, company, percent, strength, standing."""
    return rows(store, STAKES)

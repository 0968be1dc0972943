"""An extraction as JSON: entities, relations with evidence, in the shape of extraction.schema.json (schema.py)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from reechain.extractors.quantity_json import quantities_json
from reechain.extractors.relations.pairs import DECIDED
from reechain.ontology.records import Claim, Dropped, EntityType, Extraction, Mention, Name, Stance
from reechain.ontology.schema import relations

EXCHANGED: Final = DECIDED
"""The relations of the exchange format, those that gold holds; a finer relation is printed as the one that it refines."""


def as_json(extraction: Extraction, iris: Mapping[Name, str]) -> dict[str, Any]:
    """Return the JSON object of an extraction; `iris` gives the IRI that each name has in a graph.

    Entities are names: an old and a new name are two, with the `iri` that they share. `relations`
    holds what is asserted, planned or hedged, of the relations of the exchange format, each
    with what is finer or more than that beside it; `further_relations` those that the format does not
    know; `denied` what the text says is not so, or is over. `stages` are the stages of the chain that
    the text says somebody works in; `quantities` are the numbers of the industry, with a value only where the status
    is clean or repaired. Offsets count code points of the source text.
    """
    names = {id(name): f"e{number}" for number, name in enumerate(extraction.names, 1)}
    of_mention = {mention: names[id(name)] for name in extraction.names for mention in name.mentions}
    found: dict[str, list[dict[str, Any]]] = {"relations": [], "further_relations": [], "denied": []}
    for claim in extraction.claims:
        relation = _relation(claim, of_mention[claim.subject], of_mention[claim.object], of_mention)
        found[_list_of(claim, relation["p"])].append(relation)
    stages = [name for name in extraction.names if name.type is EntityType.STAGE]
    return {
        "doc": extraction.document.key,
        "version": extraction.document.version,
        "date": extraction.document.date,
        "entities": [_entity(n, names[id(n)], iris[n]) for n in extraction.names if n not in stages],
        "stages": [_entity(name, names[id(name)], iris[name]) for name in stages],
        **found,
        "quantities": quantities_json(extraction.quantities, of_mention),
    }


def _list_of(claim: Claim, relation: str) -> str:
    if claim.stance in (Stance.DENIED, Stance.ENDED):
        return "denied"
    return "relations" if relation in EXCHANGED else "further_relations"


def dropped_json(extraction: Extraction) -> list[dict[str, Any]]:
    """Return what was seen and not kept, with the reason."""
    return [{"start": d.start, "end": d.end, "text": d.text, "reason": d.reason} for d in extraction.dropped]


def dropped_counts(dropped: Iterable[Dropped]) -> dict[str, int]:
    """Return how many were dropped for each reason, the most frequent first."""
    counts = Counter(item.reason for item in dropped)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _entity(name: Name, entity_id: str, iri: str) -> dict[str, Any]:
    return {
        "id": entity_id,
        "type": name.type.value,
        "name": name.canonical,
        "aliases": list(name.aliases),
        "iri": iri,
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "extractor": m.extractor} for m in name.mentions
        ],
    }


def _relation(claim: Claim, subject: str, obj: str, names: Mapping[Mention, str]) -> dict[str, Any]:
    relation = relations()[claim.predicate]
    return {
        "s": subject,
        "p": relation.base,
        "o": obj,
        "detail": claim.predicate if relation.broader else None,
        "value": claim.literal,
        "qualifiers": {q.property: names[q.mention] if q.mention else q.value for q in claim.qualifiers},
        "evidence": claim.evidence.quote,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "confidence": claim.confidence,
        "status": claim.stance.value,
        "extractor": claim.extractor,
    }

"""An extraction as JSON: entities, relations with evidence, in the shape of extraction.schema.json (schema.py)."""

from collections.abc import Mapping
from typing import Any

from reechain.ontology.records import Claim, Extraction, Name, Stance
from reechain.ontology.schema import relations


def as_json(extraction: Extraction, iris: Mapping[Name, str]) -> dict[str, Any]:
    """Return the JSON object of an extraction; `iris` gives the IRI that each name has in a graph.

    Entities are names: an old and a new name are two, with the `iri` that they share. `relations`
    holds what is asserted, planned or hedged; `denied` what the text says is not so. Offsets count code
    points of the source text.
    """
    names = {id(name): f"e{number}" for number, name in enumerate(extraction.names, 1)}
    of_mention = {mention: names[id(name)] for name in extraction.names for mention in name.mentions}
    stated: list[dict[str, Any]] = []
    denied: list[dict[str, Any]] = []
    for claim in extraction.claims:
        target = denied if claim.stance is Stance.DENIED else stated
        target.append(_relation(claim, of_mention[claim.subject], of_mention[claim.object]))
    return {
        "doc": extraction.document.key,
        "version": extraction.document.version,
        "entities": [_entity(name, names[id(name)], iris[name]) for name in extraction.names],
        "relations": stated,
        "denied": denied,
        "quantities": [],
    }


def dropped_json(extraction: Extraction) -> list[dict[str, Any]]:
    """Return what was seen and not kept, with the reason."""
    return [{"start": d.start, "end": d.end, "text": d.text, "reason": d.reason} for d in extraction.dropped]


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


def _relation(claim: Claim, subject: str, obj: str) -> dict[str, Any]:
    relation = relations()[claim.predicate]
    return {
        "s": subject,
        "p": relation.broader or claim.predicate,
        "o": obj,
        "detail": claim.predicate if relation.broader else None,
        "value": claim.literal,
        "evidence": claim.evidence.quote,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "confidence": claim.confidence,
        "status": claim.stance.value,
        "extractor": claim.extractor,
    }

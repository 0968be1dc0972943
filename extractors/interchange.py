"""An extraction as JSON: entities, relations with evidence, in the shape of extraction.schema.json."""

from typing import Any, Final

from reechain.ontology.records import Claim, Extraction, Name, Stance
from reechain.ontology.schema import relations
from reechain.ontology.tables import load_tables

SCHEMA: Final = "extraction.schema.json"


def as_json(extraction: Extraction) -> dict[str, Any]:
    """Return the JSON object of an extraction.

    Entities are names: an old and a new name are two, with the `iri` that they share. `relations`
    holds what is asserted, planned or hedged; `denied` what the text says is not so. Offsets count code
    points of the source text.
    """
    names = {id(name): f"e{number}" for number, name in enumerate(extraction.names, 1)}
    of_mention = {mention: names[id(name)] for name in extraction.names for mention in name.mentions}
    relations_, denied = [], []
    for claim in extraction.claims:
        target = denied if claim.stance is Stance.DENIED else relations_
        target.append(_relation(claim, of_mention[claim.subject], of_mention[claim.object]))
    return {
        "doc": extraction.document.key,
        "version": extraction.document.version,
        "entities": [_entity(name, names[id(name)]) for name in extraction.names],
        "relations": relations_,
        "denied": denied,
        "quantities": [],
    }


def _entity(name: Name, entity_id: str) -> dict[str, Any]:
    return {
        "id": entity_id,
        "type": name.type.value,
        "name": name.canonical,
        "aliases": list(name.aliases),
        "iri": load_tables().iri(name.gazetteer_id) if name.gazetteer_id in _known_ids() else None,
        "mentions": [{"start": m.start, "end": m.end, "text": m.text, "extractor": m.extractor} for m in name.mentions],
    }


def _known_ids() -> frozenset[str]:
    return frozenset(row_id for rows in load_tables().rows.values() for row_id in rows)


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

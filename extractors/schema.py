"""The JSON Schema of what `reechain extract` prints, built from the ontology.

`python -m reechain.extractors.schema` writes extraction.schema.json; a test compares it.
"""

import json
from importlib.resources import files
from pathlib import Path
from typing import Final

from reechain.extractors.interchange import EXCHANGED
from reechain.extractors.quantity_schema import quantity_schema
from reechain.extractors.schema_parts import Schema, list_of, object_of, offset, text
from reechain.ontology.records import EntityType, Stance
from reechain.ontology.schema import qualifiers, relations

FILE_NAME: Final = "extraction.schema.json"


def extraction_schema() -> Schema:
    """Return the JSON Schema (2020-12) of an extraction."""
    known = relations()
    exchanged = sorted(EXCHANGED)
    further = sorted(name for name, found in known.items() if found.broader is None and name not in EXCHANGED)
    fine = sorted(name for name, found in known.items() if found.broader is not None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/reechain/extraction.schema.json",
        "title": "What reechain extracts from one document",
        **object_of(
            doc=text("The key of the document."),
            version=text("The SHA-256 of its text, in hexadecimal."),
            date={
                "type": ["string", "null"],
                "description": "Of when it speaks: YYYY, YYYY-MM or YYYY-MM-DD.",
            },
            entities=list_of(_entity(), "The names, in the order of their first mention."),
            stages=list_of(_entity(), "The stages of the chain that somebody is said to work in."),
            relations=list_of(_relation(exchanged, fine), "What is stated, planned or supposed."),
            further_relations=list_of(
                _relation(further, fine), "The same, of relations that the exchange format does not know."
            ),
            denied=list_of(
                _relation(sorted({*exchanged, *further}), fine), "What the text says is not so, or is over."
            ),
            quantities=list_of(quantity_schema(), "The numbers of the industry, in the order of the text."),
            dropped=list_of(_dropped(), "With --dropped: what was seen and not kept."),
            dropped_counts={
                "type": "object",
                "additionalProperties": {"type": "integer", "minimum": 1},
                "description": "With --dropped: how many for each reason, the most frequent first.",
            },
            optional=("dropped", "dropped_counts"),
        ),
    }


def _entity() -> Schema:
    return object_of(
        id=text("An id within this document."),
        type={
            "enum": [entity_type.value for entity_type in EntityType],
            "description": "A class of the ontology.",
        },
        name=text("The fullest form of the name, for common nouns the most frequent."),
        aliases=list_of({"type": "string"}, "Its other written forms."),
        iri=text("The IRI that it has in a graph of this document; an old and a new name share one."),
        mentions=list_of(_mention(), 'Where it is spoken of, by "the company" too.'),
    )


def _mention() -> Schema:
    return object_of(
        start=offset("The first code point of the source text."),
        end=offset("The code point after the last."),
        text=text("The words, exactly as the source has them."),
        extractor=text("What found it."),
    )


def _relation(broad: list[str], fine: list[str]) -> Schema:
    return object_of(
        s=text("The id of the subject."),
        p={"enum": broad, "description": "A relation of the ontology."},
        o=text("The id of the object."),
        detail={"enum": [None, *fine], "description": "A finer relation, where the words say so."},
        value={
            "type": ["string", "null"],
            "description": "A printed number that comes with it; never a reading.",
        },
        qualifiers={
            "type": "object",
            "properties": {name: {"type": "string"} for name in qualifiers()},
            "additionalProperties": False,
            "description": "What it says beside its two ends: since when, how strong, of which goods.",
        },
        evidence=text("The words that state it, exactly as the source has them."),
        start=offset("The first code point of the evidence."),
        end=offset("The code point after the last."),
        confidence={"type": "number", "minimum": 0, "maximum": 1, "description": "How far it is trusted."},
        status={
            "enum": [stance.value for stance in Stance],
            "description": "How the source puts it forward.",
        },
        extractor=text("The family of wordings that found it."),
    )


def _dropped() -> Schema:
    return object_of(
        start=offset("First code point."),
        end=offset("After the last."),
        text=text("The words."),
        reason=text("Why."),
    )


def written() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(extraction_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(str(files("reechain.extractors") / FILE_NAME)).write_text(written(), encoding="utf-8")

"""Pieces of a JSON Schema."""

from typing import Any

Schema = dict[str, Any]


def object_of(*, optional: tuple[str, ...] = (), **properties: Schema) -> Schema:
    """Return the schema of an object that has these properties, and no others."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def list_of(items: Schema, description: str) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items, "description": description}


def one_of(words: list[str], description: str) -> Schema:
    """Return the schema of a text that is one of some words."""
    return {"enum": words, "description": description}


def text(description: str) -> Schema:
    """Return the schema of a text."""
    return {"type": "string", "description": description}


def offset(description: str) -> Schema:
    """Return the schema of a place in a text."""
    return {"type": "integer", "minimum": 0, "description": description}

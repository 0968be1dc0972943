"""How relations and types are worded and drawn on pages."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Final

from reechain.ontology.records import EntityType


class Layer(StrEnum):
    """A set of lines that a reader shows or hides together."""

    FLOW = "flow"
    OWNERSHIP = "ownership"
    POLICY = "policy"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Wording:
    """A relation as read from its subject (`out`) and from its object (`into`), and its layer.

    `runs_back` where material runs from the object to the subject: a line then points that way.
    """

    out: str
    into: str
    layer: Layer
    runs_back: bool = False


def _wordings() -> dict[str, Wording]:
    rows = tomllib.loads((files("reechain.viz") / "wording.toml").read_text(encoding="utf-8"))["relation"]
    return {
        row["name"]: Wording(row["out"], row["into"], Layer(row["layer"]), row.get("runs_back", False))
        for row in rows
    }


RELATIONS: Final = _wordings()
"""In the order in which a panel lists them."""


def wording(predicate: str) -> Wording:
    """Return how a relation is worded; an unknown one is shown as it is, among ownership."""
    return RELATIONS.get(predicate) or Wording(predicate, f"{predicate} (of)", Layer.OWNERSHIP)


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How a type is shown: its names, one of five hues, and its glyph as an SVG path of 16 by 16."""

    label: str
    plural: str
    hue: str
    glyph: str


TYPES: Final = {
    EntityType.MINE: TypeStyle("mine", "Mines", "ore", "M1.5 13.5 6 4.5l2.6 4.4L10.2 6.5l4.3 7z"),
    EntityType.FACILITY: TypeStyle(
        "facility", "Facilities", "ore", "M2 14V7.5l3.8 2.3V7.5l3.8 2.3V2.5h3L13.4 14z"
    ),
    EntityType.MINERAL: TypeStyle(
        "mineral", "Minerals", "ore", "M4.5 2.5h7l3 4L8 14.2 1.5 6.5zM4.2 6h7.6L10.7 4H5.3z"
    ),
    EntityType.ELEMENT: TypeStyle(
        "element",
        "Elements",
        "ore",
        "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8zM8 6a2 2 0 1 1 0 4 2 2 0 1 1 0-4z",
    ),
    EntityType.PRODUCT: TypeStyle(
        "product",
        "Products",
        "product",
        "M8 1.3 14 4.6v6.8L8 14.7 2 11.4V4.6zM4 6.2v4.1l3.2 1.8V7.9zm8 0L8.8 7.9v4.2l3.2-1.8z",
    ),
    EntityType.APPLICATION: TypeStyle(
        "application", "Applications", "use", "M9.6 1.2 2.8 9.2h4.4l-.8 5.6 6.8-8.2H8.7z"
    ),
    EntityType.COMPANY: TypeStyle(
        "company",
        "Companies",
        "firm",
        "M3 14V2h7v4h3.5v8zM5 4v1.6h1.6V4zm0 3v1.6h1.6V7zm0 3v1.6h1.6V10zm5.4-2v1.5h1.5V8zm0 3v1.5h1.5V11z",
    ),
    EntityType.POLICY: TypeStyle(
        "policy", "Policies", "rule", "M3 1.5h6.8L13 4.7v9.8H3zM5 7v1.3h6V7zm0 3v1.3h6V10z"
    ),
    EntityType.AGENCY: TypeStyle(
        "agency",
        "Agencies",
        "rule",
        "M8 1.5 14.5 5v1.5h-13V5zM3 7.5h1.8v4H3zm4.1 0h1.8v4H7.1zm4.1 0H13v4h-1.8zM1.5 12.5h13v2h-13z",
    ),
    EntityType.PLACE: TypeStyle(
        "place",
        "Places",
        "rule",
        "M8 1.2a4.9 4.9 0 0 0-4.9 4.9C3.1 9.7 8 14.8 8 14.8s4.9-5.1 4.9-8.7A4.9 4.9 0 0 0 8 1.2zm0 3.1a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 1 1 0-3.6z",
    ),
    EntityType.STAGE: TypeStyle(
        "stage", "Stages", "use", "M1.5 4.5h5L9.5 8l-3 3.5h-5L4.5 8zm7 0h3L14.5 8l-3 3.5h-3L11.5 8z"
    ),
}
"""In the order of the legend: along the chain, then what stands beside it."""

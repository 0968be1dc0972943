"""The drawing of a scene: four rows under each other, all of one width."""

from typing import Final

from reechain.viz.documentation.frame import Row
from reechain.viz.documentation.records import Records, arranged, arriving, items
from reechain.viz.documentation.scene import Role, Scene
from reechain.viz.documentation.shapes import Drawing, spread

_EDGE: Final = 6
_BETWEEN: Final = 26


def drawn(scene: Scene) -> Drawing:
    """Return the drawing of a scene: the same scene gives the same drawing."""
    places = items(scene)
    party, matter, evidence = (
        Row.of(
            role,
            scene.classes,
            scene.ties,
            arriving(places, scene.classes, role) if role is Role.PARTY else {},
        )
        for role in (Role.PARTY, Role.MATTER, Role.EVIDENCE)
    )
    records = Records(places, party, matter)
    width = max(party.width(), matter.width(), evidence.width(), records.least_width())
    party.place(_EDGE, _EDGE, width)
    top = _EDGE + party.height
    matter.place(_EDGE, top + records.height(), width)
    arrivals = arriving(places, scene.classes, Role.MATTER)
    matter.channels = {
        iri: spread(matter.boxes[iri].x, matter.boxes[iri].right, count) for iri, count in arrivals.items()
    }
    records.places = arranged(places, (party, matter), width)
    records.place(_EDGE, top, width)
    low = top + records.height()
    last = low + matter.height + _BETWEEN
    evidence.place(_EDGE, last, width)
    frames = (
        party.frame(_EDGE, _EDGE, width),
        matter.frame(_EDGE, low, width),
        evidence.frame(_EDGE, last, width),
    )
    rows = (party, records, matter, evidence)
    return Drawing(
        width=round(width + 2 * _EDGE),
        height=round(last + evidence.height + _EDGE),
        frames=(*frames, *([records.frame] if records.frame else [])),
        wires=tuple(wire for row in rows for wire in row.wires),
        boxes=(*party.boxes.values(), *records.boxes, *matter.boxes.values(), *evidence.boxes.values()),
        cards=tuple(card for row in rows for card in row.cards),
    )

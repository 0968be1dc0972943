"""The diagram shows every class and property, nothing over anything else, and follows the ontology as it changes."""

import random
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from reechain.ontology.terms import Kind, Module, Term, modules
from reechain.viz.documentation.diagram import drawn
from reechain.viz.documentation.scene import Scene, scene_of
from reechain.viz.documentation.shapes import Box, Card, Drawing, wide
from reechain.viz.documentation.svg import diagram, ontology_svg

ROOT = Path(__file__).parents[2]
ABSTRACT = {"Relation", "Qualifier"}
"""Classes of properties: the diagram shows their members."""


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    return drawn(scene_of(modules()))


def spots(drawing: Drawing) -> list[Box | Card]:
    return [*drawing.boxes, *drawing.cards]


def overlap(one: Box | Card, other: Box | Card) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def segments(drawing: Drawing) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    for wire in drawing.wires:
        yield from pairwise(wire.points)


def crosses(segment: tuple[tuple[float, float], tuple[float, float]], spot: Box | Card) -> bool:
    """Whether a line runs through the inside of a spot; its edge does not count."""
    (x, y), (x2, y2) = segment
    return (
        min(x, x2) < spot.x + spot.width - 1
        and max(x, x2) > spot.x + 1
        and min(y, y2) < spot.y + spot.height - 1
        and max(y, y2) > spot.y + 1
    )


def shown(scene: Scene) -> set[str]:
    """The IRIs of all that a scene shows."""
    found = {word.iri for tie in scene.ties for word in tie.words}
    for class_ in scene.classes:
        found |= {class_.iri, *(inner.iri for inner in class_.inner), *(word.iri for word in class_.words)}
    return found


def test_every_class_and_property_is_shown() -> None:
    terms = [term for module in modules() for term in module.terms]
    found = shown(scene_of(modules()))
    missing = {t.about.name for t in terms if t.about.iri not in found} - ABSTRACT
    # These have no subject or no object that the ontology names, or stand in one word for all qualifiers.
    assert missing <= {"formatVersion", "conflictsWith", "validOn"}


def test_nothing_stands_over_anything_else(drawing: Drawing) -> None:
    assert [(a, b) for a, b in combinations(spots(drawing), 2) if overlap(a, b)] == []


def test_no_line_runs_through_a_box_or_a_label(drawing: Drawing) -> None:
    assert [(s, spot) for s in segments(drawing) for spot in spots(drawing) if crosses(s, spot)] == []


def test_lines_are_straight_and_end_at_something(drawing: Drawing) -> None:
    for (x, y), (x2, y2) in segments(drawing):
        assert x == x2 or y == y2
        assert 0 <= min(x, x2) <= max(x, x2) <= drawing.width
        assert 0 <= min(y, y2) <= max(y, y2) <= drawing.height


def test_text_fits_its_box(drawing: Drawing) -> None:
    for card in drawing.cards:
        assert all(wide(word.text) <= card.column_width for word in card.words)
    for box in drawing.boxes:
        for line in box.lines:
            assert wide(" · ".join(word.text for word in line)) <= box.width


def test_labels_are_at_least_eleven_pixels_in_the_page(drawing: Drawing) -> None:
    """Criterion 5 of pages: the page shows the diagram at 1080 pixels at least, and scrolls."""
    assert 12.5 * 1344 / drawing.width >= 11


@pytest.mark.parametrize("dropped", ["Company", "Facility", "Stake", "Product", "Claim", "Stage", "Policy"])
def test_it_follows_when_a_class_goes(dropped: str) -> None:
    kept = tuple(replace(m, terms=tuple(t for t in m.terms if t.about.name != dropped)) for m in modules())
    drawing = drawn(scene_of(kept))
    assert [(a, b) for a, b in combinations(spots(drawing), 2) if overlap(a, b)] == []


@pytest.mark.parametrize("seed", range(12))
def test_it_follows_when_properties_come(seed: int) -> None:
    drawing = drawn(scene_of(_with_more(seed)))
    assert [(a, b) for a, b in combinations(spots(drawing), 2) if overlap(a, b)] == []


def _with_more(seed: int) -> tuple[Module, ...]:
    """The ontology with four further relations between classes by chance."""
    chance = random.Random(seed)
    found = modules()
    classes = [
        t.about.iri for m in found for t in m.terms if t.kind is Kind.CLASS and t.about.name not in ABSTRACT
    ]
    model = next(t for m in found for t in m.terms if t.kind is Kind.RELATION)
    more = [_relation(model, f"relation number {n}", chance.sample(classes, 3)) for n in range(4)]
    return (replace(found[0], terms=(*found[0].terms, *more)), *found[1:])


def _relation(model: Term, name: str, ends: list[str]) -> Term:
    about = replace(model.about, iri=f"https://example.org/{name}", name=name, label=name)
    return replace(model, about=about, domains=(ends[0],), ranges=tuple(ends[1:]))


def test_the_file_in_the_repository_is_up_to_date() -> None:
    assert (ROOT / "docs" / "ontology.svg").read_text(encoding="utf-8") == ontology_svg(), (
        "run `python -m bench.diagram`"
    )


def test_it_is_xml_and_loads_nothing() -> None:
    text = ontology_svg()
    root = ET.fromstring(text)
    assert root.find("{http://www.w3.org/2000/svg}title") is not None
    assert not any(word in text for word in ("url(", "@import", "<script", "<image", "<use", "href"))


def test_a_page_gets_a_link_for_every_label() -> None:
    text = str(diagram(lambda iri: f"there.html#{iri.rpartition('#')[2]}"))
    for name in ("Company", "produces", "Stake", "percent", "Mine"):
        assert f'href="there.html#{name}"' in text

"""The diagram shows every class and what ties them, nothing over a text, and follows the ontology as it changes."""

import random
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from reechain.ontology.terms import Kind, Module, Term, modules
from reechain.viz.documentation.diagram import drawn
from reechain.viz.documentation.scene import Role, Scene, Tie, Word, scene_of
from reechain.viz.documentation.shapes import TEXT, Box, Card, Drawing, wide
from reechain.viz.documentation.svg import diagram, ontology_svg

ROOT = Path(__file__).parents[2]
ABSTRACT = {"Relation", "Qualifier"}
"""Classes of properties: the diagram shows their members."""


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    return drawn(scene_of(modules()))


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are put down once: what finds no way is told at once, which is quick."""
    monkeypatch.setattr("reechain.viz.documentation.diagram._ROUNDS", 0)


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
    """The IRIs of all that a scene has."""
    found = {word.iri for tie in scene.ties for word in tie.words}
    for class_ in scene.classes:
        found |= {class_.iri, *(inner.iri for inner in class_.inner)}
    return found


def check(drawing: Drawing, scene: Scene) -> None:
    """Every class and tie is drawn or told, and no text or line meets a text."""
    assert {box.of.iri for box in drawing.boxes} == {c.iri for c in scene.classes}
    boxes = {box.of.iri for box in drawing.boxes}
    ties = [t for t in scene.ties if t.source != t.target or t.source not in boxes]
    told = [note for note in drawing.notes if " → " in note.text]
    assert len(drawing.cards) + len(told) == len(ties)
    assert [(a, b) for a, b in combinations(spots(drawing), 2) if overlap(a, b)] == []
    assert [(s, spot) for s in segments(drawing) for spot in spots(drawing) if crosses(s, spot)] == []
    for (x, y), (x2, y2) in segments(drawing):
        assert x == x2 or y == y2
        assert 0 <= min(x, x2) <= max(x, x2) <= drawing.width
        assert 0 <= min(y, y2) <= max(y, y2) <= drawing.height
    lowest = max(spot.bottom for spot in (*spots(drawing), *drawing.frames))
    assert all(note.y - 14 > lowest and note.y < drawing.height for note in drawing.notes)
    assert all(b.y - a.y >= 18 for a, b in pairwise(drawing.notes))
    for card in drawing.cards:
        assert all(wide(word.text) <= card.width for word in card.words)
        assert card.height >= 18 * len(card.words)
    for box in drawing.boxes:
        lines = 2 + len(box.loops)
        assert box.height >= 16 + 18 * lines - 14 + 28 * len(box.of.inner)
        assert all(wide(word.text) <= box.width for word in box.loops)


def test_every_class_and_every_property_between_classes_is_in_the_scene() -> None:
    terms = [term for module in modules() for term in module.terms]
    scene = scene_of(modules())
    found = shown(scene)
    classes = {t.about.iri for t in terms if t.kind is Kind.CLASS and t.about.name not in ABSTRACT}
    assert classes <= found
    ties = {t.about.iri for t in terms if classes & {*t.domains} and classes & {*t.ranges}}
    assert ties <= found


def test_the_ontology_is_drawn_whole(drawing: Drawing) -> None:
    check(drawing, scene_of(modules()))
    # One tie of numbers finds no way beside seven boxes of records, and is told below instead: a heading and a line.
    assert len(drawing.notes) <= 2


def test_labels_are_at_least_thirteen_pixels_in_the_readme(drawing: Drawing) -> None:
    assert round(TEXT * 900 / drawing.width) >= 13


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("dropped", ["Company", "Facility", "Stake", "Product", "Claim", "Stage", "Policy"])
def test_it_follows_when_a_class_goes(dropped: str) -> None:
    kept = tuple(replace(m, terms=tuple(t for t in m.terms if t.about.name != dropped)) for m in modules())
    scene = scene_of(kept)
    check(drawn(scene), scene)


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("seed", range(8))
def test_it_follows_when_properties_come(seed: int) -> None:
    scene = scene_of(_with_more(seed))
    check(drawn(scene), scene)


ENDS = sorted({c.iri for c in scene_of(modules()).classes} | {role.value for role in Role})


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("source", ENDS)
def test_any_end_can_be_tied_to_any_end(source: str) -> None:
    """With the other tests of this name: every pair of classes, of frames, and of both."""
    scene = scene_of(modules())
    ties = tuple(Tie(source, end, (Word(f"leads to {n}", end),)) for n, end in enumerate(ENDS))
    scene = replace(scene, ties=ties)
    check(drawn(scene), scene)


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("seed", range(12))
def test_any_ties_can_be_drawn_or_told(seed: int) -> None:
    chance = random.Random(seed)
    scene = scene_of(modules())
    pairs = chance.sample([(a, b) for a in ENDS for b in ENDS], chance.choice([1, 5, 20, 60]))
    ties = [Tie(a, b, tuple(_words(chance))) for a, b in pairs]
    kept = tuple(chance.sample(scene.classes, chance.randint(1, len(scene.classes))))
    known = {c.iri for c in kept} | {c.role.value for c in kept}
    scene = Scene(kept, tuple(t for t in ties if {t.source, t.target} <= known))
    check(drawn(scene), scene)


def test_an_ontology_without_classes_or_with_unknown_ends_is_drawn() -> None:
    assert drawn(Scene((), ())).boxes == ()
    scene = scene_of(modules())
    scene = replace(scene, ties=(Tie("nowhere", scene.classes[0].iri, (Word("leads", "x"),)),))
    check(drawn(scene), scene)


def _words(chance: random.Random) -> Iterator[Word]:
    for n in range(chance.randint(1, 6)):
        yield Word(" ".join(["word"] * chance.randint(1, 8)), f"https://example.org/{n}")


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
    for name in ("Company", "produces", "Stake", "subsidiaryOf", "Mine"):
        assert f'href="there.html#{name}"' in text

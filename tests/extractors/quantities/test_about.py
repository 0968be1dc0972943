"""What numbers are about: metric, kind, things, period, in sentences made for it."""

from itertools import pairwise
from typing import cast

import pytest
from spacy.tokens import Span

from reechain.extractors.quantities.about.describe import About, describe
from reechain.extractors.quantities.printed.amounts import amounts_in
from reechain.extractors.quantities.scene import Scene, Thing
from reechain.ontology.records import EntityType, Name

C, P, M = EntityType.COMPANY, EntityType.PRODUCT, EntityType.MINE
NAMES = {
    "Halvorsen Metals": C,
    "Brightwater Holdings": C,
    "Ostrava Magnet": C,
    "China": EntityType.PLACE,
    "NdPr oxide": P,
    "sintered magnets": P,
    "Redcliff": M,
}
NOTHING = cast(Span, None)


def scene_with(text: str, date: str | None = None) -> Scene:
    """Return a scene whose things are the names above, wherever they stand; "the company" is Halvorsen Metals."""
    names = {name: Name(kind, name, (), (), ()) for name, kind in NAMES.items()}
    things = []
    for key, (words, name) in enumerate(
        [*zip(NAMES, NAMES, strict=True), ("the company", "Halvorsen Metals")]
    ):
        place = text.find(words)
        while place >= 0:
            known = list(NAMES).index(name) if key == len(NAMES) else key
            things.append(
                Thing(place, place + len(words), names[name].type, known, names[name], NOTHING, NOTHING)
            )
            place = text.find(words, place + 1)
    things.sort(key=lambda thing: thing.start)
    stops = [0, *(k + 2 for k in range(len(text)) if text.startswith(". ", k)), len(text)]
    sentences = tuple(pairwise(stops))
    topic = next((thing for thing in things if thing.name.canonical == "Halvorsen Metals"), None)
    return Scene(text, date, sentences, tuple(things), topic)


def abouts(text: str, date: str | None = None) -> list[list[About]]:
    """Return what the amounts of a text are about."""
    return describe(scene_with(text, date), amounts_in(text))


def name_of(thing: Thing | None) -> str:
    """Return the name of a thing."""
    return thing.name.canonical if thing is not None else ""


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("In 2024 Halvorsen Metals achieved operating revenue of 3.2 billion yuan.", "revenue"),
        ("In 2024 Halvorsen Metals made a gross profit of 410 million yuan.", "gross profit"),
        ("The net profit attributable to the parent of Halvorsen Metals was 210 million yuan.", "profit"),
        ("Halvorsen Metals has 1,240 employees.", "headcount"),
        ("Brightwater Holdings holds 36.2% of the shares of Halvorsen Metals.", "stake"),
        ("The gross profit margin of Halvorsen Metals was 18.4% in 2023.", "margin"),
        ("China's rare earth mining quota for 2023 was 255,000 tonnes.", "quota"),
        ("Sales volume of NdPr oxide was 4,100 t in 2023.", "sales"),
        ("NdPr oxide was quoted at 412,000 yuan per tonne.", "price"),
    ],
)
def test_metric_by_the_words_beside(text: str, metric: str) -> None:
    """The words beside an amount and its unit tell its metric."""
    assert abouts(text)[0][0].metric == metric


def test_a_change_and_a_share_go_with_the_level_before() -> None:
    """A percentage after a level is a change or a share of that level's metric, of the same subject."""
    level, change, share = abouts(
        "In 2023 Halvorsen Metals achieved revenue of 37.2 billion yuan, up 22.5%, accounting for 70% of the group."
    )
    assert (change[0].metric, change[0].of) == ("change", "revenue")
    assert (share[0].metric, share[0].of) == ("share", "revenue")
    assert {name_of(each[0].subject) for each in (level, change, share)} == {"Halvorsen Metals"}


def test_stake_has_who_is_held_and_who_holds() -> None:
    """The subject of a stake is the company held; the holder is told apart."""
    about = abouts("Brightwater Holdings holds 36.2% of the shares of Halvorsen Metals.")[0][0]
    assert (name_of(about.subject), name_of(about.holder)) == ("Halvorsen Metals", "Brightwater Holdings")


def test_series_has_a_period_for_each_item() -> None:
    """The items of a series stand for the years that are listed with it."""
    items = abouts(
        "We expect global demand for sintered magnets of 29.0/33.1/52.1 thousand tonnes in 2024, 2025 and 2030."
    )
    assert [each.period for each in items[0]] == ["2024", "2025", "2030"]


def test_one_about_for_each_item() -> None:
    """Any other amount than a series has one, whatever it is about."""
    text = "Redcliff holds 12 Mt at 1.4% TREO, between 35 and 55 tonnes went to China."
    amounts = amounts_in(text)
    assert [len(each) for each in describe(scene_with(text), amounts)] == [1] * len(amounts)


def test_nothing_to_describe() -> None:
    """A text without amounts has no quantities."""
    assert describe(scene_with("Halvorsen Metals said nothing."), []) == []


def test_same_input_same_answer() -> None:
    """What is told does not depend on what was asked before."""
    text = "In 2023 Ostrava Magnet sold 4,100 t of sintered magnets, 12% more than the year before."
    first = abouts(text)
    abouts("China's quota was 255,000 tonnes.")
    assert abouts(text) == first


def test_quota_is_of_kind_quota() -> None:
    """A quota that was set is neither actual nor planned."""
    about = abouts("China's rare earth mining quota for 2023 was set at 255,000 tonnes.", "2023-12-31")[0][0]
    assert (about.metric, about.kind) == ("quota", "quota")


def test_said_by() -> None:
    """The words that name who says it are kept."""
    about = abouts("According to the data of the Tarim Survey, China produced 240,000 tonnes in 2023.")[0][0]
    assert about.said_by == "Tarim Survey"

"""Names as they are asked for: which thing each one is."""

import pytest

from reechain.graph.questions import Asker
from reechain.graph.questions.labels import Label, build_index, near_keys, nearest
from reechain.graph.questions.pieces import Cutter
from reechain.graph.questions.tokens import distance, key_of, tokenise
from reechain.ontology.records import EntityType

ONE_NAME = [
    ("Orion Rare Earth Co., Ltd.", "x-orion-rare-earth"),
    ("orion rare earths", "x-orion-rare-earth"),
    ("ORION RARE-EARTH", "x-orion-rare-earth"),
    ("Orion Rare Earth's", "x-orion-rare-earth"),
    ("猎户稀土", "x-orion-rare-earth"),
    ("Polar Magnet", "x-lumen-magnet"),
    ("Cobalt Ridge", "x-cobalt-ridge-mine"),
    ("钴岭矿", "x-cobalt-ridge-mine"),
    ("magnetic material", "magnetic-material"),
    ("rare earth magnetic materials", "magnetic-material"),
    ("磁性材料", "magnetic-material"),
    ("稀土磁性材料", "magnetic-material"),
    ("M.I.I.T.", "miit"),
    ("工信部", "miit"),
    ("gallium", "gallium"),
]


@pytest.mark.parametrize(("name", "iri"), ONE_NAME)
def test_a_name_is_found_in_any_spelling(asker: Asker, name: str, iri: str) -> None:
    (piece,) = Cutter(asker.grammar, asker.index).cut(name)
    assert [candidate.iri.rsplit("/", 1)[-1] for candidate in piece.names] == [iri]


def test_what_only_the_gazetteer_knows_is_marked(asker: Asker) -> None:
    (gallium,) = asker.index.candidates("gallium")
    (magnet,) = asker.index.candidates("magnetic material")
    assert (gallium.is_found, magnet.is_found) == (False, True)


def test_the_longest_name_wins(asker: Asker) -> None:
    pieces = Cutter(asker.grammar, asker.index).cut("who makes permanent magnet motors")
    assert [piece.text for piece in pieces] == ["who", "makes", "permanent magnet motors"]


def test_unknown_name_like_words_make_one_name(asker: Asker) -> None:
    pieces = Cutter(asker.grammar, asker.index).cut("who owns Zorblax Quux")
    assert [(piece.text, piece.is_known) for piece in pieces][-1] == ("Zorblax Quux", False)


def test_a_group_and_its_company_stay_apart() -> None:
    names = ["Foo (Group) Co., Ltd.", "Foo Co., Ltd."]
    index = build_index([Label(name, f"x:{i}", EntityType.COMPANY, name) for i, name in enumerate(names)], {})
    assert [c.iri for c in index.candidates("foo group")] == ["x:0"]
    assert [c.iri for c in index.candidates("foo")] == ["x:1"]


def test_a_listed_ambiguity_keeps_all_candidates() -> None:
    labels = [
        Label(f"Foo {kind}", f"x:{kind}", EntityType.COMPANY, f"Foo {kind}") for kind in ("Steel", "Mining")
    ]
    index = build_index(labels, {"Foo": ("x:Steel", "x:Mining", "x:gone")})
    assert [candidate.iri for candidate in index.candidates("foo")] == ["x:Mining", "x:Steel"]


def test_a_long_name_is_found_by_how_it_begins_if_nothing_else_does() -> None:
    names = ["Ada Bright Rare Earth Powder", "Ada Bright Metals", "Cy Dale Rare Earth Powder"]
    index = build_index([Label(name, f"x:{name[-9]}", EntityType.COMPANY, name) for name in names], {})
    assert index.candidates("ada bright") == ()
    assert len(index.candidates("cy dale")) == 1


@pytest.mark.parametrize(
    ("key", "kind", "keys"),
    [
        ("foo mine", EntityType.MINE, ["foo"]),
        ("rare earth foo product", EntityType.PRODUCT, ["rare earth foo", "foo product", "foo"]),
        (key_of("甲稀土股份有限公司"), EntityType.COMPANY, ["甲 稀 土"]),
        ("foo", EntityType.PLACE, []),
    ],
)
def test_near_keys(key: str, kind: EntityType, keys: list[str]) -> None:
    assert list(near_keys(key, kind)) == keys


@pytest.mark.parametrize(
    ("first", "second", "edits"),
    [
        ("magnet", "magnet", 0),
        ("magnte", "magnet", 1),
        ("manget", "magnet", 1),
        ("mine", "mineral", 3),
        ("abc", "xyz", 3),
    ],
)
def test_distance(first: str, second: str, edits: int) -> None:
    assert distance(first, second, 5) == edits


def test_a_slip_that_may_be_two_words_is_left() -> None:
    assert nearest("bastnasite", ["bastnaesite", "monazite"], 1) == "bastnaesite"
    assert nearest("oxides", ["oxide", "oxider"], 1) is None


def test_numbers_and_letters_stay_together() -> None:
    assert [token.text for token in tokenise("LaNi5, U.S. 8861稀土")] == ["LaNi5", "U.S", "8861", "稀", "土"]

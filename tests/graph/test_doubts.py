"""Which things are asked about, and that nothing is joined by asking."""

import pytest
from tests.graph.samples import Says, Thing, extraction, thing
from tests.graph.telling import rows

from reechain.graph.decisions import Decision, Pair, Side
from reechain.graph.doubts import ACRONYMS, BEGINS, CUT, GAPS, INITIALS, LETTER, SHARED
from reechain.graph.review import questions_of
from reechain.graph.store import Store
from reechain.ontology.records import EntityType, Extraction


def built(*documents: Extraction) -> Store:
    store = Store.memory()
    store.put(documents)
    return store


def named(key: str, *things: str | Thing) -> Extraction:
    found = [item if isinstance(item, Thing) else thing(item) for item in things]
    return extraction(key, " and ".join(item.forms[0] for item in found) + " met.", found)


def doubts(store: Store) -> list[tuple[str, ...]]:
    return [(*sorted(doubt.forms), doubt.why) for doubt in store.derived().doubts]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Huakai", "Huakai Rare Metals", BEGINS),
        ("NRE", "Northern Rare Earth", INITIALS),
        ("Yuanli Rare Earth", "Yuan Li Rare Earth", GAPS),
        ("Rare Earth Huakai", "Huakai Rare Earth", GAPS),
        ("Zibo Lingzhi Rare Earth", "Zibo Lingzi Rare Earth", LETTER),
        ("Zibo Lingzhi Rare Earth", "Zibo Lingxhi Rare Earth", LETTER),
    ],
)
def test_names_that_a_reader_would_wonder_about(one: str, other: str, why: str) -> None:
    store = built(named("a", one), named("b", other))
    assert doubts(store) == [(*sorted((one, other)), why)]
    assert len(store.derived().grouping.groups) == 2
    (row,) = rows(store, "SELECT ?a ?b { ?a rec:possiblySame ?b }")
    assert len(set(row)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Foo Mining Co., Ltd.", "Foo Mining (Group) Co., Ltd."),
        ("Foo Mining", "Foo Holdings"),
        ("Notice No. 61 Ltd", "Notice No. 62 Ltd"),
        ("Iron Peak", "Iron Beak"[:8] + "t Ltd"),
        (thing("Foo Mining", type=EntityType.MINE), "Foo Mining West"),
        (thing("magnets", type=EntityType.PRODUCT), thing("magnets block", type=EntityType.PRODUCT)),
        (thing("Lynas", entry="lynas"), thing("Lynas West", entry="iluka")),
    ],
)
def test_names_that_are_those_of_two_things(one: str | Thing, other: str | Thing) -> None:
    assert doubts(built(named("a", one), named("b", other))) == []


def test_a_name_that_begins_many_says_nothing_of_any() -> None:
    store = built(named("a", "Foo"), named("b", "Foo Metals", "Foo Magnets", "Foo Logistics"))
    assert doubts(store) == []


def test_what_a_claim_relates_is_two() -> None:
    text = "Corvus Magnetics is a unit of Corvus."
    claim = Says("Corvus Magnetics", "subsidiaryOf", "Corvus")
    things = [thing("Corvus Magnetics"), thing("Corvus")]
    assert doubts(built(extraction("a", text, things, [claim]))) == []
    assert doubts(built(extraction("a", text, things))) == [("Corvus", "Corvus Magnetics", BEGINS)]


def test_an_acronym_in_two_documents_is_asked_about() -> None:
    store = built(named("a", "FMC"), named("b", "FMC"))
    assert doubts(store) == [("FMC", "FMC", ACRONYMS)]
    store.decide([Decision(Pair(Side("FMC", document="a"), Side("FMC", document="b")), True)])
    assert doubts(store) == []
    assert len(store.derived().grouping.groups) == 1


def test_one_acronym_in_many_documents_is_asked_about_as_often_as_needed() -> None:
    store = built(*(named(key, "FMC") for key in "abcd"))
    assert len(doubts(store)) == 3
    first, *_ = questions_of(store)
    store.decide([Decision(first.about, False)])
    assert len(doubts(store)) == 3
    assert first.about.key not in {question.about.key for question in questions_of(store)}


def test_the_number_of_a_rule_in_two_documents_is_asked_about() -> None:
    rule = thing("Order No. 27", type=EntityType.POLICY)
    assert doubts(built(named("a", rule), named("b", rule))) == [("Order No. 27", "Order No. 27", ACRONYMS)]


def test_a_short_name_of_two_firms_is_asked_about() -> None:
    store = built(named("a", thing("Foo Foods", "Foo")), named("b", thing("Foo Metals", "Foo")))
    assert doubts(store) == [("Foo", "Foo", SHARED)]


LIST = "Units of Norre Rare Earth are Zibo Alloys, Norre Rare Earth, Huakai High-tech, Hebei High-tech, Ganzhou Alloys."


def split_list(text: str = LIST) -> Extraction:
    names = ["Zibo Alloys", "Huakai High-tech", "Hebei High-tech", "Ganzhou Alloys"]
    claims = [Says(name, "subsidiaryOf", "Norre Rare Earth") for name in names]
    found = extraction("a", text, [thing(name) for name in (*names, "Norre Rare Earth")], claims)
    return _with_all(found, "Norre Rare Earth")


def _with_all(found: Extraction, words: str) -> Extraction:
    """Return a document in which every use of some words is a mention: samples hold the first alone."""
    from dataclasses import replace  # noqa: PLC0415

    text = found.document.text
    names = []
    for name in found.names:
        if name.canonical == words:
            first = name.mentions[0]
            starts = [start for start in range(len(text)) if text.startswith(words, start)]
            mentions = [replace(first, start=start, end=start + len(words)) for start in starts]
            name = replace(name, mentions=tuple(mentions))  # noqa: PLW2901
        names.append(name)
    return replace(found, names=tuple(names))


def test_items_behind_their_own_parent_in_a_list_may_be_one_name() -> None:
    store = built(split_list())
    assert doubts(store) == [("Hebei High-tech", "Huakai High-tech", CUT)]
    controlled = rows(store, "SELECT ?a ?b { GRAPH rei:graph-asserted { ?a rec:subsidiaryOf ?b } }")
    assert len(controlled) == 4
    assert all(one != other for one, other in controlled)


def test_without_the_parent_in_the_list_its_items_are_so_many_firms() -> None:
    assert doubts(built(split_list(LIST.replace("Alloys, Norre Rare Earth,", "Alloys,")))) == []

"""What the tables say of elements and of the stages of products agrees with itself."""

from collections.abc import Iterator

import pytest

from reechain.ontology.tables import Row, cells, load_tables

PRODUCTS = load_tables().rows["products"]
ELEMENTS = load_tables().rows["elements"]
GROUPS = {row_id for row_id, row in ELEMENTS.items() if row["group"] == "group"}


def broader(row: Row) -> list[str]:
    return [item for column in ("broader_id", "broader2_id") for item in cells(row[column])]


def upward(row_id: str, rows: dict[str, Row]) -> Iterator[str]:
    yield row_id
    for above in broader(rows[row_id]):
        yield from upward(above, rows)


def below(group: str) -> set[str]:
    return {row_id for row_id in ELEMENTS.keys() - GROUPS if group in upward(row_id, dict(ELEMENTS))}


@pytest.mark.parametrize(("word", "group"), [("light", "light-rare-earths"), ("heavy", "heavy-rare-earths")])
def test_a_group_has_the_elements_of_the_column(word: str, group: str) -> None:
    assert below(group) == {row_id for row_id, row in ELEMENTS.items() if row["group"].split()[0] == word}


def test_the_groups_have_as_many_elements_as_their_definitions_say() -> None:
    found = {group: len(below(group)) for group in GROUPS}
    assert found == {
        "rare-earths": 17,
        "light-rare-earths": 7,
        "heavy-rare-earths": 9,
        "medium-heavy-rare-earths": 11,
        "ndpr": 0,
    }


def test_only_rare_earths_have_something_broader() -> None:
    companions = [row for row in ELEMENTS.values() if row["group"] == "companion"]
    assert companions
    assert not [row["id"] for row in companions if broader(row)]


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_product_contains_the_element_of_its_name(product: str) -> None:
    named = {word for word in product.split("-") if word in ELEMENTS.keys() - GROUPS}
    assert named <= set(cells(PRODUCTS[product]["elements"]))


@pytest.mark.parametrize("product", [row_id for row_id, row in PRODUCTS.items() if broader(row)])
def test_a_product_contains_something_of_what_stands_above_it(product: str) -> None:
    own = {up for item in cells(PRODUCTS[product]["elements"]) for up in upward(item, dict(ELEMENTS))}
    for above in broader(PRODUCTS[product]):
        assert own & set(cells(PRODUCTS[above]["elements"])), above


def test_recycling_turns_out_nothing_that_it_takes_in() -> None:
    taken = set(cells(load_tables().rows["stages"]["recycling"]["input"]))
    for product, row in PRODUCTS.items():
        if taken & set(upward(product, dict(PRODUCTS))):
            assert "recycling" not in cells(row["stage"]), product

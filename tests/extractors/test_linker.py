"""Which mentions of a document are one name, and which never."""

import pytest
from tests.extractors.reading import blind, gazetteer, groups, read, statements

from reechain.extractors.pipeline import Extractor
from reechain.ontology.records import EntityType

C, M, P = EntityType.COMPANY, EntityType.MINE, EntityType.PRODUCT
KNOWN = Extractor(
    gazetteer(
        (
            "corvus",
            C,
            {"Corvus Rare Metals Co., Ltd.": "pref", "Corvus": "alias", "Kestrel Ore Co., Ltd.": "former"},
        ),
        ("corvus-group", C, {"Corvus (Group) Co., Ltd.": "pref", "Corvus": "alias"}),
        ("twin-inc", C, {"Twin Inc.": "pref"}),
        ("twin-ltd", C, {"Twin Co., Ltd.": "pref"}),
        ("foo-old", C, {"Blarg Motors": "pref", "Blarg Motors Old Works Ltd": "former"}),
        ("hill", M, {"Hollow Hill": "pref"}),
        ("magnet", P, {"NdFeB magnet": "pref", "neo magnet": "alias"}),
    )
)


def named(text: str, using: Extractor | None = None) -> set[frozenset[str]]:
    return groups(read(text, using or blind()))


def ids(text: str) -> dict[str, str | None]:
    return {name.canonical: name.gazetteer_id for name in read(text, KNOWN).names}


# ---- what is one


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            "Foobar Metals Co., Ltd. rose. Foobar Metals said so.",
            {"Foobar Metals Co., Ltd.", "Foobar Metals"},
        ),
        ("FOOBAR METALS LTD said so. Foobar Metals Ltd. rose.", {"FOOBAR METALS LTD", "Foobar Metals Ltd."}),
        ("Foobar Metals Ltd rose. Foobar said so.", {"Foobar Metals Ltd", "Foobar"}),
        ("In May Foobar said so. It was Foobar Metals Ltd that rose.", {"Foobar Metals Ltd", "Foobar"}),
        (
            "The Foobar Hill rare earth mine rose. They dug at Foobar Hill.",
            {"Foobar Hill rare earth mine", "Foobar Hill"},
        ),
        ('Foobar Metals Ltd ("Ardent") rose. Ardent fell.', {"Foobar Metals Ltd", "Ardent"}),
    ],
)
def test_forms_of_one_name(text: str, forms: set[str]) -> None:
    assert frozenset(forms) in named(text)


def test_names_of_one_row_are_one() -> None:
    assert named("The neo magnet is an NdFeB magnet.", KNOWN) == {frozenset({"neo magnet", "NdFeB magnet"})}


def test_a_shared_short_name_is_that_of_the_firm_named_in_full() -> None:
    assert ids("Corvus (Group) Co., Ltd. rose. Then Corvus said so.") == {
        "Corvus (Group) Co., Ltd.": "corvus-group"
    }
    assert ids("Corvus Rare Metals Co., Ltd. rose. Then Corvus said so.") == {
        "Corvus Rare Metals Co., Ltd.": "corvus"
    }


def test_a_shared_short_name_alone_is_nobodys() -> None:
    assert ids("Corvus said so.") == {"Corvus": None}
    both = ids("Corvus (Group) Co., Ltd. and Corvus Rare Metals Co., Ltd. met. Then Corvus said so.")
    assert both == {
        "Corvus (Group) Co., Ltd.": "corvus-group",
        "Corvus Rare Metals Co., Ltd.": "corvus",
        "Corvus": None,
    }


def test_a_mine_is_known_by_its_core() -> None:
    assert list(ids("The Hollow Hill rare earth mine rose.").values()) == ["hill"]


# ---- what is not


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Foobar Steel (Group) Co., Ltd.", "Foobar Steel Co., Ltd."),
        ("Foobar Holdings Ltd", "Foobar Ltd"),
        ("Foobar Metals Ltd", "Foobar Minerals Ltd"),
        ("Foobar Metals Ltd", "Foobar Metals International Ltd"),
        ("Foobar Metals Australia Pty Ltd", "Foobar Metals Ltd"),
        ("Ningbo Foobar Co., Ltd.", "Baotou Foobar Co., Ltd."),
        ("Foobar No. 1 Metals Ltd", "Foobar No. 2 Metals Ltd"),
        ("Foobar Metals Ltd", "Foobars Metals Ltd"),
    ],
)
def test_similar_names_stay_two(one: str, other: str) -> None:
    for text in (
        f"It is {one} that rose. It is {other} that fell.",
        f"It is {other} that fell. It is {one} that rose.",
    ):
        assert all(not {one, other} <= forms for forms in named(text)), text


def test_a_beginning_that_two_share_is_neither() -> None:
    found = named("Foobar Metals Ltd rose. Foobar Alloys Ltd fell. In May Foobar said so.")
    assert {"Foobar"} in [set(forms) for forms in found]


@pytest.mark.parametrize(
    "text",
    [
        "Foobar Metals Ltd changed its name to Quux Rare Metals Ltd. Quux rose. Foobar fell.",
        "Foobar Metals Ltd was renamed Foobar Metals Group Ltd.",
        "Quux Metals Ltd (formerly Foobar Metals Ltd) rose.",
    ],
)
def test_an_old_and_a_new_name_are_two(text: str) -> None:
    found = read(text, blind())
    [(old, _, new)] = [claim for claim in statements(found) if claim[1] == "renamedTo"]
    assert old.startswith("Foobar Metals Ltd") and new != old
    assert len(found.names) == 2


def test_an_old_and_a_new_name_of_one_row_are_two_that_share_it() -> None:
    text = "Kestrel Ore Co., Ltd. rose for years. Corvus Rare Metals Co., Ltd. is bigger."
    assert ids(text) == {"Kestrel Ore Co., Ltd.": "corvus", "Corvus Rare Metals Co., Ltd.": "corvus"}
    text = "Kestrel Ore Co., Ltd. was renamed Corvus Rare Metals Co., Ltd. in May."
    assert ids(text) == {"Kestrel Ore Co., Ltd.": "corvus", "Corvus Rare Metals Co., Ltd.": "corvus"}


def test_a_former_name_that_begins_with_the_present_one_is_another() -> None:
    text = "Blarg Motors Old Works Ltd rose for years. Then Blarg Motors said so."
    assert ids(text) == {"Blarg Motors Old Works Ltd": "foo-old", "Blarg Motors": "foo-old"}


@pytest.mark.parametrize(
    "text",
    [
        "Twin Inc. rose. Twin Co., Ltd. fell.",
        "Twin Co., Ltd. rose. Twin Inc. fell.",
        'Twin Inc. ("TT") rose. Twin Co., Ltd. ("TT") fell. TT said so.',
        "Twin Inc. rose. Twin Co., Ltd. fell. Then Twin said so.",
    ],
)
def test_two_rows_are_never_one(text: str) -> None:
    found = ids(text)
    assert {found["Twin Inc."], found["Twin Co., Ltd."]} == {"twin-inc", "twin-ltd"}


def test_a_parent_is_not_its_subsidiary() -> None:
    text = "Foobar is the parent of Foobar Magnetics Ltd. Foobar Magnetics Ltd makes magnets."
    assert all(not {"Foobar", "Foobar Magnetics Ltd"} <= forms for forms in named(text))


def test_a_name_of_another_type_is_another_thing() -> None:
    found = read("The Foobar Hill mine is deep. Foobar Hill Ltd owns it.", blind())
    assert {(name.type, name.canonical) for name in found.names} >= {
        (M, "Foobar Hill mine"),
        (C, "Foobar Hill Ltd"),
    }


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ({"Zork"}, {"Zork"}),
        ({"Zork", "Zork Blarg"}, {"Zork Blarg"}),
        ({"of （it）"}, {"of (it)", "Zork Blarg"}),
        ({"zork"}, {"zork"}),
        ({"ork", "", " ", "absent", "z" * 300}, set()),
    ],
)
def test_names_that_the_caller_knows_are_found(names: set[str], found: set[str]) -> None:
    text = "It was zork of Zork Blarg and of (it) that rose."
    assert {name.canonical for name in read(text, blind(), names=names).names} == found


def test_a_given_name_is_a_company_unless_it_is_known_to_be_more() -> None:
    text = "Zork ships NdFeB magnets from Hollow Hill."
    found = read(text, KNOWN, names=["Zork", "NdFeB magnets", "Hollow Hill"]).names
    assert {(name.canonical, name.type, name.gazetteer_id) for name in found} == {
        ("Zork", C, None),
        ("NdFeB magnets", P, "magnet"),
        ("Hollow Hill", M, "hill"),
    }

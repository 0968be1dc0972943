"""Which names are one thing, whatever the order in which documents came."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.graph.samples import ALL, NEW, OLD, RENAMING, P, Says, extraction, thing

from reechain.graph.export import nquads
from reechain.graph.store import Store
from reechain.ontology.records import EntityType, Extraction, Stance

REI = "https://w3id.org/reechain/id/"


def built(*documents: Extraction) -> Store:
    store = Store.memory()
    store.put(documents)
    return store


def values(store: Store, sparql: str) -> list[str]:
    return sorted(row[0].value.removeprefix(REI) for row in store.query(sparql))


def entity(store: Store, form: str) -> list[str]:
    return values(store, f'SELECT DISTINCT ?e {{ ?n rec:canonicalForm|rec:form "{form}" ; rec:denotes ?e }}')


def labels(store: Store, iri: str, kind: str) -> list[str]:
    return values(store, f"SELECT (CONCAT(STR(?l), '@', LANG(?l)) AS ?t) {{ rei:{iri} {kind} ?l }}")


# ---- what joins


def test_a_legal_form_does_not_make_another_thing() -> None:
    store = built(
        extraction("a", "Foo Mining Co., Ltd. digs.", [thing("Foo Mining Co., Ltd.")]),
        extraction("b", "Foo Mining digs.", [thing("Foo Mining")]),
    )
    assert entity(store, "Foo Mining") == entity(store, "Foo Mining Co., Ltd.") == ["x-foo-mining"]


def test_a_rename_learned_later_joins_earlier_names() -> None:
    before = built(OLD, NEW)
    assert entity(before, "Foo Mining") == ["x-foo-mining"]
    assert entity(before, "Quux") == ["x-quux"]
    before.put([RENAMING])
    assert entity(before, "Foo Mining") == entity(before, "Quux") == ["x-foo-mining"]
    assert labels(before, "x-foo-mining", "skos:prefLabel") == ["Quux Rare Materials Co., Ltd.@en"]
    assert labels(before, "x-foo-mining", "rec:formerName") == ["Foo Mining@en"]
    assert "Foo Mining Co., Ltd.@en" in labels(before, "x-foo-mining", "skos:altLabel")


def test_an_iri_that_was_given_still_resolves() -> None:
    store = built(OLD, NEW, RENAMING)
    assert values(store, "SELECT ?e { rei:x-quux dcterms:isReplacedBy ?e }") == ["x-foo-mining"]


def test_a_chain_of_renames_prefers_the_last_name() -> None:
    text = "Aaa Metals was renamed Bbb Metals. Bbb Metals was renamed Ccc Metals."
    things = [thing("Aaa Metals"), thing("Bbb Metals"), thing("Ccc Metals")]
    claims = [Says("Aaa Metals", "renamedTo", "Bbb Metals"), Says("Bbb Metals", "renamedTo", "Ccc Metals")]
    store = built(extraction("a", text, things, claims))
    assert labels(store, "x-aaa-metals", "skos:prefLabel") == ["Ccc Metals@en"]
    assert labels(store, "x-aaa-metals", "rec:formerName") == ["Aaa Metals@en", "Bbb Metals@en"]


def test_a_name_defined_for_a_known_thing_leads_to_it_in_other_documents() -> None:
    store = built(
        extraction("a", "Lynas (Lyn Holdings) digs.", [thing("Lynas", "Lyn Holdings", entry="lynas")]),
        extraction("b", "Lyn Holdings digs.", [thing("Lyn Holdings")]),
    )
    assert entity(store, "Lyn Holdings") == ["lynas"]
    assert values(store, "SELECT ?e { rei:x-lyn-holdings dcterms:isReplacedBy ?e }") == ["lynas"]


# ---- what does not


def test_group_and_company_are_two() -> None:
    store = built(*ALL)
    assert entity(store, "Foo Mining (Group) Co., Ltd.") == ["x-foo-mining-group"]
    assert entity(store, "Foo Mining Co., Ltd.") == ["x-foo-mining"]


@pytest.mark.parametrize(
    "says",
    [
        Says("Foo Mining", "renamedTo", "Quux", stance=Stance.PLANNED),
        Says("Foo Mining", "renamedTo", "Quux", stance=Stance.DENIED),
        Says("Foo Mining", "renamedTo", "Quux", confidence=0.4),
        Says("Foo Mining", "partnerOf", "Quux"),
    ],
)
def test_only_an_asserted_rename_joins(says: Says) -> None:
    store = built(extraction("a", "Foo Mining and Quux.", [thing("Foo Mining"), thing("Quux")], [says]))
    assert entity(store, "Foo Mining") == ["x-foo-mining"]
    assert entity(store, "Quux") == ["x-quux"]


def test_two_gazetteer_entries_are_never_joined() -> None:
    store = built(
        extraction(
            "a",
            "Lynas was renamed Iluka.",
            [thing("Lynas", entry="lynas"), thing("Iluka", entry="iluka")],
            [Says("Lynas", "renamedTo", "Iluka")],
        )
    )
    assert entity(store, "Lynas") == ["lynas"]
    assert entity(store, "Iluka") == ["iluka"]
    refused = [merge for merge in store.derived().log if merge.is_refused]
    assert [merge.tie.rule.value for merge in refused] == ["renaming"]
    reasons = [item.reason for item in store.derived().judged.values()]
    assert reasons == ["it would join two things that are known to be two"]


def test_a_name_between_two_entries_is_of_neither() -> None:
    store = built(
        extraction("a", "Lynas (Zig).", [thing("Lynas", "Zig", entry="lynas")]),
        extraction("b", "Iluka (Zag).", [thing("Iluka", "Zag", entry="iluka")]),
        extraction("c", "Zig (Zag).", [thing("Zig", "Zag")]),
    )
    assert entity(store, "Lynas") == ["lynas"]
    assert entity(store, "Iluka") == ["iluka"]
    assert values(store, "SELECT DISTINCT ?e { ?n rec:inDocument/rec:identifier 'c' ; rec:denotes ?e }") == [
        "x-zag"
    ]


def test_a_key_of_two_entries_joins_nothing_to_either() -> None:
    store = built(
        extraction("a", "Lynas (Zig).", [thing("Lynas", "Zig", entry="lynas")]),
        extraction("b", "Iluka (Zig).", [thing("Iluka", "Zig", entry="iluka")]),
        extraction("c", "Zig.", [thing("Zig")]),
    )
    assert entity(store, "Zig") == ["iluka", "lynas", "x-zig"]
    assert values(store, "SELECT ?e { rei:x-zig dcterms:isReplacedBy ?e }") == []


def test_an_acronym_holds_in_its_document() -> None:
    store = built(
        extraction("a", "Foo Alloy Works (FAW) grows. FAW sells.", [thing("Foo Alloy Works", "FAW")]),
        extraction("b", "Far Away Wires (FAW) grows.", [thing("Far Away Wires", "FAW")]),
        extraction("c", "FAW.", [thing("FAW")]),
    )
    found = entity(store, "FAW")
    assert [found[0], found[2]] == ["x-far-away-wires", "x-foo-alloy-works"]
    assert len(found) == 3
    assert found[1].startswith("x-faw-in-")


def hill(key: str, place: str | None) -> Extraction:
    """Return a document on a mine of one name, in a place of the gazetteer or where it does not tell."""
    mine = thing("Hollow Hill mine", type=EntityType.MINE)
    if place is None:
        return extraction(key, "The Hollow Hill mine rests.", [mine])
    there = thing(place, type=EntityType.PLACE, entry={"Malawi": "mw", "Chile": "cl"}[place])
    text = f"The Hollow Hill mine is located in {place}."
    return extraction(key, text, [mine, there], [Says("Hollow Hill mine", "locatedIn", place)])


def test_sites_of_one_name_in_two_countries_are_two() -> None:
    store = built(hill("a", "Malawi"), hill("b", "Chile"), hill("c", "Malawi"), hill("d", None))
    found = entity(store, "Hollow Hill mine")
    assert len(found) == 3
    groups = sorted(len(store.derived().grouping.groups[f"{REI}{iri}"].names) for iri in found)
    assert groups == [1, 1, 2]


def lies(key: str, *places: str, confidence: float = 0.9) -> Extraction:
    """Return a document that puts the Hollow Hill mine in places, by their ids in the gazetteer."""
    things = [thing(f"Land {place}", type=EntityType.PLACE, entry=place) for place in places]
    text = " ".join(f"The Hollow Hill mine is located in Land {place}." for place in places)
    says = [Says("Hollow Hill mine", "locatedIn", each.forms[0], confidence=confidence) for each in things]
    return extraction(key, text, [thing("Hollow Hill mine", type=EntityType.MINE), *things], says)


@pytest.mark.parametrize(
    ("documents", "count"),
    [
        ([lies("a", "mw"), lies("b", "cl"), lies("c", "br")], 3),
        # a claim that is not sure, one document against three, one that puts it in both, a part of the country, a continent
        ([lies("a", "mw"), lies("b", "cl", confidence=0.6)], 1),
        ([lies("a", "mw"), lies("b", "mw"), lies("c", "mw"), lies("d", "cl")], 1),
        ([lies("a", "mw"), lies("b", "mw", "cl")], 1),
        ([lies("a", "cn"), lies("b", "hk")], 1),
        ([lies("a", "mw"), lies("b", "africa")], 1),
    ],
)
def test_how_many_things_sites_of_one_name_are(documents: list[Extraction], count: int) -> None:
    assert len(entity(built(*documents), "Hollow Hill mine")) == count
    assert nquads(built(*documents)) == nquads(built(*reversed(documents)))


def test_sites_that_share_a_name_with_the_gazetteer_are_left_to_it() -> None:
    weld = thing("Mount Weld", "Hollow Hill mine", type=EntityType.MINE, entry="mount-weld")
    known = extraction("z", "Mount Weld (the Hollow Hill mine) rests.", [weld])
    assert entity(built(known, lies("a", "mw"), lies("b", "cl")), "Hollow Hill mine") == ["mount-weld"]


def test_sites_of_one_name_in_one_country_are_one() -> None:
    store = built(hill("a", "Malawi"), hill("b", None), hill("c", "Malawi"))
    assert entity(store, "Hollow Hill mine") == ["x-hollow-hill-mine"]


# ---- types and labels


def test_the_type_is_that_of_most_names() -> None:
    store = built(
        extraction("a", "Hollow Hill.", [thing("Hollow Hill", type=EntityType.MINE)]),
        extraction("b", "Hollow Hill.", [thing("Hollow Hill", type=EntityType.MINE)]),
        extraction("c", "Hollow Hill.", [thing("Hollow Hill")]),
    )
    assert values(store, "SELECT ?t { rei:x-hollow-hill a ?t }") == [EntityType.MINE.iri]


def test_the_fullest_form_is_preferred_and_chinese_has_its_own_label() -> None:
    store = built(
        extraction("a", "Foo Mining Co., Ltd. (福矿).", [thing("Foo Mining Co., Ltd.", "福矿")]),
        extraction("b", "FOO MINING CO., LTD.", [thing("FOO MINING CO., LTD.")]),
    )
    assert labels(store, "x-foo-mining", "skos:prefLabel") == ["Foo Mining Co., Ltd.@en", "福矿@zh"]


def test_a_listed_thing_has_the_names_of_the_gazetteer_too() -> None:
    store = built(extraction("a", "Lynas digs.", [thing("Lynas", entry="lynas")]))
    assert labels(store, "lynas", "skos:prefLabel")[0] == "Lynas@en"
    assert [label for label in labels(store, "lynas", "skos:prefLabel") if label.endswith("@zh")]
    assert "Lynas Rare Earths Limited@en" in labels(store, "lynas", "skos:altLabel")


def test_concepts_keep_type_and_labels_in_the_vocabulary() -> None:
    store = built(extraction("a", "NdFeB.", [thing("NdFeB", type=P, entry="ndfeb-magnet")]))
    graphs = values(store, "SELECT DISTINCT ?g { GRAPH ?g { rev:ndfeb-magnet ?p ?o } }")
    assert graphs == ["graph-vocabulary"]


# ---- order and increments


@settings(max_examples=40, deadline=None)
@given(st.permutations(ALL))
def test_any_order_gives_the_same_bytes(order: list[Extraction]) -> None:
    one_by_one = Store.memory()
    for found in order:
        one_by_one.put([found])
    assert nquads(one_by_one) == nquads(built(*ALL))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ALL), st.booleans()), max_size=8))
def test_any_history_equals_a_clean_build(history: list[tuple[Extraction, bool]]) -> None:
    store, present = Store.memory(), {}
    for found, is_put in history:
        key = found.document.key
        if is_put:
            store.put([found])
            present[key] = found
        elif present.pop(key, None):
            store.remove([key])
    assert nquads(store) == nquads(built(*present.values()))


def test_a_short_name_of_two_firms_joins_neither_to_the_other() -> None:
    store = built(
        extraction("a", "Zig Foods (Zig).", [thing("Zig Foods", "Zig")]),
        extraction("b", "Zig Rare Metals (Zig).", [thing("Zig Rare Metals", "Zig")]),
        extraction("c", "Zig.", [thing("Zig")]),
    )
    foods, own, metals = entity(store, "Zig")
    assert (foods, metals) == ("x-zig-foods", "x-zig-rare-metals")
    assert own.startswith("x-zig-in-")


def test_a_short_name_of_one_firm_joins_it_whatever_it_is_called_in_full() -> None:
    store = built(
        extraction("a", "Zig Metals (Zig).", [thing("Zig Metals", "Zig")]),
        extraction("b", "Zig Metals Group (Zig).", [thing("Zig Metals Group", "Zig")]),
        extraction("c", "Zig.", [thing("Zig")]),
    )
    assert len(entity(store, "Zig")) == 1


def test_the_number_of_a_rule_holds_in_its_document() -> None:
    policy = EntityType.POLICY
    store = built(
        extraction("a", "Announcement No. 27.", [thing("Announcement No. 27", type=policy)]),
        extraction("b", "Announcement No. 27.", [thing("Announcement No. 27", type=policy)]),
        extraction("c", "Announcement No. 27 of 2025.", [thing("Announcement No. 27 of 2025", type=policy)]),
        extraction("d", "Announcement No. 27 of 2025.", [thing("Announcement No. 27 of 2025", type=policy)]),
    )
    assert len(entity(store, "Announcement No. 27")) == 2
    assert len(entity(store, "Announcement No. 27 of 2025")) == 1


def test_firms_that_something_else_ties_keep_their_short_name() -> None:
    renaming = Says("Zig Resources Ltd", "renamedTo", "Zig Rare Earths Ltd")
    text = "Zig Resources Ltd was renamed Zig Rare Earths Ltd."
    store = built(
        extraction("a", text, [thing("Zig Resources Ltd", "Zig"), thing("Zig Rare Earths Ltd")], [renaming]),
        *(extraction(key, "Zig Ltd.", [thing("Zig Ltd")]) for key in "bcd"),
        extraction("e", "Zig Rare Earths Ltd (Zig).", [thing("Zig Rare Earths Ltd", "Zig")]),
    )
    assert len(entity(store, "Zig Ltd")) == 1
    assert entity(store, "Zig Ltd") == entity(store, "Zig Rare Earths Ltd")


def test_what_is_only_called_by_a_short_name_of_two_firms_stays_one_thing() -> None:
    store = built(
        extraction("a", "Zig Foods (Zig).", [thing("Zig Foods", "Zig")]),
        extraction("b", "Zig Rare Metals (Zig).", [thing("Zig Rare Metals", "Zig")]),
        *(extraction(key, "Zig Ltd.", [thing("Zig Ltd")]) for key in "cdef"),
    )
    assert len(entity(store, "Zig Ltd")) == 1
    assert len(entity(store, "Zig")) == 2


def test_a_place_and_a_firm_of_one_short_name_are_no_rivals() -> None:
    place = EntityType.PLACE
    store = built(
        extraction("a", "Zig Metals (Zig).", [thing("Zig Metals", "Zig")]),
        extraction("b", "Zig City (Zig).", [thing("Zig City", "Zig", type=place)]),
        *(extraction(key, "Zig.", [thing("Zig", type=place)]) for key in "cd"),
    )
    assert len(entity(store, "Zig")) == 1

"""Quantities in the graph: what a document prints stays in its graph, what they are of and what conflicts is derived."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pyoxigraph import QuerySolutions
from tests.graph.numbers import PLACE, PRODUCT, number, report, value, with_numbers
from tests.graph.samples import OLD, RENAMING, Says, extraction, thing

from reechain.graph.export import ExportFormat, export, nquads
from reechain.graph.number_quads import contradictions
from reechain.graph.quads import document_quads
from reechain.graph.rounding import interval_of, overlap, step_of
from reechain.graph.stats import stats_of
from reechain.graph.store import Store
from reechain.graph.terms import number as literal
from reechain.graph.validate import validate
from reechain.graph.verify import verify
from reechain.ontology.errors import ValidationError
from reechain.ontology.namespaces import PREFIXES, REC, REI, REV
from reechain.ontology.records import Check, Extraction, Mention, Place, Quantity, Value, ValueStatus


def store_of(*documents: Extraction) -> Store:
    store = Store.memory()
    store.put(documents)
    return store


def rows(store: Store, where: str, what: str = "*") -> list[dict[str, str]]:
    found = store.query(f"SELECT {what} WHERE {{ {where} }}")
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in found]


def of(literal: str) -> str:
    return f"?n rec:valueText '{literal}' ; "


def only(store: Store, where: str) -> dict[str, str]:
    [row] = rows(store, where)
    return {name: text for name, text in row.items() if name != "n"}


# ---- what a document says


def test_a_number_has_its_words_its_place_and_its_reading() -> None:
    store = store_of(report())
    found = only(
        store,
        of("2550,000 tons")
        + "rec:value ?value ; rec:unit ?unit ; rec:valueStatus ?status ; rec:metric ?metric ;"
        "rec:observationKind ?kind ; rec:basis ?basis ; rec:aboutStage ?stage ; rec:periodText ?period ;"
        "rec:periodStart ?from ; rec:periodEnd ?to ; rec:confidence ?confidence ; rec:seriesItem ?item ;"
        "rec:printedAt [ rec:start ?start ; rec:end ?end ; rec:exact ?exact ] ; rec:evidence/rec:exact ?words ;"
        "rec:subjectMention/rec:exact ?subject",
    )
    assert found == {
        "value": "255000",
        "unit": REV + "unit-tonne",
        "status": REV + "repaired",
        "metric": REV + "quota",
        "kind": REV + "quota-kind",
        "basis": REV + "reo-basis",
        "stage": REV + "mining",
        "period": "2023",
        "from": "2023-01-01",
        "to": "2023-12-31",
        "confidence": "1",
        "item": "0",
        "start": "38",
        "end": "51",
        "exact": "2550,000 tons",
        "words": "In 2023 the mining quota of China was 2550,000 tons, a rise of 214% on 210,000 tons.",
        "subject": "China",
    }


def test_a_repaired_number_leads_to_its_rule_its_sum_and_the_numbers_in_it() -> None:
    found = rows(
        store_of(report()),
        of("2550,000 tons") + "rec:byRule ?rule ; rec:check ?c . ?c rec:byRule ?rule ; rec:checkText ?sum ;"
        "rec:isPassed true ; rec:checkedAgainst/rec:valueText ?other",
        "?rule ?sum ?other",
    )
    assert sorted((row["rule"], row["sum"], row["other"]) for row in found) == [
        (REV + "growth-rule", "210,000 x (1 + 21.4 %) = 254,940", "210,000 tons"),
        (REV + "growth-rule", "210,000 x (1 + 21.4 %) = 254,940", "214%"),
    ]


def test_an_open_number_has_no_value_but_bounds_and_readings_in_order() -> None:
    store = store_of(report())
    assert only(store, of("265%") + "rec:valueLow ?low ; rec:valueHigh ?high ; rec:reason ?why") == {
        "low": "2.65",
        "high": "26.5",
        "why": "no other number of the text fixes the point",
    }
    assert rows(store, of("265%") + "rec:value ?value") == []
    readings = rows(
        store, of("265%") + "rec:possibleValue [ rec:rank ?rank ; rec:value ?value ]", "?rank ?value"
    )
    assert sorted((row["rank"], row["value"]) for row in readings) == [("1", "26.5"), ("2", "2.65")]


def test_a_range_a_bound_a_rate_and_a_source_are_told() -> None:
    assert only(
        store_of(report()),
        of("35-55 tonnes")
        + "rec:valueLow ?low ; rec:valueHigh ?high ; rec:valueBound ?bound ; rec:ratePer ?per ;"
        "rec:saidBy ?who ; rec:metricText ?metric ; rec:observationKind ?kind ; rec:confidence ?sure",
    ) == {
        "low": "35",
        "high": "55",
        "bound": "about",
        "per": "year",
        "who": "USGS",
        "metric": "name-plate capacity",
        "kind": REV + "running-capacity",
        "sure": "0.8",
    }


def test_items_of_a_series_are_numbers_of_their_own_and_a_failed_check_is_kept() -> None:
    store = store_of(report())
    found = rows(
        store, of("29.0/33.1 kt") + "rec:seriesItem ?item ; rec:valueStatus ?status", "?item ?status"
    )
    assert sorted(row["item"] for row in found) == ["0", "1"]
    failed = of("29.0/33.1 kt") + "rec:check [ rec:isPassed false ; rec:checkText ?sum ]"
    assert only(store, failed) == {"sum": "29,000 + 33,100 is not 55"}


def test_a_read_number_keeps_none_of_its_other_readings() -> None:
    found = report()
    ranked = [replace(q, readings=(value("1"), value("2"))) if q.reading else q for q in found.quantities]
    store = store_of(with_numbers(found, ranked))
    assert rows(store, "?n rec:valueStatus rev:clean ; rec:possibleValue ?reading") == []
    assert validate(store).conforms


def test_a_check_does_not_lead_to_the_number_that_it_is_of() -> None:
    found = report()
    quota = next(q for q in found.quantities if q.literal == "2550,000 tons")
    looped = replace(quota, checks=tuple(replace(c, against=(*c.against, quota.place)) for c in quota.checks))
    quantities = [looped if q is quota else q for q in found.quantities]
    assert document_quads(with_numbers(found, quantities)) == document_quads(found)


def test_values_keep_all_their_places() -> None:
    for written in ("0.0004567891", "-12.5", "37260000000", "1E+9"):
        assert Decimal(literal(Decimal(written)).value) == Decimal(written)
        assert "E" not in literal(Decimal(written)).value


def test_the_graph_of_a_document_is_its_own() -> None:
    alone = [quad for quad in store_of(report()).quads() if quad.graph_name.value == report().document.iri]
    beside = store_of(report(), OLD, RENAMING)
    among = [quad for quad in beside.quads() if quad.graph_name.value == report().document.iri]
    assert set(alone) == set(among) == set(document_quads(report()))


# ---- what is derived


def test_what_a_number_is_of_follows_from_all_documents() -> None:
    where = of("17870,000 tons") + "rec:observed ?thing"
    assert only(store_of(report()), where) == {"thing": REI + "x-foo-mining"}
    renamed = rows(store_of(report(), RENAMING), where + " . ?thing rec:formerName ?old", "?old")
    assert [row["old"] for row in renamed] == ["Foo Mining"]


def test_product_place_and_holder_are_derived_too() -> None:
    store = store_of(report())
    assert (
        only(store, of("265%") + "rec:aboutProduct ?product ; rec:aboutPlace ?place")["place"] == REI + "cn"
    )
    assert only(store, of("35-55 tonnes") + "rec:holder ?who") == {"who": REI + "x-foo-mining"}
    assert rows(store, of("9,*00 t") + "rec:observed ?thing") == []


def test_what_is_derived_is_of_its_day() -> None:
    store = store_of(report(date="2024-03"), report("later.txt", date="2025-03"))
    assert len(rows(store, of("265%") + "rec:aboutProduct ?p", "?n")) == 2
    assert len(rows(store.as_of("2024-06-30"), of("265%") + "rec:aboutProduct ?p", "?n")) == 1


def test_a_store_with_numbers_conforms_and_is_whole() -> None:
    store = store_of(report(), report("again.txt"), OLD)
    assert validate(store).render() == "all rules hold\n"
    assert verify(store) == []


def test_stats_count_numbers_by_status() -> None:
    told = stats_of(store_of(report())).render()
    assert "10 numbers\n  ambiguous: 1\n  clean: 3\n  conflicting: 1\n  lost: 1\n  repaired: 4\n" in told


def test_exports_hold_numbers_without_the_words_that_prove_them() -> None:
    store = store_of(report())
    turtle, linked = export(store, ExportFormat.TURTLE), export(store, ExportFormat.JSONLD)
    for text in (turtle, linked):
        assert all(name in text for name in ("rec:valueText", "rec:observed", "rec:byRule"))
        assert "rec:subjectMention" not in text
        assert "rec:printedAt" not in text
    assert 'skos:prefLabel "growth"@en' in turtle
    assert nquads(store) == nquads(store_of(report()))


# ---- conflicts between documents


def says(key: str, printed: str, reading: Value | None, text: str = "", **fields: Any) -> Extraction:
    """A document in which one number is printed, of Foo Mining, for 2023, unless told otherwise."""
    words = text or "Foo Mining and Bar Alloys of China and Laos sell oxide and metal"
    date = fields.pop("date", None)
    things = [thing("Foo Mining"), thing("Bar Alloys"), thing("China", type=PLACE), thing("Laos", type=PLACE)]
    things += [thing("oxide", type=PRODUCT), thing("metal", type=PRODUCT)]
    told = {"date": date} if date else {}
    claims = [Says("Bar Alloys", "subsidiaryOf", "Foo Mining")]
    found = extraction(key, f"{words}: {printed}.", things, claims, **told)
    usual = {
        "subject": "Foo Mining",
        "product": "oxide",
        "metric": "production",
        "kind": "actual",
        "period": "2023",
        "first_day": "2023-01-01",
        "last_day": "2023-12-31",
    }
    given = {name: value for name, value in (usual | fields).items() if value is not None}
    return with_numbers(found, [number(found, printed, reading, **given)])


def in_conflict(*documents: Extraction) -> bool:
    store = store_of(*documents)
    found = rows(store, "?a rec:conflictsWith ?b . ?b rec:conflictsWith ?a")
    assert bool(found) == bool(contradictions(documents))
    assert validate(store).conforms
    assert verify(store) == []
    return bool(found)


FIRST = says("a.txt", "12,000 t", value("12000"))


def test_two_documents_that_give_unlike_values_conflict() -> None:
    store = store_of(FIRST, says("b.txt", "13,000 t", value("13000")))
    [one, other] = rows(store, "?a rec:conflictsWith/rec:valueText ?b", "?b")
    assert {one["b"], other["b"]} == {"12,000 t", "13,000 t"}
    assert "of these, such as another document contradicts: 2" in stats_of(store).render()
    assert "2 numbers\n" in stats_of(store).render()


@pytest.mark.parametrize(
    ("printed", "reading"),
    [
        ("12,000 t", value("12000")),
        ("12,013 t", value("12013")),
        ("12.0 kt", value("12000")),
        ("11.98-12.04 kt", value("11980", "12040")),
        ("10,000 to 14,000 t", value("10000", "14000")),
    ],
)
def test_rounding_and_ranges_are_no_conflict(printed: str, reading: Value) -> None:
    assert not in_conflict(FIRST, says("b.txt", printed, reading))


@pytest.mark.parametrize(
    "unlike",
    [
        {"subject": "Bar Alloys"},
        {"subject": None},
        {"product": "metal"},
        {"product": None},
        {"where": "Laos"},
        {"holder": "Bar Alloys"},
        {"metric": "sales"},
        {"metric": ""},
        {"kind": "forecast"},
        {"kind": "planned-kind"},
        {"kind_detail": "running-capacity"},
        {"stage": "mining"},
        {"bases": ("reo-basis",)},
        {"bases": ("metal-basis", "gross-weight")},
        {"unit": "unit-kilogram"},
        {"per": "month"},
        {"of": "the total"},
        {"metric_detail": "attributable output"},
        {"metric_detail": "cumulative output"},
        {"period": "2022", "first_day": "2022-01-01", "last_day": "2022-12-31"},
        {"period": "2023-Q1", "last_day": "2023-03-31"},
        {"confidence": 0.3},
    ],
    ids=str,
)
def test_what_is_not_known_to_be_the_same_is_not_compared(unlike: dict[str, Any]) -> None:
    assert not in_conflict(FIRST, says("b.txt", "13,000 t", value("13000"), **unlike))


def test_a_parent_and_its_subsidiary_are_never_compared() -> None:
    parent = says("a.txt", "12,000 t", value("12000"))
    subsidiary = says("b.txt", "3,000 t", value("3000"), subject="Bar Alloys")
    store = store_of(parent, subsidiary)
    assert rows(store, "rei:x-bar-alloys rec:subsidiaryOf rei:x-foo-mining . ?a rec:observed ?b", "?a")
    assert rows(store, "?a rec:conflictsWith ?b") == []


def test_unlike_bases_are_not_compared_even_where_one_is_untold() -> None:
    told = says("a.txt", "12,000 t", value("12000"), bases=("reo-basis",))
    gross = says("b.txt", "20,000 t", value("20000"), bases=("gross-weight",))
    untold = says("c.txt", "15,000 t", value("15000"))
    assert not in_conflict(told, gross, untold)
    assert in_conflict(told, says("d.txt", "12,500 t", value("12500"), bases=("reo-basis",)))


@pytest.mark.parametrize("status", [ValueStatus.AMBIGUOUS, ValueStatus.LOST, ValueStatus.CONFLICTING])
def test_a_number_without_a_value_conflicts_with_none(status: ValueStatus) -> None:
    assert not in_conflict(FIRST, says("b.txt", "13,000 t", None, status=status, readings=(value("13000"),)))


def test_numbers_of_one_document_are_left_to_its_reader() -> None:
    text = "Foo Mining made 12,000 t of oxide, and Foo Mining made 13,000 t of oxide"
    found = extraction("a.txt", text, [thing("Foo Mining"), thing("oxide", type=PRODUCT)])
    year = {"subject": "Foo Mining", "metric": "production", "kind": "actual", "period": "2023"}
    made = [number(found, f"{n},000 t", value(f"{n}000"), **year) for n in (12, 13)]
    assert not in_conflict(with_numbers(found, made))


@pytest.mark.parametrize(
    ("printed", "reading", "bound", "is_conflict"),
    [
        ("10,000 t", "10000", "at least", False),
        ("13,000 t", "13000", "at least", True),
        ("13,000 t", "13000", "at most", False),
        ("11,000 t", "11000", "at most", True),
        ("12,400 t", "12400", "about", False),
        ("15,000 t", "15000", "about", True),
    ],
)
def test_bounds_are_kept_to(printed: str, reading: str, bound: str, is_conflict: bool) -> None:
    assert in_conflict(FIRST, says("b.txt", printed, value(reading), bound=bound)) is is_conflict


def test_a_period_without_days_is_compared_by_its_words_and_none_with_nothing() -> None:
    bare: dict[str, Any] = {"first_day": "", "last_day": ""}
    fiscal = [
        says(k, p, value(v), period="FY2023", **bare)
        for k, p, v in (("a", "12 t", "12"), ("b", "15 t", "15"))
    ]
    assert in_conflict(*fiscal)
    untold = [
        says(k, p, value(v), period="", **bare) for k, p, v in (("a", "12 t", "12"), ("b", "15 t", "15"))
    ]
    assert not in_conflict(*untold)


def test_a_conflict_comes_and_goes_with_its_documents_in_any_order() -> None:
    other = says("b.txt", "13,000 t", value("13000"))
    one_way, other_way = store_of(FIRST, other), store_of(other, FIRST)
    assert nquads(one_way) == nquads(other_way)
    one_way.remove(["b.txt"])
    assert nquads(one_way) == nquads(store_of(FIRST))
    assert rows(one_way, "?a rec:conflictsWith ?b") == []


def test_a_conflict_is_there_once_both_documents_are() -> None:
    old, new = (
        says("a.txt", "12,000 t", value("12000"), date="2024-01"),
        says("b.txt", "13,000 t", value("13000"), date="2025-01"),
    )
    store = store_of(old, new)
    assert rows(store, "?a rec:conflictsWith ?b")
    assert rows(store.as_of("2024-12-31"), "?a rec:conflictsWith ?b") == []


@pytest.mark.parametrize(
    ("text", "number", "step"),
    [
        ("178,700 t", "178700", "100"),
        ("178,723 t", "178723", "1"),
        ("40,000 t", "40000", "100"),
        ("37.26 billion yuan", "37260000000", "10000000"),
        ("36.0%", "36", "0.1"),
        ("0.05%", "0.05", "0.01"),
        ("17870,000 tons", "178700", "100"),
        ("35-55 kt", "35000", "1000"),
        ("nothing", "0", "1"),
    ],
)
def test_a_printed_number_is_as_exact_as_its_last_digit(text: str, number: str, step: str) -> None:
    assert step_of(Decimal(number), text) == Decimal(step)


def test_intervals_that_touch_overlap() -> None:
    one = interval_of(Decimal(1), Decimal(1), "1 t", "")
    assert overlap(one, interval_of(Decimal(2), Decimal(2), "2 t", ""))
    assert not overlap(one, interval_of(Decimal(3), Decimal(3), "3 t", ""))


# ---- what is refused, and what is found damaged


def first(**fields: Any) -> Extraction:
    """The report with its first number changed."""
    found = report()
    return with_numbers(found, [replace(found.quantities[0], **fields), *found.quantities[1:]])


OPEN = {"status": ValueStatus.AMBIGUOUS, "reading": None, "rule": "", "checks": ()}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"literal": "2550,000"}, "does not stand at"),
        ({"subject": Mention(0, 2, "In", PLACE, "x")}, "which is of no name"),
        ({"metric": "output"}, "'output' is none of metrics.csv"),
        ({"kind": "planned"}, "is none of kinds.csv"),
        ({"kind_detail": "soon"}, "is none of kinds.csv"),
        ({"stage": "digging"}, "is none of stages.csv"),
        ({"unit": "t"}, "'t' is none of units.csv"),
        ({"bases": ("reo",)}, "is none of bases.csv"),
        ({"rule": "guess"}, "'guess-rule' is none of number_rules.csv"),
        ({"checks": (Check("guess", "1 = 1"),)}, "is none of number_rules.csv"),
        ({"checks": (Check("sum", "1 = 1", (Place(1, 2),)),)}, "where none is"),
        ({"bound": "nearly"}, "is no bound"),
        ({"per": "week"}, "is no time of a rate"),
        ({"first_day": "2023-13-01"}, "is no day"),
        ({"first_day": "2024-01-01"}, "before it begins"),
        ({"confidence": 1.5}, "is not in 0..1"),
        ({"reading": None}, "it is repaired and has no reading"),
        ({"status": ValueStatus.LOST}, "it is lost and has a reading"),
        ({"rule": ""}, "it is repaired by no rule"),
        ({"status": ValueStatus.CLEAN}, "it is clean, and read by a rule"),
        ({"reading": value("2", "1")}, "2 is above 1"),
        ({"reading": value("NaN")}, "is no number"),
        ({"reading": value("1E+30")}, "too long"),
        (OPEN | {"readings": (value("1E-30"),)}, "too long"),
    ],
    ids=str,
)
def test_a_quantity_that_contradicts_itself_is_refused(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=r"damaged\.txt") as caught:
        document_quads(first(**fields))
    assert words in str(caught.value)


def test_two_quantities_of_one_place_are_refused() -> None:
    found = report()
    with pytest.raises(ValidationError, match="one place"):
        document_quads(with_numbers(found, [*found.quantities, found.quantities[0]]))


DOCUMENT = f"<{report().document.iri}>"


def changed(predicate: str, value: str) -> str:
    return (
        f"DELETE {{ GRAPH {DOCUMENT} {{ ?s {predicate} ?o }} }} INSERT {{ GRAPH {DOCUMENT} {{ ?s {predicate} {value} }} }} "
        f"WHERE {{ GRAPH {DOCUMENT} {{ ?s {predicate} ?o }} }}"
    )


@pytest.mark.parametrize(
    ("predicate", "value", "kind", "words"),
    [
        ("rec:valueText", "'255,000 t'", "printed", "and is printed as"),
        ("rec:printedAt", "rei:gone", "dangling", "no TextSpan"),
        ("rec:productMention", "rei:gone", "dangling", "no Mention"),
        ("rec:check", "rei:gone", "dangling", "no Check"),
        ("rec:checkedAgainst", "rei:gone", "dangling", "no Observation"),
        ("rec:possibleValue", "rei:gone", "dangling", "no Reading"),
        ("rec:checkText", "'a' , 'b'", "incomplete", "it has 2 of"),
        ("rec:valueStatus", "rev:clean , rev:lost", "incomplete", "it has 2 of"),
    ],
)
def test_damage_to_numbers_is_found(predicate: str, value: str, kind: str, words: str) -> None:
    store = store_of(report())
    store.inner.update(changed(predicate, value), prefixes=dict(PREFIXES))
    assert any(finding.kind == kind and words in str(finding) for finding in verify(store))


def test_a_conflict_that_is_made_up_is_found() -> None:
    store = store_of(report(), report("again.txt"))
    one, other = (row["n"] for row in rows(store, of("214%") + "a rec:Observation"))
    store.inner.update(
        f"INSERT DATA {{ GRAPH rei:graph-history {{ <{one}> rec:conflictsWith <{other}> }} }}",
        prefixes=dict(PREFIXES),
    )
    assert any(finding.kind == "derived" and "conflictsWith" in str(finding) for finding in verify(store))


def test_the_iri_of_a_number_tells_items_apart() -> None:
    items: list[Quantity] = [q for q in report().quantities if q.literal == "29.0/33.1 kt"]
    assert len({item.iri("a") for item in items}) == 2
    assert items[0].iri("a") != items[0].iri("b")
    assert REC + "Observation" in {quad.object.value for quad in document_quads(report())}

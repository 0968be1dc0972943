"""What decisions make of the graph, that they hold over rebuilds, and that none is lost in silence."""

import random
from dataclasses import replace

import pytest
from tests.graph.samples import ALL, M, P, Says, extraction, thing
from tests.graph.telling import facts, rows

from reechain.graph import sides
from reechain.graph.assertion import REJECTED
from reechain.graph.decisions import Decision, Pair, Side, Statement
from reechain.graph.differences import differences
from reechain.graph.export import nquads
from reechain.graph.questions import ask
from reechain.graph.review import Kind, questions_of
from reechain.graph.reviewed import reviewed
from reechain.graph.sides import may_be
from reechain.graph.stats import stats_of
from reechain.graph.store import Store
from reechain.graph.unheld import GONE, GONE_FROM_FILE, TWO
from reechain.graph.validate import validate
from reechain.graph.verify import verify
from reechain.graph.viewing import read_view
from reechain.ontology.records import EntityType, Extraction, Stance

MAYBE = Says("Ardent", "subsidiaryOf", "Corvus Holdings", stance=Stance.HEDGED)
MAKES = Says("Zed", "produces", "magnets")
NOTE = extraction(
    "note.txt",
    "Ardent may belong to Corvus Holdings. Zed makes magnets. Corvus met Ardent.",
    [thing("Ardent"), thing("Corvus Holdings", "Corvus"), thing("Zed"), thing("magnets", type=P)],
    [MAYBE, MAKES],
)
LATER = extraction(
    "note.txt",
    "NEWS.\nArdent may\nbelong to Corvus Holdings. Zed makes magnets. Corvus met Ardent.",
    [thing("Ardent"), thing("Corvus Holdings", "Corvus"), thing("Zed"), thing("magnets", type=P)],
    [MAYBE, MAKES],
)
SUPPOSED = Statement(
    "ardent ltd", "subsidiaryOf", "Corvus", "note.txt", "Ardent may belong to Corvus Holdings."
)
MADE = Statement("Zed", "produces", "magnets", "note.txt", "Zed makes magnets.")


def built(*documents: Extraction, decisions: list[Decision] | None = None) -> Store:
    store = Store.memory()
    store.put(documents, decisions)
    return store


def accept(*abouts: Pair | Statement) -> list[Decision]:
    return [Decision(about, True) for about in abouts]


def reject(*abouts: Pair | Statement) -> list[Decision]:
    return [Decision(about, False) for about in abouts]


def pair(one: str, other: str, **fields: str) -> Pair:
    return Pair(Side(one), Side(other, **fields))


def things(store: Store, *forms: str) -> list[str]:
    """Return the things that forms are names of, each once."""
    words = ", ".join(f'"{form}"' for form in forms)
    found = rows(
        store,
        f"SELECT DISTINCT ?e {{ ?n rec:canonicalForm|rec:form ?f ; rec:denotes ?e FILTER(?f IN ({words})) }}",
    )
    return [row[0] for row in found]


def called(store: Store, label: str) -> list[str]:
    """Return the things that have a label."""
    return [row[0] for row in rows(store, f'SELECT ?e {{ ?e skos:prefLabel|skos:altLabel "{label}"@en }}')]


def whole(store: Store) -> None:
    assert verify(store) == []
    assert validate(store).problems == ()


# ---- claims


def test_an_accepted_supposition_is_asserted_and_a_rejected_claim_is_not() -> None:
    store = built(NOTE, decisions=[*accept(SUPPOSED), *reject(MADE)])
    assert facts(store, "subsidiaryOf") == [("ardent", "corvus")]
    assert facts(store, "produces") == []
    assert stats_of(store).not_asserted == {("produces", REJECTED): 1}
    whole(store)
    without = built(NOTE)
    assert facts(without, "subsidiaryOf") == []
    assert facts(without, "produces") == [("zed", "magnets")]


@pytest.mark.parametrize("document", [NOTE, LATER])
def test_decisions_hold_for_a_document_that_changed_around_the_words(document: Extraction) -> None:
    store = built(NOTE, decisions=[*accept(SUPPOSED), *reject(MADE)])
    change = store.put([document])
    assert change.notes == ()
    assert facts(store, "subsidiaryOf") == [("ardent", "corvus")]
    assert facts(store, "produces") == []


def test_a_doubtful_claim_of_low_confidence_counts_once_it_is_accepted() -> None:
    unsure = replace(NOTE, claims=tuple(replace(claim, confidence=0.3) for claim in NOTE.claims))
    assert facts(built(unsure), "produces") == []
    store = built(unsure, decisions=accept(MADE))
    assert facts(store, "produces") == [("zed", "magnets")]
    whole(store)
    (said,) = (s for s in read_view(store).statements if s.predicate == "produces")
    assert (said.stance, said.confidence) == (Stance.ASSERTED, 1.0)


def test_the_words_of_a_rejected_claim_prove_nothing() -> None:
    other = extraction(
        "b.txt",
        "Magnets by Zed.",
        [thing("Zed"), thing("Magnets", type=P)],
        [Says("Zed", "produces", "Magnets")],
    )
    store = built(NOTE, other, decisions=reject(MADE))
    found = ask(store, "Who makes magnets?")
    assert [quote.document for answer in found.answers for quote in answer.evidence] == ["b.txt"]
    assert {s.document for s in read_view(store).statements if s.predicate == "produces"} == {"b.txt"}


def test_a_rejected_renaming_joins_nothing_and_an_accepted_supposed_one_does() -> None:
    text = "Foo may be renamed Quux. Pit was renamed Hole."
    names = [thing("Foo"), thing("Quux"), thing("Pit"), thing("Hole")]
    claims = [Says("Foo", "renamedTo", "Quux", stance=Stance.HEDGED), Says("Pit", "renamedTo", "Hole")]
    document = extraction("a", text, names, claims)
    assert len(things(built(document), "Foo", "Quux", "Pit", "Hole")) == 3
    decisions = [
        *accept(Statement("Foo", "renamedTo", "Quux", "a", "Foo may be renamed Quux.")),
        *reject(Statement("Pit", "renamedTo", "Hole", "a", "Pit was renamed Hole.")),
    ]
    store = built(document, decisions=decisions)
    assert things(store, "Foo", "Quux") == ["foo"]
    assert things(store, "Pit", "Hole") == ["hole", "pit"]
    whole(store)


def test_a_rejected_denial_denies_nothing() -> None:
    denial = extraction(
        "no.txt",
        "Zed does not make magnets.",
        [thing("Zed"), thing("magnets", type=P)],
        [Says("Zed", "produces", "magnets", stance=Stance.DENIED)],
    )
    standing = "SELECT ?s { ?f rec:factRelation rec:produces ; rec:standing ?s }"
    assert rows(built(NOTE, denial), standing) == [("disputed",)]
    no = Statement("Zed", "produces", "magnets", "no.txt", "Zed does not make magnets.")
    assert rows(built(NOTE, denial, decisions=reject(no)), standing) == [("current",)]


def test_a_difference_is_told_after_decisions() -> None:
    plans = extraction(
        "plan.txt",
        "Zed plans to make magnets.",
        [thing("Zed"), thing("magnets", type=P)],
        [Says("Zed", "produces", "magnets", stance=Stance.PLANNED)],
    )
    no = Statement("Zed", "produces", "magnets", "plan.txt", "Zed plans to make magnets.")
    empty = built(extraction("x", "Nothing.", []))
    assert len(differences(empty, built(plans))) == 1
    assert differences(empty, built(plans, decisions=reject(no))) == []
    assert len(differences(empty, built(NOTE))) == 2
    found = differences(empty, built(NOTE, decisions=[*accept(SUPPOSED), *reject(MADE)]))
    assert [(item.subject, item.relation) for item in found] == [("Ardent", "subsidiaryOf")]


# ---- pairs


def test_an_accepted_pair_is_one_thing_in_every_document() -> None:
    store = built(*ALL, decisions=accept(pair("Zed Motors", "Bar Alloys")))
    assert things(store, "Zed Motors", "Bar Alloys") == ["bar-alloys"]
    assert rows(store, "SELECT ?e { rei:x-zed-motors dcterms:isReplacedBy ?e }") == [("bar-alloys",)]
    whole(store)


def test_a_rejected_short_form_is_split_off_with_its_mentions_and_claims() -> None:
    text = "Northern Ores (Huakai) digs. Huakai makes magnets."
    names = [thing("Northern Ores", "Huakai"), thing("magnets", type=P)]
    document = extraction("a", text, names, [Says("Huakai", "produces", "magnets")])
    other = extraction("b", "Huakai digs.", [thing("Huakai")])
    assert len(things(built(document, other), "Northern Ores", "Huakai")) == 1
    store = built(document, other, decisions=reject(pair("Northern Ores", "Huakai")))
    assert called(store, "Northern Ores") == ["northern-ores"]
    assert called(store, "Huakai") == ["huakai"]
    assert facts(store, "produces") == [("huakai", "magnets")]
    assert {n.iri.rpartition("/x-")[2] for n in read_view(store).nodes} >= {"huakai", "northern-ores"}
    whole(store)


def test_names_that_differ_by_legal_form_alone_can_be_kept_apart() -> None:
    documents = [
        extraction(key, f"{name} digs.", [thing(name)]) for key, name in (("a", "Foo Ltd"), ("b", "Foo Inc"))
    ]
    third = extraction("c", "Foo digs.", [thing("Foo")])
    assert len(things(built(*documents), "Foo Ltd", "Foo Inc")) == 1
    store = built(*documents, third, decisions=reject(pair("Foo Ltd", "Foo Inc")))
    assert len(things(store, "Foo Ltd", "Foo Inc")) == 2
    # On whose side the bare name is nobody can tell: it is of neither.
    assert len(things(store, "Foo Ltd", "Foo Inc", "Foo")) == 3
    whole(store)


def test_one_name_of_two_types_can_be_kept_apart() -> None:
    document = extraction("a", "Round Top owns Round Top.", [thing("Round Top"), replace_type("Round Top")])
    assert len(things(built(document), "Round Top")) == 1
    apart = Pair(Side("Round Top", "Company"), Side("Round Top", "Mine"))
    store = built(document, decisions=reject(apart))
    assert sorted(
        rows(store, "SELECT ?t { ?n rec:canonicalForm 'Round Top' ; rec:denotes/rdf:type ?t }")
    ) == [
        ("Company",),
        ("Mine",),
    ]


def replace_type(name: str):  # type: ignore[no-untyped-def]
    return thing(name, type=M)


def test_a_name_that_the_gazetteer_joined_is_split_off_its_entry() -> None:
    document = extraction("a", "Lynas (LYC) digs.", [thing("Lynas", "LYC", entry="lynas")])
    alone = extraction("b", "LYC digs.", [thing("LYC", entry="lynas")])
    assert things(built(document, alone), "Lynas", "LYC") == ["lynas"]
    store = built(document, alone, decisions=reject(pair("Lynas", "LYC")))
    assert called(store, "Lynas") == ["lynas"]
    # An acronym is that of its document: what it means is open once the gazetteer is not believed.
    assert len(called(store, "LYC")) == 2
    assert "lynas" not in called(store, "LYC")
    whole(store)


def test_a_name_that_only_the_gazetteer_has_can_be_one_side() -> None:
    listed = extraction("a", "LYC digs.", [thing("LYC", entry="lynas")])
    unlisted = extraction("b", "Zed digs.", [thing("Zed")])
    full = "Lynas Rare Earths Limited"
    store = Store.memory()
    change = store.put([listed, unlisted], accept(pair(full, "LYC"), pair(full, "Zed")))
    assert change.notes == ()
    assert called(store, "LYC") == called(store, "Zed") == ["lynas"]
    change = store.decide(reject(pair(full, "LYC"), pair(full, "Zed")))
    assert not any("any more" in note for note in change.notes)
    assert "lynas" not in called(store, "LYC") + called(store, "Zed")
    whole(store)


def test_what_ties_two_rejected_names_through_a_third_does_not_join_them() -> None:
    text = "Aaa was renamed Bbb. Bbb was renamed Ccc."
    claims = [Says("Aaa", "renamedTo", "Bbb"), Says("Bbb", "renamedTo", "Ccc")]
    document = extraction("a", text, [thing(name) for name in ("Aaa", "Bbb", "Ccc")], claims)
    store = built(document, decisions=reject(pair("Aaa", "Ccc")))
    assert len(things(store, "Aaa", "Bbb", "Ccc")) == 2
    assert set(things(store, "Aaa")).isdisjoint(things(store, "Ccc"))


def test_two_rivals_do_not_share_an_entry_that_a_third_name_leads_to() -> None:
    text = "Lynas was renamed Bbb. Lynas was renamed Ccc."
    claims = [Says("Lynas", "renamedTo", "Bbb"), Says("Lynas", "renamedTo", "Ccc")]
    document = extraction("a", text, [thing("Lynas", entry="lynas"), thing("Bbb"), thing("Ccc")], claims)
    assert things(built(document), "Bbb", "Ccc") == ["lynas"]
    store = built(document, decisions=reject(pair("Bbb", "Ccc")))
    assert (things(store, "Bbb"), things(store, "Ccc")) == (["lynas"], ["ccc"])


def test_a_rejected_pair_with_a_name_of_the_gazetteer_alone_keeps_off_its_entry() -> None:
    document = extraction("a", "Lynas and Zed dig.", [thing("Lynas", entry="lynas"), thing("Zed")])
    joined = accept(pair("Lynas", "Zed"))
    assert things(built(document, decisions=joined), "Zed") == ["lynas"]
    store = Store.memory()
    change = store.put([document], [*joined, *reject(pair("Lynas Rare Earths Limited", "Zed"))])
    assert (things(store, "Lynas"), things(store, "Zed")) == (["lynas"], ["zed"])
    assert change.notes == (f"accepted: Lynas and Zed, one thing: {TWO}",)
    assert differences(store, store) == []
    whole(store)


def test_a_rejection_stands_against_two_acceptances_and_the_one_not_followed_is_told() -> None:
    document = extraction("a", "Aaa met Bbb and Ccc.", [thing(name) for name in ("Aaa", "Bbb", "Ccc")])
    decisions = [*accept(pair("Aaa", "Bbb"), pair("Bbb", "Ccc")), *reject(pair("Aaa", "Ccc"))]
    store = Store.memory()
    notes = store.put([document], decisions).notes
    assert set(things(store, "Aaa")).isdisjoint(things(store, "Ccc"))
    assert [note.endswith(TWO) for note in notes] == [True]
    whole(store)


def test_a_claim_is_told_from_one_whose_ends_differ_by_legal_form_alone() -> None:
    text = "Foo Ltd and Foo Inc supply Bar."
    claims = [Says(f"Foo {form}", "suppliesTo", "Bar", 0.4) for form in ("Ltd", "Inc")]
    document = extraction("a", text, [thing("Foo Ltd"), thing("Foo Inc"), thing("Bar")], claims)
    first, second = (Statement(f"Foo {form}", "suppliesTo", "Bar", "a", text) for form in ("Ltd", "Inc"))
    apart = reject(pair("Foo Ltd", "Foo Inc"))
    store = built(document, decisions=[*apart, *accept(first)])
    assert facts(store, "suppliesTo") == [("foo-ltd", "bar")]
    store.decide([*apart, *accept(first), *reject(second)])
    assert facts(store, "suppliesTo") == [("foo-ltd", "bar")]
    # Without the form, a decision is about both.
    store.decide([*apart, *accept(replace(first, subject="Foo"))])
    assert facts(store, "suppliesTo") == [("foo-inc", "bar"), ("foo-ltd", "bar")]


def test_hundreds_of_decisions_do_not_look_at_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [extraction(f"d{n}", f"Firm{n} digs.", [thing(f"Firm{n}")]) for n in range(200)]
    read = built(*documents).facts()
    looked = 0

    def counted(*arguments: object) -> bool:
        nonlocal looked
        looked += 1
        return may_be(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(sides, "may_be", counted)
    found = reviewed(read, reject(*(pair(f"Firm{n}", f"Firm{n + 1}") for n in range(199)))).found
    assert all(len(one) == len(other) == 1 for one, other in found.values())
    assert looked < 10 * len(found)


# ---- over rebuilds


DECISIONS = [
    *accept(SUPPOSED, pair("Zed Motors", "Bar Alloys")),
    *reject(MADE, pair("Corvus Holdings", "Corvus"), pair("Foo Mining", "Quux Rare Materials Co., Ltd.")),
]


def test_the_order_of_documents_and_decisions_makes_no_difference() -> None:
    clean = nquads(built(NOTE, *ALL, decisions=DECISIONS))
    for seed in range(4):
        documents = random.Random(seed).sample([NOTE, *ALL], 1 + len(ALL))
        store = Store.memory()
        store.put(documents[:2])
        store.decide(random.Random(seed).sample(DECISIONS, len(DECISIONS)))
        store.put(documents[2:])
        assert nquads(store) == clean


def test_without_decisions_the_graph_is_as_if_there_had_never_been_any() -> None:
    store = built(NOTE, *ALL, decisions=DECISIONS)
    change = store.decide([])
    assert nquads(store) == nquads(built(NOTE, *ALL))
    assert len(change.notes) == len(DECISIONS)
    assert all(note.endswith(GONE_FROM_FILE) for note in change.notes)


def test_a_day_is_derived_with_the_decisions_too() -> None:
    store = built(NOTE, *ALL, decisions=DECISIONS).as_of("2022-01-01")
    assert facts(store, "produces") == [("foo-mining", "magnets")]
    assert len(store.decisions()) == len(DECISIONS)


def test_what_decisions_are_about_no_more_is_told() -> None:
    decisions = [
        Decision(replace(MADE, quote="Zed makes no magnets."), False, "d.csv:7"),
        *accept(pair("Zed", "Nobody")),
    ]
    change = Store.memory().put([NOTE], decisions)
    assert change.notes == (
        f"d.csv:7: rejected: Zed produces magnets, in note.txt: {GONE}",
        "accepted: Zed and Nobody, one thing: no document names Nobody any more",
    )


def test_a_decision_that_cannot_be_followed_is_told() -> None:
    listed = extraction(
        "a", "Lynas met Iluka.", [thing("Lynas", entry="lynas"), thing("Iluka", entry="iluka")]
    )
    unfit = extraction(
        "b", "Pit owns Foo.", [thing("Pit", type=M), thing("Foo")], [Says("Pit", "owns", "Foo")]
    )
    decisions = accept(pair("Lynas", "Iluka"), Statement("Pit", "owns", "Foo", "b", "Pit owns Foo."))
    store = Store.memory()
    notes = store.put([listed, unfit], decisions).notes
    assert [note.partition(": ")[2] for note in notes] == [
        "Pit owns Foo, in b: it is still no fact: owns admits no Mine as its subject",
        f"Lynas and Iluka, one thing: {TWO}",
    ]
    assert stats_of(store).decisions == {
        "accepted claims": 1,
        "accepted pairs": 1,
        "of these, such as change nothing": 2,
    }


# ---- questions


def asked(store: Store, *kinds: Kind, below: float = 0.6) -> list[tuple[str, str]]:
    return [(q.kind.value, q.text) for q in questions_of(store, below, kinds or tuple(Kind))]


def test_what_is_open_is_asked_with_its_words_and_what_was_decided_is_not() -> None:
    store = built(NOTE)
    found = questions_of(store)
    assert [(q.kind, q.text) for q in found] == [
        (Kind.CLAIMS, "Is it so: “Ardent” – subsidiary of – “Corvus Holdings”?"),
        (Kind.MERGES, "“Corvus” was taken for “Corvus Holdings”. Are they one thing?"),
    ]
    for question in found:
        assert question.evidence
        for quote in question.evidence:
            assert quote.document == "note.txt"
            assert NOTE.document.text[quote.start : quote.end] == quote.quote
    for verdict in (True, False):
        store.decide(Decision(question.about, verdict) for question in found)
        assert questions_of(store) == []
    store.decide([])
    assert questions_of(store) == found


def test_claims_are_asked_about_below_a_confidence_a_toss_up_first() -> None:
    claims = tuple(
        replace(c, confidence=n, stance=Stance.ASSERTED)
        for c, n in zip(NOTE.claims, (0.75, 0.4), strict=True)
    )
    store = built(replace(NOTE, claims=claims))
    assert len(asked(store, Kind.CLAIMS, below=0.2)) == 0
    assert len(asked(store, Kind.CLAIMS)) == 1
    confidences = [q.confidence for q in questions_of(store, 0.8, [Kind.CLAIMS])]
    assert confidences == [0.4, 0.75]


def test_a_claim_on_which_nothing_hangs_is_not_asked_about() -> None:
    unsure = replace(NOTE, claims=tuple(replace(claim, confidence=0.3) for claim in NOTE.claims[1:]))
    sure = extraction("b", "Zed makes magnets!", [thing("Zed"), thing("magnets", type=P)], [MAKES])
    assert len(asked(built(unsure), Kind.CLAIMS)) == 1
    assert asked(built(unsure, sure), Kind.CLAIMS) == []


def test_an_accepted_doubt_is_not_asked_again_as_a_merge_whatever_the_name_that_stays() -> None:
    documents = [
        extraction(k, f"{n} digs.", [thing(n)]) for k, n in (("a", "Huakai"), ("b", "Huakai Rare Metals"))
    ]
    store = built(*documents)
    (question,) = questions_of(store)
    assert question.kind is Kind.PAIRS
    store.decide([Decision(question.about, True)])
    assert asked(store) == []
    assert things(store, "Huakai", "Huakai Rare Metals") == ["huakai"]
    store.decide([Decision(question.about, False)])
    assert asked(store) == []
    assert len(things(store, "Huakai", "Huakai Rare Metals")) == 2


def test_merges_that_surprise_are_asked_about_first_and_renamings_with_their_words() -> None:
    text = "Alpha Works (AW) met Alpha. Zed was renamed Quux."
    names = [thing("Alpha Works", "AW", "Alpha"), thing("Zed"), thing("Quux")]
    store = built(extraction("a", text, names, [Says("Zed", "renamedTo", "Quux")]))
    first, *others = questions_of(store, kinds=[Kind.MERGES])
    assert first.text == "“Zed” was taken for “Quux”. Are they one thing?"
    assert [quote.quote for quote in first.evidence] == ["Zed was renamed Quux."]
    assert len(others) == 2


def hill(key: str, country: str | None) -> Extraction:
    """Return a document on the Hollow Hill mine, in a country (its id in the gazetteer) or where it does not tell."""
    mine = thing("Hollow Hill mine", type=M)
    if country is None:
        return extraction(key, "The Hollow Hill mine rests.", [mine])
    there = thing("Farland", type=EntityType.PLACE, entry=country)
    lies = Says("Hollow Hill mine", "locatedIn", "Farland")
    return extraction(key, "The Hollow Hill mine is located in Farland.", [mine, there], [lies])


@pytest.mark.parametrize("other", ["a", "d"])
def test_what_a_user_keeps_apart_from_a_site_is_with_no_other(other: str) -> None:
    sides = (Side("Hollow Hill mine", document="c"), Side("Hollow Hill mine", document=other))
    documents = [hill("a", "mw"), hill("b", "cl"), hill("c", None), hill("d", "mw")]
    store = built(*documents, decisions=reject(Pair(*sides)))
    groups = store.derived().grouping.groups
    mines = [group.names for group in groups.values() if group.names[0].type is M]
    keys = store.derived().reviewed.facts.documents
    told = sorted("".join(sorted(keys[name.document].key for name in names)) for names in mines)
    assert told == ["ad", "b", "c"]


@pytest.mark.parametrize(("answers", "count"), [((True, True), 1), ((True, False), 2)])
def test_sites_in_two_countries_are_asked_about_by_document_and_the_answers_hold(
    answers: tuple[bool, bool], count: int
) -> None:
    documents = [hill("a", "mw"), hill("b", "cl"), hill("c", None)]
    store = built(*documents)
    asked = questions_of(store, kinds=[Kind.PAIRS])
    assert len(asked) == 2
    decided = [Decision(each.about, answer) for each, answer in zip(asked, answers, strict=True)]
    again = built(*documents, decisions=decided)
    assert len(things(again, "Hollow Hill mine")) == count
    assert not questions_of(again, kinds=[Kind.PAIRS])

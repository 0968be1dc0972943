"""Models of integer weights, the tagger of names, the decider of relations."""

import itertools
import json
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from tests.documents import DOCUMENTS
from tests.extractors.reading import blind

from reechain.extractors.candidates import CANDIDATES, MENTIONS, candidate
from reechain.extractors.models.linear import SCALE, LinearModel, load_model, read_model, stored_model
from reechain.extractors.names.tagger import TAGS, NameTagger, decided, tagged
from reechain.extractors.normalise import normalise
from reechain.extractors.pipeline import Extractor, Models, bundled_models
from reechain.extractors.relations.decider import FAMILY, RULED, Decider, Decision
from reechain.extractors.relations.deciding import without_rivals
from reechain.extractors.relations.families import bundled_families, bundled_sets, read_families
from reechain.extractors.relations.pairs import COLUMNS, Pair
from reechain.extractors.relations.stances import STANCES, StanceDecider
from reechain.extractors.resolve import DROPPED
from reechain.ontology.records import Document, EntityType, Stance

TEXT = "Ardent Magnetics Ltd is a subsidiary of Corvus Holdings. Quuxburg is far."


def test_a_stored_model_is_read_back() -> None:
    stored = stored_model(("x", "y"), {"b": {"y": -3}, "a": {"x": 2, "y": 1}, "empty": {"x": 0}}, note="n")
    model = read_model(json.loads(stored))
    assert (model.columns, dict(model.extra)) == (("x", "y"), {"note": "n"})
    assert model.scores([["a", "b"], ["unknown"], []]).tolist() == [[2, -2], [0, 0], [0, 0]]
    assert stored == stored_model(("x", "y"), {"a": {"y": 1, "x": 2}, "b": {"y": -3}}, note="n")


def test_no_lists_have_no_scores() -> None:
    assert read_model({"columns": ["x"], "features": {}}).scores([]).shape == (0, 1)


def tagger(**weights: int) -> NameTagger:
    """Return a tagger that gives a word of the text a tag: quuxburg="B-Place" by weight."""
    features = {f"w={word}": [TAGS.index("B-Place"), weight] for word, weight in weights.items()}
    extra = {"transitions": np.zeros((len(TAGS), len(TAGS)), int).tolist()}
    return NameTagger(read_model({"columns": list(TAGS), "features": features, **extra}))


def test_the_tagger_decides_and_names_what_it_drops() -> None:
    doc = tagger(quuxburg=10)(blind().annotated(normalise(TEXT)))
    assert [(span.text, span.label_) for span in doc.spans[MENTIONS]] == [("Quuxburg", "Place")]
    assert {span.text for span in doc.spans[DROPPED]} == {"Ardent Magnetics Ltd", "Corvus Holdings"}


def test_given_names_and_sure_ids_stay() -> None:
    doc = blind().annotated(normalise(TEXT), ["Corvus Holdings"])
    row = candidate(doc, 11, 12, EntityType.MINE, "gazetteer", ["mine"])
    doc.spans[MENTIONS] = [*doc.spans[MENTIONS], row]
    kept = decided(doc, ["O"] * len(doc), {"mine"})
    assert [(span.text, span.label_) for span in kept.spans[MENTIONS]] == [
        ("Corvus Holdings", "Company"),
        (row.text, "Mine"),
    ]


def test_a_decided_mention_keeps_its_ids() -> None:
    doc = blind().annotated(normalise("Quuxburg is far."))
    doc.spans[CANDIDATES] = [candidate(doc, 0, 1, EntityType.PLACE, "gazetteer", ["quuxburg"])]
    kept = decided(doc, ["B-Place", *["O"] * (len(doc) - 1)])
    assert [span.kb_id_ for span in kept.spans[MENTIONS]] == ["quuxburg"]


@given(st.lists(st.sampled_from(TAGS), max_size=30))
def test_runs_of_tags_are_disjoint_and_in_order(tags: list[str]) -> None:
    found = list(tagged(tags))
    assert all(start < end for start, end, _ in found)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))
    assert {i for start, end, _ in found for i in range(start, end)} == {
        i for i, tag in enumerate(tags) if tag != "O"
    }


def decider(bias: int = 0, least: float = 0.5, **common: int) -> Decider:
    """Return a decider of no lexical weights: `bias` and weights of features of the rules alone."""
    extra = {"bias": bias, "common": {f"*{name}": weight for name, weight in common.items()}}
    plain = [[-SCALE, 0], [0, 50], [SCALE, 100]]
    knots = {"calibration": {FAMILY: plain, RULED: plain}, "least": least}
    return Decider(LinearModel(COLUMNS, {}, np.zeros((1, len(COLUMNS)), np.int32), {**extra, **knots}))


def said(decides: Decider, text: str = TEXT) -> list[tuple[str, float, str]]:
    """Return the claims of a text by a decider, whose names the rules decide."""
    extractor = Extractor(blind().gazetteer, models=Models(lambda doc, _: doc, decides))
    claims = extractor.extract(Document("text", text)).claims
    return [(claim.predicate, claim.confidence, claim.extractor) for claim in claims]


def test_what_the_rules_find_is_confirmed_with_the_confidence_of_the_decider() -> None:
    assert said(decider(bias=-SCALE, match=1500)) == [("subsidiaryOf", 0.75, "subsidiary")]


def test_what_is_not_confirmed_is_left_out_and_told() -> None:
    extractor = Extractor(blind().gazetteer, models=Models(lambda doc, _: doc, decider(bias=-SCALE)))
    extraction = extractor.extract(Document("text", TEXT))
    assert not extraction.claims
    assert ["not confirmed" in item.reason for item in extraction.dropped].count(True) >= 1


def test_denials_need_no_confirmation() -> None:
    text = "Ardent Magnetics Ltd is not a subsidiary of Corvus Holdings."
    extractor = Extractor(blind().gazetteer, models=Models(lambda doc, _: doc, decider(bias=-SCALE)))
    assert [claim.stance for claim in extractor.extract(Document("text", text)).claims] == [Stance.DENIED]


def test_what_wordings_of_the_user_find_needs_no_confirmation() -> None:
    text = "Ardent Magnetics Ltd answers to Corvus Holdings."
    family = {
        "name": "answers",
        "relation": "subsidiaryOf",
        "confidence": 0.7,
        "patterns": ["{s} answers to {o}"],
    }
    families = read_families({"family": [family]}, "mine", bundled_sets())
    no = Models(lambda doc, _: doc, decider(bias=-SCALE))
    extractor = Extractor(blind().gazetteer, [*bundled_families(), *families], no)
    claims = extractor.extract(Document("text", text)).claims
    assert [(claim.predicate, claim.confidence) for claim in claims] == [("subsidiaryOf", 0.7)]


def test_of_two_ways_the_surer_stays() -> None:
    found = said(decider(bias=100, least=0.5, match=500))
    assert [claim for claim in found if claim[0] == "subsidiaryOf"] == [("subsidiaryOf", 0.8, "subsidiary")]


def cut(text: str, tags: Sequence[str]) -> list[str]:
    doc = Extractor(blind().gazetteer).annotated(normalise(text))
    assert len(doc) == len(tags), [token.text for token in doc]
    return [span.text for span in decided(doc, tags).spans[MENTIONS]]


@pytest.mark.parametrize(
    ("text", "count", "names"),
    [
        ("Foo Metals GmbH. Bar Alloys GmbH rose", 6, ["Foo Metals GmbH.", "Bar Alloys GmbH"]),
        ("Foo Metals Ltd. Bar Alloys Inc. rose", 6, ["Foo Metals Ltd.", "Bar Alloys Inc."]),
        ("Foo Corp. Malaysia Sdn Bhd rose", 5, ["Foo Corp. Malaysia Sdn Bhd"]),
        ("Foo Metals Ltd. Beijing Branch rose", 5, ["Foo Metals Ltd. Beijing Branch"]),
        ("Foo Rare Earth Tech. Co., Ltd. rose", 8, ["Foo Rare Earth Tech. Co., Ltd."]),
    ],
)
def test_a_name_is_cut_between_two_firms_only(text: str, count: int, names: list[str]) -> None:
    tags = ["B-Company", *["I-Company"] * (count - 1), "O"]
    assert cut(text, tags) == names


def test_of_two_rivals_for_one_end_the_far_surer_stays() -> None:
    doc = Extractor(blind().gazetteer).annotated(normalise("Foo " * 40))
    decisions = [_decision(doc, left, score) for left, score in ((0, 2000), (20, 900), (30, 1500), (4, 900))]
    assert [each.pair.left.start for each in without_rivals(decisions)] == [0, 30, 4]
    ruled = _decision(doc, 20, 900, ruled={"produces>": 0.8})
    assert ruled in without_rivals([decisions[0], ruled])


def _decision(doc: Doc, left: int, score: int, ruled: Mapping[str, float] | None = None) -> Decision:
    """Return that what stands at a token produces what stands at the last."""
    span = SimpleNamespace(start=left)
    pair = SimpleNamespace(
        left=span, right=SimpleNamespace(start=len(doc) - 1), start=0, is_over=False, ruled=ruled or {}
    )
    return Decision(cast(Pair, pair), "produces", True, score, 0.5)


def always(stance: Stance) -> StanceDecider:
    """Return a decider of stances that says the same of all."""
    return StanceDecider(read_model({"columns": STANCES, "features": {"bias": [STANCES.index(stance), 1]}}))


@pytest.mark.parametrize(
    ("text", "relation", "stance", "told"),
    [
        ("Ardent Metals Ltd sold its 40% stake in Foo Alloys Inc to Corvus Holdings.", "shareholderOf",
         Stance.ENDED, {("Ardent Metals Ltd", Stance.ENDED), ("Corvus Holdings", Stance.ASSERTED)}),
        ("Corvus Holdings reportedly supplies oxide to Foo Alloys Inc.", "suppliesTo",
         Stance.ASSERTED, {("Corvus Holdings", Stance.HEDGED)}),
        ("Corvus Holdings may supply oxide to Foo Alloys Inc.", "suppliesTo",
         Stance.ASSERTED, {("Corvus Holdings", Stance.ASSERTED)}),
    ],
)  # fmt: skip
def test_of_who_takes_over_and_of_hearsay_the_rules_know_better(
    text: str, relation: str, stance: Stance, told: set[tuple[str, Stance]]
) -> None:
    models = Models(lambda doc, _: doc, decider(bias=-SCALE, match=3000), always(stance))
    extraction = Extractor(blind().gazetteer, models=models).extract(Document("text", text))
    names = {mention: name.canonical for name in extraction.names for mention in name.mentions}
    claims = [claim for claim in extraction.claims if claim.predicate == relation]
    assert {(names[claim.subject], claim.stance) for claim in claims} == told


@given(st.integers(-3 * SCALE, 3 * SCALE), st.integers(-3 * SCALE, 3 * SCALE))
def test_confidence_rises_with_the_score(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert 0 <= decider().confidence(low, RULED) <= decider().confidence(high, RULED) <= 1


@pytest.mark.parametrize("name", ["names", "relations"])
def test_the_bundled_weights_are_integers(name: str) -> None:
    model = load_model(name)
    assert model.weights.dtype == np.int32
    assert len(model.rows) > 1000


def test_the_bundled_models_read_a_plain_sentence() -> None:
    extraction = Extractor(models=bundled_models()).extract(Document("text", TEXT))
    names = {name.canonical for name in extraction.names}
    assert {"Ardent Magnetics Ltd", "Corvus Holdings"} <= names
    assert "subsidiaryOf" in {claim.predicate for claim in extraction.claims}


def test_with_models_spans_are_quotes_and_any_order_gives_the_same() -> None:
    documents = [Document(path.name, path.read_text(encoding="utf-8")) for path in DOCUMENTS[:8]]
    extractor = Extractor(models=bundled_models())
    found = {document.key: extractor.extract(document) for document in documents}
    again = Extractor(models=bundled_models())
    assert all(again.extract(document) == found[document.key] for document in reversed(documents))
    for document in documents:
        extraction = found[document.key]
        assert extraction.claims
        for mention in (mention for name in extraction.names for mention in name.mentions):
            assert document.text[mention.start : mention.end] == mention.text
        for claim in extraction.claims:
            quote = claim.evidence
            assert document.text[quote.start : quote.end] == quote.quote
            assert 0 <= claim.confidence <= 1

"""The corpus is what it says: gold that its texts bear out, by many writers, and models that belong to it."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain

import pytest
from corpus.drafts import RELATIONS, STANCES, TYPES
from corpus.fingerprints import of_documents, of_extractions, of_features
from corpus.tables import README, with_tables
from corpus.texts import FOLDER, SET_ASIDE, WRITERS, Facts, Text, corpus, places, writer_folds

from reechain.extractors.models.linear import load_model
from reechain.extractors.normalise import normalise
from reechain.extractors.pipeline import bundled_models
from reechain.ontology.gazetteer import load_gazetteer
from reechain.ontology.records import EntityType

LEARNED = corpus(WRITERS)
ASIDE = corpus(SET_ASIDE)
RESULTS = json.loads((FOLDER / "results" / "writers-left-out.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", [*LEARNED, *ASIDE], ids=lambda text: f"{text.writer}-{text.name}")
def test_gold_is_borne_out_by_its_text(text: Text) -> None:
    assert list(faults(text)) == []


def faults(text: Text) -> Iterator[str]:
    """Yield what is wrong with the gold of a document."""
    flat = " ".join(text.text.split())
    types = {item["id"]: {item["type"], *item.get("alt_types", ())} for item in text.gold["entities"]}
    for item in text.gold["entities"]:
        yield from (f"no type {kind}" for kind in types[item["id"]] - set(TYPES))
        for form in (item["name"], *item["aliases"]):
            if " ".join(form.split()) not in flat:
                yield f"{form!r} is not in the text"
    for relation in chain(text.gold["relations"], text.gold["denied"]):
        subjects, objects = RELATIONS[relation["p"]]
        if not types[relation["s"]] & subjects or not types[relation["o"]] & objects:
            yield f"{relation['p']} between these types"
        if " ".join(relation["evidence"].split()) not in flat:
            yield f"{relation['evidence']!r} is not in the text"
        if relation.get("status", "planned") not in STANCES:
            yield f"no status {relation['status']}"


def test_many_writers_wrote_it() -> None:
    writers = Counter(text.writer for text in LEARNED)
    assert len(LEARNED) >= 400
    assert len(writers) >= 10
    assert max(writers.values()) <= 0.15 * len(LEARNED)


def test_what_is_set_aside_is_by_others() -> None:
    assert len(ASIDE) == 60
    assert len({text.writer for text in ASIDE}) == 3
    assert not {text.writer for text in ASIDE} & {text.writer for text in LEARNED}
    assert not {text.text for text in ASIDE} & {text.text for text in LEARNED}


def test_most_companies_are_unknown_to_the_gazetteer() -> None:
    known = load_gazetteer()
    firms = [item for text in LEARNED for item in text.gold["entities"] if item["type"] == "Company"]
    strange = [
        item
        for item in firms
        if not any(known.candidates(form, EntityType.COMPANY) for form in (item["name"], *item["aliases"]))
    ]
    assert len(strange) >= len(firms) / 2


def test_documents_differ_in_style_and_length() -> None:
    styles = Counter(text.gold["style"] for text in LEARNED)
    assert len(styles) >= 10
    assert styles["off topic"] >= 10
    lengths = sorted(len(text.text.split()) for text in LEARNED)
    assert 60 <= lengths[0] < 150 < 300 < lengths[-1]


REMEDY = "train anew: python -m corpus.train"


def test_models_belong_to_the_corpus_and_to_the_features_made_of_it() -> None:
    belongs = of_documents(), of_features()
    for model in ("names", "relations", "stances"):
        extra = load_model(model).extra
        assert (extra["documents_hash"], extra["features_hash"]) == belongs, REMEDY


def test_results_belong_to_the_corpus_and_to_what_is_extracted() -> None:
    assert RESULTS["documents_hash"] == of_documents(), REMEDY
    assert RESULTS["extractions_hash"] == of_extractions(bundled_models()), REMEDY
    assert RESULTS["documents"] == len(LEARNED)
    assert RESULTS["writers"].keys() == {text.writer for text in LEARNED}


def test_folds_leave_whole_writers_out() -> None:
    folds = writer_folds(LEARNED, 4)
    assert sorted(chain(*folds)) == sorted({text.writer for text in LEARNED})


def test_facts_are_placed_whatever_the_space() -> None:
    text = normalise("Foo makes\n  bar oxide. Foo makes bar oxide.").text
    assert len(list(places(text, "makes bar oxide"))) == 2
    gold = {
        "relations": [{"s": "a", "p": "produces", "o": "b", "evidence": "makes bar oxide", "optional": True}]
    }
    facts = Facts.of(gold, text)
    assert len(facts.said["a", "produces", "b"]) == 2
    assert facts.optional == {("a", "produces", "b")}


def test_the_readme_has_the_measures_of_today() -> None:
    text = README.read_text(encoding="utf-8")
    assert "| things | gold |" in text
    assert with_tables(text) == text, "python -m corpus.tables"

"""Trains what is learned and measures it with writers left out: `python -m corpus.train [--jobs N]`.

Writes the models into `extractors/models`, and into `corpus/results` the measures on documents whose writer the models
had not seen. The documents that are set aside take no part. Needs the extra `train`.
"""

import argparse
import json
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.isotonic import IsotonicRegression
from spacy.tokens import Doc

from corpus import names, relations, stances
from corpus.fingerprints import of_documents, of_extractions, of_features
from corpus.texts import Text, gold_tags, learned, writer_folds
from reechain.evaluation import Report, figures, scored
from reechain.extractors.interchange import as_json
from reechain.extractors.models.linear import SCALE, read_model
from reechain.extractors.names.features import token_features
from reechain.extractors.names.tagger import NameTagger, decided
from reechain.extractors.normalise import normalise
from reechain.extractors.pipeline import Extractor, Models, bundled_models
from reechain.extractors.reading import linked, read
from reechain.extractors.relations.decider import FAMILY, RULED, Decider
from reechain.extractors.relations.families import Family
from reechain.extractors.relations.stances import StanceDecider
from reechain.extractors.scoring import MISSED, RIGHT, WRONG, judge, total
from reechain.ontology.gazetteer import load_gazetteer
from reechain.ontology.records import Document, Stance

MODELS: Final = Path(__file__).parent.parent / "extractors" / "models"
RESULTS: Final = Path(__file__).parent / "results"
_LOWEST: Final = -4 * SCALE
_ALL: Final = [[_LOWEST, 0], [12 * SCALE, 12 * SCALE - _LOWEST]]
RAW: Final = {"calibration": {FAMILY: _ALL, RULED: _ALL}, "least": 0.01}
"""A calibration that gives the score itself, in hundredths from the lowest one that is looked at."""
_KNOTS: Final = 20
_NO_WORSE: Final = 0.005
Tags = Mapping[str, Sequence[str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure and write."""
    parser = argparse.ArgumentParser(
        prog="python -m corpus.train", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--folds", type=int, default=8, help="groups of writers that are left out in turn")
    parser.add_argument(
        "--extractions", type=Path, help="where to write those of writers left out, for a look at errors"
    )
    options = parser.parse_args(arguments)
    belongs = {"documents_hash": of_documents(), "features_hash": of_features()}
    groups = writer_folds(texts(), options.folds)
    with ProcessPoolExecutor(options.jobs) as pool:
        tags = merged(pool.map(tags_without, groups))
    with ProcessPoolExecutor(options.jobs) as pool:
        raw = merged(pool.map(partial(extractions_without, tags=tags), groups))
    if options.extractions:
        write(options.extractions, raw)
    knots, least = calibration(raw)
    RESULTS.mkdir(exist_ok=True)
    report = measured(raw, knots, least)
    (MODELS / "names.json").write_text(names.train(samples(), **belongs), encoding="utf-8")
    rows = [found for _, found in labelled(tags)]
    extra = {"calibration": knots, "least": least}
    (MODELS / "relations.json").write_text(relations.train(rows, **belongs, **extra), encoding="utf-8")
    (MODELS / "stances.json").write_text(stances.train(rows, **belongs), encoding="utf-8")
    belongs["extractions_hash"] = of_extractions(bundled_models())
    write(RESULTS / "writers-left-out.json", {**belongs, **report.to_json(), "writers": by_writer(report)})
    print(report.render())
    return 0


@cache
def texts() -> list[Text]:
    """Return the documents to learn from."""
    return learned()


def measured_texts() -> list[Text]:
    """Return the documents to measure on."""
    return [text for text in texts() if text.is_measured]


@cache
def reader() -> Extractor:
    """Return the extractor whose rules give features."""
    return Extractor()


@cache
def samples() -> list[names.Sample]:
    """Return features and gold tags of the tokens of each document."""
    found = []
    for text in texts():
        doc = reader().annotated(normalise(text.text))
        found.append((token_features(doc), gold_tags(doc, text.gold)))
    return found


def tags_of_gold(among: Iterable[Text]) -> dict[str, list[str]]:
    """Return the tags of documents by their gold."""
    return {key_of(text): gold_tags(reader().annotated(normalise(text.text)), text.gold) for text in among}


def key_of(text: Text) -> str:
    """Return what a document goes by in the results."""
    return f"{text.writer}/{text.name}"


def merged(parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what several folds found as one."""
    return {key: found for part in parts for key, found in part.items()}


def tags_without(writers: frozenset[str], seen: frozenset[str] | None = None) -> dict[str, list[str]]:
    """Return the tags of some writers' documents by a tagger that saw only those of others, or only of `seen`."""
    both = list(zip(texts(), samples(), strict=True))
    model = names.train([sample for text, sample in both if is_seen(text, writers, seen)])
    tagger = NameTagger(read_model(json.loads(model)))
    return {key_of(text): tagger.tags_of(sample[0]) for text, sample in both if text.writer in writers}


def is_seen(text: Text, left_out: frozenset[str], seen: frozenset[str] | None) -> bool:
    """Whether a document is one to learn from where some writers are left out."""
    return text.writer not in left_out and (seen is None or text.writer in seen)


def labelled(
    tags: Tags, families: Sequence[Family] | None = None, among: Sequence[Text] | None = None
) -> Iterator[tuple[Text, list[relations.Labelled]]]:
    """Yield each document, or each `among` some, with the pairs of its names as tagged, and what gold says of them."""
    extractor = Extractor(families=families)
    for text in texts() if among is None else among:
        normal = normalise(text.text)
        doc = decided(extractor.annotated(normal), tags[key_of(text)])
        reading = read(doc, normal, text.text, None, extractor.find_relations)
        _, of_span = linked(reading, reading.ruled, extractor.linker)
        yield text, relations.labelled(reading, of_span, text.gold)


_labelled: dict[str, list[tuple[Text, list[relations.Labelled]]]] = {}


def extractions_without(
    writers: frozenset[str],
    tags: Tags,
    seen: frozenset[str] | None = None,
    families: Sequence[Family] | None = None,
) -> dict[str, dict[str, Any]]:
    """Return the extractions of some writers' documents by models that saw only those of others; confidences are scores."""
    kind = "bundled" if families is None else "given"
    if kind not in _labelled:
        _labelled[kind] = list(labelled(tags, families))
    rows = [found for text, found in _labelled[kind] if is_seen(text, writers, seen)]
    decider = Decider(read_model({**json.loads(relations.train(rows)), **RAW}))
    decides = StanceDecider(read_model(json.loads(stances.train(rows))))
    found = {}
    for text in texts():
        if text.writer in writers:
            models = Models(_Retold(tags[key_of(text)]), decider, decides)
            extractor = Extractor(families=families, models=models)
            document = Document(key=text.name, text=text.text)
            extraction = extractor.extract(document)
            # Not by way of the graph: confidences that are scores would not be let in.
            found[key_of(text)] = as_json(extraction, dict.fromkeys(extraction.names, ""))
    return found


class _Retold:
    """Decides the names of one doc by tags made before."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tags

    def __call__(self, doc: Doc, sure: Collection[str]) -> Doc:
        return decided(doc, self.tags, sure)


Knots = dict[str, list[list[int]]]


def calibration(raw: Mapping[str, Mapping[str, Any]]) -> tuple[Knots, float]:
    """Return the knots (score, percent) at which relations are right that often, and the least confidence to be told.

    That is the highest whose F1 is the best or hardly worse: of two that come to the same, what is told should be right.
    What a rule found as well and what it did not are calibrated apart.
    """
    found: dict[str, list[tuple[float, bool]]] = {FAMILY: [], RULED: []}
    gold = 0
    for text in measured_texts():
        for verdict in judge(raw[key_of(text)], text.gold).relations:
            kind = FAMILY if verdict.extractor == FAMILY else RULED
            if verdict.outcome != MISSED and not _is_end_of_rules(kind, verdict.stance, verdict.confidence):
                found[kind].append((verdict.confidence * 100 + _LOWEST, verdict.outcome == RIGHT))
            gold += verdict.outcome != WRONG
    knots = {kind: _knots(scored) for kind, scored in found.items()}
    levels = np.concatenate(
        [
            np.interp(
                [score for score, _ in found[kind]],
                *zip(*[(k, v / 100) for k, v in knots[kind]], strict=True),
            )
            for kind in found
        ]
    )
    right = np.array([outcome for scored in found.values() for _, outcome in scored], float)
    cuts = [round(float(cut), 2) for cut in np.arange(0.15, 0.7, 0.01)]
    f1 = [2 * right[levels >= cut].sum() / max(1, (levels >= cut).sum() + gold) for cut in cuts]
    return knots, max(cut for cut, each in zip(cuts, f1, strict=True) if each >= max(f1) - _NO_WORSE)


def _knots(found: Sequence[tuple[float, bool]]) -> list[list[int]]:
    scores = np.array([score for score, _ in found])
    right = np.array([outcome for _, outcome in found], float)
    fitted = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip").fit(scores, right)
    places = np.unique(np.quantile(scores, np.linspace(0, 1, _KNOTS)).round().astype(int))
    smooth = [float(fitted.predict(np.linspace(place - 150, place + 150, 13)).mean()) for place in places]
    rising = np.maximum.accumulate(smooth)
    return [[int(place), round(100 * level)] for place, level in zip(places, rising, strict=True)]


def measured(raw: Mapping[str, Mapping[str, Any]], knots: Knots, least: float) -> Report:
    """Return the measures of extractions whose confidences are scores, once these are calibrated and the least left out."""
    decider = Decider(
        read_model(
            {"columns": [], "features": {}, "bias": 0, "common": {}, "calibration": knots, "least": least}
        )
    )
    report = Report()
    for text in measured_texts():
        found = dict(raw[key_of(text)])
        for part in ("relations", "denied"):
            found[part] = [
                {**relation, "confidence": confidence}
                for relation in found[part]
                if (confidence := _calibrated(decider, relation)) >= least
            ]
        report.documents.append(scored(key_of(text), found, text.gold, load_gazetteer()))
    return report


def _calibrated(decider: Decider, relation: Mapping[str, Any]) -> float:
    """Return the confidence of a relation whose own is a raw score."""
    kind = FAMILY if relation["extractor"] == FAMILY else RULED
    if _is_end_of_rules(kind, relation["status"], relation["confidence"]):
        return float(relation["confidence"])
    return decider.confidence(round(relation["confidence"] * 100) + _LOWEST, kind)


def _is_end_of_rules(kind: str, stance: str, confidence: float) -> bool:
    """Whether rules told a relation to be over, which no decider scored: its confidence is one, and no score."""
    return (kind, stance) == (RULED, Stance.ENDED) and confidence <= 1


def by_writer(report: Report) -> dict[str, dict[str, float]]:
    """Return the F1 of things and relations, and the precision of relations, for each writer."""
    grouped: dict[str, Report] = {}
    for document in report.documents:
        grouped.setdefault(document.name.split("/")[0], Report()).documents.append(document)
    found = {}
    for writer, part in sorted(grouped.items()):
        things, facts = figures(total(part.entities)), figures(total(part.relations))
        found[writer] = {
            "entities": things["f1"],
            "relations": facts["f1"],
            "precision": facts["precision"],
        }
    return found


def write(path: Path, found: Mapping[str, Any]) -> None:
    """Write results as JSON."""
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

"""Learns what numbers are about from the annotated quantities: `python -m corpus.quantities.train [--half dev|all] [--output FOLDER]`.

Writes metric.json, kind.json and parties.json beside the code that reads them. Needs the extra `train`.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from corpus.quantities.cases import Annotated, Gold, annotated
from scipy import sparse
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from reechain.extractors.models.linear import SCALE, read_model, stored_model
from reechain.extractors.quantities import about
from reechain.extractors.quantities.about.around import Around
from reechain.extractors.quantities.about.candidates import Candidate, candidates_of
from reechain.extractors.quantities.about.choices import ALWAYS, KINDS, METRICS, PARTIES, ROLES
from reechain.extractors.quantities.about.features import features_of
from reechain.extractors.quantities.about.kind import features_of_kind
from reechain.extractors.quantities.about.metric import CUES, NO_METRIC
from reechain.extractors.quantities.about.parties import Memory
from reechain.extractors.quantities.about.period import periods_of

_STRENGTH: Final = {METRICS: 0.5, KINDS: 0.2, PARTIES: 0.3}
"""How far weights may go from zero: the variance of each, in logits squared."""
_LEAST_DOCUMENTS: Final = {METRICS: 2, KINDS: 2, PARTIES: 3}
"""In how many documents a feature must stand to be learned."""
_LEAST_WEIGHT: Final = 0.02
_FOLDS: Final = 3
Weights = Mapping[str, Mapping[str, float]]
"""The weight of each feature for each column."""


@dataclass(frozen=True, slots=True)
class Example:
    """Lists of features to choose among, and which are right. `document` says which examples belong together."""

    document: str
    rows: Sequence[Sequence[str]]
    right: Sequence[bool]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train the three models and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("dev", "other", "all"), default="all")
    parser.add_argument("--output", type=Path, default=Path(about.__path__[0]))
    options = parser.parse_args(arguments)
    documents = [
        *annotated(options.half, "gold", is_sound=False),
        *annotated(options.half, "found", is_sound=True),
    ]
    for name, text in trained(documents).items():
        (options.output / f"{name}.json").write_text(text, encoding="utf-8")
    return 0


def trained(documents: Sequence[Annotated]) -> dict[str, str]:
    """Return the models as they are stored, by name."""
    parties: dict[str, dict[str, float]] = {}
    for role in ROLES:
        for feature, weight in _learned_role(documents, role).items():
            parties.setdefault(feature, {})[role] = weight
    return {
        METRICS: _stored(_labels(metric_examples(documents, told_metrics(documents)), METRICS)),
        KINDS: _stored(_labels(kind_examples(documents), KINDS)),
        PARTIES: _stored(parties, ROLES),
    }


def _stored(weights: Weights, columns: Sequence[str] = ()) -> str:
    columns = columns or sorted({column for row in weights.values() for column in row})
    kept = {
        feature: {
            column: round(SCALE * weight) for column, weight in row.items() if abs(weight) >= _LEAST_WEIGHT
        }
        for feature, row in weights.items()
    }
    return stored_model(columns, kept)


def arounds_of(document: Annotated) -> list[Around]:
    """Return the amounts of a document with what stands around them."""
    return [Around(document.scene, document.amounts, k) for k in range(len(document.amounts))]


def metric_label(gold: Gold | None) -> str:
    """Return the metric that is learned of a number: a quota's rise in percent is a change, as other rises are."""
    if gold is None:
        return NO_METRIC
    if gold["metric"] == "quota increase" and gold["unit"] == "%":
        return "change"
    is_margin = gold["metric"] == "other" and gold["unit"] == "%" and "margin" in gold["note"]
    return "margin" if is_margin else str(gold["metric"])


def metric_examples(
    documents: Sequence[Annotated], told: Mapping[str, Sequence[str]] | None = None
) -> Iterator[tuple[str, list[str], str]]:
    """Yield document, features and metric of each amount; what those before it are is gold, or what is `told`."""
    for document in documents:
        labels = [metric_label(gold) for gold in document.of_amount]
        before = labels if told is None else told[_key_of(document)]
        for around in arounds_of(document):
            yield document.name, features_of(around, CUES, before), labels[around.index]


def _key_of(document: Annotated) -> str:
    return f"{document.name} {'found' if document.is_found else 'gold'}"


def told_metrics(documents: Sequence[Annotated]) -> dict[str, list[str]]:
    """Return the metrics of each document's amounts as models of the other documents tell them.

    A model that learned from gold alone would trust what it said of the amounts before too much.
    """
    names = sorted({document.name for document in documents})
    told: dict[str, list[str]] = {}
    for fold in range(_FOLDS):
        held_out = set(names[fold::_FOLDS])
        rest = [document for document in documents if document.name not in held_out]
        learned = read_model(json.loads(_stored(_labels(metric_examples(rest), METRICS))))
        for document in documents:
            if document.name in held_out:
                labels = told.setdefault(_key_of(document), [])
                for around in arounds_of(document):
                    scores = learned.scores([[*features_of(around, CUES, labels), ALWAYS]])[0]
                    labels.append(learned.columns[int(np.argmax(scores))])
    return told


def kind_examples(documents: Sequence[Annotated]) -> Iterator[tuple[str, list[str], str]]:
    """Yield document, features and kind of each amount that is a quantity."""
    for document in documents:
        golds = document.of_amount
        metrics = [metric_label(gold) for gold in golds]
        kinds = [gold["kind"] if gold else "actual" for gold in golds]
        for around in arounds_of(document):
            k = around.index
            if golds[k] is not None:
                period = periods_of(around, 1, metrics[k])[0]
                yield (
                    document.name,
                    features_of_kind(around, metrics[k], period, kinds[:k], metrics[:k]),
                    kinds[k],
                )


def _labels(examples: Iterator[tuple[str, list[str], str]], name: str) -> dict[str, dict[str, float]]:
    """Return the weights of each feature for each label, by multinomial logistic regression."""
    told = list(examples)
    rows = [[*features, ALWAYS] for _, features, _ in told]
    numbers = _numbered(((document, row) for (document, _, _), row in zip(told, rows, strict=True)), name)
    matrix = _matrix(rows, numbers)
    fitted = LogisticRegression(C=_STRENGTH[name], max_iter=2000, fit_intercept=False).fit(
        matrix, [label for _, _, label in told]
    )
    columns = [str(label) for label in fitted.classes_]
    return {
        feature: {column: float(fitted.coef_[c, k]) for c, column in enumerate(columns)}
        for feature, k in numbers.items()
    }


def _numbered(rows: Iterator[tuple[str, Sequence[str]]], name: str) -> dict[str, int]:
    """Return the features that stand in enough documents, numbered."""
    seen: dict[str, set[str]] = {}
    for document, row in rows:
        for feature in row:
            seen.setdefault(feature, set()).add(document)
    kept = sorted(feature for feature, documents in seen.items() if len(documents) >= _LEAST_DOCUMENTS[name])
    return {feature: k for k, feature in enumerate(kept)}


def _matrix(rows: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> Any:
    places = [sorted({numbers[feature] for feature in row if feature in numbers}) for row in rows]
    starts = np.cumsum([0, *(len(place) for place in places)])
    flat = np.array([k for place in places for k in place], dtype=np.int64)
    return sparse.csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(numbers)))


def _learned_role(documents: Sequence[Annotated], role: str) -> dict[str, float]:
    """Return the weights by which a thing has a role.

    What the numbers before were about is a feature; it is learned from what a model of other documents says of them, as
    gold would be trusted too much.
    """
    names = sorted({document.name for document in documents})
    told: dict[tuple[str, int], int] = {}
    for fold in range(_FOLDS):
        held_out = set(names[fold::_FOLDS])
        rest = [document for document in documents if document.name not in held_out]
        weights = _chosen(list(_role_examples(rest, role, None, None)))
        for document in documents:
            if document.name in held_out:
                list(_role_examples([document], role, weights, told))
    return _chosen(list(_role_examples(documents, role, None, told)))


def _role_examples(
    documents: Sequence[Annotated],
    role: str,
    weights: Mapping[str, float] | None,
    told: dict[tuple[str, int], int] | None,
) -> Iterator[Example]:
    """Yield the choices of a role in documents.

    What was chosen before is what `weights` choose, which is put into `told`; without them it is what `told` says, or gold.
    """
    for document in documents:
        memory = Memory(document.scene)
        for around, gold in zip(arounds_of(document), document.of_amount, strict=True):
            if gold is None or (gold["metric"] == "stake") != (role in ("held", "holder")):
                continue
            words = gold["of" if role == "held" else "subject" if role == "holder" else role]
            candidates = candidates_of(around)
            right = [bool(document.is_thing(candidate.thing, words)) for candidate in candidates]
            taken = _taken(document, gold, role, candidates)
            rows = memory.features(around, candidates, role, metric_label(gold), taken)
            place = _key_of(document), around.index
            key = _key(rows, candidates, right, weights, None if told is None else told.get(place))
            if weights is not None and told is not None and key is not None:
                told[place] = key
            if key is not None:
                memory.last[role] = key
            is_none = not any(right) and not any(
                document.is_thing(thing, words) for thing in document.scene.things
            )
            is_none = is_none and (role == "product" or bool(words))
            if any(right) or is_none:
                yield Example(document.name, rows, [*right, is_none])


def _key(
    rows: Sequence[Sequence[str]],
    candidates: Sequence[Candidate],
    right: Sequence[bool],
    weights: Mapping[str, float] | None,
    told: int | None,
) -> int | None:
    """Return the key of what is taken for chosen: by weights, by what was told, or else by gold."""
    if weights is None:
        return told if told is not None else candidates[right.index(True)].thing.key if any(right) else None
    scores = [sum(weights.get(feature, 0.0) for feature in set(row)) for row in rows]
    k = max(range(len(rows)), key=lambda k: (scores[k], -k))
    return candidates[k].thing.key if k < len(candidates) else None


def _taken(document: Annotated, gold: Gold, role: str, candidates: Sequence[Candidate]) -> Any:
    """Return the thing of gold that is chosen before this role is."""
    words = {"product": gold["subject"], "holder": gold["of"]}.get(role, "")
    return next((each.thing for each in candidates if words and document.is_thing(each.thing, words)), None)


def _chosen(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights by which the right row of each example scores best (conditional logistic regression)."""
    numbers = _numbered(((example.document, row) for example in examples for row in example.rows), PARTIES)
    rows = [row for example in examples for row in example.rows]
    matrix = _matrix(rows, numbers)
    right = np.array([is_right for example in examples for is_right in example.right])
    sizes = [len(example.rows) for example in examples]
    owner = np.repeat(np.arange(len(examples)), sizes)
    starts = np.cumsum([0, *sizes[:-1]])
    spread = _STRENGTH[PARTIES]

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        parts = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        whole, good = np.add.reduceat(parts, starts), np.add.reduceat(parts * right, starts)
        slope = matrix.T @ (parts / whole[owner] - parts * right / good[owner])
        return float(
            np.sum(np.log(whole / good)) + weights @ weights / (2 * spread)
        ), slope + weights / spread

    found = minimize(loss, np.zeros(len(numbers)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {feature: float(found.x[k]) for feature, k in numbers.items()}


if __name__ == "__main__":
    raise SystemExit(main())

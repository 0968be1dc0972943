"""Trains the decider of relations from readings of the corpus, whole or with writers left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Span

from corpus.fitting import LEAST, STRENGTH, of_numbers
from corpus.texts import Facts
from reechain.extractors.candidates import type_of
from reechain.extractors.models.linear import SCALE, stored_model
from reechain.extractors.reading import Reading, pairs_of
from reechain.extractors.relations.deciding import Ruled, voted
from reechain.extractors.relations.pairs import COLUMNS, SYMMETRIC, Pair, possible
from reechain.extractors.scoring import agree
from reechain.ontology.records import Name, Stance

YES, NO, MAYBE, ELSEWHERE = 1, 0, 2, -1
"""What a pair is for a column: said here, not so, optional, said in another place of the document."""
_RANKS: Final = (NO, ELSEWHERE, MAYBE, YES)
"""What a pair is, from the least to the most."""
_MAYBE_WEIGHT: Final = 0.3
_LEAST_SEEN: Final = 2
_ROUNDS: Final = 80


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair with what it is for each of the columns that its types admit.

    `stances` has, for the columns that it is said or denied for, the stance that the rules vote for and the one of the gold.
    """

    pair: Pair
    columns: Mapping[str, int]
    stances: Mapping[str, tuple[Stance, str]]


def labelled(reading: Reading, names: Mapping[Span, Name], gold: Mapping[str, Any]) -> list[Labelled]:
    """Return the pairs of a reading with what gold says of them."""
    facts = Facts.of(gold, reading.doc.text)
    meant = {
        id(name): [
            item["id"]
            for item in gold["entities"]
            if agree({"type": name.type.value, "name": name.canonical, "aliases": name.aliases}, item)
        ]
        for name in names.values()
    }
    types = {item["id"]: item["type"] for item in gold["entities"]}
    ruled = Ruled(reading.ruled)
    found = []
    for pair in pairs_of(reading, names):
        left, right = (meant[id(names[span])] for span in (pair.left_means, pair.right_means))
        start = pair.right.sent.start_char if pair.is_over else reading.doc[pair.start].idx
        end = reading.doc[pair.end - 1].idx + len(reading.doc[pair.end - 1])
        columns, stances = {}, {}
        for column in possible(type_of(pair.left_means), type_of(pair.right_means)):
            subjects, objects = (left, right) if column[-1] == ">" else (right, left)
            keys = [key for s in subjects for o in objects for key in _same_facts(s, column[:-1], o, types)]
            labels = [(_label(facts, key, start, end), key) for key in keys]
            columns[column], key = max(labels, key=lambda each: _RANKS.index(each[0]), default=(NO, None))
            if key is not None and columns[column] in {YES, MAYBE}:
                stances[column] = _vote(reading, ruled, pair, column), facts.stances[key]
            elif any(_is_here(facts.denied.get(each, ()), start, end) for each in keys):
                stances[column] = _vote(reading, ruled, pair, column), Stance.DENIED.value
        found.append(Labelled(pair, columns, stances))
    return found


def _vote(reading: Reading, ruled: Ruled, pair: Pair, column: str) -> Stance:
    """Return the stance that the rules give a relation of a pair: of what they found here, else by its words."""
    ends = (pair.left_means, pair.right_means) if column[-1] == ">" else (pair.right_means, pair.left_means)
    told = ruled.within(pair, ends[0], column[:-1], ends[1]) if column in pair.ruled else []
    return told[0].stance if told else voted(reading, pair, column[:-1])


def _same_facts(
    subject: str, relation: str, obj: str, types: Mapping[str, str]
) -> Iterable[tuple[str, str, str]]:
    yield subject, relation, obj
    if relation in SYMMETRIC:
        yield obj, relation, subject
    if relation == "madeFrom" and types[subject] == "Product":
        yield obj, "usedIn", subject


def _label(facts: Facts, key: tuple[str, str, str], start: int, end: int) -> int:
    if key not in facts.said:
        return NO
    said = facts.said[key]
    if said and not _is_here(said, start, end):
        return ELSEWHERE
    return MAYBE if key in facts.optional else YES


def _is_here(places: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the places in the text, each a first and a last character, meets a stretch of it."""
    return any(first < end and start < last for first, last in places)


def train(documents: Iterable[Sequence[Labelled]], **extra: Any) -> str:
    """Return the stored model of a logistic regression over pairs and columns."""
    pairs = [item for document in documents for item in document]
    counts = Counter(name for item in pairs for part in item.pair.parts for name in part)
    base = {
        name: number for number, name in enumerate(sorted(n for n, c in counts.items() if c >= _LEAST_SEEN))
    }
    common: dict[str, int] = {}
    column_of = {name: number for number, name in enumerate(COLUMNS)}
    shared: dict[int, np.ndarray] = {}
    first_common = len(base) * len(COLUMNS)
    rows: list[np.ndarray] = []
    wanted: list[int] = []
    weights: list[float] = []
    for item in pairs:
        for part in item.pair.parts:
            if id(part) not in shared:
                shared[id(part)] = _numbers(base, part)
        here = np.concatenate([shared[id(part)] for part in item.pair.parts]) * len(COLUMNS)
        for column, label in item.columns.items():
            if label != ELSEWHERE:
                names = [common.setdefault(name, len(common)) for name in item.pair.of_column(column)]
                rows.append(np.concatenate([here + column_of[column], np.array(names) + first_common]))
                wanted.append(int(label != NO))
                weights.append(_MAYBE_WEIGHT if label == MAYBE else 1.0)
    flat = np.concatenate(rows)
    kept, places, seen = np.unique(flat, return_inverse=True, return_counts=True)
    is_kept = seen >= _LEAST_SEEN
    new = np.where(is_kept, np.cumsum(is_kept) - 1, -1)[places]
    starts = np.cumsum([0, *map(len, rows)])
    valid = new >= 0
    pointers = np.concatenate([[0], np.cumsum(valid)])[starts]
    matrix = of_numbers(new[valid].astype(np.int32), pointers, int(is_kept.sum()))
    fitted = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=_ROUNDS)
    fitted.fit(matrix, np.array(wanted), sample_weight=np.array(weights))
    names_of = list(base)
    features: defaultdict[str, dict[str, int]] = defaultdict(dict)
    shares: dict[str, int] = {}
    commons = list(common)
    for number, weight in zip(kept[is_kept].tolist(), fitted.coef_[0].tolist(), strict=True):
        if abs(weight) < LEAST:
            continue
        if number >= first_common:
            shares[commons[number - first_common]] = round(weight * SCALE)
        else:
            features[names_of[number // len(COLUMNS)]][COLUMNS[number % len(COLUMNS)]] = round(weight * SCALE)
    told = {"bias": round(float(fitted.intercept_[0]) * SCALE), "common": dict(sorted(shares.items()))}
    return stored_model(COLUMNS, features, **extra, **told)


def _numbers(base: Mapping[str, int], names: Sequence[str]) -> np.ndarray:
    return np.array(sorted({base[name] for name in names if name in base}), dtype=np.int64)

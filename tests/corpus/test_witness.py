"""What the second witness sees of a dependency tree, and how it measures."""

import numpy as np
import spacy
from corpus.train import labelled, tags_of_gold, texts
from corpus.witness import best, scores_without, tree_features
from spacy.tokens import Doc

from reechain.extractors.normalise import normalise
from reechain.extractors.pipeline import Extractor
from reechain.extractors.reading import linked, pairs_of, read

TEXT = "Ardent Magnetics Ltd was bought by Corvus Holdings Ltd ."


def tree() -> Doc:
    """Return the tree of the text: bought above Ltd (its subject) and by, by above Ltd."""
    words = TEXT.split()
    labels = "compound compound nsubjpass auxpass ROOT agent compound compound pobj punct".split()
    lemmas = "ardent magnetics ltd be buy by corvus holdings ltd .".split()
    return Doc(
        spacy.blank("en").vocab, words=words, heads=[2, 2, 4, 4, 4, 4, 8, 8, 5, 4], deps=labels, lemmas=lemmas
    )


def test_the_path_between_two_ends_is_seen() -> None:
    extractor = Extractor()
    text = normalise(TEXT)
    reading = read(extractor.annotated(text), text, TEXT, None, extractor.find_relations)
    _, names = linked(reading, reading.ruled, extractor.linker)
    pair = next(pair for pair in pairs_of(reading, names) if not pair.is_over)
    found = set(tree_features(tree(), pair))
    assert {"Pn=1|2", "Pc=buy", "Pcd=buy|nsubjpass|agent", "Pd=nsubjpass^agent>pobj", "Pl=buy by"} <= found


def test_every_pair_of_a_writer_left_out_is_scored() -> None:
    by_writer = {text.writer: text for text in sorted(texts(), key=lambda text: -len(text.text))}
    seen, left_out = (by_writer[writer] for writer in ("w01", "w02"))
    rows = list(labelled(tags_of_gold([seen, left_out]), among=[seen, left_out]))
    found = scores_without(frozenset({"w02"}), rows)
    (pairs,) = (labels for text, labels in rows if text.writer == "w02")
    assert found.keys() == {(id(row.pair), column) for row in pairs for column in row.columns}
    assert len(set(found.values())) > 10


def test_the_best_cut_is_measured() -> None:
    assert best(np.array([5, 4, 3, 2]), np.array([True, False, True, False])) == {
        "precision": 0.6667, "recall": 1.0, "f1": 0.8,
    }  # fmt: skip

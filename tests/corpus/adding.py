"""Run in a copy of the project to which the example relation was added: prints what its gold taught, as JSON."""

import json
import sys
from pathlib import Path

from corpus import drafts
from corpus.texts import Text, corpus
from corpus.train import MODELS
from corpus.trial import trained, weights_of

from reechain.config import Config
from reechain.extractors.models.linear import read_model
from reechain.extractors.normalise import normalise
from reechain.extractors.pipeline import Extractor
from reechain.extractors.reading import linked, pairs_of, read
from reechain.extractors.relations.decider import Decider
from reechain.pipeline import build_in_memory

RELATION = "licensesTo"
MATCHED = "Corvus Holdings licensed its technology to Ardent Magnetics Ltd."
FACTS = f"SELECT ?s ?o {{ ?f rec:factRelation rec:{RELATION} ; rec:factSubject ?s ; rec:factObject ?o }}"
NEW = "Ferrow Magnets Ltd pays royalties to Colline Alloys Inc. for its patents."


def main() -> None:
    """Write gold from the drafts, train with it and without, and build a graph with what was learned."""
    folder = Path(sys.argv[1])
    output = Path("corpus/writers/licensing")
    assert drafts.main([str(folder), "--output", str(output)]) == 0
    texts = corpus(output.parent)
    stored = trained(texts)
    before, after = (scores(model) for model in (trained([without(text) for text in texts]), stored))
    (MODELS / "relations.json").write_text(stored, encoding="utf-8")
    note = Path("note.txt")
    note.write_text(f"{MATCHED} {NEW}\n", encoding="utf-8")
    store, *_ = build_in_memory([str(note)], Config())
    rows = [[node.value.rpartition("/")[2] for node in row] for row in store.query(FACTS)]
    claims = store.query(f"SELECT ?by {{ ?c rdf:predicate rec:{RELATION} ; rec:extractor ?by }}")
    model = read_model(json.loads(stored))
    told = {
        "weights": weights_of(model, f"{RELATION}>"),
        "before": before,
        "after": after,
        "rows": rows,
        "extractors": sorted(row[0].value for row in claims),
    }
    print(json.dumps(told))


def without(text: Text) -> Text:
    """Return a document whose gold knows nothing of the relation."""
    relations = [each for each in text.gold["relations"] if each["p"] != RELATION]
    return Text(text.name, text.writer, text.text, {**text.gold, "relations": relations})


def scores(stored: str) -> list[int]:
    """Return the most that a model gives to the relation in each of the two sentences, in the direction it has there."""
    decider = Decider(read_model({**json.loads(stored), "least": 0.0}))
    found = []
    for sentence, is_forward in ((MATCHED, True), (NEW, False)):
        extractor = Extractor()
        text = normalise(sentence)
        reading = read(extractor.annotated(text), text, sentence, None, extractor.find_relations)
        _, of_span = linked(reading, reading.ruled, extractor.linker)
        decisions = decider(pairs_of(reading, of_span))
        found.append(max(d.score for d in decisions if (d.relation, d.is_forward) == (RELATION, is_forward)))
    return found


if __name__ == "__main__":
    main()

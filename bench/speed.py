"""How long extraction takes against a blank pipeline with the gazetteer alone: `python -m bench.speed [FOLDER]`.

Both read the same documents in one run, the best of several rounds each; the ratio is what counts. A part of
extraction is told by itself: what the rules of names, the tagger, the rules of relations and the decider take.
"""

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from spacy.tokens import Doc

from reechain.extractors.gazetteer.factory import GazetteerMatcher
from reechain.extractors.loaders import load
from reechain.extractors.normalise import normalise
from reechain.extractors.pipeline import Extractor, blank_pipeline, bundled_models
from reechain.extractors.reading import Reading, read
from reechain.ontology.gazetteer import load_gazetteer
from reechain.ontology.records import Document
from reechain.pipeline import extract_all

ROUNDS = 5
DOCUMENTS = Path(__file__).parent.parent / "corpus" / "writers"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the times and the ratio."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.speed", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("folder", type=Path, nargs="?", default=DOCUMENTS)
    parser.add_argument("--most", type=int, default=60, help="how many documents, spread over the folder")
    options = parser.parse_args(arguments)
    documents, _ = load([str(options.folder)])
    documents = documents[:: max(1, len(documents) // options.most)]
    words = sum(len(document.text.split()) for document in documents)
    nlp, matcher = blank_pipeline(), GazetteerMatcher(load_gazetteer())
    ruled, whole = Extractor(), Extractor(models=bundled_models())
    base = best(lambda: (matcher(nlp(document.text)) for document in documents))
    names = best(lambda: (ruled.annotated(normalise(document.text)) for document in documents))
    tagged = best(lambda: (_tagged(ruled, document) for document in documents))
    rules = best(lambda: (_ruled(ruled, document) for document in documents))
    full = best(lambda: extract_all(documents, whole))
    print(f"{len(documents)} documents, {words} words, best of {ROUNDS} rounds")
    for title, seconds in (
        ("blank pipeline and gazetteer", base),
        ("names by rules", names),
        ("names by rules and tagger", tagged),
        ("names and relations by rules", rules),
        ("extraction", full),
    ):
        print(f"{title:<32}{1000 * seconds:>9.0f} ms{words / seconds:>10.0f} words/s{seconds / base:>8.1f} x")
    return 0


def _tagged(extractor: Extractor, document: Document) -> Doc:
    return bundled_models().tagger(extractor.annotated(normalise(document.text)), ())


def _ruled(extractor: Extractor, document: Document) -> Reading:
    text = normalise(document.text)
    return read(extractor.annotated(text), text, document.text, document.date, extractor.find_relations)


def best(do: Callable[[], Iterable[object]]) -> float:
    """Return the seconds of the fastest of several rounds, after one that warms up.

    As where the command reads many documents, the garbage collector leaves alone what is loaded: here for all alike.
    """
    found = []
    for _ in range(ROUNDS + 1):
        gc.freeze()
        start = time.perf_counter()
        for _each in do():
            pass
        found.append(time.perf_counter() - start)
        gc.unfreeze()
    return min(found[1:])


if __name__ == "__main__":
    sys.exit(main())

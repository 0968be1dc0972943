"""The documents of the corpus with their gold, and what of the gold each token and each pair of mentions is."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from spacy.tokens import Doc

from reechain.extractors.names.tagger import OUTSIDE
from reechain.extractors.normalise import normalise
from reechain.ontology.records import Stance

FOLDER: Final = Path(__file__).parent
WRITERS: Final = FOLDER / "writers"
SET_ASIDE: Final = FOLDER / "set-aside"
DEVELOPED: Final = FOLDER / "developed"
"""Documents that were looked at while rules were written: learned from, and never measured on."""
REPORT: Final = FOLDER.parent / "src" / "reechain" / "data" / "demo-report.txt"
REPORT_GOLD: Final = FOLDER.parent / "tests" / "data" / "demo-report.json"


@dataclass(frozen=True, slots=True)
class Text:
    """A document of the corpus. `writer` is who wrote it, `gold` what it says in the exchange shape.

    One that `is_measured` was not looked at while rules were written.
    """

    name: str
    writer: str
    text: str
    gold: Mapping[str, Any]
    is_measured: bool = True


def corpus(folder: Path = WRITERS) -> list[Text]:
    """Return the documents under a folder with a folder for each writer, by writer and name."""
    found = []
    for path in sorted(folder.glob("*/*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        found.append(Text(path.stem, path.parent.name, path.read_text(encoding="utf-8"), gold))
    return found


def learned() -> list[Text]:
    """Return all documents to learn from: those of the writers, those that rules were developed on, the bundled report."""
    developed = [replace(text, is_measured=False) for text in corpus(DEVELOPED)]
    gold = json.loads(REPORT_GOLD.read_text(encoding="utf-8"))
    report = Text(REPORT.stem, "report", REPORT.read_text(encoding="utf-8"), gold, is_measured=False)
    return [*corpus(), *developed, report]


def writer_folds(texts: Iterable[Text], count: int) -> list[frozenset[str]]:
    """Return the writers in `count` groups, the same each time."""
    writers = sorted({text.writer for text in texts})
    return [frozenset(writers[k::count]) for k in range(count)]


def gold_tags(doc: Doc, gold: Mapping[str, Any]) -> list[str]:
    """Return the tag of each token by the forms that gold lists, the longest first: O, B-Type or I-Type."""
    tags = [OUTSIDE] * len(doc)
    forms = [
        (form, item["type"])
        for item in gold["entities"]
        for form in (item["name"], *(item.get("aliases") or ()))
    ]
    for form, kind in sorted(forms, key=lambda pair: -len(pair[0])):
        for start, end in places(doc.text, form):
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and all(tags[i] == OUTSIDE for i in range(span.start, span.end)):
                tags[span.start : span.end] = [f"B-{kind}", *[f"I-{kind}"] * (len(span) - 1)]
    return tags


def places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a normalised text, whatever the space between them."""
    pattern = r"\s+".join(re.escape(part) for part in normalise(words).text.split())
    if pattern:
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text):
            yield match.span()


@dataclass(frozen=True, slots=True)
class Facts:
    """The relations of a gold: where in the normalised text each is said, whether it is required, how it is put forward.

    `denied` are those that it says are not so, with where that is said.
    """

    said: Mapping[tuple[str, str, str], Sequence[tuple[int, int]]]
    optional: frozenset[tuple[str, str, str]]
    stances: Mapping[tuple[str, str, str], str]
    denied: Mapping[tuple[str, str, str], Sequence[tuple[int, int]]]

    @classmethod
    def of(cls, gold: Mapping[str, Any], text: str) -> "Facts":
        """Return the facts of a gold on its normalised text."""
        said: defaultdict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
        required = set()
        stances = {}
        for relation in gold["relations"]:
            key = relation["s"], relation["p"], relation["o"]
            said[key].extend(places(text, relation["evidence"]))
            stances[key] = str(relation.get("status") or Stance.ASSERTED)
            if not relation.get("optional"):
                required.add(key)
        denied = {
            (item["s"], item["p"], item["o"]): list(places(text, item["evidence"]))
            for item in gold.get("denied") or ()
        }
        return cls(dict(said), frozenset(said.keys() - required), stances, denied)

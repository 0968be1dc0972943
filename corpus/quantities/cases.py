"""The annotated quantities of the corpus, each with the amount that is read at its characters.

Those of `w*.jsonl` belong to documents with gold names; those of `sound/` to texts without, whose things are the
extractor's and whose gold names subject and product in words.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, cast

from corpus.texts import WRITERS
from spacy.tokens import Span

from reechain.extractors.dates.document import document_date
from reechain.extractors.normalise import normalise
from reechain.extractors.pipeline import Extractor, bundled_models
from reechain.extractors.qualifiers.passage import DATE
from reechain.extractors.quantities.printed.amounts import Amount, amounts_in
from reechain.extractors.quantities.scene import Scene, Thing, scene_of
from reechain.extractors.reading import linked, read
from reechain.ontology.records import EntityType, Name

FOLDER: Final = Path(__file__).parent
SOUND: Final = FOLDER / "sound"
LAST_DEVELOPED: Final = 20
"""The last writer whose documents were looked at; those of the rest are measured on."""
Gold = Mapping[str, Any]
_LEGAL: Final = frozenset(
    "co ltd limited inc incorporated corp corporation company llc plc gmbh kg ag sa spa pty nv bv lp".split()
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its amounts and gold: `of_amount` has for each amount the gold at its characters, if any.

    `places` has for each gold the index of its amount, or None; `names` the forms of each entity by its id.
    """

    name: str
    is_developed: bool
    scene: Scene
    amounts: Sequence[Amount]
    golds: Sequence[Gold]
    places: Sequence[int | None]
    names: Mapping[str, frozenset[str]]
    is_found: bool = False

    @property
    def of_amount(self) -> list[Gold | None]:
        """The gold of each amount, the first where several stand at its characters."""
        found: list[Gold | None] = [None] * len(self.amounts)
        for gold, place in zip(self.golds, self.places, strict=True):
            if place is not None and found[place] is None:
                found[place] = gold
        return found

    def forms(self, told: str) -> frozenset[str]:
        """Return the forms of what gold names by id or by words, empty where it names nothing known."""
        if told in self.names:
            return self.names[told]
        return frozenset({norm(told)}) if told and not self.names else frozenset()

    def is_thing(self, thing: Thing | None, told: str) -> bool | None:
        """Whether a thing is what gold names; None where gold names nothing known."""
        forms = self.forms(told)
        if not forms:
            return None
        if thing is None:
            return False
        own = {norm(form) for form in (thing.name.canonical, *thing.name.aliases)}
        if self.names:
            return bool(own & forms)
        return any(f" {one} " in f" {other} " or f" {other} " in f" {one} " for one in own for other in forms)


def norm(name: str) -> str:
    """Return a name without case, signs, article and legal form."""
    words = re.sub(r"[^\w]+", " ", re.sub(r"[’']s\b", "", name.casefold())).split()
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def annotated(half: str = "all", things: str = "gold", is_sound: bool = True) -> Iterator[Annotated]:
    """Yield the documents of a half ("dev", "other", "all"): with `things` "gold" or "found" by the extractor."""
    extractor = Extractor(models=bundled_models()) if things == "found" or is_sound else None
    for path in sorted(FOLDER.glob("w*.jsonl")):
        writer, _, name = path.stem.partition("-")
        is_developed = int(writer[1:]) <= LAST_DEVELOPED
        if half not in ("all", "dev" if is_developed else "other"):
            continue
        text = (WRITERS / writer / f"{name}.txt").read_text(encoding="utf-8")
        entities = json.loads((WRITERS / writer / f"{name}.json").read_text(encoding="utf-8"))["entities"]
        date = _date(text, name)
        is_found = extractor is not None and things == "found"
        scene = (
            found_scene(text, date, extractor) if is_found and extractor else gold_scene(text, date, entities)
        )
        names = {
            each["id"]: frozenset(norm(form) for form in (each["name"], *each["aliases"]))
            for each in entities
        }
        yield _annotated(path, is_developed, scene, names, things == "found")
    for path in sorted(SOUND.glob("*.jsonl")) if is_sound and extractor else ():
        is_developed = path.stem.startswith("d1")
        if half in ("all", "dev" if is_developed else "other"):
            text = path.with_suffix(".txt").read_text(encoding="utf-8")
            scene = found_scene(text, _date(text, path.stem), extractor) if extractor else None
            assert scene is not None
            yield _annotated(path, is_developed, scene, {}, True)


def _date(text: str, name: str) -> str | None:
    told = document_date(text, name)
    return told[0] if told else None


def _annotated(
    path: Path, is_developed: bool, scene: Scene, names: Mapping[str, frozenset[str]], is_found: bool
) -> Annotated:
    amounts = amounts_in(scene.text)
    lines = path.read_text(encoding="utf-8").splitlines()
    golds = [json.loads(line) for line in lines if line.strip()]
    places = [_index(scene.text, gold, amounts) for gold in golds]
    return Annotated(path.stem, is_developed, scene, amounts, golds, places, names, is_found)


def _index(text: str, gold: Gold, amounts: Sequence[Amount]) -> int | None:
    start, end = place_of(text, gold)
    hits = [k for k, amount in enumerate(amounts) if amount.start < end and start < amount.end]
    return max(hits, key=lambda k: (has_value(amounts[k], gold), -k), default=None)


def place_of(text: str, gold: Gold) -> tuple[int, int]:
    """Return where a literal stands in a text that has other line breaks than its annotation."""
    context, literal = gold["context"].split(), gold["literal"].split()
    around = re.search(r"\s+".join(re.escape(word) for word in context), text)
    begin, stop = around.span() if around else (0, len(text))
    match = re.compile(r"\s+".join(re.escape(word) for word in literal)).search(text, begin, stop)
    return match.span() if match else (0, 0)


def has_value(amount: Amount, gold: Gold) -> bool:
    """Whether one of an amount's values is that of gold, to a hundredth, whatever its sign."""
    wanted = abs(float(gold["value"]))
    return any(abs(float(abs(value)) - wanted) <= 0.01 * max(wanted, 1e-9) for value in amount.values)


_REFERENCE: Final = re.compile(r"\b[Tt]he (?:[Cc]ompany|[Gg]roup)\b(?!['’]?s? (?:of|\())")
_ENDS: Final = re.compile(r"(?<=[.;!?。；])\s+(?=[\"'(A-Z])|\n\s*\n|\n(?=\s*[-•*–]|[^\n]{0,60}\n)")


def gold_scene(text: str, date: str | None, entities: Sequence[Gold]) -> Scene:
    """Return the scene of a text whose things are those of its gold, found by their names."""
    forms = sorted(
        ((form, k) for k, each in enumerate(entities) for form in (each["name"], *each["aliases"])),
        key=lambda pair: (-len(pair[0]), pair),
    )
    names = [Name(EntityType(e["type"]), e["name"], tuple(e["aliases"]), (), ()) for e in entities]
    taken, things = bytearray(len(text)), list[Thing]()
    nothing = cast(Span, None)
    for form, k in forms:
        words = r"\s+".join(re.escape(word) for word in form.split())
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE if len(form) > 4 else 0):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * len(match[0])
                things.append(Thing(*match.span(), names[k].type, k, names[k], nothing, nothing))
    things.sort(key=lambda thing: thing.start)
    topic = _topic(things)
    if topic is not None:
        for match in _REFERENCE.finditer(text):
            things.append(Thing(*match.span(), topic.type, topic.key, topic.name, nothing, nothing))
    things.sort(key=lambda thing: thing.start)
    stops = [0, *(match.end() for match in _ENDS.finditer(text)), len(text)]
    sentences = tuple((a, b) for a, b in pairwise(stops) if b > a)
    return Scene(text, date, sentences, tuple(things), topic)


def _topic(things: Sequence[Thing]) -> Thing | None:
    """Return the first use of the company that is named most often."""
    counts = Counter(thing.key for thing in things if thing.type is EntityType.COMPANY)
    first = {thing.key: thing for thing in reversed(things) if thing.type is EntityType.COMPANY}
    best = max(counts, key=lambda key: (counts[key], -first[key].start), default=None)
    return first[best] if best is not None else None


def found_scene(text: str, date: str | None, extractor: Extractor) -> Scene:
    """Return the scene of a text as the extractor reads it."""
    normal = normalise(text)
    doc = extractor.annotated(normal)
    doc.user_data[DATE] = date
    if extractor.models is not None:
        doc = extractor.models.tagger(doc, extractor.sure)
    reading = read(doc, normal, text, date, extractor.find_relations)
    _, names = linked(reading, reading.ruled, extractor.linker)
    return scene_of(reading, names, date)

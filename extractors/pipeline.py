"""One document in, all that was found in it out. Pure: same text, same result."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from reechain.extractors import sentences
from reechain.extractors.assembly import Assembly
from reechain.extractors.candidates import CANDIDATES, add_spans, candidate
from reechain.extractors.definitions import find_defined_names
from reechain.extractors.gazetteer.factory import GazetteerMatcher
from reechain.extractors.goods.factory import find_goods
from reechain.extractors.linker import Linker
from reechain.extractors.names.tagger import bundled_tagger
from reechain.extractors.normalise import NormalisedText, normalise
from reechain.extractors.qualifiers import qualified
from reechain.extractors.qualifiers.passage import DATE
from reechain.extractors.qualifiers.rules import with_days
from reechain.extractors.quantities.component import read_numbers
from reechain.extractors.quantities.scene import scene_of
from reechain.extractors.reading import linked, pairs_of, read
from reechain.extractors.references.letterhead import find_letterheads
from reechain.extractors.relations.decider import Decider, bundled_decider
from reechain.extractors.relations.deciding import with_decisions
from reechain.extractors.relations.families import Family, bundled_families
from reechain.extractors.relations.matcher import Found, RelationMatcher
from reechain.extractors.relations.stances import StanceDecider, bundled_stances
from reechain.extractors.resolve import keep_longest
from reechain.extractors.shapes.factory import find_unknown_names
from reechain.extractors.stages import stage_names
from reechain.extractors.titles import find_titles
from reechain.extractors.tokens import text_of
from reechain.ontology.gazetteer import Gazetteer, load_gazetteer
from reechain.ontology.records import Document, EntityType, Extraction


@dataclass(frozen=True, slots=True)
class Models:
    """What was learned: what decides the names of a doc, all but those of ids that are sure, its relations, their stances."""

    tagger: Callable[[Doc, Collection[str]], Doc]
    decider: Decider
    stances: StanceDecider | None = None


@cache
def bundled_models() -> Models:
    """Return the models that come with the package."""
    return Models(bundled_tagger(), bundled_decider(), bundled_stances())


class Extractor:
    """Extracts mentions, names and claims. Build once, use for many documents.

    Without `models` the rules alone decide. Names of a gazetteer that is not the bundled one, and what wordings find that
    are not bundled, are always taken.
    """

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        families: Sequence[Family] | None = None,
        models: Models | None = None,
    ) -> None:
        self.gazetteer = gazetteer if gazetteer is not None else load_gazetteer()
        self.nlp = blank_pipeline()
        self.find_known = GazetteerMatcher(self.gazetteer)
        self.linker = Linker(self.gazetteer)
        families = families if families is not None else bundled_families()
        self.find_relations = RelationMatcher(families)
        self.own = frozenset(each.name for each in families) - {each.name for each in bundled_families()}
        self.models = models
        self.sure = frozenset(self.gazetteer.entries.keys() - load_gazetteer().entries.keys())

    def extract(self, document: Document, *, names: Iterable[str] = ()) -> Extraction:
        """Return what a document says. `names` are names that the caller knows to be in it."""
        text = normalise(document.text)
        if not text.text.strip():
            return Extraction(document, (), ())
        doc = self.annotated(text, names)
        doc.user_data[DATE] = document.date
        if self.models is not None:
            doc = self.models.tagger(doc, self.sure)
        reading = read(doc, text, document.text, document.date, self.find_relations)
        left: list[tuple[Found, str]] = []
        stated = reading.ruled
        if self.models is not None:
            _, of_span = linked(reading, reading.ruled, self.linker)
            pairs = pairs_of(reading, of_span)
            decides, stances = self.models.decider, self.models.stances
            stated, left = with_decisions(reading, pairs, of_span, decides, self.own, stances)
        found = with_days(qualified(stated), doc, reading.discourse)
        names_of, of_span = linked(reading, found, self.linker)
        for name, spans in stage_names(found, text, document.text):
            names_of.append(name)
            of_span.update(dict.fromkeys(spans, name))
        numbers = read_numbers(scene_of(reading, of_span, document.date))
        return Assembly(document, text, doc, of_span).extraction(names_of, found, left, numbers)

    def annotated(self, text: NormalisedText, names: Iterable[str] = ()) -> Doc:
        """Return the spaCy doc of a text with the mentions that the rules see in it."""
        doc = self.nlp(text.text)
        _add_given(doc, names)
        components: Sequence[Callable[[Doc], Doc]] = (
            self.find_known, find_unknown_names, find_goods, find_titles, find_letterheads, find_defined_names, keep_longest,
        )  # fmt: skip
        for component in components:
            doc = component(doc)
        return doc


@cache
def blank_pipeline() -> Language:
    """Return a blank English pipeline that marks sentences; texts of any length are taken."""
    nlp = spacy.blank("en")
    nlp.max_length = 2**31
    nlp.add_pipe(sentences.NAME)
    return nlp


def _add_given(doc: Doc, names: Iterable[str]) -> None:
    """Add a candidate for every use of a name that the caller knows, a company unless others see more in it."""
    spans = []
    for name in sorted({normalise(name).text.strip() for name in names} - {""}, key=len, reverse=True):
        text = text_of(doc)
        start = text.find(name)
        while start >= 0:
            span = doc.char_span(start, start + len(name))
            if span is not None:
                spans.append(candidate(doc, span.start, span.end, EntityType.COMPANY, "given"))
            start = text.find(name, start + len(name))
    add_spans(doc, CANDIDATES, spans)

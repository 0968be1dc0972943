"""One document in, all that was found in it out. Pure: same text, same result."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from reechain.extractors import sentences
from reechain.extractors.assembly import Assembly
from reechain.extractors.candidates import CANDIDATES, add_spans, candidate, type_of
from reechain.extractors.definitions import find_defined_names
from reechain.extractors.gazetteer.factory import GazetteerMatcher
from reechain.extractors.goods.factory import find_goods
from reechain.extractors.linker import Linker
from reechain.extractors.normalise import NormalisedText, normalise
from reechain.extractors.qualifiers import qualified
from reechain.extractors.qualifiers.passage import DATE
from reechain.extractors.qualifiers.rules import with_days
from reechain.extractors.references.discourse import resolve
from reechain.extractors.references.factory import find_references
from reechain.extractors.references.letterhead import find_letterheads
from reechain.extractors.relations.families import Family, bundled_families
from reechain.extractors.relations.inference import with_inferences, without_toll_supplies
from reechain.extractors.relations.letterhead import from_form, from_parties
from reechain.extractors.relations.matcher import RelationMatcher
from reechain.extractors.relations.stance import document_year
from reechain.extractors.resolve import keep_longest
from reechain.extractors.shapes.factory import find_unknown_names
from reechain.extractors.stages import stage_names, without_rivals
from reechain.extractors.titles import find_titles
from reechain.ontology.gazetteer import Gazetteer, load_gazetteer
from reechain.ontology.records import Document, EntityType, Extraction


class Extractor:
    """Extracts mentions, names and claims. Build once, use for many documents."""

    def __init__(self, gazetteer: Gazetteer | None = None, families: Sequence[Family] | None = None) -> None:
        self.gazetteer = gazetteer if gazetteer is not None else load_gazetteer()
        self.nlp = blank_pipeline()
        self.find_known = GazetteerMatcher(self.gazetteer)
        self.linker = Linker(self.gazetteer)
        self.find_relations = RelationMatcher(families if families is not None else bundled_families())

    def extract(self, document: Document, *, names: Iterable[str] = ()) -> Extraction:
        """Return what a document says. `names` are names that the caller knows to be in it."""
        text = normalise(document.text)
        if not text.text.strip():
            return Extraction(document, (), ())
        doc = self.annotated(text, names)
        doc.user_data[DATE] = document.date
        discourse = resolve(doc)
        year = document_year(text.text, document.date)
        stated = without_toll_supplies(
            [*self.find_relations(doc, discourse, year), *from_form(doc, discourse), *from_parties(doc)]
        )
        found = with_days(qualified(without_rivals(with_inferences(stated))), doc, discourse)
        between = [item for item in found if type_of(item.object_means) is not EntityType.STAGE]
        related = [(item.subject_means, item.object_means) for item in between]
        renamed = [
            pair for item, pair in zip(between, related, strict=True) if item.relation.name == "renamedTo"
        ]
        linked, of_span = self.linker.link(doc, text, document.text, renamed=renamed, related=related)
        for name, spans in stage_names(found, text, document.text):
            linked.append(name)
            of_span.update(dict.fromkeys(spans, name))
        return Assembly(document, text, doc, of_span).extraction(linked, found)

    def annotated(self, text: NormalisedText, names: Iterable[str] = ()) -> Doc:
        """Return the spaCy doc of a text with its mentions and references."""
        doc = self.nlp(text.text)
        _add_given(doc, names)
        components: Sequence[Callable[[Doc], Doc]] = (
            self.find_known, find_unknown_names, find_goods, find_titles, find_letterheads, find_defined_names, keep_longest, find_references,
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
    spans, text = [], doc.text
    for name in sorted({normalise(name).text.strip() for name in names} - {""}, key=len, reverse=True):
        start = text.find(name)
        while start >= 0:
            span = doc.char_span(start, start + len(name))
            if span is not None:
                spans.append(candidate(doc, span.start, span.end, EntityType.COMPANY, "given"))
            start = text.find(name, start + len(name))
    add_spans(doc, CANDIDATES, spans)

"""What a document was read as before its relations are decided: its names, what the rules say, the pairs to decide on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import type_of
from reechain.extractors.linker import Linker
from reechain.extractors.normalise import NormalisedText
from reechain.extractors.references.discourse import Discourse, resolve
from reechain.extractors.references.factory import find_references
from reechain.extractors.relations.inference import with_inferences, without_toll_supplies
from reechain.extractors.relations.letterhead import from_form, from_parties
from reechain.extractors.relations.matcher import Found, RelationMatcher, Slotted, slotted_sentences
from reechain.extractors.relations.pairs import Pair, Pairing
from reechain.extractors.relations.stance import document_year
from reechain.extractors.stages import without_rivals
from reechain.ontology.records import EntityType, Name


@dataclass(frozen=True, slots=True)
class Reading:
    """A doc with decided mentions, what the rules found in it, and what each mention is a name of."""

    doc: Doc
    text: NormalisedText
    source: str
    discourse: Discourse
    year: int | None
    sentences: Sequence[Slotted]
    ruled: Sequence[Found]


def read(
    doc: Doc, text: NormalisedText, source: str, date: str | None, relations: RelationMatcher
) -> Reading:
    """Return the reading of a doc whose mentions are decided; `source` is the text as loaded."""
    find_references(doc)
    discourse = resolve(doc)
    year = document_year(text.text, date)
    sentences = list(slotted_sentences(doc, discourse))
    told = relations(sentences, doc, discourse, year)
    stated = without_toll_supplies([*told, *from_form(doc, discourse), *from_parties(doc)])
    return Reading(doc, text, source, discourse, year, sentences, without_rivals(with_inferences(stated)))


def linked(reading: Reading, found: Sequence[Found], linker: Linker) -> tuple[list[Name], dict[Span, Name]]:
    """Return the names of a reading and the name of each mention, as the relations found allow."""
    between = [item for item in found if type_of(item.object_means) is not EntityType.STAGE]
    related = [(item.subject_means, item.object_means) for item in between]
    renamed = [pair for item, pair in zip(between, related, strict=True) if item.relation.name == "renamedTo"]
    return linker.link(reading.doc, reading.text, reading.source, renamed=renamed, related=related)


def pairs_of(reading: Reading, names: Mapping[Span, Name]) -> list[Pair]:
    """Return the pairs of a reading that may be related."""
    things = {span: id(name) for span, name in names.items()}
    pairing = Pairing(reading.doc, reading.discourse, reading.ruled, things)
    return pairing.all(sentence for sentence, *_ in reading.sentences)

"""What is read in short texts, written as tests write it."""

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc

from reechain.extractors.normalise import normalise
from reechain.extractors.pipeline import Extractor
from reechain.extractors.references.factory import find_references
from reechain.ontology.gazetteer import Entry, Gazetteer
from reechain.ontology.records import Document, EntityType, Extraction, Stance
from reechain.ontology.tables import NameRow

Statement = tuple[str, str, str]


@cache
def extractor() -> Extractor:
    """Return the extractor with the bundled names and wordings."""
    return Extractor()


@cache
def blind() -> Extractor:
    """Return an extractor that knows no name."""
    return Extractor(Gazetteer({}))


def read(text: str, using: Extractor | None = None, names: Iterable[str] = ()) -> Extraction:
    return (using or extractor()).extract(Document(key="text", text=text), names=names)


def annotated(text: str, using: Extractor | None = None) -> Doc:
    return find_references((using or extractor()).annotated(normalise(text)))


def named(text: str, entity_type: EntityType, using: Extractor | None = None) -> set[str]:
    """Return all forms of the names of one type."""
    found = read(text, using).names
    return {form for name in found if name.type is entity_type for form in (name.canonical, *name.aliases)}


def groups(extraction: Extraction) -> set[frozenset[str]]:
    """Return the names, each as the set of its forms."""
    return {frozenset({name.canonical, *name.aliases}) for name in extraction.names}


def statements(extraction: Extraction, stance: Stance | None = None) -> set[Statement]:
    """Return the claims by the canonical names of their ends; those of one stance where one is given."""
    of = extraction.name_of()
    return {
        (of[claim.subject].canonical, claim.predicate, of[claim.object].canonical)
        for claim in extraction.claims
        if stance is None or claim.stance is stance
    }


def gazetteer(*rows: tuple[str, EntityType, dict[str, str]]) -> Gazetteer:
    """Return a gazetteer of rows (id, type, {name: role}), a role with `?` for a name that needs context."""
    entries = {}
    for entry_id, entity_type, names in rows:
        forms = tuple(
            NameRow(name, entry_id, role.rstrip("?"), "en", role.endswith("?"))
            for name, role in names.items()
        )
        iri = f"https://w3id.org/reechain/id/{entry_id}"
        entries[entry_id] = Entry(entry_id, iri, entity_type, forms[0].name, forms)
    return Gazetteer(entries)

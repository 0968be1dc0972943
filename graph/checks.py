"""What must hold of an extraction before it becomes quads."""

import re
from collections.abc import Iterator
from typing import Final

from reechain.graph.dates import is_date
from reechain.graph.observations import printed
from reechain.graph.quantity_checks import quantity_problems
from reechain.ontology.errors import ValidationError
from reechain.ontology.records import Claim, Document, Extraction, Mention, Qualifier
from reechain.ontology.schema import ValueKind, qualifiers, relations

_NUMBER: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def check(extraction: Extraction) -> None:
    """Raise ValidationError, naming the document, for the first thing that contradicts itself."""
    for problem in _problems(extraction):
        message = f"{problem}; this is a fault of the extractor, not of the document"
        raise ValidationError(message, where=extraction.document.key)


def _problems(extraction: Extraction) -> Iterator[str]:
    yield from _encoding(extraction.document)
    yield from _spans(extraction)
    yield from _mentions(extraction)
    yield from _claims(extraction)
    yield from quantity_problems(extraction)


def _encoding(document: Document) -> Iterator[str]:
    # RDF has no half of a surrogate pair: file names that are no UTF-8 and lenient decoders yield some.
    if document.date is not None and not is_date(document.date):
        yield f"its date {document.date!r} is no date"
    for field in ("key", "title", "text"):
        if found := _SURROGATE.search(getattr(document, field)):
            yield f"its {field} has half of a surrogate pair at {found.start()}"


def _spans(extraction: Extraction) -> Iterator[str]:
    text = extraction.document.text
    spans = [(m.start, m.end, m.text) for name in extraction.names for m in name.mentions]
    proofs = [claim.evidence for claim in extraction.claims]
    proofs += [span for quantity in extraction.quantities for span in (quantity.evidence, printed(quantity))]
    spans += [(span.start, span.end, span.quote) for span in proofs]
    for start, end, words in spans:
        if not 0 <= start < end <= len(text) or text[start:end] != words:
            yield f"{words!r} does not stand at {start}..{end}"


def _mentions(extraction: Extraction) -> Iterator[str]:
    seen: dict[Mention, str] = {}
    names: set[tuple[str, str]] = set()
    for name in extraction.names:
        if (name.type, name.canonical) in names:
            yield f"there are two names {name.canonical!r} of type {name.type}"
        names.add((name.type, name.canonical))
        for mention in name.mentions:
            if mention in seen:
                yield f"{_where(mention)} is of two names, {seen[mention]!r} and {name.canonical!r}"
            seen[mention] = name.canonical


def _claims(extraction: Extraction) -> Iterator[str]:
    known = extraction.name_of()
    seen: set[str] = set()
    for claim in extraction.claims:
        for mention in (claim.subject, claim.object):
            if mention not in known:
                yield f"a claim {claim.predicate} speaks of {_where(mention)}, which is of no name"
        yield from _claim(claim)
        iri = claim.iri(extraction.document.key)
        if iri in seen:
            yield f"two claims {claim.predicate} have the ends and evidence of {_where(claim.subject)}"
        seen.add(iri)


def _claim(claim: Claim) -> Iterator[str]:
    if claim.predicate not in relations():
        yield f"{claim.predicate!r} is no relation of the ontology"
    yield from (problem for qualifier in claim.qualifiers for problem in _qualifier(claim, qualifier))
    if not 0 <= claim.confidence <= 1:
        yield f"the confidence {claim.confidence} of a claim {claim.predicate} is not in 0..1"


def _qualifier(claim: Claim, qualifier: Qualifier) -> Iterator[str]:
    kind = qualifiers().get(qualifier.property)
    if kind is None:
        yield f"{qualifier.property!r} is no qualifier of the ontology"
    elif kind is ValueKind.DATE and not is_date(qualifier.value):
        yield f"{qualifier.property} {qualifier.value!r} of a claim {claim.predicate} is no date"
    elif kind is ValueKind.DECIMAL and not _is_part(qualifier.value):
        yield f"{qualifier.property} {qualifier.value!r} of a claim {claim.predicate} is no part of a hundred"


def _is_part(value: str) -> bool:
    return _NUMBER.fullmatch(value) is not None and 0 <= float(value) <= 100


def _where(mention: Mention) -> str:
    return f"{mention.text!r} at {mention.start}..{mention.end}"

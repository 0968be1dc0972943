"""Which name of a document is short for which other."""

import pytest
from spacy.tokens import Doc

from reechain.extractors.candidates import candidate
from reechain.extractors.pipeline import blank_pipeline
from reechain.extractors.short_forms import short_forms
from reechain.ontology.names import name_key
from reechain.ontology.records import EntityType

C, A, P, R = EntityType.COMPANY, EntityType.AGENCY, EntityType.POLICY, EntityType.PRODUCT


def joined(text: str, kind: EntityType, *names: str) -> set[tuple[str, str]]:
    """Return the pairs (short, full) among the uses of names of one type."""
    doc: Doc = blank_pipeline()(text)
    spans, taken = [], set[int]()
    for name in sorted(names, key=len, reverse=True):
        start = text.find(name)
        while start >= 0:
            span = doc.char_span(start, start + len(name))
            if span is not None and taken.isdisjoint(range(span.start, span.end)):
                taken |= set(range(span.start, span.end))
                spans.append(candidate(doc, span.start, span.end, kind, "test"))
            start = text.find(name, start + 1)
    edges = short_forms(doc, spans, lambda span: name_key(span.text))
    return {(short.text, full.text) for short, full in edges}


@pytest.mark.parametrize(
    ("text", "kind", "names", "pair"),
    [
        ('Foobar Metals Ltd ("Foomet") rose.', C, ("Foobar Metals Ltd", "Foomet"), ("Foomet", "Foobar Metals Ltd")),
        ("Foobar Metals Ltd (ASX: FBM) rose.", C, ("Foobar Metals Ltd", "FBM"), ("FBM", "Foobar Metals Ltd")),
        (
            "Foobar Metals Ltd (ASX: FBM, OTCQB: FBMLF) rose.",
            C,
            ("Foobar Metals Ltd", "FBM", "FBMLF"),
            ("FBMLF", "Foobar Metals Ltd"),
        ),
        ("The Bureau of Odd Metals met. BOM agreed.", A, ("Bureau of Odd Metals", "BOM"), ("BOM", "Bureau of Odd Metals")),
        ("BNX, the Quux Development Bank, paid.", A, ("BNX", "Quux Development Bank"), ("Quux Development Bank", "BNX")),
        ("Ganzhou Fuyu Magnets Co. rose. Fuyu makes alloy.", C, ("Ganzhou Fuyu Magnets Co.", "Fuyu"), ("Fuyu", "Ganzhou Fuyu Magnets Co.")),
        ("The Odd Minerals Act passed. The Act rules.", P, ("Odd Minerals Act", "Act"), ("Act", "Odd Minerals Act")),
        ("It makes mixed quux carbonate. The carbonate is sold.", R, ("mixed quux carbonate", "carbonate"), ("carbonate", "mixed quux carbonate")),
    ],
)  # fmt: skip
def test_what_is_short_for_what(
    text: str, kind: EntityType, names: tuple[str, ...], pair: tuple[str, str]
) -> None:
    assert pair in joined(text, kind, *names)


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        # a stretch that two names have
        ("Ganzhou Fuyu Magnets and Longnan Fuyu Alloys met Fuyu.", C, ("Ganzhou Fuyu Magnets", "Longnan Fuyu Alloys", "Fuyu")),
        # words that many names have
        ("Foobar Rare Metals rose. Metals fell.", C, ("Foobar Rare Metals", "Metals")),
        # two names with the initials
        ("Blue Ore Mining met Big Oxide Makers. BOM left.", C, ("Blue Ore Mining", "Big Oxide Makers", "BOM")),
        # a head that two goods share
        ("It makes quux oxide and bar oxide. The oxide is sold.", R, ("quux oxide", "bar oxide", "oxide")),
        # a bracket that names another thing
        ("Foobar Metals Ltd bought Blarg (a unit of Quux Corp) then.", C, ("Foobar Metals Ltd", "Blarg", "Quux Corp")),
    ],
)  # fmt: skip
def test_what_is_short_for_nothing(text: str, kind: EntityType, names: tuple[str, ...]) -> None:
    assert joined(text, kind, *names) == set()

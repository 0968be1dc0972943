"""What holds of every extraction: of the written documents, and of texts made to break it."""

import json
from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import DOCUMENTS
from tests.extractors.reading import blind, extractor

from reechain.extractors.interchange import as_json, dropped_json
from reechain.extractors.pipeline import Extractor
from reechain.graph.identity import identify
from reechain.ontology.records import Document, Extraction
from reechain.ontology.schema import relations

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in DOCUMENTS}


def check(found: Extraction) -> None:
    """Assert what holds of any extraction."""
    text = found.document.text
    name_of = found.name_of()
    for name in found.names:
        assert name.mentions == tuple(sorted(set(name.mentions)))
        assert name.canonical.strip() == name.canonical != ""
        assert name.canonical not in name.aliases
        for mention in name.mentions:
            assert text[mention.start : mention.end] == mention.text != ""
            assert mention.text.strip() == mention.text
            assert mention.type is name.type
    assert len(name_of) == sum(len(name.mentions) for name in found.names)
    assert len({name.iri("k") for name in found.names}) == len(found.names)
    assert len({claim.iri("k") for claim in found.claims}) == len(found.claims)
    for claim in found.claims:
        relation = relations()[claim.predicate]
        evidence = claim.evidence
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote.strip() == evidence.quote != ""
        assert name_of[claim.subject] is not name_of[claim.object]
        assert claim.subject.type in relation.subjects
        assert claim.object.type in relation.objects
        assert 0 < claim.confidence <= 1 and round(claim.confidence, 2) == claim.confidence
    for item in found.dropped:
        assert text[item.start : item.end] == item.text
        assert item.reason


def printed(found: Extraction) -> str:
    return json.dumps([as_json(found, identify(found)), dropped_json(found)], ensure_ascii=False)


@pytest.mark.parametrize("name", TEXTS)
def test_every_span_is_its_quote_and_every_claim_is_admitted(name: str) -> None:
    found = extractor().extract(Document(name, TEXTS[name]))
    check(found)
    assert found.names and found.claims


@pytest.mark.parametrize("name", TEXTS)
def test_without_known_names_the_same_holds(name: str) -> None:
    check(blind().extract(Document(name, TEXTS[name])))


def test_what_is_found_depends_on_the_text_alone() -> None:
    """Twice, in another order, after other texts, by a new extractor: the same bytes."""
    documents = [Document(name, text) for name, text in TEXTS.items()]
    first = {document.key: printed(extractor().extract(document)) for document in documents}
    fresh = Extractor()
    again = {document.key: printed(fresh.extract(document)) for document in reversed(documents)}
    assert again == first


def test_known_names_leave_no_trace() -> None:
    document = Document("a", "Zork bought Blarg Ltd.")
    before = printed(extractor().extract(document))
    assert printed(extractor().extract(document, names=["Zork"])) != before
    assert printed(extractor().extract(document)) == before


def test_the_key_of_a_document_changes_no_finding() -> None:
    one, other = (extractor().extract(Document(key, TEXTS["demo-report.txt"])) for key in ("a", "b/c.txt"))
    assert (one.names, one.claims, one.dropped) == (other.names, other.claims, other.dropped)


# ---- texts made to break it

FIRM, DEED = "Foobar Metals Ltd", "makes NdFeB magnets"
SHAPES: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "(" * n,
    "possessives": lambda n: "'s" * (n // 2),
    "one line": lambda n: f"The {FIRM} is big and {DEED}, " * (n // 50),
    "no space": lambda n: "magnet" * (n // 6),
    "punctuation": lambda n: ".,;:!?()[]{}\"'-–…%#@~" * (n // 22),
    "nulls": lambda n: "\0" * n,
    "blanks": lambda n: " \n\t\u3000" * (n // 4),
    "masks": lambda n: "*" * n,
    "quotes": lambda n: f'"{FIRM} ' * (n // 19),
    "capitals": lambda n: "Foo Bar " * (n // 8),
    "titles": lambda n: "Regulations on the " * (n // 19),
    "bracketed names": lambda n: f"{FIRM} (" * (n // 20),
    "definitions": lambda n: "".join(f'Foo{i} Metals Ltd ("F{i}") ' for i in range(n // 24)),
    "lines of names": lambda n: f"{FIRM}\n" * (n // 18),
    "many names": lambda n: "".join(f"Foo{i} Metals Ltd {DEED}. " for i in range(n // 40)),
    "a list": lambda n: "".join(f"Foo{i} Ltd, " for i in range(n // 12)) + f"{DEED}.",
    "references": lambda n: "It makes it. The company and its mine are their own. " * (n // 53),
    "goods": lambda n: "NdFeB magnets and " * (n // 18),
    "modifiers": lambda n: "rare earth " * (n // 11) + "mine",
    "Chinese": lambda n: "包钢股份生产磁性材料。" * (n // 11),
    "numbers": lambda n: "12,345.67% " * (n // 11),
    "bidi": lambda n: "\u202eFoobar\u202c Ltd\ufeff " * (n // 13),
    "combining": lambda n: "e" + "\u0301" * n,
    "surrogates": lambda n: "\ud800\udfff" * (n // 2),
    "addresses": lambda n: "http://a.example/" + "b/" * (n // 2),
    "smileys": lambda n: ":)" * (n // 2),
    "wordings": lambda n: f"{FIRM} " + "is sold to its owner of, by and in " * (n // 35),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hostile_text_is_read(shape: str) -> None:
    check(extractor().extract(Document("hostile", SHAPES[shape](6000))))


def seconds(text: str) -> float:
    """Return the time of the processor that a text takes."""
    start = process_time()
    extractor().extract(Document("hostile", text))
    return process_time() - start


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_text_and_not_with_its_square(shape: str) -> None:
    """Four times the text takes four times the time if work is linear, sixteen times if it is not.

    A busy machine slows one run, not all of three.
    """
    few, many = SHAPES[shape](6000), SHAPES[shape](24_000)
    least = max(min(seconds(few) for _ in range(2)), 0.02)
    assert any(seconds(many) < 9 * least for _ in range(3))


@pytest.mark.parametrize(
    "text", ["(" * 200_000, "'s" * 100_000, "a" * 1_000_000, "\0" * 1_000_000, "*" * 1_000_000]
)
def test_long_runs_are_read(text: str) -> None:
    found = extractor().extract(Document("hostile", text))
    assert (found.names, found.claims) == ((), ())


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\0", "**", "\ufeff", "。", "a", "A", "."])
def test_a_text_with_nothing_in_it_gives_nothing(text: str) -> None:
    assert extractor().extract(Document("empty", text)) == Extraction(Document("empty", text), (), ())


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [FIRM, "Quux Inc.", "Quux", "NdFeB magnets", "the company", "its", "(", ")", '"', "makes", "owns", "is a subsidiary of",
             "was renamed", ",", ".", ";", ":", "\n", "\n\n", "-", "%", "51%", "**", "and", "Bayan Obo", "mine", "稀土", "\u202e", "\0", "The", "in"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_jumble_of_words_is_read(pieces: list[str]) -> None:
    check(extractor().extract(Document("jumble", " ".join(pieces))))
    check(extractor().extract(Document("jumble", "".join(pieces))))


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    check(blind().extract(Document("any", text)))

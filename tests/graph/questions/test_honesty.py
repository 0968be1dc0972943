"""What questions get that the documents do not answer, or that nobody could: a status, never a guess."""

from collections.abc import Callable, Mapping

import pytest

from reechain.graph.questions import Answer, Asker, Quote, Status
from reechain.graph.questions.reader import load_grammar
from reechain.graph.questions.understanding import MOST_CHARACTERS
from reechain.graph.store import Store
from reechain.ontology.records import EntityType

UNKNOWN = [
    "asdf qwer zxcv",
    "which subsidiaries make x",
    'which subsidiaries make x" } ; DROP ALL #',
    "colourless green ideas sleep furiously",
    "Which subsidiaries did the wizard bewitch?",
    "makes",
    "Lumen Magnet",
    "the of and",
    "?!",
    "",
    "What is a magnetic material?",
    "Who used to be called Quill Motors?",
    "Who makes magnets other than Lumen Magnet?",
    "Trace the chain from Cobalt Ridge.",
    "When was the Motor Saving Plan issued?",
    "a" * (MOST_CHARACTERS + 1),
]
SILENT = [
    ("Who is the CEO of Orion Rare Earth?", "people"),
    ("How many employees does Lumen Magnet have?", "people"),
    ("What was Orion Rare Earth's revenue in 2022?", "figures"),
    ("猎户稀土2026年的营业收入是多少？", "figures"),
    ("Which subsidiaries produce gallium?", "gallium"),
    ("Who operates the Kvanefjeld deposit?", "Kvanefjeld"),
    ("Which mines does Lynas own in Brazil?", "Brazil"),
    ("Which subsidiaries does Zorblax Metals have?", "Zorblax Metals"),
    ("Who acquired Sable Polishing?", "do not say"),
    ("Who is the largest shareholder of Lumen Magnet?", "“largest” here; without it they name Orion"),
    ("Which policies were issued in 2019?", "“2019”"),
    ("Which companies make samarium-cobalt magnets?", "planned: Vesper Alloys"),
]


@pytest.mark.parametrize("question", UNKNOWN)
def test_what_is_not_understood_gets_no_answer(asker: Asker, question: str) -> None:
    answer = asker.ask(question)
    assert (answer.status, answer.answers, answer.sparql) == (Status.NOT_UNDERSTOOD, (), "")
    assert answer.note


@pytest.mark.parametrize(("question", "note"), SILENT)
def test_what_the_documents_do_not_say_is_told_so(asker: Asker, question: str, note: str) -> None:
    answer = asker.ask(question)
    assert (answer.status, answer.answers, answer.boolean) == (Status.NOT_IN_CORPUS, (), None)
    assert answer.reading
    assert note in answer.note


@pytest.mark.parametrize(
    ("question", "boolean", "quoted"),
    [
        ("Is Lumen Magnet a subsidiary of Orion Rare Earth?", True, "Its subsidiaries"),
        ("Is Vesper Alloys a subsidiary of Orion Rare Earth?", True, "Vesper Alloys into"),
        ("Does Lumen Magnet make magnets?", True, "Lumen Magnet makes"),
        ("Did MIIT issue the Motor Saving Plan?", True, "MIIT issued"),
        ("Was Delta Tailings Pond acquired by Titan Steel Co., Ltd.?", True, "bought"),
        ("卢门磁材是猎户稀土的子公司吗", None, ""),
        ("猎户稀土生产抛光粉吗？", True, "猎户稀土也生产"),
        ("Does Sable Polishing make magnetic materials?", False, "does not make"),
        ("Does Halcyon Materials make polishing powder?", None, ""),
        ("Is Halcyon Materials a subsidiary of Titan Steel Co., Ltd.?", None, ""),
    ],
)
def test_silence_is_not_no(asker: Asker, question: str, boolean: bool | None, quoted: str) -> None:
    answer = asker.ask(question)
    assert answer.boolean is boolean
    assert (answer.status is Status.ANSWERED) is (boolean is not None)
    assert any(quote.quote.startswith(quoted) or quoted in quote.quote for quote in quotes(answer)) is bool(
        quoted
    )


def test_what_is_only_planned_does_not_count_as_done(asker: Asker) -> None:
    answer = asker.ask("Does Vesper Alloys make samarium-cobalt magnets?")
    assert (answer.status, answer.boolean) == (Status.NOT_IN_CORPUS, None)
    assert "planned" in answer.note


def test_a_count_counts_what_the_documents_name(asker: Asker) -> None:
    answer = asker.ask("How many subsidiaries does Orion Rare Earth have?")
    (count,) = answer.answers
    assert (count.value, count.unit, count.label) == (4, "count", "4")
    assert "the documents name: Halcyon Materials, Lumen Magnet" in answer.note
    assert "COUNT(DISTINCT ?subsidiary)" in answer.sparql


@pytest.mark.parametrize(
    "question",
    [
        "Trace the chain from hydrogen storage alloy to nickel-metal hydride batteries.",
        "How does hydrogen storage alloy reach nickel-metal hydride batteries?",
        "the path to nickel-metal hydride batteries from hydrogen storage alloy",
    ],
)
def test_a_way_is_told_step_by_step(asker: Asker, store: Store, question: str) -> None:
    (found,) = asker.ask(question).answers
    assert found.path == ("rare earth hydrogen storage alloy", "nickel-metal hydride battery")
    assert [quote.quote.split()[0] for quote in found.evidence] == ["Nothing"]
    assert store.query(asker.ask(question).sparql)


def test_a_way_that_is_not_told_is_not_made_up(asker: Asker) -> None:
    answer = asker.ask("How does Cobalt Ridge reach energy-saving motors?")
    assert (answer.status, answer.answers) == (Status.NOT_IN_CORPUS, ())


def test_slips_of_the_pen_are_mended_and_shown(asker: Asker) -> None:
    answer = asker.ask("Which subsidaries does Orion Rare Earth have?")
    assert answer.status is Status.ANSWERED
    assert "subsidaries as subsidiary" in answer.note


def test_a_name_of_several_things_is_asked_back_when_more_than_one_answers(
    tell: Callable[..., Store],
) -> None:
    firms = ["Argo Holding Co., Ltd.", "Argo Mining Co., Ltd."]
    names: dict[str, object] = dict.fromkeys(firms, (EntityType.COMPANY, ("Argo",), None))
    names |= dict.fromkeys(("powder", "gravel"), (EntityType.PRODUCT, (), None))
    store = tell(
        [
            ("Argo Holding Co., Ltd. makes powder.", [("Argo Holding Co., Ltd.", "produces", "powder")]),
            ("Argo Mining Co., Ltd. makes powder.", [("Argo Mining Co., Ltd.", "produces", "powder")]),
            ("Argo Mining Co., Ltd. makes gravel.", [("Argo Mining Co., Ltd.", "produces", "gravel")]),
        ],
        names,
    )
    asker = Asker(store, load_grammar())
    both = asker.ask("What does Argo make?")
    assert (both.status, both.answers) == (Status.AMBIGUOUS, ())
    assert [choice.label for choice in both.choices] == firms
    one = asker.ask("Does Argo make gravel?")
    assert one.boolean is True
    assert (
        "Read as Argo Mining Co., Ltd.; of Argo Holding Co., Ltd. the documents say nothing here." in one.note
    )


def test_the_company_is_asked_back_when_documents_are_about_several(tell: Callable[..., Store]) -> None:
    store = tell(
        [
            ("Lumen Magnet makes NdFeB magnets.", [("Lumen Magnet", "produces", "NdFeB magnets")]),
            (
                "Sable Polishing makes polishing powder.",
                [("Sable Polishing", "produces", "polishing powder")],
            ),
        ]
    )
    answer = Asker(store, load_grammar()).ask("What does the company make?")
    assert answer.status is Status.AMBIGUOUS
    assert {choice.label for choice in answer.choices} == {
        "Lumen Magnet Co., Ltd.",
        "Sable Polishing Co., Ltd.",
    }


def test_answers_name_the_document_that_says_so(asker: Asker) -> None:
    answer = asker.ask("Who produces polishing powder?")
    assert {quote.document for quote in quotes(answer)} == {"note.txt", "survey.txt"}


def test_quotes_are_the_exact_words_of_the_document(asker: Asker, texts: Mapping[str, str]) -> None:
    for quote in quotes(asker.ask("List the subsidiaries of Orion Rare Earth")):
        assert texts[quote.document][quote.start : quote.end] == quote.quote


def quotes(answer: Answer) -> list[Quote]:
    return [quote for found in answer.answers for quote in found.evidence]

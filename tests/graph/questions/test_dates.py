"""Dates in questions: what they say, and that no graph without dates answers to them."""

import pytest

from reechain.graph.questions import Asker, Status
from reechain.graph.questions.dates import dated
from reechain.graph.questions.reader import load_grammar
from reechain.graph.questions.understanding import understand
from reechain.graph.store import Store

DATED = [
    ("Which subsidiaries did Orion Rare Earth have as of 2022-12-31?", "2022-12-31"),
    ("As of 31 December 2022, which subsidiaries did Orion Rare Earth have?", "2022-12-31"),
    ("Which subsidiaries did Orion Rare Earth have as at December 31, 2022?", "2022-12-31"),
    ("Which subsidiaries did Orion Rare Earth have as of June 2022?", "2022-06"),
    ("Which subsidiaries did Orion Rare Earth have as of 2022-06?", "2022-06"),
    ("Which subsidiaries did Orion Rare Earth have in 2022?", "2022"),
    ("Which subsidiaries did Orion Rare Earth have in March 2022?", "2022-03"),
    ("Which subsidiaries did Orion Rare Earth have on 1 May 2022?", "2022-05-01"),
    ("Which subsidiaries did Orion Rare Earth have at the end of 2022?", "2022-12-31"),
    ("Which subsidiaries did Orion Rare Earth have at year-end 2022?", "2022-12-31"),
    ("Which subsidiaries did Orion Rare Earth have by the end of February 2024?", "2024-02-29"),
    ("Which subsidiaries did Orion Rare Earth have at the beginning of 2022?", "2022-01-01"),
    ("Which subsidiaries did Orion Rare Earth have before 2020?", "2019-12-31"),
    ("Which subsidiaries did Orion Rare Earth have before March 2022?", "2022-02-28"),
    ("Which subsidiaries did Orion Rare Earth have prior to 2022-05-01?", "2022-04-30"),
    ("截至2022年底，猎户稀土有哪些子公司？", "2022-12-31"),
    ("截至2022年12月31日猎户稀土有哪些子公司", "2022-12-31"),
    ("2022年末猎户稀土的子公司有哪些", "2022-12-31"),
    ("2022年6月底猎户稀土的子公司有哪些", "2022-06-30"),
    ("2022年猎户稀土有哪些子公司", "2022"),
    ("在2022年6月，猎户稀土有哪些子公司", "2022-06"),
    ("2020年以前猎户稀土有哪些子公司", "2019-12-31"),
]
UNDATED = [
    "Which subsidiaries does Orion Rare Earth have?",
    "Which companies became wholly-owned subsidiaries in 2022?",
    "Who acquired Delta Tailings Pond in 2022?",
    "Which policies were issued in 2019?",
    "2019年发布了哪些政策",
    "Which subsidiaries did Orion Rare Earth have as of 2022-13-45?",
    "Which subsidiaries did Orion Rare Earth have in 2021 and in 2022?",
    "Which subsidiaries did Orion Rare Earth have after 2022?",
]


@pytest.mark.parametrize(("question", "as_of"), DATED)
def test_a_date_phrase_is_told_apart(asker: Asker, question: str, as_of: str) -> None:
    understood = understand(question, load_grammar(), asker.index)
    assert understood.as_of == as_of
    assert understood.query is not None
    assert not any(edge.attested for edge in understood.query.edges)
    assert understood.query.asked is not None and understood.query.asked.name == "subsidiary"


@pytest.mark.parametrize("question", UNDATED)
def test_a_year_of_what_came_about_is_no_such_date(asker: Asker, question: str) -> None:
    assert understand(question, load_grammar(), asker.index).as_of is None


@pytest.mark.parametrize("question", [question for question, _ in DATED])
def test_a_store_without_dates_does_not_answer_as_of_one(asker: Asker, question: str) -> None:
    assert asker.ask(question).status is not Status.ANSWERED


def test_a_dated_question_is_answered_from_the_store_of_that_date(asker: Asker, store: Store) -> None:
    dates: list[str] = []

    def at(date: str) -> Store:
        dates.append(date)
        return Store.memory() if date < "2020" else store

    dated_asker = Asker(store, load_grammar(), at)
    later = dated_asker.ask("What were Lumen Magnet's subsidiaries at the end of 2022?")
    assert [found.label for found in later.answers] == ["Vesper Alloys"]
    assert later.reading.endswith(", as of 2022-12-31")
    earlier = dated_asker.ask("What were Lumen Magnet's subsidiaries before 2019?")
    assert (earlier.status, earlier.answers) == (Status.NOT_IN_CORPUS, ())
    assert dates == ["2022-12-31", "2018-12-31"]
    assert dated_asker.ask("What are Lumen Magnet's subsidiaries?").answers == later.answers


def test_the_rest_of_a_question_is_left_as_it_is() -> None:
    found = dated("Who owned Foo, as of 2022-12-31, and Bar?")
    assert found is not None
    assert (found.phrase, found.rest) == ("as of 2022-12-31", "Who owned Foo,  , and Bar?")

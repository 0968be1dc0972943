"""Words that change a question, and that the grammar has no reading for: named, not ignored."""

import pytest

from reechain.graph.questions import Asker, Status

UNREAD = [
    ("Which company makes the most magnets?", "most"),
    ("Which company makes the largest amount of magnets?", "largest amount"),
    ("Which companies will make magnets?", "will"),
    ("Which companies should make magnets?", "should"),
    ("Which companies plan to make magnets?", "plan to"),
    ("Which companies make only magnets?", "only"),
    ("Only subsidiaries that make magnets", "Only"),
    ("Which companies make just magnets?", "just"),
    ("Which companies no longer make magnets?", "no longer"),
    ("Which companies stopped making magnets?", "stopped"),
    ("Which company was the first to make magnets?", "first"),
    ("Which companies made magnets before 2020?", "before"),
    ("Which companies made magnets after Polar Magnet?", "after"),
    ("Which other companies make magnets?", "other"),
    ("How does Lumen Magnet make magnets?", "How"),
    ("Why does Lumen Magnet make magnets?", "Why"),
    ("List the largest mines.", "largest"),
    ("Which mines in 2019?", "2019"),
    ("哪些公司将生产磁性材料？", "将"),
    ("哪些公司会生产磁性材料？", "会"),
    ("哪些公司只生产磁性材料？", "只"),
    ("哪些公司不再生产磁性材料？", "不再"),
    ("哪家公司最早生产磁性材料？", "最早"),
]


@pytest.mark.parametrize(("question", "word"), UNREAD)
def test_a_word_that_changes_the_question_is_not_ignored(asker: Asker, question: str, word: str) -> None:
    answer = asker.ask(question)
    assert (answer.status, answer.answers) == (Status.NOT_UNDERSTOOD, ())
    assert f"“{word}”" in answer.note


@pytest.mark.parametrize(
    "question",
    [
        "Would you tell me which companies make magnets?",
        "Will you list the companies that make magnets?",
        "May I know who makes magnets?",
        "I would like to know who makes magnets",
        "Who can make magnets?",
        "Who has ever made magnets?",
        "Who is previously Polar Magnet?",
    ],
)
def test_politeness_changes_nothing(asker: Asker, question: str) -> None:
    answer = asker.ask(question)
    assert [found.label for found in answer.answers] == ["Lumen Magnet Co., Ltd."]

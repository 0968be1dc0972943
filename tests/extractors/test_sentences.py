"""Each relation in wordings of many styles, with near misses: the tables in sentences/."""

import pytest
from tests.extractors.marked import Case, cases, found_pairs, stated_pairs

ALL = list(cases())


@pytest.mark.parametrize("case", [case for case in ALL if case.verdict == "+"], ids=str)
def test_a_stated_relation_is_found_and_no_other(case: Case) -> None:
    assert found_pairs(case) == stated_pairs(case), case.text


@pytest.mark.parametrize("case", [case for case in ALL if case.verdict == "-"], ids=str)
def test_a_near_miss_states_nothing(case: Case) -> None:
    assert found_pairs(case) == frozenset(), case.text


@pytest.mark.parametrize("case", [case for case in ALL if case.verdict == "?"], ids=str)
def test_a_wording_that_is_not_read_yet_is_marked_so(case: Case) -> None:
    """A case that passes now belongs under `+`: turn its mark."""
    assert found_pairs(case) != stated_pairs(case), f"found now, mark it +: {case.text}"


def test_every_relation_has_a_table_with_wordings_and_near_misses() -> None:
    for relation in {case.relation for case in ALL}:
        verdicts = [case.verdict for case in ALL if case.relation == relation]
        assert verdicts.count("+") >= 10, relation
        assert verdicts.count("-") >= 5, relation


def test_few_wordings_are_not_read_yet() -> None:
    """The share of stated wordings that are found only rises."""
    stated = [case for case in ALL if case.verdict in "+?"]
    assert sum(case.verdict == "+" for case in stated) / len(stated) >= 0.9

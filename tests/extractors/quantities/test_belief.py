import pytest

from reechain.extractors.quantities.repair.belief import Table, beliefs


def test_a_table_moves_belief_from_one_variable_to_another() -> None:
    alike = {(a, b): 0.9 if a == b else 0.1 for a in range(2) for b in range(2)}
    sure, open_ = beliefs([[0.99, 0.01], [0.5, 0.5]], [Table((0, 1), alike)])
    assert sure[0] > 0.98
    assert open_[0] == pytest.approx(0.99 * 0.9 + 0.01 * 0.1, abs=1e-6)


def test_without_tables_priors_stay() -> None:
    assert beliefs([[0.2, 0.3, 0.5]], []) == [pytest.approx([0.2, 0.3, 0.5])]


def test_loops_settle_and_sum_to_one() -> None:
    weights = {(a, b): 3.0 if a == b else 1.0 for a in range(3) for b in range(3)}
    tables = [Table((0, 1), weights), Table((1, 2), weights), Table((0, 2), weights)]
    found = beliefs([[0.6, 0.2, 0.2], [1 / 3] * 3, [1 / 3] * 3], tables)
    assert all(sum(each) == pytest.approx(1.0) for each in found)
    assert all(max(range(3), key=each.__getitem__) == 0 for each in found)


def test_weights_that_contradict_all_leave_no_state_out() -> None:
    (found,) = beliefs([[1.0, 1.0]], [Table((0,), {(0,): 0.0, (1,): 0.0})])
    assert found == [0.5, 0.5]

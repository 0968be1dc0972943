"""How relations behave, as their table says."""

from collections.abc import Iterator

import pytest

from reechain.ontology import schema
from reechain.ontology.errors import ConfigError
from reechain.ontology.schema import Holds, OneWay, relations
from reechain.ontology.tables import relation_rows


@pytest.fixture
def fresh() -> Iterator[None]:
    """Read the relations anew, and again afterwards."""
    relations.cache_clear()
    yield
    relations.cache_clear()


def test_rows_tell_how_relations_behave() -> None:
    told = relations()
    assert (told["acquired"].one_way, told["acquired"].holds) == (OneWay.TOLD, Holds.ONCE)
    assert (told["locatedIn"].one_way, told["locatedIn"].holds) == (OneWay.DECIDED, Holds.ALWAYS)
    assert (told["partnerOf"].one_way, told["partnerOf"].holds) == (OneWay.NOWHERE, Holds.STATE)
    assert told["suppliesTo"].needs_ends
    assert not told["locatedIn"].needs_ends


def test_what_has_no_direction_does_not_run_one_way() -> None:
    assert not [each.name for each in relations().values() if each.is_symmetric and each.one_way]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"acquired": None}, "'acquired' has no row"),
        ({"foobars": {"id": "foobars"}}, "'foobars' is no relation"),
        (
            {"acquired": {"id": "acquired", "one_way": "often", "holds": "once", "needs_ends": "no"}},
            "one_way is no 'often'",
        ),
        (
            {"acquired": {"id": "acquired", "one_way": "", "holds": "", "needs_ends": "no"}},
            "holds is no ''",
        ),
        (
            {"acquired": {"id": "acquired", "one_way": "", "holds": "once", "needs_ends": "maybe"}},
            "needs_ends is no 'maybe'",
        ),
    ],
)
def test_a_wrong_row_is_named(
    changes: dict[str, dict[str, str] | None], message: str, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = {name: row for name, row in {**relation_rows(), **changes}.items() if row is not None}
    monkeypatch.setattr(schema, "relation_rows", lambda: rows)
    with pytest.raises(ConfigError, match=message):
        relations()

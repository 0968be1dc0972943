"""Which things are answers about themselves or their parents: the main company, circles in the data."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from pyoxigraph import QuerySolutions, RdfFormat
from pyoxigraph import Store as RawStore

from reechain.graph.questions import Answer, Asker, Status
from reechain.graph.questions.grammar import Arc
from reechain.graph.questions.query import Edge, Form, Query, Slot
from reechain.graph.questions.reader import load_grammar
from reechain.graph.questions.sparql import Compiler
from reechain.graph.store import Store
from reechain.ontology.namespaces import PREFIXES, REC
from reechain.ontology.records import EntityType

NAMES: dict[str, object] = dict.fromkeys(
    ["Halden Magnetics Ltd", "Borealis Group", "Cinder Metals", "Dune Alloys"], (EntityType.COMPANY, (), None)
)
NAMES |= {
    "NdFeB magnets": (EntityType.PRODUCT, (), "ndfeb-magnet"),
    "bonded magnets": (EntityType.PRODUCT, (), None),
    "hard magnets": (EntityType.PRODUCT, (), None),
}
HALDEN = [
    (
        "Halden Magnetics Ltd, a subsidiary of Borealis Group, makes NdFeB magnets.",
        [
            ("Halden Magnetics Ltd", "subsidiaryOf", "Borealis Group"),
            ("Halden Magnetics Ltd", "produces", "NdFeB magnets"),
        ],
    ),
    (
        "Halden Magnetics Ltd also makes bonded magnets.",
        [("Halden Magnetics Ltd", "produces", "bonded magnets")],
    ),
    ("Halden Magnetics Ltd sells hard magnets.", [("Halden Magnetics Ltd", "produces", "hard magnets")]),
]
CINDER = (
    "Cinder Metals is a subsidiary of Halden Magnetics Ltd.",
    [("Cinder Metals", "subsidiaryOf", "Halden Magnetics Ltd")],
)
CINDER_MAKES = ("Cinder Metals makes NdFeB magnets.", [("Cinder Metals", "produces", "NdFeB magnets")])
DUNE = ("Dune Alloys is a subsidiary of Borealis Group.", [("Dune Alloys", "subsidiaryOf", "Borealis Group")])
DUNE_MAKES = ("Dune Alloys makes NdFeB magnets.", [("Dune Alloys", "produces", "NdFeB magnets")])


@pytest.mark.parametrize(
    ("more", "labels"),
    [
        ([], ["Halden Magnetics Ltd"]),
        ([DUNE, DUNE_MAKES], ["Dune Alloys", "Halden Magnetics Ltd"]),
        ([CINDER], ["Halden Magnetics Ltd"]),
        ([CINDER, CINDER_MAKES], ["Cinder Metals"]),
    ],
)
def test_the_main_company_is_left_out_only_as_a_parent_beside_others(
    tell: Callable[..., Store], more: list[object], labels: list[str]
) -> None:
    store = tell([*HALDEN, *more], NAMES)
    answer = Asker(store, load_grammar()).ask("which subsidiaries make NdFeB magnets")
    assert (answer.status, [found.label for found in answer.answers]) == (Status.ANSWERED, labels)
    assert printed(store, answer) == {found.iri for found in answer.answers}
    assert ("other than" in answer.reading) is (labels == ["Cinder Metals"])


def test_a_circle_makes_nothing_its_own_subsidiary() -> None:
    ends = ["a", "b", "c", "a"]
    circle = "\n".join(f"rei:{low} rec:subsidiaryOf rei:{up} ." for low, up in pairwise(ends))
    store = RawStore()
    store.load(f"PREFIX rec: <{REC}> PREFIX rei: <{PREFIXES['rei']}> {circle}".encode(), RdfFormat.TURTLE)
    slots = (Slot("subsidiary", ""), Slot("company", "a", values=(f"{PREFIXES['rei']}a",), is_fixed=True))
    edge = Edge("subsidiary", (Arc("subsidiaryOf"),), "company", is_closed=True)
    sparql = Compiler(load_grammar()).printed(Query(Form.SELECT, slots, (edge,), "subsidiary"))
    result = store.query(sparql)
    assert isinstance(result, QuerySolutions)
    assert [solution[0].value[-1] for solution in result] == ["b", "c"]


def printed(store: Store, answer: Answer) -> set[str]:
    result = store.query(answer.sparql)
    assert isinstance(result, QuerySolutions)
    return {solution[0].value for solution in result}

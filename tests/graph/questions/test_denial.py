"""Questions for what is not so: things of the kind asked for, and never silence as proof."""

import pytest
from pyoxigraph import QuerySolutions

from reechain.graph.questions import Asker, Status
from reechain.graph.store import Store

FIRMS = [
    "Halcyon Materials",
    "Lumen Magnet Co., Ltd.",
    "Orion Rare Earth Co., Ltd.",
    "Quill Motors",
    "Sable Polishing Co., Ltd.",
    "Titan Steel (Group) Co., Ltd.",
    "Titan Steel Co., Ltd.",
    "Vesper Alloys",
]


@pytest.mark.parametrize(
    ("question", "made"),
    [
        ("which companies do not make magnets", ["Lumen Magnet Co., Ltd."]),
        ("哪些公司不生产磁性材料？", ["Lumen Magnet Co., Ltd.", "Orion Rare Earth Co., Ltd."]),
        ("Who does not make magnets?", ["Lumen Magnet Co., Ltd."]),
        (
            "Which subsidiaries are not owned by Lumen Magnet?",
            [
                "Orion Rare Earth Co., Ltd.",
                "Quill Motors",
                "Titan Steel (Group) Co., Ltd.",
                "Titan Steel Co., Ltd.",
                "Vesper Alloys",
            ],
        ),
    ],
)
def test_what_does_not_so_is_of_the_kind_asked_for(
    asker: Asker, store: Store, question: str, made: list[str]
) -> None:
    answer = asker.ask(question)
    assert [found.label for found in answer.answers] == [firm for firm in FIRMS if firm not in made]
    assert "no proof" in answer.note
    assert all(found.evidence for found in answer.answers)
    result = store.query(answer.sparql)
    assert isinstance(result, QuerySolutions)
    assert {solution[0].value for solution in result} == {found.iri for found in answer.answers}


def test_what_a_company_does_not_make_is_no_place(asker: Asker) -> None:
    labels = {found.label for found in asker.ask("What does Lumen Magnet not make?").answers}
    assert "rare earth polishing powder" in labels
    assert not labels & {"Inner Mongolia", "Cobalt Ridge mine", "neodymium-iron-boron magnet", *FIRMS}


def test_silence_proves_no_denial(asker: Asker) -> None:
    answer = asker.ask("Does Halcyon Materials not make polishing powder?")
    assert (answer.status, answer.boolean) == (Status.NOT_UNDERSTOOD, None)

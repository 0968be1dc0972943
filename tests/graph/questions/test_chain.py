"""Deals, sites, stages and strengths: what the documents do not say, say otherwise, or say to be over."""

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from reechain.graph.questions import Asker, Status
from reechain.graph.questions.reader import load_grammar
from reechain.graph.store import Store
from reechain.ontology.namespaces import REC, REI, REV


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Who runs Lake Reed plant?", "they say who operates or holds Lake Reed plant: Daphne Separation"),
        ("Who owns Lake Reed plant?", "operates or holds Lake Reed plant: Daphne Separation"),
        ("Who sold Juniper Oxides?", "do not say"),
        ("Which companies work in beneficiation?", "do not name beneficiation"),
        ("Who supplies Erica Alloys?", "ended: Aster Mining"),
        ("Did Ficus Trading recycle?", "only as ended"),
        ("How much quota does Aster Mining hold?", "figures"),
        ("Who replaced Order Ten?", ""),
    ],
)
def test_what_is_not_said_is_not_answered(chain_asker: Asker, question: str, note: str) -> None:
    answer = chain_asker.ask(question)
    assert (answer.answers, answer.boolean) == ((), None)
    assert answer.status in (Status.NOT_IN_CORPUS, Status.NOT_UNDERSTOOD)
    assert note in answer.note


@pytest.mark.parametrize(
    "question",
    [
        "Which companies work in zorbling?",
        "Which companies started making magnets?",
        "Which companies stopped making magnets?",
        "Which companies will shut a plant?",
        "Which companies joined?",
        "哪些公司将关闭工厂？",
    ],
)
def test_what_cannot_be_read_is_refused(chain_asker: Asker, question: str) -> None:
    assert chain_asker.ask(question).status is Status.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("question", "boolean"),
    [
        ("Is Gentian Motors a joint venture of Borage Group?", True),
        ("Is Borage Group a joint venture of Gentian Motors?", None),
        ("Does Daphne Separation separate rare earths?", True),
        ("Does Ficus Trading recycle?", False),
        ("Does Hebe Recycling make magnets?", False),
        ("Did Hebe Recycling make magnets?", None),
        ("Was Cosmos Magnets sold by Borage Group?", True),
        ("Does Aster Mining toll for Ficus Trading?", None),
    ],
)
def test_what_is_over_supports_no_yes(chain_asker: Asker, question: str, boolean: bool | None) -> None:
    answer = chain_asker.ask(question)
    assert answer.boolean is boolean
    assert bool(answer.answers) is (boolean is not None)
    assert all(found.evidence for found in answer.answers)


@pytest.fixture(scope="module")
def staked(tell: Callable[..., Store]) -> Asker:
    """A store with stakes, as they are derived from claims, that words alone do not tell."""
    held = [("Lumen Magnet", "subsidiaryOf", "Orion Rare Earth")]
    part = [("Orion Rare Earth", "shareholderOf", "Quill Motors")]
    plain = [("Vesper Alloys", "subsidiaryOf", "Orion Rare Earth")]
    store = tell(
        [
            ("Lumen Magnet is held by Orion Rare Earth with all its shares.", held),
            ("Orion Rare Earth has 20% of Quill Motors.", part),
            ("Among others, Vesper Alloys is under Orion Rare Earth.", plain),
        ]
    )
    for relation, held_by, holder, strength in (
        ("subsidiaryOf", "lumen-magnet", "orion-rare-earth", "wholly-owned"),
        ("shareholderOf", "quill-motors", "orion-rare-earth", "associate"),
        ("subsidiaryOf", "vesper-alloys", "orion-rare-earth", "unknown-strength"),
    ):
        _add_stake(store, relation, REI + "x-" + held_by, REI + "x-" + holder, strength)
    return Asker(store, load_grammar())


def _add_stake(store: Store, relation: str, company: str, holder: str, strength: str) -> None:
    predicate = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate")
    claims = [
        q.subject
        for q in store.inner.quads_for_pattern(None, predicate, NamedNode(REC + relation), None)
        if any(
            o.object == NamedNode(company) for o in store.inner.quads_for_pattern(q.subject, None, None, None)
        )
    ]
    stake, graph = NamedNode(f"{company}-stake"), NamedNode(REI + "graph-history")
    triples: list[tuple[str, NamedNode | Literal]] = [
        ("stakeIn", NamedNode(company)),
        ("stakeHolder", NamedNode(holder)),
        ("strength", NamedNode(REV + strength)),
        ("statedBy", claims[0]),
    ]
    for name, target in triples:
        store.inner.add(Quad(stake, NamedNode(REC + name), target, graph))


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("wholly owned subsidiaries of Orion Rare Earth", ["Lumen Magnet Co., Ltd."]),
        ("Which wholly-owned subsidiaries does Orion Rare Earth have?", ["Lumen Magnet Co., Ltd."]),
        ("controlled subsidiaries of Orion Rare Earth", ["Lumen Magnet Co., Ltd."]),
        ("associates of Orion Rare Earth", ["Quill Motors"]),
        ("Orion Rare Earth的联营公司有哪些", ["Quill Motors"]),
        ("subsidiaries of Orion Rare Earth", ["Lumen Magnet Co., Ltd.", "Vesper Alloys"]),
    ],
)
def test_strengths_are_told_by_stakes(staked: Asker, question: str, labels: list[str]) -> None:
    answer = staked.ask(question)
    assert [found.label for found in answer.answers] == labels
    assert all(found.evidence for found in answer.answers)

"""The grammar as data: what a line of it is worth, and what is wrong with a bad one."""

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from reechain.graph.questions import Asker, Status
from reechain.graph.questions.grammar import Arc, Noun, Role, Verb
from reechain.graph.questions.reader import load_grammar, parse_grammar, phrases
from reechain.graph.questions.tokens import key_of
from reechain.graph.questions.understanding import understand
from reechain.graph.store import Store
from reechain.ontology.errors import ConfigError
from reechain.ontology.records import EntityType
from reechain.ontology.schema import Relation, relations

BUNDLED = (files("reechain.graph.questions") / "grammar.toml").read_text(encoding="utf-8")
FINANCES = Relation(
    "finances",
    "finances",
    "lends money to",
    frozenset({EntityType.AGENCY}),
    frozenset({EntityType.COMPANY, EntityType.MINE}),
    False,
    None,
)
PHRASES = """
[[verb]]
arcs = ["finances"]
en = ["lend|lends|lent money to", "bankroll|bankrolled|bankrolling"]
zh = ["贷款给"]

[[role]]
slot = "lender"
arcs = ["finances"]
en = ["lender", "financier"]
zh = ["贷款方"]
"""


@pytest.mark.parametrize(
    ("added", "question"),
    [
        ("", "Who finances Orion Rare Earth?"),
        (PHRASES, "Who bankrolled Orion Rare Earth?"),
        (PHRASES, "lenders of Orion Rare Earth"),
        (PHRASES, "谁贷款给猎户稀土？"),
        (PHRASES, "Which agencies lent money to Orion Rare Earth?"),
    ],
)
def test_a_relation_added_as_data_is_asked_without_code(asker: Asker, added: str, question: str) -> None:
    grammar = parse_grammar(BUNDLED + added, {**relations(), "finances": FINANCES})
    query = understand(question, grammar, asker.index).query
    assert query is not None
    (edge,) = query.edges
    assert edge.arcs == (Arc("finances"),)
    assert query.answer == edge.left
    answer = Asker(asker.store, grammar).ask(question)
    assert answer.status is Status.NOT_IN_CORPUS
    assert "rec:finances" in answer.sparql


def test_every_relation_of_the_ontology_is_asked() -> None:
    grammar = load_grammar()
    entries = [entry for found in grammar.entries.values() for entry in found]
    spoken = {arc.relation for entry in entries if isinstance(entry, Role | Verb) for arc in entry.arcs}
    names = set(relations()) - {"renamedTo", "holdsMiningRightTo"}
    assert names <= spoken
    assert {name for name in names if name not in grammar.sayings} == set()


def test_stages_of_nouns_are_in_the_vocabulary(store: Store) -> None:
    stages = {
        stage
        for found in load_grammar().entries.values()
        for entry in found
        if isinstance(entry, Noun)
        for stage in entry.stages
    }
    for stage in stages:
        assert store.query(f"ASK {{ rev:{stage} a rec:Stage }}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[verb]]\narcs = ["eats"]\nen = ["eat"]\nzh = []', "no relation 'eats'"),
        ('[[noun]]\nslot = "x"\ntypes = ["Wizard"]\nen = ["x"]\nzh = []', "Wizard"),
        ('[[qualifier]]\nen = ["x"]\nzh = []\nattested = ["("]', "is no pattern"),
    ],
)
def test_a_bad_line_is_named(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        parse_grammar(text, relations())


def test_no_alternative_of_a_phrase_is_cut_short_by_a_space() -> None:
    data = tomllib.loads(BUNDLED)
    rows = [row for kind in ("noun", "role", "verb", "qualifier", "topic") for row in data[kind]]
    for patterns in (*data["words"].values(), *(row["en"] for row in rows), *(row["zh"] for row in rows)):
        for pattern in patterns:
            assert "| " not in pattern and " |" not in pattern, pattern
            assert all(key_of(phrase) for phrase in phrases(pattern)), pattern


def test_a_grammar_is_not_changed_by_use() -> None:
    assert replace(load_grammar()) == load_grammar()

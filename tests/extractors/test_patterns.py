"""The little language of relation patterns: what each sign reads, and what is refused."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reechain.extractors.relations.families import bundled_families, bundled_sets, read_families
from reechain.extractors.relations.patterns import MAX_DEPTH, MAX_WAYS, Pattern, compile_pattern
from reechain.ontology.errors import ConfigError
from reechain.ontology.schema import relations

PRODUCES = relations()["produces"]
SETS = {"make": ("makes", "turns out", "make"), "own": ("its", "the")}


def compiled(source: str) -> Pattern:
    return compile_pattern(source, PRODUCES, SETS, "own.toml: family 'f'")


def pairs(source: str, text: str) -> list[tuple[str, str]]:
    """Return the slots that a pattern reads in words and slots, as (subject, object)."""
    pattern = compiled(source)
    text = f"{text} "
    if any(not set(text.split()) & needed for needed in pattern.words):
        return []
    found = pattern.regex.finditer(text)
    return [
        (match["s"] if pattern.has_subject else "", match["o"] if pattern.has_object else "")
        for match in found
    ]


YES = [("0", "1")]
A, B, PLACE, POLICY, ITS = "«C:0»", "«R:1»", "«L:2»", "«P:2»", "«c:2» 's"


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        # words, in lower case, in order
        ("{s} makes {o}", f"{A} makes {B}", YES),
        ("{s} Makes {o}", f"{A} makes {B}", YES),
        ("{s} makes {o}", f"{A} made {B}", []),
        ("{s} makes {o}", f"{B} makes {A}", []),
        ("{s} makes {o}", f"{A} makes no {B}", []),
        # alternatives and sets
        ("{s} (makes|turns out|sells) {o}", f"{A} turns out {B}", YES),
        ("{s} (makes|turns out|sells) {o}", f"{A} turns {B}", []),
        ("{s} @make {o}", f"{A} turns out {B}", YES),
        ("{s} (@make|sells) {o}", f"{A} sells {B}", YES),
        ("{s} (makes (good|bad)|sells) {o}", f"{A} makes bad {B}", YES),
        ("{s} (makes|) {o}", f"{A} {B}", YES),
        ("{s} (^ so|makes) {o}", f"{A} makes {B}", YES),
        # what may be left out
        ("{s} makes [good] {o}", f"{A} makes good {B}", YES),
        ("{s} makes [good|very good] {o}", f"{A} makes very good {B}", YES),
        ("{s} makes [good] {o}", f"{A} makes {B}", YES),
        ("{s} makes [good] {o}", f"{A} makes bad {B}", []),
        # slots by type; one that is not kept
        ("{s:Company} makes {o:Product}", f"{A} makes {B}", YES),
        ("{s:Mine,Facility} makes {o}", f"{A} makes {B}", []),
        ("{s} makes {o} in {x:Place}", f"{A} makes {B} in {PLACE}", YES),
        ("{s} makes {o} in {x:Mine}", f"{A} makes {B} in {PLACE}", []),
        ("{s} makes {o}", f"«CM:0» makes {B}", YES),
        # a number, brackets, the start
        ("{s} makes # tons of {o}", f"{A} makes # tons of {B}", YES),
        ("{s} makes # tons of {o}", f"{A} makes many tons of {B}", []),
        ("{s} ‹ maker of {o} ›", f"{A} ‹ maker of {B} ›", YES),
        ("^ {s} makes {o}", f"{A} makes {B}", YES),
        ("^ {s} makes {o}", f"so : {A} makes {B}", YES),
        ("^ {s} makes {o}", f"so {A} makes {B}", []),
        # gaps: how far, and over what
        ("{s} .. makes {o}", f"{A} a a a makes {B}", YES),
        ("{s} .. makes {o}", f"{A} a a a a makes {B}", []),
        ("{s} ... makes {o}", f"{A} {'a ' * 8}makes {B}", YES),
        ("{s} ... makes {o}", f"{A} {'a ' * 9}makes {B}", []),
        ("{s} ... makes {o}", f"{A} a , makes {B}", []),
        ("{s} .... makes {o}", f"{A} {'a , ' * 6}makes {B}", YES),
        ("{s} .... makes {o}", f"{A} a {POLICY} makes {B}", []),
        ("{s} ... makes {o}", f"{A} a {ITS} makes {B}", YES),
        ("{s} ~ makes {o}", f"{A} {'a ' * 14}{POLICY} , makes {B}", YES),
        ("{s} ~ makes {o}", f"{A} says «C:3» makes {B}", [("3", "1")]),
        ("{s} ~ makes {o}", f"{A} a ; makes {B}", []),
        ("{s} ~~ makes {o}", f"{A} says «C:3» that makes {B}", YES),
        ("{s} ~~ makes {o}", f"{A} {'a ' * 17}makes {B}", []),
        ("{s} [..] makes {o}", f"{A} a makes {B}", YES),
        ("{s} (that ..|which) makes {o}", f"{A} that a a makes {B}", YES),
        # what describes a name, and what does not
        ("{s} bought = {o}", f"{A} bought the listed «L:3» maker {B}", YES),
        ("{s} bought = {o}", f"{A} bought {'a ' * 6}{B}", []),
        ("{s} bought = {o}", f"{A} bought a plant of {B}", []),
        ("{s} bought = {o}", f"{A} bought a plant and {B}", []),
        ("{s} bought = {o}", f"{A} bought «C:3» {B}", []),
        ("{s} bought .. {o}", f"{A} bought the «L:3» based maker {B}", YES),
        # no gap over a word that turns a clause round, unless a number follows it
        ("{s} ... makes {o}", f"{A} unlike most makes {B}", []),
        ("{s} ... makes {o}", f"{A} from # on makes {B}", YES),
        # an apposition or a bracket after a slot
        ("{s} makes {o}", f"{A} , the largest of all , makes {B}", YES),
        ("{s} makes {o}", f"{A} ‹ asx › makes {B}", YES),
        ("{s} makes {o}", f"{A} 's makes {B}", []),
        ("{s} 's .. makes {o}", f"{A} 's unit makes {B}", YES),
        # a possessive, written or resolved
        ("{s} (its|the) unit makes {o}", f"{A} {ITS} unit makes {B}", YES),
        ("{s} @own unit makes {o}", f"{A} {ITS} unit makes {B}", YES),
        # one end alone
        ("made here : {o}", f"made here : {B}", [("", "1")]),
        # signs of regular expressions are words
        ("{s} a.c {o}", f"{A} abc {B}", []),
        ("{s} a.c {o}", f"{A} a.c {B}", YES),
        ("{s} x+y*z? {o}", f"{A} x+y*z? {B}", YES),
        ("{s} \\w+ {o}", f"{A} makes {B}", []),
    ],
)
def test_each_sign_reads_what_it_says(source: str, text: str, found: list[tuple[str, str]]) -> None:
    assert pairs(source, text) == found


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("", "has neither {s} nor {o}"),
        ("makes", "has neither {s} nor {o}"),
        ("(a+)+$", "has neither {s} nor {o}"),
        ("{x} makes", "has neither {s} nor {o}"),
        ("{s} makes {s}", "has two slots {s}"),
        ("{s} makes {q}", "has '{q}', which is no slot"),
        ("{s} makes {o:}", "has '{o:}', which is no slot"),
        ("{s} makes {o", "has a character that patterns do not know"),
        ("{s} makes @ {o}", "has a character that patterns do not know"),
        ("{s} (makes {o}", "has {o} where it may be left out"),
        ("{s} {o} (makes", "lacks a ')'"),
        ("{s} {o} [makes", "lacks a ']'"),
        ("{s} {o} [makes)", "lacks a ']'"),
        ("{s} makes) {o}", "has a ')' that nothing opened"),
        ("{s} makes | {o}", "has a '|' that nothing opened"),
        ("{s} makes [{o}]", "has {o} where it may be left out"),
        ("{s} ({o}|it)", "has {o} where it may be left out"),
        ("{s} @nowhere {o}", "uses @nowhere, which is not defined"),
        ("{s:Firm} makes {o}", "names an unknown type in 'Firm'"),
        ("{s:Policy} makes {o}", "narrows {s} to Policy, which produces does not admit"),
        ("{s} ~ ~~ {o}", "has a gap right after a gap"),
        ("{s} ~ a ~ a ~ a ~ a ~ {o}", "has too many gaps or brackets"),
        ("{s} " + "[a] " * 17 + "{o}", "has too many gaps or brackets"),
        ("{s} " + "(a|a a) " * 9 + "{o}", "has too many gaps or brackets"),
        (
            "{s} " + "(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1) + " {o}",
            "has too many gaps or brackets",
        ),
        ("{s} " + "(" * MAX_DEPTH + "[a]" + ")" * MAX_DEPTH + " {o}", "has brackets in brackets"),
        ("{s} " + "(" * 100_000, "has too many gaps or brackets"),
    ],
)
def test_what_does_not_read_is_refused_with_its_place(source: str, problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        compiled(source)
    assert caught.value.where == "own.toml: family 'f'"
    assert problem in str(caught.value)
    assert source[:20] in str(caught.value)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"sets": ["a"]}, "own.toml: write [sets] with one bracket"),
        ({"sets": {"a": "make"}}, "own.toml: set 'a': words must be a list"),
        ({"sets": {"a": [1]}}, "own.toml: set 'a': words must be a list"),
        ({"sets": {"a": [""]}}, "own.toml: set 'a': words must be a list"),
        ({"family": ["x"]}, "own.toml: write each family as a table"),
        ({"family": [{"name": "f", "relation": ["produces"]}]}, "is not in the ontology"),
        (
            {"family": [{"name": "f", "relation": "produces", "patterns": "{s} {o}"}]},
            "patterns must be a list",
        ),
        ({"family": [{"name": "f", "relation": "produces", "loose": [2]}]}, "loose must be a list"),
        (
            {"family": [{"name": "f", "relation": "produces", "scope": 2, "patterns": ["{s} {o}"]}]},
            "scope 2 is no word",
        ),
        (
            {"family": [{"name": "f", "relation": "produces", "topic": ["s"], "patterns": ["{o}"]}]},
            "topic ['s']",
        ),
        (
            {"family": [{"name": "f", "relation": "produces", "confidence": "1", "patterns": ["{s} {o}"]}]},
            "confidence '1'",
        ),
        ({"family": [{"name": "f", "relation": "produces", "confidence": float("nan")}]}, "confidence nan"),
    ],
)
def test_a_family_of_the_wrong_shape_is_refused(data: dict[str, object], problem: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(problem)):
        read_families(data, "own.toml", bundled_sets())


def test_an_own_set_is_read_in_lower_case() -> None:
    data = {
        "sets": {"melt": ["Melts  Down"]},
        "family": [{"name": "f", "relation": "produces", "patterns": ["{s} @melt {o}"]}],
    }
    [family] = read_families(data, "own.toml")
    assert family.patterns[0].regex.search(f"{A} melts down {B} ")


PIECES = ["{s}", "{o}", "{x}", "{s:Company}", "{o:Product,Mineral}", "{x:Place}", "{", "}", "(", ")", "[", "]", "|", "..", "...", "....", "=", "~", "~~", "#", "^", "‹", "›", ",", "@make", "@own", "@", "a", "makes", "its", "'s", "a.b", "a*", "(a+)+$", "\\", "«", "\n", "\0", "稀", "i̇"]  # fmt: skip
HOSTILE = [
    f"{A} makes {B} ",
    f"{A} " + "a " * 400,
    f"{A} " + "a , " * 200 + f"{B} ",
    f"{A} makes its a # , " * 60,
    (f"{A} , a a , {ITS} ‹ a › " * 40) + f"{B} ",
    "a" * 2000 + " ",
]


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), st.text(max_size=40)))
def test_any_text_compiles_or_is_refused(source: str) -> None:
    try:
        pattern = compiled(source)
    except ConfigError as error:
        assert error.where == "own.toml: family 'f'"
    else:
        assert pattern.has_subject or pattern.has_object
        assert set(pattern.regex.groupindex) <= {"s", "o"}


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(["a", "its", ",", "#", "..", "...", "=", "~", "~~", "[a]", "(a|its)", "makes"]),
        max_size=8,
    )
)
def test_a_pattern_that_compiles_ends_on_hostile_text(middle: list[str]) -> None:
    try:
        pattern = compiled(" ".join(["{s}", *middle, "{o:Product}"]))
    except ConfigError:
        return
    for text in HOSTILE:
        assert len(list(pattern.regex.finditer(text))) <= text.count("«")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "source",
    [
        "{s} ~ a ~ a ~ a ~ {o:Product}",
        "~~ a ~~ a ~~ a ~~ {o:Product}",
        "{s} " + "[.. a] " * 5 + "{o}",
        "{s} " + "[a] " * 16 + "{o:Product}",
        "{s} " + "(a|a a) " * 8 + "~ {o:Product}",
    ],
)
def test_the_widest_patterns_end_on_hostile_text(source: str, text: str) -> None:
    assert len(list(compiled(source).regex.finditer(text))) <= text.count("«")


def test_the_ways_of_the_gaps_are_bounded() -> None:
    widths = {"=": 6, "..": 4, "...": 9, "....": 13, "~": 17, "~~": 17}
    for gaps in itertools.combinations_with_replacement(widths, 5):
        ways = 1
        for gap in gaps:
            ways *= widths[gap]
        source = "{s} " + " a ".join(gaps) + " {o}"
        if ways > MAX_WAYS:
            with pytest.raises(ConfigError, match="has too many gaps"):
                compiled(source)
        else:
            assert compiled(source).has_object


def test_every_bundled_pattern_can_be_met() -> None:
    """Words that a pattern requires are words as sentences show them: in lower case and without hyphens."""
    strange = []
    for family in bundled_families():
        for pattern in (*family.patterns, *family.loose):
            words = {word for needed in pattern.words for word in needed}
            strange += [
                (pattern.source, word)
                for word in words
                if word != word.casefold() or re.search(r"\w-\w|\s", word)
            ]
    assert strange == []

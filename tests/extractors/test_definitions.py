"""Short names that a text defines in brackets."""

import pytest
from tests.extractors.reading import annotated, blind, groups, named, read

from reechain.ontology.records import EntityType

FULL = "Foobar Rare Metals Co., Ltd."


def joined(text: str) -> set[frozenset[str]]:
    return {group for group in groups(read(text, blind())) if len(group) > 1}


@pytest.mark.parametrize(
    ("bracket", "short"),
    [
        ('("Ardent")', "Ardent"),
        ('(the "Ardent")', "Ardent"),
        ('(hereinafter referred to as "Ardent")', "Ardent"),
        ('(hereinafter, "Ardent")', "Ardent"),
        ('(hereafter called "Ardent Metals")', "Ardent Metals"),
        ('(abbreviated as "FRM")', "FRM"),
        ('(known as "Ardent", stock code 600111)', "Ardent"),
        ("(“Ardent”)", "Ardent"),
        ('("Ardent\n")', "Ardent"),
        ("（hereinafter referred to as “Ardent”）", "Ardent"),
        ("(FRM)", "FRM"),
        ("(or FRM)", "FRM"),
        ('(ASX: FBR) ("Ardent")', "Ardent"),
        ('("Ardent" or "the Firm")', "Ardent"),
    ],
)
def test_a_short_name_is_that_of_the_name_before(bracket: str, short: str) -> None:
    text = f"Last year {FULL} {bracket} made magnets. In May {short} closed."
    assert joined(text) == {frozenset({FULL, short})}


@pytest.mark.parametrize(
    "bracket",
    [
        "(see note 3)",
        "(2023)",
        "(Australia)",
        "(“”)",
        '(", .")',
        '("x")',
        "(a subsidiary)",
        '(which "they say" is big)',
        "(unclosed and long " + "x " * 100,
    ],
)
def test_what_else_stands_in_brackets_is_no_name(bracket: str) -> None:
    text = f"Last year {FULL} {bracket} made magnets. In May it closed."
    assert joined(text) == set()


@pytest.mark.parametrize("word", ["Company", "Group", "Issuer", "Purchaser"])
def test_the_company_is_no_name_but_the_topic(word: str) -> None:
    text = f'Last year {FULL} (the "{word}") made magnets. In May the {word} made alloys.'
    assert joined(text) == set()
    assert word not in {form for group in groups(read(text, blind())) for form in group}


def test_the_company_means_whom_it_is_defined_for() -> None:
    text = (
        'Quux Metals Ltd sold it. Foobar Metals Ltd (the "Company") bought it. Quux Metals Ltd left. '
        "The Company makes NdFeB magnets."
    )
    found = read(text)
    names = found.name_of()
    makers = {names[claim.subject].canonical for claim in found.claims if claim.predicate == "produces"}
    assert makers == {"Foobar Metals Ltd"}


def test_agencies_and_policies_have_short_names_too() -> None:
    text = "The Ministry of Foobar Affairs (MFA) met. So MFA said."
    assert named(text, EntityType.AGENCY, blind()) == {"Ministry of Foobar Affairs", "MFA"}
    text = 'The Foobar Trade Act ("Trade Act") is old. So the Trade Act rules.'
    assert named(text, EntityType.POLICY, blind()) == {"Foobar Trade Act", "Trade Act"}


def test_a_country_code_is_no_name_of_a_place() -> None:
    assert joined("He lives in Foobar County (FBC). Then FBC rose.") == set()


def test_a_short_name_is_found_as_a_whole_word_only() -> None:
    text = f'{FULL} ("Ardent") rose. Ardently, Preardent, Ardent-led and Ardent.'
    [name] = [name for name in read(text, blind()).names if FULL in (name.canonical, *name.aliases)]
    assert [
        text[mention.start : mention.end + 1] for mention in name.mentions if mention.text == "Ardent"
    ] == [
        'Ardent"',
        "Ardent-",
        "Ardent.",
    ]


def test_a_short_name_with_signs_of_patterns_is_only_a_name() -> None:
    text = 'Foobar Metals Ltd ("F.* [a-z]+$") rose. So F.* [a-z]+$ fell. Fxx abc fell.'
    assert {frozenset({"Foobar Metals Ltd", "F.* [a-z]+$"})} == joined(text)


def test_one_short_name_for_two_firms_does_not_make_them_one() -> None:
    text = 'Foobar Metals Ltd ("Ardent") rose. Quux Alloys Inc. ("Ardent") fell. Ardent left.'
    assert all(not {"Foobar Metals Ltd", "Quux Alloys Inc."} <= group for group in joined(text))


def test_definitions_are_kept_with_the_doc() -> None:
    doc = annotated(f'{FULL} (the "Company", or "FRM") rose.', blind())
    assert [(short, full, is_topic) for short, full, _, is_topic in doc.user_data["definitions"]] == [
        ("Company", FULL, True)
    ]

"""Known names in a text: case, number, context, the longest, hyphens."""

import pytest
from tests.extractors.reading import gazetteer

from reechain.extractors.candidates import CANDIDATES, MENTIONS, ids_of
from reechain.extractors.gazetteer.factory import GazetteerMatcher
from reechain.extractors.normalise import normalise
from reechain.extractors.pipeline import Extractor, blank_pipeline
from reechain.ontology.records import EntityType

C, M, P, R, N, E, U, A = (
    EntityType.COMPANY,
    EntityType.MINE,
    EntityType.PLACE,
    EntityType.PRODUCT,
    EntityType.MINERAL,
    EntityType.ELEMENT,
    EntityType.APPLICATION,
    EntityType.AGENCY,
)
KNOWN = gazetteer(
    ("corvus", C, {"Corvus Holdings": "pref", "Corvus": "alias", "CVH": "ticker"}),
    ("corvus-group", C, {"Corvus Holdings (Group) Co., Ltd.": "pref"}),
    ("apex", C, {"Apex Iron & Steel": "pref", "Apex": "alias?"}),
    ("magtera", C, {"Magtera s.r.o.": "pref"}),
    ("miit", A, {"Ministry of Mines": "pref", "MOM": "alias"}),
    ("tin", A, {"Ministry of Iron, Coal and Tin": "pref"}),
    ("us", A, {"U.S. Board of Trade": "pref"}),
    ("people", A, {"People's Board": "pref"}),
    ("hollow", M, {"Hollow Hill": "pref", "Summit": "alias?"}),
    ("hollow-town", P, {"Hollow Hill": "pref"}),
    ("summitville", P, {"Summitville": "pref"}),
    ("magnet", R, {"NdFeB magnet": "pref", "magnets": "alias?"}),
    ("re-oxide", R, {"rare earth oxide": "pref", "REO": "alias"}),
    ("battery", U, {"battery": "pref"}),
    ("car", U, {"electric vehicle": "pref", "EV": "alias"}),
    ("nd", E, {"neodymium": "pref", "Nd": "alias"}),
    ("monazite", N, {"monazite": "pref"}),
    ("glass", R, {"glass": "pref"}),
    ("zh", C, {"包钢股份": "pref"}),
)
MATCH = GazetteerMatcher(KNOWN)


def found(text: str) -> list[tuple[str, str]]:
    """Return the known names of a text with their ids, left to right."""
    doc = MATCH(blank_pipeline()(normalise(text).text))
    return [(span.text, ";".join(ids_of(span))) for span in doc.spans[CANDIDATES]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a proper name keeps its capitals, a common noun has none to keep
        ("Corvus Holdings sells.", [("Corvus Holdings", "corvus")]),
        ("CORVUS HOLDINGS sells.", [("CORVUS HOLDINGS", "corvus")]),
        ("the corvus holdings", []),
        ("Corvus holdings rose.", [("Corvus", "corvus")]),
        ("Rare Earth Oxides", [("Rare Earth Oxides", "re-oxide")]),
        ("ndfeb magnets", [("ndfeb magnets", "magnet")]),
        # a short form in capitals only so
        ("REO and REOs", [("REO", "re-oxide"), ("REOs", "re-oxide")]),
        ("the reo", []),
        ("EVs and EV", [("EVs", "car"), ("EV", "car")]),
        ("my mom", []),
        # plurals and the possessive
        ("a battery, two batteries", [("battery", "battery"), ("batteries", "battery")]),
        ("many glasses", [("glasses", "glass")]),
        ("Corvus's shares, Corvus' shares", [("Corvus", "corvus"), ("Corvus", "corvus")]),
        ("two Corvuses", []),
        # the longest wins, brackets and commas are passed over
        ("Corvus Holdings (Group) Co., Ltd. sells.", [("Corvus Holdings (Group) Co., Ltd.", "corvus-group")]),
        ("Corvus Holdings Group Co Ltd", [("Corvus Holdings Group Co Ltd", "corvus-group")]),
        ("Corvus Holdings (group sales)", [("Corvus Holdings", "corvus")]),
        ("Magtera s.r.o. sells.", [("Magtera s.r.o.", "magtera")]),
        (
            "Apex Iron and Steel, Apex Iron & Steel",
            [("Apex Iron and Steel", "apex"), ("Apex Iron & Steel", "apex")],
        ),
        # commas, colons and possessives where the name has them
        ("The Ministry of Iron, Coal and Tin rules.", [("Ministry of Iron, Coal and Tin", "tin")]),
        ("The Ministry of Iron Coal and Tin rules.", [("Ministry of Iron Coal and Tin", "tin")]),
        (
            "The U.S. Board of Trade and US Board of Trade",
            [("U.S. Board of Trade", "us"), ("US Board of Trade", "us")],
        ),
        ("Corvus, Holdings, Corvus's Holdings", [("Corvus", "corvus"), ("Corvus", "corvus")]),
        ("the People's Board of Perth", [("People's Board", "people")]),
        # hyphens
        ("NdFeB-magnet and rare-earth oxide", [("NdFeB-magnet", "magnet"), ("rare-earth oxide", "re-oxide")]),
        ("a monazite-bearing sand", [("monazite", "monazite")]),
        # no part of a word, no ticker, no name across an ending
        ("Corvustan, precorvus, Ndola", []),
        ("CVH rose", []),
        ("He likes rare. Earth oxide is brown.", []),
        ("包钢股份 sells", []),
        # damaged text
        ("**Corvus** Holdings sells", [("Corvus Holdings", "corvus")]),
        ("Ｃｏｒｖｕｓ sells", [("Corvus", "corvus")]),
        ("Cörvus sells", [("Cörvus", "corvus")]),
        ("Corvus\nHoldings", [("Corvus", "corvus")]),
    ],
)
def test_names_are_found_as_they_are_written(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        # an ordinary word is a name only beside what makes it one
        ("They reached the apex of it.", []),
        ("Apex of the year.", []),
        ("Apex said so.", ["apex"]),
        ("The apex said so.", []),
        ("Apex Iron & Steel sells. It was Apex.", ["apex", "apex"]),
        ("Summit talks were held.", []),
        ("The Summit deposit is large.", ["hollow"]),
        ("He pulls magnets.", []),
        ("The neodymium magnets are strong.", ["nd", "magnet"]),
        ("It holds neodymium. He pulls magnets.", ["nd"]),
    ],
)
def test_an_ordinary_word_needs_context(text: str, ids: list[str]) -> None:
    assert [row_id for _, row_id in found(text)] == ids


@pytest.mark.parametrize(
    ("text", "entity_type"),
    [
        ("The Hollow Hill mine is large.", M),
        ("The town of Hollow Hill county is large.", P),
        ("He lives in Hollow Hill county.", P),
        ("He lives in Hollow Hill.", P),
    ],
)
def test_words_around_a_shared_name_choose_its_type(text: str, entity_type: EntityType) -> None:
    doc = MATCH(blank_pipeline()(normalise(text).text))
    assert [span.label_ for span in doc.spans[CANDIDATES]] == [entity_type]


def test_a_name_of_two_things_keeps_both() -> None:
    both = gazetteer(("one", C, {"Twin Metals": "pref"}), ("two", C, {"Twin Metals": "pref"}))
    doc = GazetteerMatcher(both)(blank_pipeline()("Twin Metals sells."))
    assert [ids_of(span) for span in doc.spans[CANDIDATES]] == [("one", "two")]


def test_a_data_house_takes_its_words_and_is_left_out() -> None:
    doc = Extractor().annotated(normalise("According to Shanghai Metals Market, prices rose."))
    assert [span.text for span in doc.spans[MENTIONS]] == []


def test_every_bundled_name_is_found_alone() -> None:
    """Names that need no context are read where they stand on their own; of homonyms, one."""
    extractor = Extractor()
    ambiguous, missed = extractor.gazetteer.ambiguous, []
    for entry in extractor.gazetteer.entries.values():
        for row in entry.names:
            if row.needs_context or row.role == "ticker" or row.lang == "zh" or row.name in ambiguous:
                continue
            doc = blank_pipeline()(normalise(row.name).text)
            spans = extractor.find_known(doc).spans.get(CANDIDATES, [])
            if not any(entry.id in ids_of(span) for span in spans):
                missed.append((entry.id, row.name))
    assert missed == []

"""Unknown names, typed by their shape and by the words around them; and what is no name."""

import pytest
from tests.extractors.reading import blind, named, read

from reechain.ontology.records import EntityType

COMPANY = EntityType.COMPANY


@pytest.mark.parametrize(
    "name",
    [
        "Foobar Metals Ltd",
        "Foobar Metals Ltd.",
        "Foobar Inc.",
        "Foobar Corp.",
        "Foobar Corporation",
        "Foobar Company Limited",
        "Foobar plc",
        "Foobar LLC",
        "Foobar Magnet GmbH",
        "Foobar Magnet GmbH & Co. KG",
        "Foobar AG",
        "Foobar SAS",
        "Foobar S.A.",
        "Foobar S.p.A.",
        "Foobar N.V.",
        "Foobar B.V.",
        "Foobar Oy",
        "Foobar AB",
        "Foobar ASA",
        "Foobar Magnets s.r.o.",
        "Foobar a.s.",
        "Foobar d.o.o.",
        "Foobar d.d.",
        "Foobar Quux Lda",
        "Foobar Quux Ltda",
        "Foobar Quux SL",
        "Foobar Kft.",
        "Foobar Oyj",
        "Serra do Foobar Mineração Ltda",
        "Société du Foobar aux Quux SA",
        "Foobar Pty Ltd",
        "Foobar Pvt. Ltd.",
        "Foobar Pte. Ltd.",
        "Foobar Sdn. Bhd.",
        "Foobar K.K.",
        "Foobar JSC",
        "Foobar Iron and Steel (Group) Co., Ltd.",
        "Ningbo Foobar New Materials Co., Ltd.",
        "Foobar Rare Earth (Inner Mongolia) Co., Ltd.",
        "Foo & Bar Minerals Limited",
        "Foo-Bar Technologies Co. Ltd",
    ],
)
def test_a_legal_form_makes_a_company(name: str) -> None:
    bare = {form.rstrip(".") for form in named(f"Last year {name} makes flakes of it.", COMPANY, blind())}
    assert bare == {name.rstrip(".")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The magnets are made by Foobar in spring.", {"Foobar"}),
        ("Its subsidiary Foobar Xi was sold.", {"Foobar Xi"}),
        ("In May, Foobar acquired the other half.", {"Foobar"}),
        ("An agreement with Foobar was signed.", {"Foobar"}),
        ("Foobar's subsidiary in Ohio was sold. So Foobar said.", {"Foobar"}),
        ("It hurt Foobar, a producer of alloys.", {"Foobar"}),
        ("It hurt Foobar Resources and Quux Mining.", {"Foobar Resources", "Quux Mining"}),
        ("It was led by Foobar Ltd, Quux and Blarg.", {"Foobar Ltd", "Quux", "Blarg"}),
        ("Foobar Metals Ltd came. Later Foobar left.", {"Foobar Metals Ltd", "Foobar"}),
        ("It belongs to Foobar (ASX: FBR), which digs.", {"Foobar"}),
        ("eVAC makes them. So eVAC said.", {"eVAC"}),
        ("The rival 360 Foobar Metals rose.", {"360 Foobar Metals"}),
    ],
)
def test_the_words_around_make_a_company(text: str, names: set[str]) -> None:
    assert named(text, COMPANY, blind()) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The enterprises are Ningbo Foohao, Baotou Barmei and Zibo Quuxzhi.",
            {"Ningbo Foohao", "Baotou Barmei", "Zibo Quuxzhi"},
        ),
        ("It was sold to Ganzhou Foorui in 2020.", {"Ganzhou Foorui"}),
    ],
)
def test_a_chinese_place_and_a_word_is_a_firm(text: str, names: set[str]) -> None:
    assert names <= named(text, COMPANY)


@pytest.mark.parametrize(
    ("text", "entity_type", "name"),
    [
        ("They dig at the Foobar Hill mine.", EntityType.MINE, "Foobar Hill mine"),
        ("They drill at Foobar Deposit.", EntityType.MINE, "Foobar Deposit"),
        (
            "The Foobar Creek rare earth project lies there.",
            EntityType.MINE,
            "Foobar Creek rare earth project",
        ),
        ("Ore from Foobar Hill is rich.", EntityType.MINE, "Foobar Hill"),
        ("The Foobar Bay refinery runs.", EntityType.FACILITY, "Foobar Bay refinery"),
        ("The Foobar magnet plant runs.", EntityType.FACILITY, "Foobar magnet plant"),
        ("The Foobar Magnet Project is a works.", EntityType.FACILITY, "Foobar Magnet Project"),
        ("The Foobar Separation Facility runs.", EntityType.FACILITY, "Foobar Separation Facility"),
        ("It is ruled by the Ministry of Foobar Affairs.", EntityType.AGENCY, "Ministry of Foobar Affairs"),
        ("The Ministry of Foobar and Quux ruled.", EntityType.AGENCY, "Ministry of Foobar and Quux"),
        ("The Foobar Geological Survey ruled.", EntityType.AGENCY, "Foobar Geological Survey"),
        ("The Foobar Export Act is old.", EntityType.POLICY, "Foobar Export Act"),
        ("It issued the Regulations on Foobar Trade.", EntityType.POLICY, "Regulations on Foobar Trade"),
        (
            'It issued the "Foobar Quux Action Plan (2021-2023)".',
            EntityType.POLICY,
            "Foobar Quux Action Plan (2021-2023)",
        ),
        ("He lives in Foobar County.", EntityType.PLACE, "Foobar County"),
        ("He lives near Foobar.", EntityType.PLACE, "Foobar"),
    ],
)
def test_heads_make_other_types(text: str, entity_type: EntityType, name: str) -> None:
    assert named(text, entity_type, blind()) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "The MOU was signed with care. An MOU is no contract.",
        "Its ESG report praises the CEO and the CFO.",
        "EBITDA, CAPEX and NPV rose in Q3 and H1.",
        "Shares trade on the ASX, the NYSE and NASDAQ.",
        "The AGM was held on Monday, 3 March.",
        "John Smith, chief executive officer, said so.",
        "Managing director Jane Doe said so. Ms Doe smiled.",
        "Mr. Brown acquired a taste for it.",
        "Dr. Wu Wei, professor, was named chairman.",
        "However, Demand fell. Supply rose. Prices were flat.",
        "Rare Earths are metals. Magnets use them.",
        "Table 3. Source: annual report. Figure 4.",
        "Forward-Looking Statements\n\nThis release holds them.",
        "In January the Chinese said no to the Americans.",
        "The North and the South; the Western world.",
        "Buy. Hold. Sell. Overweight.",
        "I said so. A or B. X and Y.",
        "Investor Relations Contact",
        "PHASE II OF THE PLAN",
        "(ii) The Company. [3] Item IV.",
    ],
)
def test_debris_and_persons_are_no_companies(text: str) -> None:
    assert named(text, COMPANY, blind()) == set()


def test_what_a_run_is_taken_for_spreads_through_the_document() -> None:
    text = "Foobar was quiet. The rest is about the subsidiary Foobar of another firm. Again Foobar came."
    [name] = [name for name in read(text, blind()).names if name.canonical == "Foobar"]
    assert [mention.start for mention in name.mentions] == [0, text.index("Foobar of"), text.rindex("Foobar")]


def test_a_title_line_names_nothing() -> None:
    text = "Foobar Bets on Heavy Metals and Quux Mining\n\nIt rained today."
    assert named(text, COMPANY, blind()) == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It bought a part from the Foobar group.", {"Foobar"}),
        ("The rest belongs to Companhia Foobar de Quux.", {"Companhia Foobar de Quux"}),
        ("It belongs to the staff foundation Foobar Ansattefond.", {"Foobar Ansattefond"}),
        ("It gained from Foobar Reserve Trust.", {"Foobar Reserve Trust"}),
        ("It holds shares in Foobar, he said.", {"Foobar"}),
        ("Announcement of Foobar Holdings on a waiver.", {"Foobar Holdings"}),
    ],
)
def test_firms_go_by_many_shapes(text: str, names: set[str]) -> None:
    assert named(text, COMPANY, blind()) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It closed the Quux calcination plant.", "Quux calcination plant"),
        ("It opened its Quux cracking and leaching plant.", "Quux cracking and leaching plant"),
        ("It opened its Quux dysprosium refinery.", "Quux dysprosium refinery"),
    ],
)
def test_works_are_named_by_what_is_done_there(text: str, name: str) -> None:
    assert named(text, EntityType.FACILITY, blind()) == {name}

"""A second small industry of invented names, told in sentences: deals, sites, stages of work, orders that replace others."""

from tests.graph.questions.conftest import Named, Told

from reechain.ontology.records import EntityType

COMPANY, SITE, MINE = EntityType.COMPANY, EntityType.FACILITY, EntityType.MINE
POLICY, STAGE, PRODUCT = EntityType.POLICY, EntityType.STAGE, EntityType.PRODUCT

NAMES: Named = {
    "Aster Mining": (COMPANY, ("翠菊矿业",), None),
    "Borage Group": (COMPANY, ("琉璃苣集团",), None),
    "Cosmos Magnets": (COMPANY, (), None),
    "Daphne Separation": (COMPANY, (), None),
    "Erica Alloys": (COMPANY, (), None),
    "Ficus Trading": (COMPANY, (), None),
    "Gentian Motors": (COMPANY, (), None),
    "Hebe Recycling": (COMPANY, (), None),
    "Iris Contractors": (COMPANY, (), None),
    "Juniper Oxides": (COMPANY, (), None),
    "Marram Hill mine": (MINE, ("Marram Hill", "玛兰矿"), None),
    "Port Sedge plant": (SITE, (), None),
    "Lake Reed plant": (SITE, ("芦湖厂",), None),
    "Order Nine": (POLICY, (), None),
    "Order Ten": (POLICY, ("十号令",), None),
    "Quota Notice Five": (POLICY, ("五号指标通知",), None),
    "smelting and separation": (STAGE, ("separation", "冶炼分离"), "separation"),
    "mining": (STAGE, (), "mining"),
    "recycling": (STAGE, (), "recycling"),
    "NdFeB magnets": (PRODUCT, ("magnets",), "ndfeb-magnet"),
    "mixed rare earth carbonate": (PRODUCT, ("carbonate",), "rare-earth-carbonate"),
}

DEALS: list[Told] = [
    ("Borage Group sold Cosmos Magnets.", [("Borage Group", "divested", "Cosmos Magnets")]),
    ("Borage Group makes NdFeB magnets.", [("Borage Group", "produces", "NdFeB magnets")]),
    ("Erica Alloys was merged into Daphne Separation in 2021.", [("Erica Alloys", "mergedInto", "Daphne Separation")]),
    ("Juniper Oxides was spun off from Borage Group.", [("Juniper Oxides", "spunOffFrom", "Borage Group")]),
    (
        "Gentian Motors is a joint venture of Borage Group and Ficus Trading.",
        [("Gentian Motors", "jointVentureOf", "Borage Group"), ("Gentian Motors", "jointVentureOf", "Ficus Trading")],
    ),
    ("Aster Mining has an offtake agreement with Ficus Trading.", [("Aster Mining", "hasOfftakeWith", "Ficus Trading")]),
    ("Daphne Separation tolls carbonate for Ficus Trading.", [("Daphne Separation", "tollsFor", "Ficus Trading")]),
    ("Aster Mining used to supply Erica Alloys.", [("Aster Mining", "suppliesTo", "Erica Alloys", "ended")]),
    ("Hebe Recycling no longer makes NdFeB magnets.", [("Hebe Recycling", "produces", "NdFeB magnets", "ended")]),
]  # fmt: skip

SITES: list[Told] = [
    ("Iris Contractors runs Marram Hill.", [("Iris Contractors", "runs", "Marram Hill")]),
    ("Borage Group owns Marram Hill.", [("Borage Group", "owns", "Marram Hill")]),
    ("Aster Mining has the right to mine Marram Hill.", [("Aster Mining", "holdsMiningRightTo", "Marram Hill")]),
    ("The ore of Marram Hill belongs to Ficus Trading.", [("Ficus Trading", "ownsOreOf", "Marram Hill")]),
    ("Daphne Separation operates Lake Reed plant.", [("Daphne Separation", "operates", "Lake Reed plant")]),
    ("Daphne Separation started up Lake Reed plant.", [("Daphne Separation", "commissioned", "Lake Reed plant")]),
    ("Daphne Separation closed Port Sedge plant.", [("Daphne Separation", "shutDown", "Port Sedge plant")]),
    ("Aster Mining got quota under Quota Notice Five.", [("Aster Mining", "holdsQuotaUnder", "Quota Notice Five")]),
    ("Order Ten replaces Order Nine and suspends Quota Notice Five.", [("Order Ten", "replaces", "Order Nine"), ("Order Ten", "suspends", "Quota Notice Five")]),
    ("Daphne Separation works in smelting and separation.", [("Daphne Separation", "operatesInStage", "smelting and separation")]),
    ("Aster Mining is engaged in mining.", [("Aster Mining", "operatesInStage", "mining")]),
    ("Hebe Recycling is in the recycling of magnets.", [("Hebe Recycling", "operatesInStage", "recycling")]),
    ("Ficus Trading has left recycling.", [("Ficus Trading", "operatesInStage", "recycling", "ended")]),
]  # fmt: skip

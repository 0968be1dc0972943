"""A small industry of invented names, told in sentences, for questions to be asked of."""

from collections.abc import Callable, Iterable, Mapping

import pytest

from reechain.graph.questions import Asker
from reechain.graph.questions.reader import load_grammar
from reechain.graph.store import Store
from reechain.ontology.names import name_key
from reechain.ontology.records import Claim, Document, EntityType, Evidence, Extraction, Mention, Name, Stance

Fact = tuple[str, str, str] | tuple[str, str, str, str]
Told = tuple[str, list[Fact]]
Named = Mapping[str, tuple[EntityType, tuple[str, ...], str | None]]
"""The fullest form of each name, with type, other forms and gazetteer entry."""

NAMES: Named = {
    "Orion Rare Earth Co., Ltd.": (EntityType.COMPANY, ("Orion Rare Earth", "猎户稀土"), None),
    "Titan Steel (Group) Co., Ltd.": (EntityType.COMPANY, ("Titan Steel Group", "Titan Steel"), None),
    "Titan Steel Co., Ltd.": (EntityType.COMPANY, (), None),
    "Lumen Magnet Co., Ltd.": (EntityType.COMPANY, ("Lumen Magnet",), None),
    "Polar Magnet": (EntityType.COMPANY, (), None),
    "Sable Polishing Co., Ltd.": (EntityType.COMPANY, ("Sable Polishing",), None),
    "Vesper Alloys": (EntityType.COMPANY, (), None),
    "Halcyon Materials": (EntityType.COMPANY, (), None),
    "Quill Motors": (EntityType.COMPANY, (), None),
    "Cobalt Ridge mine": (EntityType.MINE, ("Cobalt Ridge", "钴岭矿"), None),
    "Delta Tailings Pond": (EntityType.FACILITY, (), None),
    "Inner Mongolia": (EntityType.PLACE, (), "inner-mongolia"),
    "Motor Saving Plan": (EntityType.POLICY, (), None),
    "Magnet Export Notice": (EntityType.POLICY, (), None),
    "Ministry of Industry and Information Technology": (EntityType.AGENCY, ("MIIT",), "miit"),
    "Ministry of Commerce": (EntityType.AGENCY, (), "mofcom"),
    "magnetic materials": (EntityType.PRODUCT, (), "magnetic-material"),
    "NdFeB magnets": (EntityType.PRODUCT, ("NdFeB",), "ndfeb-magnet"),
    "samarium-cobalt magnets": (EntityType.PRODUCT, (), "smco-magnet"),
    "functional materials": (EntityType.PRODUCT, (), "functional-material"),
    "polishing powder": (EntityType.PRODUCT, (), "polishing-powder"),
    "rare earth concentrate": (EntityType.PRODUCT, (), "rare-earth-concentrate"),
    "hydrogen storage alloy": (EntityType.PRODUCT, (), "hydrogen-storage-alloy"),
    "nickel-metal hydride batteries": (EntityType.PRODUCT, (), "nimh-battery"),
    "permanent magnet motors": (EntityType.PRODUCT, (), "permanent-magnet-motor"),
    "bastnaesite": (EntityType.MINERAL, (), "bastnaesite"),
    "monazite": (EntityType.MINERAL, (), "monazite"),
    "new energy vehicles": (EntityType.APPLICATION, (), "new-energy-vehicle"),
    "energy-saving motors": (EntityType.APPLICATION, (), "energy-saving-motor"),
}

NOTE: list[Told] = [
    (
        "Orion Rare Earth Co., Ltd. is located in Inner Mongolia.",
        [("Orion Rare Earth Co., Ltd.", "locatedIn", "Inner Mongolia")],
    ),
    (
        "Titan Steel (Group) Co., Ltd. holds 36.71% of Orion Rare Earth and is its largest shareholder.",
        [
            ("Titan Steel (Group) Co., Ltd.", "shareholderOf", "Orion Rare Earth"),
            ("Orion Rare Earth", "subsidiaryOf", "Titan Steel (Group) Co., Ltd."),
        ],
    ),
    (
        "Its subsidiaries in functional materials include Sable Polishing Co., Ltd., Lumen Magnet Co., Ltd. and Halcyon Materials, all of Orion Rare Earth.",
        [
            (subsidiary, predicate, target)
            for subsidiary in ("Sable Polishing Co., Ltd.", "Lumen Magnet Co., Ltd.", "Halcyon Materials")
            for predicate, target in (
                ("subsidiaryOf", "Orion Rare Earth"),
                ("produces", "functional materials"),
            )
        ],
    ),
    (
        "Polar Magnet was renamed Lumen Magnet Co., Ltd. in 2022.",
        [("Polar Magnet", "renamedTo", "Lumen Magnet Co., Ltd.")],
    ),
    ("Lumen Magnet makes NdFeB magnets.", [("Lumen Magnet", "produces", "NdFeB magnets")]),
    ("Sable Polishing makes polishing powder.", [("Sable Polishing", "produces", "polishing powder")]),
    (
        "Sable Polishing does not make magnetic materials.",
        [("Sable Polishing", "produces", "magnetic materials", "denied")],
    ),
    (
        "Lumen Magnet turned Vesper Alloys into a wholly-owned subsidiary in 2022.",
        [("Vesper Alloys", "subsidiaryOf", "Lumen Magnet")],
    ),
    (
        "Vesper Alloys plans to make samarium-cobalt magnets.",
        [("Vesper Alloys", "produces", "samarium-cobalt magnets", "planned")],
    ),
    (
        "Orion Rare Earth makes nickel-metal hydride batteries.",
        [("Orion Rare Earth", "produces", "nickel-metal hydride batteries")],
    ),
    ("Orion Rare Earth makes magnetic materials.", [("Orion Rare Earth", "produces", "magnetic materials")]),
    (
        "Orion Rare Earth works with Quill Motors on permanent magnet motors.",
        [("Orion Rare Earth", "partnerOf", "Quill Motors")],
    ),
]

SURVEY: list[Told] = [
    (
        "Titan Steel Group has the exclusive right to mine Cobalt Ridge.",
        [("Titan Steel Group", "holdsMiningRightTo", "Cobalt Ridge")],
    ),
    (
        "The ore of Cobalt Ridge mine holds bastnaesite and monazite.",
        [("Cobalt Ridge mine", "hasMineral", "bastnaesite"), ("Cobalt Ridge mine", "hasMineral", "monazite")],
    ),
    ("Cobalt Ridge mine lies in Inner Mongolia.", [("Cobalt Ridge mine", "locatedIn", "Inner Mongolia")]),
    (
        "Titan Steel Co., Ltd. makes rare earth concentrate.",
        [("Titan Steel Co., Ltd.", "produces", "rare earth concentrate")],
    ),
    (
        "Titan Steel Co., Ltd. sells rare earth concentrate to Orion Rare Earth.",
        [("Titan Steel Co., Ltd.", "suppliesTo", "Orion Rare Earth")],
    ),
    (
        "Titan Steel Co., Ltd. bought Delta Tailings Pond.",
        [("Titan Steel Co., Ltd.", "acquired", "Delta Tailings Pond")],
    ),
    (
        "MIIT issued the Motor Saving Plan for energy-saving motors.",
        [("Motor Saving Plan", "issuedBy", "MIIT"), ("Motor Saving Plan", "governs", "energy-saving motors")],
    ),
    (
        "The Ministry of Commerce issued the Magnet Export Notice on NdFeB magnets.",
        [
            ("Magnet Export Notice", "issuedBy", "Ministry of Commerce"),
            ("Magnet Export Notice", "governs", "NdFeB magnets"),
        ],
    ),
    ("NdFeB magnets go into new energy vehicles.", [("NdFeB magnets", "usedIn", "new energy vehicles")]),
    (
        "Nothing but hydrogen storage alloy makes nickel-metal hydride batteries.",
        [("nickel-metal hydride batteries", "madeFrom", "hydrogen storage alloy")],
    ),
    ("猎户稀土也生产 polishing powder。", [("猎户稀土", "produces", "polishing powder")]),
    ("钴岭矿 is the Chinese name of Cobalt Ridge.", []),
]

DOCUMENTS = {"note.txt": NOTE, "survey.txt": SURVEY}


def told(key: str, sentences: Iterable[Told], names: Named = NAMES) -> Extraction:
    """Return what sentences tell: names found by their words, claims with their sentence as evidence."""
    sentences = list(sentences)
    text = "\n".join(sentence for sentence, _ in sentences)
    found = _names(text, names)
    mentions = {mention for name in found for mention in name.mentions}
    claims, start = [], 0
    for sentence, facts in sentences:
        inside = {
            m.text: m for m in sorted(mentions, reverse=True) if start <= m.start < start + len(sentence)
        }
        evidence = Evidence(start, start + len(sentence), sentence)
        claims += [_claim(inside, fact, evidence) for fact in facts]
        start += len(sentence) + 1
    return Extraction(Document(key, text), found, tuple(claims))


def _names(text: str, names: Named) -> tuple[Name, ...]:
    taken = [False] * len(text)
    found: dict[str, list[Mention]] = {}
    forms = [(form, full) for full, (_, others, _) in names.items() for form in (full, *others)]
    for form, full in sorted(forms, key=lambda pair: -len(pair[0])):
        at = text.find(form)
        while at >= 0:
            if not any(taken[at : at + len(form)]):
                taken[at : at + len(form)] = [True] * len(form)
                found.setdefault(full, []).append(Mention(at, at + len(form), form, names[full][0], "test"))
            at = text.find(form, at + 1)
    return tuple(_name(full, names, mentions) for full, mentions in sorted(found.items()))


def _name(full: str, names: Named, mentions: list[Mention]) -> Name:
    kind, forms, entry = names[full]
    return Name(kind, full, tuple(sorted(forms)), tuple(sorted(mentions)), (name_key(full),), entry)


def _claim(inside: dict[str, Mention], fact: Fact, evidence: Evidence) -> Claim:
    stance = Stance(fact[3]) if len(fact) > 3 else Stance.ASSERTED
    return Claim(inside[fact[0]], fact[1], inside[fact[2]], evidence, "test", 0.9, stance)


@pytest.fixture(scope="session")
def tell() -> Callable[..., Store]:
    """Return what puts sentences, over the names given, in a store of their own."""

    def put(sentences: Iterable[Told], names: Named = NAMES) -> Store:
        store = Store.memory()
        store.put([told("told.txt", sentences, names)])
        return store

    return put


@pytest.fixture(scope="session")
def texts() -> Mapping[str, str]:
    """Return the text of each document by key."""
    return {key: told(key, sentences).document.text for key, sentences in DOCUMENTS.items()}


@pytest.fixture(scope="session")
def store() -> Store:
    """Return a store with both documents."""
    store = Store.memory()
    store.put([told(key, sentences) for key, sentences in DOCUMENTS.items()])
    return store


@pytest.fixture(scope="session")
def asker(store: Store) -> Asker:
    """Return what answers questions from the store."""
    return Asker(store, load_grammar())


@pytest.fixture(scope="session")
def chain_asker() -> Asker:
    """Return what answers questions from the documents of chain.py."""
    from tests.graph.questions.chain import DEALS, NAMES, SITES  # noqa: PLC0415 (it needs the types of this file)

    store = Store.memory()
    store.put([told("deals.txt", DEALS, NAMES), told("sites.txt", SITES, NAMES)])
    return Asker(store, load_grammar())

"""Small documents, written as text with names and claims found by their words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reechain.ontology.names import name_key
from reechain.ontology.records import (
    Claim,
    Document,
    EntityType,
    Evidence,
    Extraction,
    Mention,
    Name,
    Qualifier,
    Stance,
)

C, P, M = EntityType.COMPANY, EntityType.PRODUCT, EntityType.MINE


@dataclass(frozen=True)
class Thing:
    """A name as a test writes it: its forms, the fullest first, and its type."""

    forms: tuple[str, ...]
    type: EntityType = C
    entry: str | None = None


def thing(*forms: str, type: EntityType = C, entry: str | None = None) -> Thing:
    return Thing(forms, type, entry)


@dataclass(frozen=True)
class Says:
    """A claim as a test writes it: the first words of the text that match are its ends.

    `also` are its qualifiers; one that leads to a thing gives the words of its mention.
    """

    subject: str
    predicate: str
    object: str
    confidence: float = 0.9
    stance: Stance = Stance.ASSERTED
    literal: str | None = None
    also: Mapping[str, str] = field(default_factory=dict)


def extraction(
    key: str, text: str, things: Iterable[Thing], claims: Sequence[Says] = (), **fields: str
) -> Extraction:
    document = Document(key=key, text=text, **fields)
    names = tuple(sorted((_name(text, item) for item in things), key=lambda n: (n.type, n.canonical)))
    mentions = {mention.text: mention for name in names for mention in reversed(name.mentions)}
    return Extraction(document, names, tuple(_claim(text, mentions, says) for says in claims))


def _name(text: str, item: Thing) -> Name:
    spans = sorted({(text.index(form), form) for form in item.forms if form in text})
    mentions = tuple(Mention(start, start + len(form), form, item.type, "test") for start, form in spans)
    keys = tuple(sorted({name_key(form) for form in item.forms}))
    return Name(item.type, item.forms[0], tuple(sorted(item.forms[1:])), mentions, keys, item.entry)


def _claim(text: str, mentions: dict[str, Mention], says: Says) -> Claim:
    subject, object_ = mentions[says.subject], mentions[says.object]
    start = text.rfind(".", 0, min(subject.start, object_.start)) + 1
    start += len(text[start:]) - len(text[start:].lstrip())
    stop = text.find(".", max(subject.end, object_.end))
    end = stop + 1 if stop >= 0 else len(text)
    evidence = Evidence(start, end, text[start:end])
    also = tuple(sorted(Qualifier(name, value, mentions.get(value)) for name, value in says.also.items()))
    return Claim(
        subject, says.predicate, object_, evidence, "test", says.confidence, says.stance, says.literal, also
    )


OLD = extraction(
    "2019/old.txt",
    "Foo Mining Co., Ltd. produces magnets. Foo Mining holds Bar Alloys.",
    [thing("Foo Mining Co., Ltd.", "Foo Mining"), thing("magnets", type=P), thing("Bar Alloys")],
    [Says("Foo Mining Co., Ltd.", "produces", "magnets"), Says("Bar Alloys", "subsidiaryOf", "Foo Mining")],
    title="Foo Mining in 2019",
    date="2019-03-01",
)
RENAMING = extraction(
    "2021/renaming.txt",
    "Foo Mining has been renamed Quux Rare Materials Co., Ltd. from May.",
    [thing("Foo Mining"), thing("Quux Rare Materials Co., Ltd.")],
    [Says("Foo Mining", "renamedTo", "Quux Rare Materials Co., Ltd.")],
)
NEW = extraction(
    "2023/new.txt",
    "Quux Rare Materials Co., Ltd. (Quux) plans to supply Zed Motors. Zed Motors may buy Bar Alloys.",
    [thing("Quux Rare Materials Co., Ltd.", "Quux"), thing("Zed Motors"), thing("Bar Alloys")],
    [
        Says("Quux Rare Materials Co., Ltd.", "suppliesTo", "Zed Motors", stance=Stance.PLANNED),
        Says("Zed Motors", "acquired", "Bar Alloys", stance=Stance.HEDGED),
    ],
)
GROUP = extraction(
    "2023/group.txt",
    "Foo Mining (Group) Co., Ltd. owns Hollow Hill Mine. Foo Mining (Group) Co., Ltd. works with Bar Alloys.",
    [
        thing("Foo Mining (Group) Co., Ltd."),
        thing("Hollow Hill Mine", type=M),
        thing("Bar Alloys"),
    ],
    [
        Says("Foo Mining (Group) Co., Ltd.", "owns", "Hollow Hill Mine", confidence=0.8),
        Says("Foo Mining (Group) Co., Ltd.", "partnerOf", "Bar Alloys", confidence=0.4),
    ],
)
ALL = (OLD, RENAMING, NEW, GROUP)

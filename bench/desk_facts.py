"""What a fact of the desk's corpus asks of a reading: the claims that may tell it, and the values they should give.

Names agree when the words of one, legal forms aside, are among those of the other: a document may use a short form.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

from reechain.ontology.names import singular, surface_key, words
from reechain.ontology.records import Claim, EntityType, Extraction, Name, Stance

Fact: TypeAlias = Mapping[str, Any]
Way: TypeAlias = tuple[str, str | None, str | None]
Agree: TypeAlias = Callable[[str, str], bool]

# event -> the relation that tells it, and which of the fact's names are its two ends
EVENTS: Final = {
    "rename": ("renamedTo", "who", "what"),
    "merger": ("mergedInto", "what", "who"),
    "spin-off": ("spunOffFrom", "what", "who"),
    "acquisition": ("acquired", "who", "what"),
    "divestment": ("divested", "who", "what"),
    "joint-venture": ("jointVentureOf", "what", "who"),
    "plant-start": ("commissioned", "who", "what"),
    "plant-stop": ("shutDown", "who", "what"),
}
ROLES: Final = {
    "mining right": "holdsMiningRightTo",
    "owner of ore": "ownsOreOf",
    "operator": "runs",
    "quota holder": "holdsQuotaUnder",
    "toller": "tollsFor",
    "seller": "suppliesTo",
}
_TOLD_BY: Final = {
    "strength": frozenset({"subsidiaryOf", "shareholderOf"}),
    "stake": frozenset({"subsidiaryOf", "shareholderOf"}),
    "policy": frozenset({"issuedBy"}),
    "clause": frozenset({"governs"}),
    "allocation": frozenset({"holdsQuotaUnder"}),
    "stage": frozenset({"operatesInStage"}),
    "supply": frozenset({"suppliesTo", "hasOfftakeWith"}),
}
STRENGTHS: Final = {"wholly owned": "wholly-owned", "unknown": "unknown-strength"}
STANCES: Final = {"actual": "asserted", "reported": "asserted", "conditional": "hedged"}
DEALS: Final = frozenset({"acquired", "divested"})
_FORMS: Final = frozenset(
    "co ltd inc corp limited llc plc gmbh ag as sa oy bv nv pty group the company b v a s nl lp".split()
)
_SMALL: Final = frozenset("the a an of and or in on to for with by class i ii iii iv all other".split())


class Told(NamedTuple):
    """A claim with the names of its two ends."""

    claim: Claim
    subject: Name
    object: Name


class Value(NamedTuple):
    """A value that a fact may have, `want`, and those that the claims give for it."""

    name: str
    want: str | None
    given: frozenset[str]
    agree: Agree = operator.eq

    @property
    def is_right(self) -> bool:
        """Whether one of those given agrees with the one wanted."""
        return any(self.agree(given, self.want) for given in self.given) if self.want else False


class Match(NamedTuple):
    """What was found of a fact: the claims that tell it, their values, and whether at least its name was found."""

    told: Sequence[Told]
    values: Sequence[Value] = ()
    is_named: bool = False

    @property
    def is_found(self) -> bool:
        """Whether the fact counts as found: a policy by its name, all else by a claim."""
        return self.is_named or bool(self.told)


class Reading:
    """What was found in one document, each claim with the names of its ends."""

    def __init__(self, found: Extraction) -> None:
        of = found.name_of()
        self.text = found.document.text
        self.names = found.names
        self.told = [Told(claim, of[claim.subject], of[claim.object]) for claim in found.claims]

    def telling(self, fact: Fact, ways: Iterable[Way]) -> list[Told]:
        """Return the claims of these relations between things of these names; None is any name.

        A denied claim tells only a fact that has a stance.
        """
        return [
            told
            for relation, subject, obj in ways
            for told in self.told
            if told.claim.predicate == relation
            and (subject is None or _is_called(told.subject, subject))
            and (obj is None or _is_called(told.object, obj))
            and ("stance" in fact or told.claim.stance is not Stance.DENIED)
        ]

    def nearest(self, fact: Fact, ways: Iterable[Way]) -> list[Told]:
        """Return the same, only from the words of the fact's quote where there are any."""
        told = self.telling(fact, ways)
        start = self.text.index(fact["quote"])
        end = start + len(fact["quote"])
        here = [item for item in told if item.claim.evidence.start < end and item.claim.evidence.end > start]
        return here or told


def predicates(fact: Fact) -> frozenset[str]:
    """Return the relations that facts of this sort are told by: those of which unasked claims are counted."""
    kind = fact["kind"]
    if kind == "event":
        return frozenset(EVENTS.get(fact["event"], ())[:1])
    return frozenset({ROLES[fact["role"]]}) if kind == "role" else _TOLD_BY.get(kind, frozenset({kind}))


def match(fact: Fact, reading: Reading) -> Match | None:
    """Return what was found of a fact; None for an offtake, which is told as a supply."""
    if fact["kind"] == "event" and fact["event"] not in EVENTS:
        return None
    return _READERS[fact["kind"]](fact, reading)


def _strength(fact: Fact, reading: Reading) -> Match:
    company, parent = fact["company"], fact["parent"]
    told = reading.nearest(fact, [("subsidiaryOf", company, parent), ("shareholderOf", parent, company)])
    want = STRENGTHS.get(fact["strength"], fact["strength"])
    given = _given(told, "strength") - ({"unknown-strength"} - {want})
    return Match(told, [Value("strength", want, given)])


def _stake(fact: Fact, reading: Reading) -> Match:
    holder, company = fact["holder"], fact["company"]
    downward = [(relation, holder, company) for relation in ("shareholderOf", *sorted(DEALS))]
    upward = [(relation, company, holder) for relation in ("subsidiaryOf", "jointVentureOf")]
    told = reading.nearest(fact, [*downward, *upward])
    values = [
        Value(name, _text(fact[key]), _given(told, name), _same_number)
        for key, name in (("percent", "percent"), ("low", "percentLow"), ("high", "percentHigh"))
    ]
    direct = {True: "direct", False: "indirect"}.get(fact["direct"], fact["direct"])
    values.append(Value("directness", direct, _given(told, "directness")))
    held = [item for item in told if item.claim.predicate not in DEALS]
    dealt = _given([item for item in told if item.claim.predicate in DEALS], "validOn")
    for key, name in (("from", "validFrom"), ("until", "validUntil"), ("on", "validOn")):
        also = dealt if fact[key] and key != "on" else frozenset[str]()
        values.append(Value(name, fact[key], _given(held, name) | also))
    return Match(told, values)


def _event(fact: Fact, reading: Reading) -> Match:
    relation, subject, obj = EVENTS[fact["event"]]
    told = reading.nearest(fact, [(relation, fact[subject], fact[obj]), *_other_ways(fact)])
    return Match(told, [Value("validOn", fact["date"], _given(told, "validOn")), _stance(fact, told)])


def _other_ways(fact: Fact) -> list[Way]:
    """Return how else an event may be told: from the other party's side, or of each partner."""
    other = fact.get("counterparty")
    others = other if isinstance(other, list) else [other] if other else []
    what = fact["what"]
    ways: dict[str, list[Way]] = {
        "divestment": [("acquired", name, what) for name in others],
        "acquisition": [("divested", name, what) for name in others],
        "joint-venture": [("jointVentureOf", what, name) for name in others],
        # with a third name, `what` is the firm that comes of it
        "merger": [("mergedInto", name, what) for name in others and [fact["who"], *others]],
    }
    return ways.get(fact["event"], [])


def _policy(fact: Fact, reading: Reading) -> Match:
    name, issuer = fact["policy"], fact["issuer"]
    issued = reading.telling(fact, [("issuedBy", name, None)])
    dated = reading.telling(
        fact, [(relation, name, None) for relation in ("issuedBy", "governs", "suspends")]
    )
    issuers = [(item, Value("issuer", issuer, _forms(item.object), _same_issuer)) for item in issued]
    values = [
        Value("issuer", issuer, frozenset().union(*(value.given for _, value in issuers)), _same_issuer),
        Value("validOn", fact["issued_on"], _given(issued, "validOn")),
        Value("validFrom", fact["in_force_from"], _given(dated, "validFrom")),
        Value("validUntil", fact["in_force_until"], _given(dated, "validUntil"), _same_last_day),
    ]
    is_named = any(item.type is EntityType.POLICY and _is_called(item, name) for item in reading.names)
    return Match([item for item, value in issuers if value.is_right], values, is_named)


def _clause(fact: Fact, reading: Reading) -> Match:
    told = [
        item
        for item in reading.telling(fact, [("governs", fact["policy"], None)])
        if any(_same_words(form, fact["item"]) for form in _forms(item.object))
    ]
    return Match(told, [Value("validFrom", fact["from"], _given(told, "validFrom"))])


def _suspends(fact: Fact, reading: Reading) -> Match:
    told = reading.telling(fact, [("suspends", fact["policy"], fact["suspended"])])
    until = Value("validUntil", fact["until"], _given(told, "validUntil"), _same_last_day)
    return Match(told, [Value("validFrom", fact["from"], _given(told, "validFrom")), until])


def _replaces(fact: Fact, reading: Reading) -> Match:
    told = reading.telling(fact, [("replaces", fact["policy"], fact["replaced"])])
    return Match(told, [Value("validFrom", fact["on"], _given(told, "validFrom"))])


def _allocation(fact: Fact, reading: Reading) -> Match:
    return Match(reading.telling(fact, [("holdsQuotaUnder", fact["holder"], None)]))


def _role(fact: Fact, reading: Reading) -> Match:
    return Match(reading.telling(fact, [(ROLES[fact["role"]], fact["who"], None)]))


def _stage(fact: Fact, reading: Reading) -> Match:
    told = reading.telling(fact, [("operatesInStage", fact["company"], None)])
    return Match([item for item in told if item.object.gazetteer_id == fact["stage"]])


def _supply(fact: Fact, reading: Reading) -> Match:
    pair = fact["supplier"], fact["buyer"]
    told = reading.telling(fact, [(relation, *pair) for relation in ("suppliesTo", "hasOfftakeWith")])
    printed = (
        ("goods", "goods"),
        ("price_basis", "priceBasis"),
        ("term", "term"),
        ("repricing", "repricing"),
    )
    values = [Value(name, fact[key], _given(told, name), _same_words) for key, name in printed]
    related = "true" if fact["related_party"] else None
    values.append(Value("isRelatedParty", related, _given(told, "isRelatedParty")))
    return Match(told, [*values, _stance(fact, told)])


_READERS: Final[Mapping[str, Callable[[Fact, Reading], Match]]] = {
    "strength": _strength,
    "stake": _stake,
    "event": _event,
    "policy": _policy,
    "clause": _clause,
    "suspends": _suspends,
    "replaces": _replaces,
    "allocation": _allocation,
    "role": _role,
    "stage": _stage,
    "supply": _supply,
}


def _given(told: Iterable[Told], name: str) -> frozenset[str]:
    return frozenset(q.value for item in told for q in item.claim.qualifiers if q.property == name)


def _stance(fact: Fact, told: Iterable[Told]) -> Value:
    want = STANCES.get(fact["stance"], fact["stance"])
    return Value("stance", want, frozenset(item.claim.stance.value for item in told))


def _text(number: float | None) -> str | None:
    return None if number is None else str(number)


def _forms(name: Name) -> frozenset[str]:
    return frozenset({name.canonical, *name.aliases})


def _is_called(name: Name, wanted: str) -> bool:
    return any(_same_name(form, wanted) for form in _forms(name))


def _same_name(given: str, wanted: str) -> bool:
    found, gold = (frozenset(words(name)) - _FORMS for name in (given, wanted))
    return bool(found and gold) and (found <= gold or gold <= found)


def _same_words(given: str, wanted: str) -> bool:
    """Return whether half of the words agree, in the singular, small ones aside: of the shorter of the two."""
    found, gold = (
        {singular(word) for word in surface_key(text).split()} - _SMALL for text in (given, wanted)
    )
    return bool(found) and 2 * len(found & gold) >= min(len(found), len(gold))


def _same_issuer(given: str, wanted: str) -> bool:
    return _same_name(given, wanted) or _same_words(given, wanted)


def _same_number(given: str, wanted: str) -> bool:
    return float(given) == float(wanted)


def _same_last_day(given: str, wanted: str) -> bool:
    """Return whether a day given as the end is the last one included, or the first one after it."""
    if len(wanted) < len("2025-01-01"):
        return given == wanted
    return given in {wanted, str(date.fromisoformat(wanted) + timedelta(days=1))}

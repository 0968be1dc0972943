"""The grammar read from data: each line of grammar.toml is a phrase and what it stands for."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from reechain.graph.questions.grammar import (
    NAME_RELATIONS,
    Activity,
    Arc,
    Attested,
    Entry,
    Grammar,
    Noun,
    Qualifier,
    Role,
    Saying,
    Topic,
    Verb,
    Word,
)
from reechain.graph.questions.tokens import key_of
from reechain.ontology.errors import ConfigError
from reechain.ontology.records import EntityType
from reechain.ontology.schema import Relation, relations
from reechain.ontology.tables import load_tables


@cache
def load_grammar() -> Grammar:
    """Return the bundled grammar over the bundled ontology."""
    text = (files("reechain.graph.questions") / "grammar.toml").read_text(encoding="utf-8")
    return parse_grammar(text, relations())


def parse_grammar(text: str, known: Mapping[str, Relation]) -> Grammar:
    """Return the grammar that a TOML text describes; ConfigError for an unknown relation or type.

    A relation without a phrase of its own is asked by its label.
    """
    data = tomllib.loads(text)
    sayings = {row["name"]: _saying(row) for row in data.get("relation", ())}
    everything = {**known, **NAME_RELATIONS}
    found: dict[str, list[Entry]] = {}
    for phrase, entry in _entries(data, everything):
        readings = found.setdefault(key_of(phrase), [])
        if entry not in readings:
            readings.append(entry)
    for label, verb in _by_label(known, found):
        found.setdefault(key_of(label), []).append(verb)
    return Grammar({key: tuple(values) for key, values in found.items()}, everything, sayings)


def phrases(pattern: str) -> Iterator[str]:
    """Yield the phrases of a pattern.

    >>> list(phrases("make|made of"))
    ['make of', 'made of']
    """
    for choice in product(*(part.split("|") for part in pattern.split())):
        yield " ".join(choice)


def _entries(data: Mapping[str, Any], known: Mapping[str, Relation]) -> Iterator[tuple[str, Entry]]:
    for use, patterns in data.get("words", {}).items():
        yield from ((phrase, Word(use)) for pattern in patterns for phrase in phrases(pattern))
    builders: dict[str, Callable[[Mapping[str, Any], Mapping[str, Relation]], Entry]]
    builders = {"noun": _noun, "role": _role, "verb": _verb, "activity": _activity}
    builders |= {"qualifier": _qualifier, "topic": _topic}
    for kind, build in builders.items():
        for row in data.get(kind, ()):
            entry = build(row, known)
            for pattern in (*row["en"], *row["zh"]):
                yield from ((phrase, entry) for phrase in phrases(pattern))


def _noun(row: Mapping[str, Any], _known: Mapping[str, Relation]) -> Noun:
    return Noun(row["slot"], _types(row["types"]), tuple(row.get("stages", ())))


def _role(row: Mapping[str, Any], known: Mapping[str, Relation]) -> Role:
    arcs = _arcs(row["arcs"], known)
    attested = _attested(row) if "attested" in row else None
    if "types" in row:
        return Role(row["slot"], arcs, _types(row["types"]), attested)
    ends = (known[arc.relation].objects if arc.is_inverse else known[arc.relation].subjects for arc in arcs)
    return Role(row["slot"], arcs, frozenset().union(*ends), attested)


def _verb(row: Mapping[str, Any], known: Mapping[str, Relation]) -> Verb:
    attested = _attested(row) if "attested" in row else None
    return Verb(_arcs(row["arcs"], known), row.get("agent", "left"), attested, row.get("is_past", False))


def _activity(row: Mapping[str, Any], known: Mapping[str, Relation]) -> Activity:
    tables = load_tables()
    if row["stage"] not in tables.rows["stages"]:
        raise ConfigError(f"no stage {row['stage']!r} in the vocabulary", where="grammar.toml")
    (arc,) = _arcs(["^operatesInStage"], known)
    label = next(n.name for n in tables.names if (n.id, n.role, n.lang) == (row["stage"], "pref", "en"))
    return Activity(tables.iri(row["stage"]), label, arc)


def _qualifier(row: Mapping[str, Any], _known: Mapping[str, Relation]) -> Qualifier:
    return Qualifier(_attested(row))


def _attested(row: Mapping[str, Any]) -> Attested:
    patterns = row["attested"]
    try:
        for pattern in patterns:
            re.compile(pattern)
    except re.error as error:
        raise ConfigError(f"{patterns} is no pattern: {error}", where="grammar.toml") from error
    strengths = tuple(row.get("strengths", ()))
    if unknown := [name for name in strengths if name not in load_tables().rows["strengths"]]:
        raise ConfigError(f"no strength {unknown[0]!r} in the vocabulary", where="grammar.toml")
    return Attested(
        next(phrases(row["en"][0])), "|".join(patterns), tuple(row.get("implied_by", ())), strengths
    )


def _topic(row: Mapping[str, Any], _known: Mapping[str, Relation]) -> Topic:
    return Topic(row["says"])


def _saying(row: Mapping[str, Any]) -> Saying:
    flags = (row.get(name, False) for name in ("joins", "is_closed", "has_matter", "is_event"))
    return Saying(row["says"], row["inverse"], *flags)


def _arcs(values: Iterable[str], known: Mapping[str, Relation]) -> tuple[Arc, ...]:
    arcs = tuple(Arc(value.removeprefix("^"), value.startswith("^")) for value in values)
    for arc in arcs:
        if arc.relation not in known:
            raise ConfigError(f"no relation {arc.relation!r} in the ontology", where="grammar.toml")
    return arcs


def _types(values: Iterable[str]) -> frozenset[EntityType]:
    try:
        return frozenset(EntityType(value) for value in values)
    except ValueError as error:
        raise ConfigError(str(error), where="grammar.toml") from error


def _by_label(known: Mapping[str, Relation], found: Mapping[str, list[Entry]]) -> Iterator[tuple[str, Verb]]:
    spoken = {
        arc.relation
        for entries in found.values()
        for entry in entries
        if isinstance(entry, Role | Verb)
        for arc in entry.arcs
    }
    for name, relation in known.items():
        if name not in spoken and relation.label:
            yield relation.label, Verb((Arc(name),), "left")

"""The relation families, read from TOML and checked: the bundled ones and a user's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from reechain.extractors.relations.patterns import Pattern, compile_pattern
from reechain.extractors.relations.stages import FILE as STAGES
from reechain.extractors.relations.stages import stage_entries
from reechain.extractors.wordlists import load_toml
from reechain.ontology.errors import ConfigError
from reechain.ontology.records import EntityType
from reechain.ontology.schema import Relation, relations

KINDS: Final = Relation(
    name="kinds",
    label="kinds",
    definition="is the wider kind of",
    subjects=frozenset({EntityType.PRODUCT}),
    objects=frozenset({EntityType.PRODUCT, EntityType.APPLICATION}),
    is_symmetric=False,
    broader=None,
)
"""A relation between products that serves inference and never leaves the extractor."""
_FILES: Final = ("families.toml", "roles.toml", "rules.toml")
_KEYS: Final = {
    "name",
    "relation",
    "because",
    "confidence",
    "patterns",
    "topic",
    "scope",
    "literal",
    "symmetric_list",
    "loose",
    "object",
}
LOOSE: Final = 0.75
"""What is left of the confidence of a family where a wording only has its words in order, far apart."""


@dataclass(frozen=True, slots=True)
class Family:
    """Wordings of one relation.

    `loose` patterns leave wide gaps and are trusted less; `graded` are all patterns, each with its
    confidence. `topic` names the role ("s" or "o") that the company a text is about fills where a
    pattern leaves it out. `scope` is a word that the paragraph must hold before the sentence. With
    `symmetric_list` the partners stand in one list. With `literal` a percentage in the match is kept
    as printed. `object` is the id of a concept that is the object of every match, on the words that its
    patterns mark; goods are words to such patterns, and no slots.
    """

    name: str
    relation: Relation
    confidence: float
    patterns: tuple[Pattern, ...]
    loose: tuple[Pattern, ...] = ()
    topic: str | None = None
    scope: str | None = None
    literal: bool = False
    symmetric_list: bool = False
    object: str | None = None
    graded: tuple[tuple[Pattern, float], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Grade the patterns once, not for each sentence."""
        loose = round(self.confidence * LOOSE, 2)
        graded = [(pattern, self.confidence) for pattern in self.patterns]
        graded += [(pattern, loose) for pattern in self.loose]
        object.__setattr__(self, "graded", tuple(graded))


@cache
def bundled_families() -> tuple[Family, ...]:
    """Return the bundled families: those of the TOML files, and those of the stages."""
    found: list[Family] = []
    for file in _FILES:
        data = load_toml("reechain.extractors.relations", file)
        found += read_families(data, file, bundled_sets())
    for entries, sets in stage_entries():
        found += read_families(entries, STAGES, sets)
    return tuple(found)


def read_families(
    data: Mapping[str, Any], where: str, sets: Mapping[str, Sequence[str]] | None = None
) -> tuple[Family, ...]:
    """Return the families of a parsed TOML document; ConfigError names the family and the pattern."""
    own = data.get("sets", {})
    if not isinstance(own, Mapping):
        raise ConfigError("write [sets] with one bracket, and a list of words for each name", where=where)
    named = {name: tuple(words) for name, words in (sets or {}).items()}
    for name, words in own.items():
        phrases = _strings(words, "words", f"{where}: set {name!r}")
        named[name] = tuple(" ".join(phrase.casefold().split()) for phrase in phrases)
    found = [_family(entry, named, where, None) for entry in data.get("family", [])]
    found += [
        _family({**entry, "relation": KINDS.name}, named, where, KINDS) for entry in data.get("kinds", [])
    ]
    return tuple(found)


def bundled_sets() -> Mapping[str, Sequence[str]]:
    """Return the named word lists of the bundled families, which a user's patterns may use too."""
    sets: Mapping[str, Sequence[str]] = load_toml("reechain.extractors.relations", "families.toml")["sets"]
    return sets


def _family(
    entry: Mapping[str, Any], sets: Mapping[str, tuple[str, ...]], where: str, relation: Relation | None
) -> Family:
    if not isinstance(entry, Mapping):
        raise ConfigError("write each family as a table: [[family]]", where=where)
    name = str(entry.get("name", "?"))
    place = f"{where}: family {name!r}"
    if unknown := entry.keys() - _KEYS:
        raise ConfigError(f"unknown key {sorted(unknown)[0]!r}", where=place)
    if relation is None:
        found = relations().get(str(entry.get("relation")))
        if found is None:
            raise ConfigError(f"relation {entry.get('relation')!r} is not in the ontology", where=place)
        relation = found
    confidence = entry.get("confidence", 0.8)
    if not isinstance(confidence, int | float) or not 0 < confidence <= 1:
        raise ConfigError(f"confidence {confidence!r} does not lie in 0..1", where=place)
    family = Family(
        name=name,
        relation=relation,
        confidence=float(confidence),
        patterns=tuple(
            compile_pattern(source, relation, sets, place)
            for source in _strings(entry.get("patterns", []), "patterns", place)
        ),
        loose=tuple(
            compile_pattern(source, relation, sets, place)
            for source in _strings(entry.get("loose", []), "loose", place)
        ),
        topic=entry.get("topic"),
        scope=entry.get("scope"),
        literal=bool(entry.get("literal", False)),
        symmetric_list=bool(entry.get("symmetric_list", False)),
        object=entry.get("object"),
    )
    _check_object(family, place)
    _check_roles(family, place)
    return family


def _strings(value: object, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.split() for item in value):
        raise ConfigError(f"{key} must be a list of words or phrases", where=where)
    return tuple(value)


def _check_object(family: Family, place: str) -> None:
    if family.object is not None and (
        not isinstance(family.object, str) or len(family.relation.objects) != 1
    ):
        raise ConfigError(f"object {family.object!r} is no id, or what it is is not plain", where=place)
    for pattern in (*family.patterns, *family.loose):
        if pattern.has_words != (family.object is not None) or (pattern.has_words and pattern.has_object):
            problem = "marks words, or none, against the object of its family"
            raise ConfigError(f"pattern {pattern.source!r} {problem}", where=place)


def _check_roles(family: Family, place: str) -> None:
    if not family.patterns and not family.loose:
        raise ConfigError("has no patterns", where=place)
    if family.scope is not None and not isinstance(family.scope, str):
        raise ConfigError(f"scope {family.scope!r} is no word", where=place)
    if family.topic not in (None, "s", "o"):
        raise ConfigError(f"topic {family.topic!r} is neither 's' nor 'o'", where=place)
    for pattern in (*family.patterns, *family.loose):
        missing = {
            role
            for role, there in (("s", pattern.has_subject), ("o", pattern.has_object or pattern.has_words))
            if not there
        }
        filled = {family.topic} if family.topic else set()
        if missing - filled and not family.symmetric_list:
            raise ConfigError(
                f"pattern {pattern.source!r} lacks {{{min(missing)}}}, and no topic fills it", where=place
            )

"""The little language of relation patterns, compiled to bounded regular expressions.

| written | reads |
|---|---|
| `word` | that word, in lower case |
| `(a\\|b c\\|@set)` | one of the alternatives; `@set` is a named list of words |
| `[words]` `[a\\|b]` | the words, or one of the alternatives, or nothing |
| `‹` `›` | an opening, a closing bracket |
| `{s}` `{o}` | a slot with a subject or object that the relation admits |
| `{s:Company,Mine}` | a slot narrowed to types; `{x:Place}` one that is not kept |
| `..` `...` | up to 3, up to 8 words that are no slots and no punctuation |
| `....` | up to 12 words or commas that are no slots |
| `=` | up to 5 words, goods or places that only describe the name after them: no preposition, no conjunction |
| `~` | up to 16 words, commas or slots, but no slot that the one before or after it would take |
| `~~` | up to 16 words, commas or slots of any kind |
| `#` | a number |
| `<words>` | the words that are the object, in a family whose object is fixed |
| `^` | the start of a sentence, or what follows a colon |

A user's pattern is never a regular expression, so no pattern can run away.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import Final

from reechain.extractors.relations.slots import LETTER
from reechain.ontology.errors import ConfigError
from reechain.ontology.records import EntityType
from reechain.ontology.schema import Relation

_TOKEN: Final = re.compile(
    r"\{[^{}]*\}|\.{2,4}(?=[\s\])|]|$)|~~|[()\[\]|~#^<>]|@[\w-]+|[^\s()\[\]|{}~@#^<>]+"
)
_SLOT: Final = re.compile(r"\{(?P<role>[sox])(?::(?P<types>[A-Za-z, ]+))?\}")
_ENUMERATION: Final = ": ~~ {s"
_TURN: Final = r"(?!(?:(?:by|from) (?!#|which )|than (?!#|half |one |a |two |three )|(?:while|whereas|but|unlike|versus|against) ))"
"""Words that turn a clause round or start another: no gap passes over them, a pattern names them."""
_POSSESSIVE: Final = frozenset({"its", "their", "our"})
_ITS: Final = r"«[a-z]+:\d+» 's "
_BASED: Final = r"«L:\d+» (?:based|headquartered|listed|registered|'s) "
"""A place that only describes what follows, "the Perth-based maker Foo", "Norway's Foo": a gap passes over it."""
_RELATES: Final = r"(?!(?:of|to|in|on|at|by|from|for|with|into|over|under|between|via|through|against|and|or|but|than|as|while|whereas|after|before|since|which|that|who|is|was|are|were|be|been|has|had|have|will|not) )"
"""Words that relate what they stand between: what describes one name, "the French magnet maker Foo", has none."""
_GAPS: Final = {
    "=": rf"(?:{_RELATES}(?:{_ITS}|{_BASED}|«[ELNRU]+:\d+» |[^« ,;:‹›]+ )){{0,5}}?",
    "..": rf"(?:{_TURN}(?:{_ITS}|{_BASED}|[^« ,;:‹›]+ )){{0,3}}?",
    "...": rf"(?:{_TURN}(?:{_ITS}|{_BASED}|[^« ,;:‹›]+ )){{0,8}}?",
    "....": rf"(?:{_TURN}(?:{_ITS}|{_BASED}|[^« ;‹›]+ )){{0,12}}?",
}
_WAYS: Final = {"=": 6, "..": 4, "...": 9, "....": 13, "~": 17, "~~": 17, "[": 2}
"""In how many ways a gap may be filled, or what may be left out be read."""
MAX_WAYS: Final = 100_000
"""In how many ways a pattern may be read from one start: what bounds the time that it takes."""
MAX_CHOICES: Final = 8
MAX_DEPTH: Final = 8
_NO_OWNER: Final = (
    r"(?!'s |(?:makers?|manufacturers?|producers?|suppliers?|customers?|users?|buyers?|companies|firms) )"
)
"""No possessive and no trade: who bought "Foo's plant" did not buy Foo, who sells to car makers makes no cars."""
_INSERT: Final = r"(?!'s )(?:[,‹] (?:[^ ,‹›;]+ ){1,14}[,›] |, )?"
"""An apposition or bracket after a slot: "Foo, the largest of its kind, makes"; and no possessive."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `words` are sets of words of which a sentence must hold one each, `slots` sets of letters.

    With `enumerates` a list of subjects, each with something of its own, follows a colon: all are found.
    With `has_words` the group `words` of a match holds the words that are the object themselves.
    """

    source: str
    regex: re.Pattern[str]
    words: tuple[frozenset[str], ...]
    slots: tuple[frozenset[str], ...]
    has_subject: bool
    has_object: bool
    has_words: bool
    enumerates: bool = False


def compile_pattern(
    source: str, relation: Relation, sets: Mapping[str, tuple[str, ...]], where: str
) -> Pattern:
    """Return the compiled pattern; ConfigError where it does not read."""
    compiler = _Compiler(source, relation, sets, where)
    compiler.check_ways()
    regex = compiler.sequence(top=True)
    roles = compiler.roles
    if not roles & {"s", "o"}:
        raise ConfigError(f"pattern {source!r} has neither {{s}} nor {{o}}", where=where)
    return Pattern(
        source,
        re.compile(regex),
        tuple(compiler.required),
        tuple(compiler.slots),
        "s" in roles,
        "o" in roles,
        compiler.has_words,
        _ENUMERATION in source,
    )


class _Compiler:
    """A recursive descent over the tokens of one pattern."""

    def __init__(
        self, source: str, relation: Relation, sets: Mapping[str, tuple[str, ...]], where: str
    ) -> None:
        self.source, self.relation, self.sets, self.where = source, relation, sets, where
        self.tokens = _TOKEN.findall(source)
        if "".join(self.tokens) != re.sub(r"\s+", "", source):
            raise self._error("has a character that patterns do not know")
        self.tokens = [token if token[0] in "{@" else token.casefold() for token in self.tokens]
        self.position = 0
        self.roles: set[str] = set()
        self.required: list[frozenset[str]] = []
        self.slots: list[frozenset[str]] = []
        self.optional_depth = 0
        self.last_letters = ""
        self.has_words = False

    def check_ways(self) -> None:
        """Raise ConfigError for a pattern that leaves too much open."""
        gaps = _WAYS.keys() - {"["}
        if any(left in gaps and right in gaps for left, right in pairwise(self.tokens)):
            raise self._error("has a gap right after a gap")
        if (
            prod(_WAYS.get(token, 1) for token in self.tokens) > MAX_WAYS
            or self.tokens.count("(") > MAX_CHOICES
        ):
            raise self._error("has too many gaps or brackets")

    def sequence(self, *, top: bool = False) -> str:
        parts: list[str] = []
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            if token in {")", "]", "|", ">"}:
                if top:
                    raise self._error(f"has a {token!r} that nothing opened")
                break
            self.position += 1
            parts.append(self._piece(token))
        return "".join(parts)

    def _piece(self, token: str) -> str:
        if token == "(":
            return self._alternatives(")")
        if token == "[":
            return self._alternatives("]") + "?"
        if token == "<":
            return self._marked()
        if token.startswith("{"):
            return self._slot(token)
        if token == "^":
            return r"(?:^|(?<=: ))"
        if token == "~~":
            return r"(?:[^ ;]+ ){0,16}?"
        if token == "~":
            return self._wide_gap()
        if token in _GAPS:
            return _GAPS[token]
        if token.startswith("@"):
            return self._words(self._set(token))
        return self._words((token,))

    def _alternatives(self, closing: str) -> str:
        depth = self.optional_depth
        self.optional_depth += 1
        if depth >= MAX_DEPTH:
            raise self._error("has brackets in brackets in brackets")
        start, options = self.position, [self.sequence()]
        while self.position < len(self.tokens) and self.tokens[self.position] == "|":
            self.position += 1
            options.append(self.sequence())
        self.optional_depth = depth
        words = _plain_words(self.tokens[start : self.position], self.sets)
        self._expect(closing)
        if words and not words & _POSSESSIVE and closing == ")" and not self.optional_depth:
            self.required.append(words)
        return f"(?:{'|'.join(options)})"

    def _marked(self) -> str:
        if self.optional_depth or self.has_words:
            raise self._error("marks words where they may be left out, or twice")
        self.has_words = True
        inner = self.sequence()
        self._expect(">")
        return f"(?P<words>{inner})"

    def _slot(self, token: str) -> str:
        match = _SLOT.fullmatch(token)
        if match is None:
            raise self._error(f"has {token!r}, which is no slot")
        role = match["role"]
        if role != "x" and self.optional_depth:
            raise self._error(f"has {token} where it may be left out")
        if role in self.roles and role != "x":
            raise self._error(f"has two slots {{{role}}}")
        letters = "".join(sorted(LETTER[entity_type] for entity_type in self._types(role, match["types"])))
        inner = rf"«(?=[A-Za-z]*[{letters}{letters.lower()}])[A-Za-z]+:"
        self.last_letters = letters
        if not self.optional_depth:
            self.slots.append(frozenset(letters))
        if role == "x":
            return rf"{inner}\d+» "
        self.roles.add(role)
        last = self.position == len(self.tokens)
        follows_comma = not last and self.tokens[self.position] in {",", "‹", "'s"}
        after = _NO_OWNER if last else "" if follows_comma else _INSERT
        return rf"{inner}(?P<{role}>\d+)» {after}"

    def _wide_gap(self) -> str:
        """Return a gap that the nearest slot of a kind ends: in "A says B makes C", A does not make C."""
        following = next((t for t in self.tokens[self.position :] if t.startswith("{")), None)
        barred = set(self.last_letters)
        if following and (match := _SLOT.fullmatch(following)):
            barred |= {LETTER[t] for t in self._types(match["role"], match["types"])}
        letters = "".join(sorted(barred))
        item = rf"(?:[^« ;]+|«(?![A-Z]*[{letters}])[A-Z]+:\d+»)" if letters else r"[^ ;]+"
        return rf"(?:{_TURN}(?:{_ITS}|{item} )){{0,16}}?"

    def _types(self, role: str, written: str | None) -> frozenset[EntityType]:
        admitted = {"s": self.relation.subjects, "o": self.relation.objects}.get(role, frozenset(EntityType))
        if written is None:
            return admitted
        try:
            narrowed = frozenset(EntityType(name.strip()) for name in written.split(","))
        except ValueError as error:
            raise self._error(f"names an unknown type in {written!r}") from error
        if not narrowed <= admitted:
            names = ", ".join(sorted(narrowed - admitted))
            raise self._error(f"narrows {{{role}}} to {names}, which {self.relation.name} does not admit")
        return narrowed

    def _set(self, token: str) -> tuple[str, ...]:
        if token[1:] not in self.sets:
            raise self._error(f"uses {token}, which is not defined")
        return self.sets[token[1:]]

    def _words(self, options: tuple[str, ...]) -> str:
        if not self.optional_depth and not _POSSESSIVE & set(options):
            self.required.append(frozenset(option.split()[0] for option in options))
        written = [re.escape(option) + " " for option in sorted(options, key=len, reverse=True)]
        return "(?:" + "|".join([*written, _ITS] if _POSSESSIVE & set(options) else written) + ")"

    def _expect(self, token: str) -> None:
        if self.position >= len(self.tokens) or self.tokens[self.position] != token:
            raise self._error(f"lacks a {token!r}")
        self.position += 1

    def _error(self, problem: str) -> ConfigError:
        return ConfigError(f"pattern {self.source!r} {problem}", where=self.where)


def _plain_words(tokens: list[str], sets: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the first words of alternatives, or nothing where one begins with something else."""
    found: set[str] = set()
    for first in _firsts(tokens):
        if first.startswith("@"):
            found.update(option.split()[0] for option in sets.get(first[1:], ()))
        elif not first or first[0] in "{[(.~^":
            return frozenset()
        else:
            found.add(first)
    return frozenset(found)


def _firsts(tokens: list[str]) -> Iterator[str]:
    """Yield the first token of each alternative, the empty string for an empty one."""
    depth, at_start = 0, True
    for token in [*tokens, "|"]:
        if depth == 0 and token == "|":
            if at_start:
                yield ""
            at_start = True
            continue
        if at_start:
            yield token
            at_start = False
        depth += (token in "([") - (token in ")]")

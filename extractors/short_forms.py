"""Short forms: which name of a document stands for which longer one, by how the text introduces or cuts it.

A short form is introduced in brackets ("Foo Metals Ltd ("Foo"; ASX: FOM)"), made of initials (BNDES), or cut from the
longer name: its beginning, another stretch of it that no other name has, or the head of a title ("the Act"). Never
because two names are similar.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import type_of
from reechain.extractors.tokens import span_text, text_of
from reechain.extractors.wordlists import load_toml, wordset
from reechain.ontology.gazetteer import COMMON_NOUNS
from reechain.ontology.names import LEGAL_FORMS, singular, words
from reechain.ontology.records import EntityType

Edge = tuple[Span, Span]
Key = Callable[[Span], str]
_OPENING: Final = re.compile(
    r"\s*,?\s*\(\s*(?:(?:hereinafter|hereafter)?,?\s*(?:collectively |together )?(?:referred to as|known as|called|abbreviated as|short for|or|in short)?,?\s*)?(?:the\s+)?[\"'“‘]?\s*"
)
_CLOSING: Final = re.compile(r"\s*[\"'”’]?\s*(?:[,;)]|or\b|and\b)")
_TICKER: Final = re.compile(
    r"\s*\((?:[^()]{0,60}[,;/|] ?)?[A-Z][A-Za-z-]{1,12}(?: [A-Z][A-Za-z]*){0,2}\s*:\s*"
)
_THE: Final = re.compile(r",? (?:or )?(?:the )?")
_SMALL: Final = frozenset("of and the for de do da des du la le und der die das e y et in on to a".split())
_GENERIC: Final = frozenset(
    "rare earth earths metals metal minerals mining mines mine resources materials material group china national new first the north "
    "south east west american australian european energy technologies technology international global development industries industry "
    "company corporation investment investments capital magnetics magnet magnets magnetic steel chemical chemicals exploration bank fund "
    "holdings holding project plant deposit act plan law program programme ministry department agency".split()
)
_DATA: Final = load_toml("reechain.extractors.shapes", "patterns.toml")
_TITLES: Final = wordset(_DATA["policy"]["heads"]) | wordset(
    "act fund scheme regulation programme program strategy quota quotas order"
)
_NAMED: Final = (
    EntityType.COMPANY,
    EntityType.AGENCY,
    EntityType.MINE,
    EntityType.FACILITY,
    EntityType.POLICY,
)
_MOST_INITIALS: Final = 8


def short_forms(doc: Doc, spans: Sequence[Span], key: Key) -> Iterator[Edge]:
    """Yield pairs (short, full) of mentions of one type; `key` gives the key under which forms are one already."""
    ordered = sorted(spans, key=lambda span: span.start)
    yield from _bracketed(doc, ordered)
    for entity_type in EntityType:
        first: dict[str, Span] = {}
        for span in ordered:
            if type_of(span) is entity_type:
                first.setdefault(key(span), span)
        if entity_type in _NAMED:
            yield from _initials(first)
            yield from _cut(first)
        if entity_type is EntityType.POLICY:
            yield from _title_heads(doc, [span for span in ordered if type_of(span) is entity_type])
        if entity_type in COMMON_NOUNS:
            yield from _bare_heads(first)


def _bracketed(doc: Doc, ordered: Sequence[Span]) -> Iterator[Edge]:
    """Yield what stands in brackets after a name, as its short form, its ticker or its other name."""
    text = text_of(doc)
    for number, full in enumerate(ordered):
        for short in ordered[number + 1 : number + 4]:
            if short.label_ != full.label_ or short.start_char - full.end_char > 90:
                break
            between = text[full.end_char : short.start_char]
            is_opened = _OPENING.fullmatch(between) and _CLOSING.match(text, short.end_char)
            is_ticker = _TICKER.fullmatch(between) and span_text(short).upper() == span_text(short)
            is_told = (
                type_of(full) is EntityType.AGENCY
                and _THE.fullmatch(between)
                and _is_acronym(span_text(full))
            )
            if is_opened or is_ticker or (is_told and len(short) > 2):
                yield short, full


def _initials(first: dict[str, Span]) -> Iterator[Edge]:
    """Yield acronyms with the one name whose initials they are."""
    made: defaultdict[str, set[str]] = defaultdict(set)
    for name, span in first.items():
        for letters in _initials_of(span_text(span)):
            made[letters].add(name)
    for name, span in first.items():
        if _is_acronym(span_text(span)):
            found = made.get(span_text(span).upper().replace(".", ""), set()) - {name}
            if len(found) == 1:
                yield span, first[found.pop()]


def _is_acronym(text: str) -> bool:
    return (
        len(text.split()) == 1
        and 2 <= sum(char.isupper() for char in text) <= _MOST_INITIALS
        and not text.islower()
    )


def _initials_of(text: str) -> set[str]:
    """Return the acronyms that a name may have: with and without its small words and its legal form."""
    parts = [part for part in re.split(r"[\s\-/&,()]+", text) if part[:1].isalpha()]
    if len(parts) < 2:
        return set()
    whole = [part for part in parts if part.casefold() not in _SMALL]
    bare = [part for part in whole if part.casefold().rstrip(".") not in LEGAL_FORMS]
    return {"".join(part[0] for part in found).upper() for found in (parts, whole, bare) if len(found) > 1}


def _cut(first: dict[str, Span]) -> Iterator[Edge]:
    """Yield names that are a stretch inside one longer name, and of no other."""
    split = {name: name.split() for name in first}
    having: defaultdict[str, list[str]] = defaultdict(list)
    for name, parts in split.items():
        for part in dict.fromkeys(parts):
            having[part].append(name)
    for name, parts in split.items():
        if not parts or all(part in _GENERIC or part.isdigit() for part in parts) or len(name) < 3:
            continue
        longer = [other for other in having[parts[0]] if _inside(parts, split[other])]
        longest = [
            other
            for other in longer
            if not any(_inside(split[other], split[more]) for more in longer if more != other)
        ]
        if len(longest) == 1 and split[longest[0]][: len(parts)] != parts:
            yield first[name], first[longest[0]]


def _inside(parts: Sequence[str], others: Sequence[str]) -> bool:
    width = len(parts)
    return len(others) > width and any(others[i : i + width] == parts for i in range(len(others) - width + 1))


def _title_heads(doc: Doc, ordered: Sequence[Span]) -> Iterator[Edge]:
    """Yield "the Act" with the last title before, or else the only one, that has its words."""
    for number, span in enumerate(ordered):
        said = [word for word in words(span_text(span)) if word not in {"the", "this"}]
        if len(said) > 2 or not said or said[-1] not in _TITLES:
            continue

        before = [other for other in ordered[:number] if _holds(other, said)]
        after = [other for other in ordered[number + 1 :] if _holds(other, said)]
        if before:
            yield span, before[-1]
        elif len({" ".join(words(span_text(other))) for other in after}) == 1:
            yield span, after[0]


def _holds(title: Span, said: Sequence[str]) -> bool:
    theirs = words(span_text(title))
    return len(theirs) > len(said) and set(said) <= set(theirs)


def _bare_heads(first: dict[str, Span]) -> Iterator[Edge]:
    """Yield a bare head noun with the one longer name of goods before it that ends so: "the carbonate"."""
    for name, span in first.items():
        if len(name.split()) != 1:
            continue
        longer = [
            other
            for other in first
            if len(other.split()) > 1 and singular(other.split()[-1]) == singular(name)
        ]
        if len(longer) == 1 and first[longer[0]].start < span.start:
            yield span, first[longer[0]]

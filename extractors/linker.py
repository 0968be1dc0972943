"""Mentions to names: which mentions of one document speak of one thing, and of which known thing.

Two mentions are one name when they have one gazetteer entry, one name key, a definition in brackets
that joins them, or when one is the beginning of the other and of no other company. Never because they
are similar. An old and a new name stay two names.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import LINKED, MENTIONS, ids_of, spans_of, type_of
from reechain.extractors.normalise import NormalisedText
from reechain.extractors.short_forms import short_forms
from reechain.extractors.tokens import span_text
from reechain.ontology.gazetteer import COMMON_NOUNS, Gazetteer, keys_of
from reechain.ontology.names import LEGAL_FORMS, common_noun_key, longer_names, name_key, surface_key, words
from reechain.ontology.records import EntityType, Mention, Name

_MINE_WORDS: Final = frozenset(
    "mine mines deposit project rare earth earths ree iron ore orebody complex us".split()
)
_GENERIC_STARTS: Final = frozenset(
    "china the new north south east west inner united first national rare american australian".split()
)
_OTHER_FIRM: Final = frozenset(
    "group holdings holding international usa america australia malaysia europe china japan germany".split()
)


class Linker:
    """Groups the mentions of a document into names, which it looks up in the gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._candidates = lru_cache(maxsize=20_000)(gazetteer.candidates)

    def link(
        self,
        doc: Doc,
        text: NormalisedText,
        source: str,
        *,
        renamed: Iterable[tuple[Span, Span]],
        related: Iterable[tuple[Span, Span]],
    ) -> tuple[list[Name], dict[Span, Name]]:
        """Return the names of a doc and the name of every mention span.

        `renamed` are old and new names, which stay two names whatever the gazetteer says. `related` are
        ends of other relations: a short name is not that of its own parent or subsidiary.
        """
        mentions = self._mentions(doc, text, source)
        nodes, chosen = mentions.nodes, mentions.chosen
        groups = _Groups()
        groups.forbid((nodes[old], nodes[new]) for old, new in renamed)
        for span, node in nodes.items():
            if span in mentions.known:
                groups.join(node, mentions.known[span])
            groups.join(node, node[:2])
        _join_definitions(doc, groups)
        groups.forbid((nodes[subject], nodes[obj]) for subject, obj in related)
        _join_short_forms(mentions.spans, groups, chosen)
        for short, full in mentions.short_forms:
            groups.join(nodes[full], nodes[short])
        spans = mentions.spans
        members: dict[object, list[Span]] = defaultdict(list)
        for span in spans:
            members[groups.root(nodes[span])].append(span)
        names, of_span = [], {}
        for group in members.values():
            name = mentions.name_of(group)
            names.append(name)
            of_span.update(dict.fromkeys(group, name))
        return names, of_span

    def _mentions(self, doc: Doc, text: NormalisedText, source: str) -> "_Mentions":
        """Return what linking needs of the mentions of a doc, which is linked before and after decisions."""
        known: _Mentions | None = doc.user_data.get(LINKED)
        if known is None or known.linker is not self:
            spans = spans_of(doc, MENTIONS)
            named = {ids_of(span)[0] for span in spans if len(ids_of(span)) == 1}
            chosen = {span: self._choose(span, named) for span in spans}
            known = doc.user_data[LINKED] = _Mentions(
                self,
                spans,
                chosen,
                {span: (*_node(span), row_id) for span, row_id in chosen.items()},
                {span: _Known(row_id, self._era(span, row_id)) for span, row_id in chosen.items() if row_id},
                {span: mention_of(span, text, source) for span in spans},
                list(short_forms(doc, spans, lambda span: _key(span_text(span), type_of(span)))),
            )
        return known

    def _choose(self, span: Span, named: Set[str]) -> str | None:
        """Return the gazetteer id that a mention means; where several are possible, the one that is `named` in full."""
        ids = ids_of(span) or self._looked_up(span)
        if len(ids) < 2:
            return ids[0] if ids else None
        possible = [row_id for row_id in ids if row_id in named]
        return possible[0] if len(possible) == 1 else None

    def _looked_up(self, span: Span) -> tuple[str, ...]:
        """Return the ids that the name of an unknown candidate has after all; for a mine, the core of its name."""
        found = self._candidates(span_text(span), type_of(span))
        if not found and type_of(span) is EntityType.MINE and (core := " ".join(_core(span_text(span)))):
            found = self._candidates(core, EntityType.MINE)
        return tuple(entry.id for entry in found)

    def _era(self, span: Span, row_id: str) -> str:
        """Return which of its names a known thing goes by here: the present one or a former one."""
        key = surface_key(span_text(span))
        rows = [
            row for row in self.gazetteer.entries[row_id].names if key in keys_of(row.name, type_of(span))
        ]
        former = bool(rows) and all(row.role == "former" for row in rows)
        return f"former {name_key(span_text(span))}" if former else "present"


@dataclass(frozen=True, slots=True)
class _Mentions:
    """The mentions of a doc: the row of the gazetteer that each means, its node, and which are short for which."""

    linker: Linker
    spans: list[Span]
    chosen: dict[Span, str | None]
    nodes: dict[Span, tuple[str, str, str | None]]
    known: "dict[Span, _Known]"
    printed: dict[Span, Mention]
    short_forms: list[tuple[Span, Span]]
    names: dict[tuple[int, ...], Name] = field(default_factory=dict)

    def name_of(self, group: Sequence[Span]) -> Name:
        """Return the name of mentions that are one: most groups are the same before and after decisions."""
        key = tuple(map(id, group))
        if key not in self.names:
            self.names[key] = _name(group, self)
        return self.names[key]


@dataclass(frozen=True, slots=True)
class _Known:
    """A row of the gazetteer, under one of the names that it has had."""

    id: str
    era: str


class _Groups:
    """Union-find over hashable nodes, in which two known things never meet, nor a forbidden pair."""

    def __init__(self) -> None:
        self.parent: dict[object, object] = {}
        self.barred: defaultdict[object, set[object]] = defaultdict(set)
        self.known: set[object] = set()

    def forbid(self, pairs: Iterable[tuple[object, object]]) -> None:
        """Keep further pairs apart; those that are together stay so."""
        for left, right in pairs:
            one, other = self.root(left), self.root(right)
            if one != other:
                self.barred[one].add(other)
                self.barred[other].add(one)

    def root(self, node: object) -> object:
        if node not in self.parent:
            self.parent[node] = node
            if isinstance(node, _Known):
                self.known.add(node)
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def join(self, left: object, right: object) -> None:
        kept, lost = self.root(left), self.root(right)
        if kept == lost or lost in self.barred[kept] or {kept, lost} <= self.known:
            return
        self.parent[lost] = kept
        if lost in self.known:
            self.known.add(kept)
        for other in self.barred.pop(lost, ()):
            self.barred[other].add(kept)
            self.barred[kept].add(other)


def _join_definitions(doc: Doc, groups: _Groups) -> None:
    """Join short names with the full names that define them; one that two define joins the first alone."""
    defined: dict[object, object] = {}
    for short, full, label, is_topic in doc.user_data.get("definitions", []):
        if not is_topic:
            node = label, _key(full, EntityType(label))
            key = label, _key(short, EntityType(label))
            groups.forbid([(defined.setdefault(key, node), node)])
            groups.join(node, key)


def _name(group: Sequence[Span], mentions: _Mentions) -> Name:
    """Return the name of mentions that are one."""
    entity_type = Counter(type_of(span) for span in group).most_common(1)[0][0]
    forms = _forms(group)
    canonical = max(forms, key=lambda form: _fullness(form, forms[form], entity_type))
    aliases = tuple(sorted(form for form in forms if form != canonical))
    keys = tuple(sorted({_key(form, entity_type) for form in forms}))
    known = [row_id for span in group if (row_id := mentions.chosen[span]) is not None]
    printed = tuple(sorted(mentions.printed[span] for span in group))
    return Name(entity_type, canonical, aliases, printed, keys, known[0] if known else None)


def _forms(group: Sequence[Span]) -> Counter[str]:
    """Return the written forms of a name; the full stop of a sentence is none of "Foo Ltd." where "Foo Ltd" stands too."""
    forms = Counter(" ".join(span_text(span).split()) for span in group)
    for form in [form for form in forms if form.endswith(".") and form[:-1] in forms]:
        forms[form[:-1]] += forms.pop(form)
    return forms


def mention_of(span: Span, text: NormalisedText, source: str) -> Mention:
    """Return the mention that a span is in the source text."""
    start, end = text.to_source(span.start_char, span.end_char)
    return Mention(start, end, source[start:end], type_of(span), span.id_)


@lru_cache(maxsize=20_000)
def _key(form: str, entity_type: EntityType) -> str:
    if entity_type in COMMON_NOUNS:
        return common_noun_key(form)
    if entity_type is EntityType.MINE:
        return " ".join(_core(form)) or name_key(form)
    return name_key(form)


def _core(form: str) -> list[str]:
    """Return the words of a mine's name that are its own: "Bayan Obo rare earth mine" is Bayan Obo."""
    return [word for word in name_key(form).split() if word not in _MINE_WORDS]


def _node(span: Span) -> tuple[str, str]:
    return span.label_, _key(span_text(span), type_of(span)) or span_text(span)


def _fullness(form: str, count: int, entity_type: EntityType) -> tuple[int, int, str]:
    """Rank the forms of a name: proper names by length, common nouns by how often they are used."""
    return (count, len(form), form) if entity_type in COMMON_NOUNS else (len(form), count, form)


def _join_short_forms(spans: Sequence[Span], groups: _Groups, chosen: dict[Span, str | None]) -> None:
    """Join "Ardent" with "Ardent Magnetics Ltd" where one company named before begins so."""
    for entity_type in (EntityType.COMPANY, EntityType.MINE, EntityType.FACILITY, EntityType.POLICY):
        first: dict[str, Span] = {}
        for span in spans:
            if type_of(span) is entity_type:
                first.setdefault(_key(span_text(span), entity_type), span)
        beginning = longer_names(first)
        for key, span in first.items():
            parts = key.split()
            folded = words(span_text(span))
            if (
                not parts
                or (len(parts) == 1 and (parts[0] in _GENERIC_STARTS or entity_type is EntityType.POLICY))
                or (entity_type is EntityType.POLICY and not _is_numbered(parts))
                or (folded and folded[-1] in LEGAL_FORMS)
            ):
                continue
            longer = beginning.get(key, ())
            before = [other for other in longer if first[other].start < span.start] or longer
            ids = {chosen[span]} | {chosen[first[other]] for other in before}
            roots = {groups.root((entity_type.value, other)) for other in before}
            if len(roots) == 1 and len(ids - {None}) < 2 and not _is_another_firm(before, parts):
                groups.join((entity_type.value, before[0]), (entity_type.value, key))


def _is_numbered(parts: Sequence[str]) -> bool:
    """Whether the short form of a rule ends in its number: "Proclamation 12" of "Proclamation 12 of 2021"."""
    return parts[-1].isdigit()


def _is_another_firm(longer: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether the longer name only adds a word that makes it another firm: a group, a holding, a place."""
    return all(other.split()[len(parts)] in _OTHER_FIRM for other in longer)

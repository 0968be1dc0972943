"""Relations of a doc: families matched over slotted sentences, then what follows within a passage."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import MENTIONS, REFERENCES, candidate, spans_of, type_of
from reechain.extractors.references.discourse import Discourse
from reechain.extractors.references.factory import EXTRACTOR as REFERENCE
from reechain.extractors.relations.families import Family
from reechain.extractors.relations.patterns import Pattern
from reechain.extractors.relations.slots import Atom, SlottedSentence, as_item, slotted, words_seen
from reechain.extractors.relations.stance import Wording, stance_of
from reechain.extractors.relations.wordings import Wordings
from reechain.extractors.tokens import Tokens, span_text, tokens_of
from reechain.ontology.names import surface_key
from reechain.ontology.records import EntityType, Stance
from reechain.ontology.schema import Relation

_CLOSED_SLOT: Final = re.compile(r"«[A-Z]+:\d+» [,›] (?!and )")
_AND_VERB: Final = re.compile(r"«[A-Za-z]+:\d+» and (?:will|would|is|was|are|were|has|have) ")
"""A second verb: in "A buys B and will be renamed C" it is not B that is renamed."""
_PREPOSITION: Final = re.compile(r"(?:^| )(?:of|from|by|with|to|for|at|in|near|into|on|outside) $")
_KIN_OF: Final = re.compile(
    r"\b(?:venture|subsidiary|unit|arm|affiliate|associate) (?:of|between) (?:the )?$"
)
_WHICH: Final = re.compile(r"«[A-Z]+:\d+» (?:, )?(?:which|that) ")
"""In "a joint venture of A and B which makes magnets" it is the venture that makes them."""
_SECOND_VERB: Final = re.compile(r"«[A-Za-z]+:\d+» (?:and (?!«)|, «[A-Z]+:\d+» , )")
_ANY_PREPOSITION: Final = re.compile(r"(?:^| )(?:of|from|by|with|to|for|at|on|in|near) (?:the )?$")
_MOVED: Final = re.compile(
    r"«[A-Z]+:\d+» (?:[^ ,«»]+ ){0,3}?(?:passed|passes|went|goes|came|comes|fell|falls|handed|transferred) (?:[^ ,«»]+ ){0,2}?to "
)
"""In "the contract with A went to B" it is not A that went there."""
_SECOND_PASSIVE: Final = re.compile(r"«[A-Za-z]+:\d+» [a-z]\S* (?:[^ ,«»]+ ){0,8}?(?:was|were|is|are) ")
"""In "the shares which A offered were sold to B" it is not A that was sold."""
_APPOSITION: Final = re.compile(
    r"«[ACFM]+:\d+» [,‹] (?:the|a|an|its|one of|which|whose|formerly|part of)(?: [^ ,«»]+)* $"
)
_COMMON_GOODS: Final = frozenset(
    "rare earth material materials product products powder powders high performance permanent metal metals storage".split()
)
_SUBJECTS: Final = frozenset("CFM")
_GOODS: Final = frozenset("RNEU")
WORDS: Final = "words"
"""The extractor of an object that is fixed by its family and marked by its words."""
_BULLETS: Final = frozenset("•-–—*▪◦●‣·")
_LONGEST_HEADING: Final = 40
_SHORTEST_HEADING: Final = 2
_HOLDINGS: Final = re.compile(
    r"(?:^| )(?:shareholders?|shareholdings?|holders|owners|ownership|subsidiaries|associates|affiliates|companies|entities|investments|holdings|owned|controlled|accounted|stakes?|interests?|ventures?) "
)
_COUNTER: Final = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
PERCENT: Final = re.compile(r"\d[\d.,]*\s?(?:%|per cent|percent)")
Slotted = tuple[SlottedSentence, Sequence[Atom], str]
"""A sentence with its atoms and the text of its paragraph."""


@dataclass(frozen=True, slots=True)
class FoundQualifier:
    """What a relation says beside its ends (ontology.records.Qualifier); `span` is the name of a thing."""

    property: str
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A relation between two spans of a doc, on the words of tokens `[start, end)`.

    `lead` is the heading of the list of which the sentence is an item. `subject` and `object` are the spans as they stand in the sentence; `subject_means` and
    `object_means` what they mean, which is the same span where it is no reference.
    """

    relation: Relation
    subject: Span
    subject_means: Span
    object: Span
    object_means: Span
    start: int
    end: int
    family: str
    confidence: float
    stance: Stance
    literal: str | None = None
    lead: str = ""
    qualifiers: tuple[FoundQualifier, ...] = ()


class RelationMatcher:
    """Finds relations with a set of families."""

    def __init__(self, families: Sequence[Family]) -> None:
        self.families = Wordings(family for family in families if family.object is None)
        self.marking = Wordings(family for family in families if family.object is not None)

    def __call__(
        self, sentences: Iterable[Slotted], doc: Doc, discourse: Discourse, year: int | None
    ) -> list[Found]:
        """Return the relations of the sentences of a doc; `year` is that of the document, if known."""
        found: list[Found] = []
        for sentence, atoms, paragraph in sentences:
            views = [(self.families, sentence)]
            visible = [atom for atom in atoms if atom.letter not in _GOODS]
            if any(atom.letter in _SUBJECTS for atom in visible) and self._may_mark(doc, sentence, visible):
                views.append((self.marking, slotted(doc, sentence.start, sentence.end, visible)))
            for wordings, view in views:
                letters = {atom.letter for slot in view.slots for atom in slot}
                for family, pattern, confidence in wordings.of(frozenset(view.text.split()), letters):
                    if family.scope is None or family.scope in paragraph:
                        found.extend(_matches(family, pattern, confidence, view, discourse, year))
        return found

    def _may_mark(self, doc: Doc, sentence: SlottedSentence, visible: Sequence[Atom]) -> bool:
        """Whether a wording that marks words may match a sentence, told before it is read with goods as words."""
        seen = words_seen(tokens_of(doc), sentence.start, sentence.end)
        return any(True for _ in self.marking.of(seen, {atom.letter for atom in visible}))


def slotted_sentences(doc: Doc, discourse: Discourse) -> Iterator[Slotted]:
    """Yield each sentence with its atoms and the text of its paragraph up to its end, in lower case.

    In a paragraph headed by a bare name ("2. Foo Ltd. Shareholding: 51%. Makes flake.") the later
    sentences that name no company of their own begin with that name. An item of a list is read as the
    end of the list's heading too, then without atoms.
    """
    tokens = tokens_of(doc)
    atoms = _atoms(doc, discourse)
    starts = [atom.start for atom in atoms]
    paragraph, heading = "", None
    listed: SlottedSentence | None = None
    counted = False
    for start, end in tokens.sents:
        text = tokens.said(start, end)
        folded = text.casefold()
        inside = atoms[bisect_left(starts, start) : bisect_left(starts, end)]
        paragraph += folded
        headed = heading is not None and not (inside and _is_subject(tokens, start, inside[0]))
        if inside or headed:
            atoms_of = [heading, *inside] if headed and heading else inside
            sentence = slotted(doc, start, end, atoms_of)
            is_item = counted or (_is_item(tokens.words[start:end]) and not _heads_table(sentence))
            if listed is not None and is_item:
                sentence = replace(sentence, heading=tokens.said(listed.start, listed.end))
            yield sentence, atoms_of, paragraph
            if listed is not None and is_item:
                yield as_item(listed, sentence), (), paragraph
            elif not is_item:
                listed = sentence if _heads_list(sentence) else None
        elif _SHORTEST_HEADING < end - start <= _LONGEST_HEADING:
            plain = slotted(doc, start, end, ())
            listed = plain if _heads_list(plain) else None
        counted = bool(_COUNTER.fullmatch(text.strip()))
        if paragraph == folded:
            heading = _heading(tokens, start, end, inside)
        if "\n" in text:
            paragraph, heading = "", None


def _is_item(words: Sequence[str]) -> bool:
    """Whether a sentence is an item of a list or the row of a table."""
    return words[0].strip() in _BULLETS or "|" in words


def _heads_table(sentence: SlottedSentence) -> bool:
    """Whether a row of a table is its head: "Companies of the group | Share"."""
    return (
        "¦" in sentence.text
        and "%" not in sentence.text
        and "cent " not in sentence.text
        and bool(_HOLDINGS.search(sentence.text))
    )


def _heads_list(sentence: SlottedSentence) -> bool:
    """Whether a sentence is short and ends in a colon, or without a full stop after words about holdings."""
    if sentence.end - sentence.start > _LONGEST_HEADING:
        return False
    return sentence.text.endswith(": ") or bool(
        _HOLDINGS.search(sentence.text) and sentence.text.rstrip()[-1] not in ".;!?,"
    )


def _heading(tokens: Tokens, start: int, end: int, inside: Sequence[Atom]) -> Atom | None:
    """Return the company that a first sentence consists of, bar numbers and brackets."""
    if not inside or inside[0].letter != "C" or inside[0].span.id_ == REFERENCE:
        return None
    rest = tokens.words[inside[0].end : end]
    is_first = not any(word.isalpha() for word in tokens.words[start : inside[0].start])
    after = [word for word in rest if word.isalpha() and word[:1].islower()]
    return inside[0] if is_first and len(after) <= 1 and len(rest) <= 14 else None


def _is_subject(tokens: Tokens, start: int, atom: Atom) -> bool:
    """Whether a sentence begins with a company or a word that stands for one."""
    return atom.letter == "C" and not any(word.isalpha() for word in tokens.words[start : atom.start])


def _atoms(doc: Doc, discourse: Discourse) -> list[Atom]:
    atoms = [Atom(span.start, span.end, span, (span,)) for span in spans_of(doc, MENTIONS)]
    for span in spans_of(doc, REFERENCES):
        if meaning := discourse.meanings.get((span.start, span.end)):
            atoms.append(Atom(span.start, span.end, span, tuple(meaning)))
    return sorted(atoms, key=lambda atom: atom.start)


def _matches(
    family: Family,
    pattern: Pattern,
    confidence: float,
    sentence: SlottedSentence,
    discourse: Discourse,
    year: int | None,
) -> Iterator[Found]:
    for match in _overlapping(pattern.regex, sentence.text, sentence.lead):
        for each in _enumerated(pattern, match) if pattern.enumerates else (match,):
            yield from _found(family, pattern, confidence, sentence, each, discourse, year)


def _overlapping(regex: re.Pattern[str], text: str, lead: int) -> Iterator[re.Match[str]]:
    """Yield the matches from every start, so that one does not hide another; none that lies in the heading of a list."""
    position = 0
    while match := regex.search(text, position):
        at_word = match.start() == 0 or text[match.start() - 1] == " "
        if (
            at_word
            and match.end() > lead
            and not _begins_in_apposition(text, match)
            and not _is_object_before(text, match)
        ):
            yield match
        position = match.start() + 1


def _enumerated(pattern: Pattern, match: re.Match[str]) -> Iterator[re.Match[str]]:
    """Yield a match, and those from the same start with the later members of its list: "of A: B 51 %, C 49 %"."""
    text, found = match.string, match
    while True:
        yield found
        start, end = found.start("s"), found.end("s")
        slot = text.rfind("«", 0, start)
        text = f"{text[:slot]}{'-' * (end + 1 - slot)}{text[end + 1 :]}"
        following = pattern.regex.match(text, match.start())
        if following is None:
            return
        found = following


def _is_object_before(text: str, match: re.Match[str]) -> bool:
    """Whether the first name is the object of what stands before: "buys from B and sells C", "parent of A, L, is"."""
    if _KIN_OF.search(text, 0, match.start()) and _WHICH.match(match[0]):
        return True
    preceded = bool(_PREPOSITION.search(text, 0, match.start()))
    in_clause = text.endswith(("which ", "whom "), 0, match.start()) and _SECOND_PASSIVE.match(match[0])
    is_moved = _MOVED.match(match[0]) and _ANY_PREPOSITION.search(text, 0, match.start())
    return (
        bool(is_moved)
        or bool(_AND_VERB.match(match[0]))
        or (preceded and bool(_SECOND_VERB.match(match[0])))
        or bool(in_clause)
    )


def _begins_in_apposition(text: str, match: re.Match[str]) -> bool:
    """Whether the match begins with a name that only describes the one before: "A, the parent of B, bought C"."""
    return bool(_CLOSED_SLOT.match(match[0]) and _APPOSITION.search(text, 0, match.start()))


def _found(
    family: Family,
    pattern: Pattern,
    confidence: float,
    sentence: SlottedSentence,
    match: re.Match[str],
    discourse: Discourse,
    year: int | None,
) -> Iterator[Found]:
    subjects = _members(pattern.has_subject, "s", match, sentence, family, discourse)
    objects = (
        [_marked(family.object, family.relation, match, sentence)]
        if family.object is not None
        else _members(pattern.has_object, "o", match, sentence, family, discourse)
    )
    if family.symmetric_list and not pattern.has_object:
        objects = subjects
    start, end = sentence.start, sentence.end
    running = tokens_of(sentence.doc).said(start, end)
    wording = Wording(sentence.text[: match.start()], match[0], sentence.text[match.end() :], running)
    stance = stance_of(wording, family.relation.name, year)
    literal = _percentage(running) if family.literal else None
    aligned = aligned_pairs([means for _, means in subjects], [means for _, means in objects])
    for subject, subject_means in subjects:
        for obj, object_means in objects:
            if aligned is not None and (subject_means, object_means) not in aligned:
                continue
            if not _admits(family.relation, subject_means, object_means) or subject_means == object_means:
                continue
            if family.symmetric_list and not pattern.has_object and subject_means.start > object_means.start:
                continue
            yield Found(
                family.relation,
                subject,
                subject_means,
                obj,
                object_means,
                start,
                end,
                family.name,
                confidence,
                stance,
                literal,
                sentence.heading,
            )


def aligned_pairs(subjects: Sequence[Span], objects: Sequence[Span]) -> set[tuple[Span, Span]] | None:
    """Return which members of two lists of goods belong together, by the words they share; None to pair all.

    "Magnetic, polishing and catalytic materials are used to make magnets, polishing powder and catalysts"
    pairs one with one.
    """
    if (
        len(subjects) < 2
        or len(objects) < 2
        or not all(type_of(span) is EntityType.PRODUCT for span in subjects)
    ):
        return None
    pairs = {(s, o) for s in subjects for o in objects if stems(s) & stems(o)}
    return pairs if len(pairs) >= min(len(subjects), len(objects)) / 2 else None


def stems(span: Span) -> set[str]:
    """Return the beginnings of the words that tell goods apart: "magn" for magnets and magnetic."""
    return {
        word[:5]
        for word in surface_key(span_text(span)).split()
        if word not in _COMMON_GOODS and len(word) > 3
    }


def _members(
    present: bool,
    role: str,
    match: re.Match[str],
    sentence: SlottedSentence,
    family: Family,
    discourse: Discourse,
) -> list[tuple[Span, Span]]:
    """Return the spans in a slot with their meanings; the topic where the pattern leaves the role out."""
    if present:
        return [
            (atom.span if len(atom.meanings) == 1 else meaning, meaning)
            for atom in sentence.slots[int(match[role])]
            for meaning in atom.meanings
        ]
    others = {means for group in _groups(match, sentence) for atom in group for means in atom.meanings}
    topic = _topic(family.relation, role, discourse) if family.topic == role else None
    return [(topic, topic)] if topic is not None and topic not in others else []


def _topic(relation: Relation, role: str, discourse: Discourse) -> Span | None:
    """Return the company that the text is about; for a relation to other things the only one that it names,
    for one to rules that which the text itself is."""
    admitted = relation.subjects if role == "s" else relation.objects
    if EntityType.COMPANY in admitted:
        return discourse.topic
    if EntityType.POLICY in admitted and discourse.rule is not None:
        return discourse.rule
    return next((span for kind, span in discourse.sole.items() if kind in admitted), None)


def _marked(
    object_id: str, relation: Relation, match: re.Match[str], sentence: SlottedSentence
) -> tuple[Span, Span]:
    """Return the words that a pattern marks, as a span that means the fixed object of its family."""
    start, end = sentence.tokens(*match.span(WORDS))
    (entity_type,) = relation.objects
    span = candidate(sentence.doc, start, end, entity_type, WORDS, (object_id,))
    return span, span


def _groups(match: re.Match[str], sentence: SlottedSentence) -> list[tuple[Atom, ...]]:
    found = [number for role, number in match.groupdict().items() if role != WORDS and number is not None]
    return [sentence.slots[int(number)] for number in found]


def _admits(relation: Relation, subject: Span, obj: Span) -> bool:
    return type_of(subject) in relation.subjects and type_of(obj) in relation.objects


def _percentage(text: str) -> str | None:
    """Return the one percentage of a sentence; None if there are several or none."""
    found = PERCENT.findall(text)
    return found[0] if len(found) == 1 else None

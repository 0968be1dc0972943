"""What each reference of a doc stands for: the topic company, the last subject, the last mine.

A broker's note has one topic and says "the company" of it throughout; news says "the company" of the
last firm that was a subject. Which kind a text is, is read off the text itself.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import MENTIONS, REFERENCES, spans_of, type_of
from reechain.extractors.paragraphs import paragraph_starts
from reechain.extractors.references.letterhead import lines, title_policy
from reechain.extractors.relations.stages import worked_words
from reechain.extractors.tokens import Tokens, span_text, tokens_of
from reechain.ontology.names import name_key
from reechain.ontology.records import EntityType

_SITES: Final = frozenset({EntityType.MINE, EntityType.FACILITY})
_FIRMS: Final = frozenset({EntityType.COMPANY})
_GOODS: Final = frozenset({EntityType.PRODUCT, EntityType.MINERAL, EntityType.ELEMENT})
_REACH: Final = 6
"""How many sentences back a reference may lead."""
_WORKED: Final = worked_words()
_PLURAL: Final = frozenset({"they", "their", "these", "those", "such"})
_TELLING_HEADS: Final = frozenset("pond refinery smelter concentrator catalogue".split())
"""Heads that say which thing is meant: "the refinery" is no plant that was not called a refinery."""
_SPEAKER: Final = 8
"""How much it weighs that a text is a firm's own."""
_HEAD: Final = 5
_LONGEST_TITLE: Final = 24
_OBSERVERS: Final = frozenset(
    "securities research brokerage brokers newswire futures analyst analysts".split()
)
"""Last words of the names, legal forms aside, of those who write about firms."""
_WRITERS: Final = frozenset("author authors source sources analyst analysts reporter writer".split())
_OWNED_LINKS: Final = frozenset(
    ["", "as", "is", "was", "are", "were", "being", "remains", "became", "becomes", "is also", "is now"]
)
"""Words between a firm and the possessive of its owner."""
_PAPERS: Final = frozenset(
    "report announcement notice statement presentation bulletin document accounts circular prospectus results review yearbook notes disclosure".split()
)
_WANTED: Final = {
    "Mine": frozenset({EntityType.MINE}),
    "Facility": frozenset({EntityType.FACILITY}),
    "Site": _SITES,
    "Policy": frozenset({EntityType.POLICY}),
    "Goods": _GOODS,
    "Agency": frozenset({EntityType.AGENCY}),
}


@dataclass(slots=True)
class Discourse:
    """Who the text is about, and what each reference means. Keys are (start, end) in tokens.

    `sole` holds the only mine, works or policy that the text names, by type; `rule` is the policy that
    the text itself is.
    """

    topic: Span | None
    topic_style: bool
    sole: Mapping[EntityType, Span] = field(default_factory=dict)
    rule: Span | None = None
    meanings: dict[tuple[int, int], list[Span]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a reference is resolved in: the doc, its topic, its paragraphs, its mentions by their last word."""

    doc: Doc
    discourse: Discourse
    paragraphs: Sequence[int]
    by_head: Mapping[str, Sequence[Span]]
    agencies: Sequence[Span]
    said: list[Sequence[tuple[int, Span]]] = field(default_factory=list)
    """What each of the last sentences speaks of, and at which token it ends, by name or by reference."""


def resolve(doc: Doc) -> Discourse:
    """Return the meaning of every reference that has one."""
    mentions = spans_of(doc, MENTIONS)
    references = spans_of(doc, REFERENCES)
    topic = find_topic(doc, mentions)
    paragraphs = paragraph_starts(doc)
    is_on_topic = topic is not None and _is_topic_style(doc, paragraphs, mentions, references)
    discourse = Discourse(topic, is_on_topic, _sole(mentions), title_policy(doc, mentions))
    tokens = tokens_of(doc)
    by_sentence, referring = _by_sentence(tokens, mentions), _by_sentence(tokens, references)
    agencies = [span for span in mentions if type_of(span) is EntityType.AGENCY]
    scene = _Scene(doc, discourse, paragraphs, _by_head(mentions), agencies)
    history: list[Sequence[Span]] = []
    for sentence, _ in tokens.sents:
        inside = [(span.end, span) for span in by_sentence.get(sentence, [])]
        for reference in referring.get(sentence, []):
            start = reference.start
            before = [span for end, span in sorted(inside, key=_end) if end <= start]
            meaning = _meaning(scene, reference, before, history)
            if meaning:
                discourse.meanings[(reference.start, reference.end)] = meaning
                inside.extend((reference.end, span) for span in meaning)
        ordered = sorted(inside, key=_end)
        scene.said.append(ordered)
        history.append([span for _, span in ordered])
        history = history[-_REACH:]
    return discourse


def _sole(mentions: Sequence[Span]) -> Mapping[EntityType, Span]:
    """Return the first mention of each mine, works or policy that is the only one of its type in the text."""
    found: dict[EntityType, Span] = {}
    for entity_type in (EntityType.MINE, EntityType.FACILITY, EntityType.POLICY):
        spans = [span for span in mentions if type_of(span) is entity_type]
        keys = {name_key(span_text(span)) for span in spans}
        if spans and all(min(keys, key=len) in key for key in keys):
            found[entity_type] = spans[0]
    return found


def find_topic(doc: Doc, mentions: Sequence[Span]) -> Span | None:
    """Return the company that the text is about: the one it defines as "the Company", else the one named
    most in the first place among sentences, the earlier one where two are level."""
    for _, full, label, is_topic in doc.user_data.get("definitions", []):
        if is_topic and label == EntityType.COMPANY:
            for span in mentions:
                if span_text(span) == full:
                    return span
    firms = [span for span in mentions if type_of(span) is EntityType.COMPANY]
    if not firms:
        return None
    told_of = [span for span in firms if not _is_observer(doc, span)] or firms
    scores = _prominence(doc, told_of)
    return max(told_of, key=lambda span: (scores[_identity(span)], -span.start))


def _is_observer(doc: Doc, span: Span) -> bool:
    """Whether a firm writes about others: a broker, or a name in brackets at the head of a text."""
    tokens, start, end = tokens_of(doc), span.start, span.end
    in_brackets = start == 1 and tokens.words[0] in {"[", "("}
    before = tokens.lows[max(0, start - 3) : start]
    if ":" in before and not _WRITERS.isdisjoint(before):
        return True
    following = next((word for word in tokens.lows[end : end + 3] if word.isalpha()), "")
    last = name_key(span_text(span)).rpartition(" ")[2]
    return in_brackets or last in _OBSERVERS or following in _OBSERVERS


def _speakers(doc: Doc, firms: Sequence[Span]) -> set[str]:
    """Return the firms that head a text or of which its title says that it is their notice or report."""
    found: set[str] = set()
    for line in islice(lines(doc), _HEAD):
        if len(line) > _LONGEST_TITLE:
            break
        inside = [span for span in firms if line.start <= span.start < line.end]
        rest = [
            token.lower_ for token in line if token.is_alpha and not any(token in span for span in inside)
        ]
        if len(inside) == 1 and (not rest or set(rest[:2] + rest[-2:]) & _PAPERS):
            found.add(_identity(inside[0]))
    return found


def _prominence(doc: Doc, firms: Sequence[Span]) -> Mapping[str, int]:
    """Return how much each company is what the text is about: a short name defined for it weighs most,
    then being named first, then being the first company of a sentence."""
    scores: dict[str, int] = {}
    seen_sentences: set[int] = set()
    speakers = _speakers(doc, firms)
    defined = {full for _, full, _, _ in doc.user_data.get("definitions", [])}
    tokens = tokens_of(doc)
    for position, span in enumerate(firms):
        sentence = tokens.sent_of(span.start)[0]
        score = 1 + (4 if position == 0 else 0) + (sentence not in seen_sentences)
        if _identity(span) in speakers:
            score += _SPEAKER
            speakers.discard(_identity(span))
        if span_text(span) in defined:
            score += 4
            defined.discard(span_text(span))
        seen_sentences.add(sentence)
        scores[_identity(span)] = scores.get(_identity(span), 0) + score
    return scores


def _identity(span: Span) -> str:
    return span.kb_id_ or " ".join(span_text(span).casefold().split()[:2])


def _is_topic_style(
    doc: Doc, paragraphs: Sequence[int], mentions: Sequence[Span], references: Sequence[Span]
) -> bool:
    """Whether "the company" is said in passages where no company was named before: a report on one firm."""
    if any(is_topic for *_, is_topic in doc.user_data.get("definitions", [])):
        return True
    first_firm: dict[int, int] = {}
    for span in mentions:
        if type_of(span) is EntityType.COMPANY:
            first_firm.setdefault(paragraphs[span.start], span.start)
    said = [reference.start for reference in references if reference.label_ == "Company"]
    alone = sum(first_firm.get(paragraphs[start], start) >= start for start in said)
    return len(said) >= 3 and alone * 2 >= len(said)


def _end(item: tuple[int, Span]) -> int:
    return item[0]


def _by_sentence(tokens: Tokens, mentions: Sequence[Span]) -> Mapping[int, list[Span]]:
    """Return the mentions by the first token of the sentence that each begins in."""
    found: dict[int, list[Span]] = {}
    for span in mentions:
        found.setdefault(tokens.sent_of(span.start)[0], []).append(span)
    return found


def _by_head(mentions: Sequence[Span]) -> Mapping[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for span in mentions:
        found.setdefault(tokens_of(span.doc).words[span.end - 1].casefold(), []).append(span)
    return found


def _meaning(
    scene: _Scene, reference: Span, before: Sequence[Span], history: Sequence[Sequence[Span]]
) -> list[Span]:
    kind, word = reference.label_, span_text(reference).casefold()
    if kind == "Company":
        return _company(scene, reference, before)
    if kind == "Pronoun":
        if word == "it" and reference.start and scene.doc[reference.start - 1].lower_ == "by":
            return _agent(before, history)
        if word == "it" and before and _is_worked_on(scene.doc, reference):
            goods = [span for span in before if type_of(span) in _GOODS]
            if goods:
                return [goods[-1]]
        return _pronoun(scene.discourse, word, before, history)
    if kind == "Firms":
        return _firms(before, history)
    if kind == "Policy" and scene.discourse.rule is not None and word.split()[0] in {"this", "these"}:
        return [scene.discourse.rule]
    wanted = _WANTED[kind]
    head = reference[-1].text.casefold()
    if kind == "Agency":
        return _of_kind(scene.agencies, reference, head)
    if head in _TELLING_HEADS:
        return _with_head(scene.by_head.get(head, []), reference, wanted)
    for sentence in [before, *reversed(history[-3:])]:
        found = [span for span in sentence if type_of(span) in wanted]
        if found:
            return _last_group(found) if kind == "Goods" else [found[-1]]
    if kind == "Policy" and reference[-1].text[:1].isupper() and not reference[-1].is_sent_start:
        sole = scene.discourse.rule or scene.discourse.sole.get(EntityType.POLICY)
        return [sole] if sole is not None else []
    return []


def _of_kind(mentions: Sequence[Span], reference: Span, head: str) -> list[Span]:
    """Return the last body named before that is of that kind: "the Board" is no ministry."""
    position = bisect_right(mentions, reference.start, key=lambda span: span.end)
    of_kind = [span for span in mentions[:position] if any(token.lower_ == head for token in span)]
    return of_kind[-1:]


def _is_worked_on(doc: Doc, reference: Span) -> bool:
    """Whether "and upgrades it", "then melts it" makes goods of a pronoun."""
    if reference.start < 2:
        return False
    verb, link = doc[reference.start - 1], doc[reference.start - 2].lower_
    return (
        verb.is_lower and verb.text in _WORKED and link in {"and", ",", "then", "which", "that", "to", "will"}
    )


def _with_head(mentions: Sequence[Span], reference: Span, wanted: frozenset[EntityType]) -> list[Span]:
    """Return the named thing with that head: the last one before, else the first one after."""
    position = bisect_right(mentions, reference.start, key=lambda span: span.end)
    before = next((span for span in reversed(mentions[:position]) if type_of(span) in wanted), None)
    after = next((span for span in mentions[position:] if type_of(span) in wanted), None)
    found = before if before is not None else after
    return [found] if found is not None else []


def _company(scene: _Scene, reference: Span, before: Sequence[Span]) -> list[Span]:
    """Return the topic where the text is about one firm or that firm speaks ("our company"), in legal
    style ("the Company") and where the paragraph has named no firm yet; else the first firm of the
    sentence or of the one before."""
    topic = [scene.discourse.topic] if scene.discourse.topic is not None else []
    is_spoken = reference[0].lower_ == "our"
    if topic and (scene.discourse.topic_style or is_spoken or reference[-1].text[:1].isupper()):
        return topic
    start = scene.paragraphs[reference.start]
    own = [(span.end, span) for span in before if not _is_owned_by(scene.doc, span, reference)]
    for sentence in [own, *reversed(scene.said[-4:])]:
        firms = [span for end, span in sentence if type_of(span) in _FIRMS and end > start]
        if firms:
            return [firms[0]]
    return topic


def _is_owned_by(doc: Doc, span: Span, reference: Span) -> bool:
    """Whether a firm is something of what a reference means: "in Foo, the group's stake", "Foo, as the company's unit"."""
    possessive = reference.end < len(doc) and doc[reference.end].text in {"'s", "'"}
    return possessive and tokens_of(doc).said(span.end, reference.start).strip(" ,") in _OWNED_LINKS


def _agent(before: Sequence[Span], history: Sequence[Sequence[Span]]) -> list[Span]:
    """Return who "by it" means: the first company of the sentence, or of the one before."""
    for sentence in [before, *reversed(history[-2:])]:
        firms = [span for span in sentence if type_of(span) in _FIRMS]
        if firms:
            return [firms[0]]
    return []


def _firms(before: Sequence[Span], history: Sequence[Sequence[Span]]) -> list[Span]:
    """Return the last companies that were named in a row."""
    for sentence in [before, *reversed(history[-2:])]:
        firms = [span for span in sentence if type_of(span) in _FIRMS]
        if len(firms) > 1:
            return _last_group(firms)
    return []


def _pronoun(
    discourse: Discourse, word: str, before: Sequence[Span], history: Sequence[Sequence[Span]]
) -> list[Span]:
    if word in {"we", "our", "ours"}:
        return [discourse.topic] if discourse.topic is not None else []
    if before:
        firms = [span for span in before if type_of(span) in _FIRMS]
        if word in {"its", "it", "their"} and firms:
            return [firms[0]]
        return _last_group(before[:1]) if word not in _PLURAL else _first_group(before)
    for sentence in reversed(history[-2:]):
        if sentence:
            return _first_group(sentence) if word in _PLURAL else [sentence[0]]
    return []


def _last_group(spans: Sequence[Span]) -> list[Span]:
    """Return the last spans that stand close together, as in a list."""
    group = [spans[-1]]
    for span in reversed(spans[:-1]):
        if group[0].start - span.end > 3:
            break
        group.insert(0, span)
    return group


def _first_group(spans: Sequence[Span]) -> list[Span]:
    group = [spans[0]]
    for span in spans[1:]:
        if span.start - group[-1].end > 3 or type_of(span) is not type_of(group[0]):
            break
        group.append(span)
    return group

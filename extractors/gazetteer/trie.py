"""Names as paths of folded words: the longest one that begins at a token wins."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token

from reechain.ontology.gazetteer import COMMON_NOUNS, Gazetteer
from reechain.ontology.names import singular, words
from reechain.ontology.records import EntityType
from reechain.ontology.tables import NameRow

_CONNECTORS: Final = frozenset({"-", "–", ".", "(", ")", "/", "'"})
_MARKS: Final = frozenset({",", ":", "'s"})
_LEGAL: Final = (["ltd"], ["inc"], ["limited"], ["llc"])
_CJK: Final = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a known name. `needs_caps` says which words must not be in lower case."""

    id: str
    type: EntityType
    row: NameRow
    needs_caps: tuple[bool, ...]
    is_acronym: bool


@dataclass(slots=True)
class Node:
    """A node of the trie: the words that may follow, and the forms that end here."""

    following: "dict[str, Node]" = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `[start, end)` that read as the forms."""

    start: int
    end: int
    forms: tuple[Form, ...]


def build_trie(gazetteer: Gazetteer) -> Node:
    """Return a trie over all names of the gazetteer that are written with letters of the Latin script."""
    root = Node()
    for entry in gazetteer.entries.values():
        for row in entry.names:
            if row.role == "ticker" or _CJK.search(row.name):
                continue
            _insert(root, entry.id, entry.type, row)
    return root


def _insert(root: Node, row_id: str, entity_type: EntityType, row: NameRow) -> None:
    folded = words(row.name)
    if not folded or (len(folded) == 1 and len(folded[0]) < 2):
        return
    proper = entity_type not in COMMON_NOUNS
    raw = [piece[:1].isupper() for piece in re.split(r"[\s(),:;/–-]+", row.name) for _ in words(piece)]
    acronym = len(folded) == 1 and row.name.isupper() and len(row.name) <= 6
    caps = tuple(proper and i < len(raw) and raw[i] for i in range(len(folded)))
    form = Form(row_id, entity_type, row, caps, acronym)
    node = root
    for word in folded[:-1]:
        node = node.following.setdefault(word, Node())
    last = folded[-1]
    endings = {last}
    if not proper:
        endings |= {f"{last}s"} if acronym else {singular(last), _plural(singular(last))}
    for ending in sorted(endings):
        node.following.setdefault(ending, Node()).forms.append(form)


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def fold_tokens(doc: Doc) -> list[tuple[str, ...]]:
    """Return the folded words of each token; a token may hold none (`-`) or two (`R&D`)."""
    return [() if set(token.text) & set("$€£¥%") else tuple(words(token.text)) for token in doc]


def matches(doc: Doc, root: Node) -> list[Match]:
    """Return the longest known name at each token, left to right, overlapping ones left out."""
    folded = fold_tokens(doc)
    found: list[Match] = []
    position = 0
    while position < len(folded):
        match = _longest(doc, folded, root, position) if folded[position] else None
        if match:
            found.append(match)
        position = match.end if match else position + 1
    return found


def _longest(doc: Doc, folded: Sequence[tuple[str, ...]], root: Node, start: int) -> Match | None:
    node, best = root, None
    position = start
    while position < len(folded) and (position == start or not doc[position].is_sent_start):
        following = _step(node, folded[position])
        if following is not None:
            node = following
            position += 1
            forms = tuple(form for form in node.forms if _fits(doc, form, start, position))
            if forms:
                best = Match(start, position + _closes(doc, start, position), forms)
        elif position > start and _is_skippable(doc, position, node):
            position += 1
        else:
            break
    return best


def _closes(doc: Doc, start: int, end: int) -> int:
    """Return 1 if the token at `end` closes a bracket that the name opened, or is the last point of "s.r.o."."""
    if "." in doc[end - 1].text and end < len(doc) and doc[end].text == "." and not doc[end - 1].whitespace_:
        return int(end + 1 < len(doc) and not doc[end + 1].is_sent_start)
    opened = doc[start:end].text.count("(") - doc[start:end].text.count(")")
    return int(opened > 0 and end < len(doc) and doc[end].text == ")")


def _step(node: Node, token_words: Iterable[str]) -> Node | None:
    walked: Node | None = None
    for word in token_words:
        walked = (walked or node).following.get(word)
        if walked is None:
            return None
    return walked


def _is_skippable(doc: Doc, position: int, node: Node) -> bool:
    return bool(node.following) and doc[position].text in _CONNECTORS | _MARKS


def _fits(doc: Doc, form: Form, start: int, end: int) -> bool:
    """Whether a form is written so: with its capitals, and with its commas, bar that of a legal form.

    Words that a comma parts are no firm: they are a list of firms.
    """
    marks = {
        doc[i].text
        for i in range(start, end)
        if doc[i].text in _MARKS and words(doc[i + 1].text)[:1] not in _LEGAL
    }
    if any(mark not in form.row.name for mark in marks) or (form.type is EntityType.COMPANY and "," in marks):
        return False
    return _case_fits([token for token in doc[start:end] if words(token.text)], form)


def _case_fits(tokens: Sequence[Token], form: Form) -> bool:
    if form.is_acronym:
        return all(token.text.isupper() or token.text.rstrip("s").isupper() for token in tokens)
    if len(tokens) != len(form.needs_caps):
        return True
    return all(
        not needed or not token.text[:1].islower()
        for token, needed in zip(tokens, form.needs_caps, strict=True)
    )

"""Runs of capitalised words: the raw material of unknown names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from reechain.extractors.wordlists import load_toml, wordset
from reechain.ontology.names import words

_DATA: Final = load_toml("reechain.extractors.shapes", "patterns.toml")
NOT_NAMES: Final = wordset(_DATA["not_names"])
NEVER_NAMES: Final = wordset(_DATA["never_names"])
DEBRIS: Final = wordset(_DATA["debris"])
LEGAL: Final = wordset(_DATA["company"]["legal"])
_AGENCY_FIRST: Final = wordset(_DATA["agency"]["first"])
_POLICY_HEADS: Final = wordset(_DATA["policy"]["heads"])
_WRITTEN_FORMS: Final = frozenset(
    "plc GmbH mbH ApS S.A N.V B.V S.L s.r.o a.s d.o.o d.d a.d o.o S.r.l S.p.A p.l.c A/S".split()
)
"""Legal forms that no capital begins, or that are known by their points."""
_PAIRS: Final = wordset(_DATA["compounds"]["pairs"])
_PARTICIPLES: Final = frozenset(
    "based listed owned backed led born made headquartered held controlled".split()
)
"""Words after a hyphen that say something of the name before them: "Munich-based"."""
_STATUTES: Final = frozenset("act law ordinance regulation regulations measures rules code".split())
_PARTICLES: Final = frozenset(
    "de do da dos das di du des del della dei aux van von der et und og och la le".split()
)
"""Small words inside names: "Serra do Ouro", "Port aux Terres"."""
_CAPITAL_FORMS: Final = frozenset("as se ab sa sl sc ug hf too".split())
"""Legal forms that are words too, and forms only where they are in capitals."""
_ORGANISATION_OF: Final = frozenset(
    "institute society association bureau academy university bank council chamber federation board".split()
)


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised tokens `[start, end)`; `legal` is where its legal form begins, or `end`."""

    start: int
    end: int
    legal: int

    def words(self, doc: Doc) -> list[str]:
        """Return the folded words before the legal form."""
        return [word for token in doc[self.start : self.legal] for word in words(token.text)]


def runs(doc: Doc) -> Iterator[Run]:
    """Yield the capitalised runs of a doc, left to right."""
    position = 0
    while position < len(doc):
        if not _starts(doc, position):
            position += 1
            continue
        end = _end_of_run(doc, position)
        run = _with_legal_form(doc, position, end)
        if run.end > run.start:
            yield run
        position = max(run.end, position + 1)


def is_capitalised(token: Token) -> bool:
    """Whether a token begins with a capital letter, or is written like eVAC."""
    text = token.text
    return text[:1].isupper() or (len(text) > 3 and text[:1].islower() and text[1:3].isupper())


def fold(token: Token) -> str:
    """Return the folded token as one word, or the empty string for punctuation."""
    return "".join(words(token.text))


def _starts(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.is_digit and 3 <= len(token.text) <= 5 and not token.text.startswith(("19", "20")):
        return i + 2 < len(doc) and is_capitalised(doc[i + 1]) and is_capitalised(doc[i + 2])
    if not is_capitalised(token):
        return False
    folded = fold(token)
    if folded in NEVER_NAMES or (len(token.text) == 1 and not (i + 1 < len(doc) and doc[i + 1].text == ".")):
        return False
    if folded in NOT_NAMES and (
        token.is_sent_start or doc[i - 1].text in {'"', ":", "(", ")", "-", "•", "*"} or not _goes_on(doc, i)
    ):
        return False
    return bool(folded)


def _goes_on(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and is_capitalised(doc[i + 1]) and not doc[i + 1].is_sent_start


def _end_of_run(doc: Doc, start: int) -> int:
    i = start + 1
    while i < len(doc) and not doc[i].is_sent_start:
        if is_capitalised(doc[i]):
            if fold(doc[i]) in LEGAL and (doc[i].is_upper or fold(doc[i]) not in _CAPITAL_FORMS):
                return i
            i += 1
        elif step := _joined(doc, start, i):
            i += step
        else:
            break
    return i


def _joined(doc: Doc, start: int, i: int) -> int:
    """Return how many tokens from `i` on belong to the run although the first is no capitalised word."""
    text = doc[i].text
    following = doc[i + 1] if i + 1 < len(doc) else None
    if following is None or following.is_sent_start:
        return 0
    if text == "-" and not doc[i - 1].whitespace_ and not doc[i].whitespace_:
        return 2 if following.text[:1].isalnum() and following.lower_ not in _PARTICIPLES else 0
    if (
        text == "'s"
        and is_capitalised(following)
        and (doc[i - 1].text == "People" or {fold(t) for t in doc[start:i]} & _POLICY_HEADS)
    ):
        return 2
    if text in {"&", "."} and is_capitalised(following) and (text == "&" or not doc[i - 1].whitespace_):
        return 2
    if text == "(":
        return _parenthesis(doc, i)
    if text in _PARTICLES:
        return _particles(doc, i)
    if text.casefold() in {"of", "on", "for", "and", "the", "to", "in"}:
        return _connector(doc, start, i)
    return 0


def _particles(doc: Doc, i: int) -> int:
    """Return the length of "do" and "de la" with the capitalised word that follows, or 0."""
    j = i + 1
    if j < len(doc) and doc[j].text in _PARTICLES:
        j += 1
    return j + 1 - i if j < len(doc) and is_capitalised(doc[j]) and not doc[j].is_sent_start else 0


def _parenthesis(doc: Doc, i: int) -> int:
    """Return the length of "(Group)" or "(Inner Mongolia)" in the middle of a name."""
    j = i + 1
    while (
        j < len(doc)
        and j - i <= 4
        and is_capitalised(doc[j])
        and not (doc[j].text.isupper() and len(doc[j].text) > 1)
    ):
        j += 1
    closed = j > i + 1 and j + 1 < len(doc) and doc[j].text == ")"
    return j + 1 - i if closed and (is_capitalised(doc[j + 1]) or fold(doc[j + 1]) in LEGAL) else 0


def _connector(doc: Doc, start: int, i: int) -> int:
    """Return how many tokens "of the", "and" and the like join to the name that follows, or 0."""
    opening = fold(doc[start])
    heads = {fold(token) for token in doc[start:i]}
    word = doc[i].text.casefold()
    j = i + 1
    if j < len(doc) and doc[j].text == "the":
        j += 1
        if j < len(doc) and fold(doc[j]) in _AGENCY_FIRST:
            return 0
    if j >= len(doc) or not is_capitalised(doc[j]) or doc[j].is_sent_start:
        return 0
    if word == "and":
        pair = f"{fold(doc[i - 1])}-{fold(doc[j])}"
        if fold(doc[j]) in _AGENCY_FIRST | {"state", "general"}:
            return 0
        inside = (
            opening in _AGENCY_FIRST
            or bool(heads & _POLICY_HEADS)
            or bool(heads & _ORGANISATION_OF & {opening})
        )
        return j - i + 1 if pair in _PAIRS or inside or _leads_to_statute(doc, j) else 0
    is_title = bool(heads & _POLICY_HEADS)
    if word in {"of", "for"} and (
        heads & _AGENCY_FIRST
        or heads & _ORGANISATION_OF
        or is_title
        or heads & {"administration", "government"}
    ):
        return j - i + 1
    if word == "on" and (is_title or "committee" in heads):
        return j - i + 1
    return j - i + 1 if word == "in" and "committee" in heads else 0


def _leads_to_statute(doc: Doc, i: int) -> bool:
    """Whether the capitalised words from `i` on end in "Act" or the like: "Foreign Trade and Payments Ordinance"."""
    while i < len(doc) and is_capitalised(doc[i]) and not doc[i].is_sent_start:
        if fold(doc[i]) in _STATUTES:
            return True
        i += 1
    return False


def _with_legal_form(doc: Doc, start: int, end: int) -> Run:
    """Return the run with "Co., Ltd." and the like after it."""
    legal = end
    while True:
        i = end + 1 if end < len(doc) and doc[end].text in {",", "&"} else end
        if (i < len(doc) and fold(doc[i]) in LEGAL and is_capitalised(doc[i])) or (
            i < len(doc) and doc[i].text.rstrip(".") in _WRITTEN_FORMS
        ):
            end = i + 1
            if (
                end < len(doc)
                and doc[end].text == "."
                and not doc[end - 1].whitespace_
                and end + 1 < len(doc)
                and not doc[end + 1].is_sent_start
                and not doc[end + 1].is_space
            ):
                end += 1
        else:
            return Run(start, end, legal)

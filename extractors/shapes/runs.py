"""Runs of capitalised words: the raw material of unknown names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reechain.extractors.tokens import Tokens
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

    def words(self, tokens: Tokens) -> list[str]:
        """Return the folded words before the legal form."""
        return [word for text in tokens.words[self.start : self.legal] for word in words(text)]


def runs(tokens: Tokens) -> Iterator[Run]:
    """Yield the capitalised runs of a doc, left to right."""
    position = 0
    while position < len(tokens):
        if not _starts(tokens, position):
            position += 1
            continue
        end = _end_of_run(tokens, position)
        run = _with_legal_form(tokens, position, end)
        if run.end > run.start:
            yield run
        position = max(run.end, position + 1)


@lru_cache(maxsize=50_000)
def is_capitalised(text: str) -> bool:
    """Whether a word begins with a capital letter, or is written like eVAC."""
    return text[:1].isupper() or (len(text) > 3 and text[:1].islower() and text[1:3].isupper())


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return the folded word as one, or the empty string for punctuation."""
    return "".join(words(text))


def _starts(tokens: Tokens, i: int) -> bool:
    text = tokens.words[i]
    if text.isdigit() and 3 <= len(text) <= 5 and not text.startswith(("19", "20")):
        return (
            i + 2 < len(tokens)
            and is_capitalised(tokens.words[i + 1])
            and is_capitalised(tokens.words[i + 2])
        )
    if not is_capitalised(text):
        return False
    folded = fold(text)
    if folded in NEVER_NAMES or (len(text) == 1 and not (i + 1 < len(tokens) and tokens.words[i + 1] == ".")):
        return False
    if folded in NOT_NAMES and (
        tokens.opens[i]
        or tokens.words[i - 1] in {'"', ":", "(", ")", "-", "•", "*"}
        or not _goes_on(tokens, i)
    ):
        return False
    return bool(folded)


def _goes_on(tokens: Tokens, i: int) -> bool:
    return i + 1 < len(tokens) and is_capitalised(tokens.words[i + 1]) and not tokens.opens[i + 1]


def _end_of_run(tokens: Tokens, start: int) -> int:
    i = start + 1
    while i < len(tokens) and not tokens.opens[i]:
        if is_capitalised(tokens.words[i]):
            if fold(tokens.words[i]) in LEGAL and (
                tokens.words[i].isupper() or fold(tokens.words[i]) not in _CAPITAL_FORMS
            ):
                return i
            i += 1
        elif step := _joined(tokens, start, i):
            i += step
        else:
            break
    return i


def _joined(tokens: Tokens, start: int, i: int) -> int:
    """Return how many tokens from `i` on belong to the run although the first is no capitalised word."""
    text = tokens.words[i]
    if i + 1 >= len(tokens) or tokens.opens[i + 1]:
        return 0
    following = tokens.words[i + 1]
    if text == "-" and not tokens.spaced[i - 1] and not tokens.spaced[i]:
        return 2 if following[:1].isalnum() and tokens.lows[i + 1] not in _PARTICIPLES else 0
    if (
        text == "'s"
        and is_capitalised(following)
        and (tokens.words[i - 1] == "People" or set(map(fold, tokens.words[start:i])) & _POLICY_HEADS)
    ):
        return 2
    if text in {"&", "."} and is_capitalised(following) and (text == "&" or not tokens.spaced[i - 1]):
        return 2
    if text == "(":
        return _parenthesis(tokens, i)
    if text in _PARTICLES:
        return _particles(tokens, i)
    if text.casefold() in {"of", "on", "for", "and", "the", "to", "in"}:
        return _connector(tokens, start, i)
    return 0


def _particles(tokens: Tokens, i: int) -> int:
    """Return the length of "do" and "de la" with the capitalised word that follows, or 0."""
    j = i + 1
    if j < len(tokens) and tokens.words[j] in _PARTICLES:
        j += 1
    return j + 1 - i if j < len(tokens) and is_capitalised(tokens.words[j]) and not tokens.opens[j] else 0


def _parenthesis(tokens: Tokens, i: int) -> int:
    """Return the length of "(Group)" or "(Inner Mongolia)" in the middle of a name."""
    j = i + 1
    while (
        j < len(tokens)
        and j - i <= 4
        and is_capitalised(tokens.words[j])
        and not (tokens.words[j].isupper() and len(tokens.words[j]) > 1)
    ):
        j += 1
    closed = j > i + 1 and j + 1 < len(tokens) and tokens.words[j] == ")"
    return (
        j + 1 - i
        if closed and (is_capitalised(tokens.words[j + 1]) or fold(tokens.words[j + 1]) in LEGAL)
        else 0
    )


def _connector(tokens: Tokens, start: int, i: int) -> int:
    """Return how many tokens "of the", "and" and the like join to the name that follows, or 0."""
    opening = fold(tokens.words[start])
    heads = set(map(fold, tokens.words[start:i]))
    word = tokens.words[i].casefold()
    j = i + 1
    if j < len(tokens) and tokens.words[j] == "the":
        j += 1
        if j < len(tokens) and fold(tokens.words[j]) in _AGENCY_FIRST:
            return 0
    if j >= len(tokens) or not is_capitalised(tokens.words[j]) or tokens.opens[j]:
        return 0
    if word == "and":
        pair = f"{fold(tokens.words[i - 1])}-{fold(tokens.words[j])}"
        if fold(tokens.words[j]) in _AGENCY_FIRST | {"state", "general"}:
            return 0
        inside = (
            opening in _AGENCY_FIRST
            or bool(heads & _POLICY_HEADS)
            or bool(heads & _ORGANISATION_OF & {opening})
        )
        return j - i + 1 if pair in _PAIRS or inside or _leads_to_statute(tokens, j) else 0
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


def _leads_to_statute(tokens: Tokens, i: int) -> bool:
    """Whether the capitalised words from `i` on end in "Act" or the like: "Foreign Trade and Payments Ordinance"."""
    while i < len(tokens) and is_capitalised(tokens.words[i]) and not tokens.opens[i]:
        if fold(tokens.words[i]) in _STATUTES:
            return True
        i += 1
    return False


def _with_legal_form(tokens: Tokens, start: int, end: int) -> Run:
    """Return the run with "Co., Ltd." and the like after it."""
    legal = end
    while True:
        i = end + 1 if end < len(tokens) and tokens.words[end] in {",", "&"} else end
        if (i < len(tokens) and fold(tokens.words[i]) in LEGAL and is_capitalised(tokens.words[i])) or (
            i < len(tokens) and tokens.words[i].rstrip(".") in _WRITTEN_FORMS
        ):
            end = i + 1
            if (
                end < len(tokens)
                and tokens.words[end] == "."
                and not tokens.spaced[end - 1]
                and end + 1 < len(tokens)
                and not tokens.opens[end + 1]
                and not tokens.words[end + 1].isspace()
            ):
                end += 1
        else:
            return Run(start, end, legal)

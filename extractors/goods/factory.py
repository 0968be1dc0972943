"""The spaCy component that finds products and applications by their head nouns."""

from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import CANDIDATES, add_spans, candidate
from reechain.extractors.tokens import Tokens, tokens_of
from reechain.extractors.wordlists import load_toml, wordset
from reechain.ontology.names import singular, words
from reechain.ontology.records import EntityType

EXTRACTOR: Final = "head noun"
_DATA: Final = load_toml("reechain.extractors.goods", "patterns.toml")
_PRODUCT: Final = wordset(_DATA["product"]["heads"])
_WEAK_PRODUCT: Final = wordset(_DATA["product"]["weak_heads"])
_STRONG: Final = wordset(_DATA["product"]["strong"])
_MODIFIERS: Final = wordset(_DATA["product"]["modifiers"]) | _STRONG
_APPLICATION: Final = wordset(_DATA["application"]["heads"])
_WEAK_APPLICATION: Final = wordset(_DATA["application"]["weak_heads"])
_APPLICATION_MODIFIERS: Final = wordset(_DATA["application"]["modifiers"])
_ALONE: Final = wordset(_DATA["application"]["alone"])
_HEADS: Final = _PRODUCT | _WEAK_PRODUCT | _APPLICATION
_WIDE: Final = frozenset({"product", "material"})
_RARE_EARTH: Final = frozenset({"rare", "earth", "earths"})
_MAX_MODIFIERS: Final = 8


def find_goods(doc: Doc) -> Doc:
    """Return the doc with candidates for products and applications."""
    tokens = tokens_of(doc)
    folded = [tuple(words(word)) for word in tokens.words]
    heads = [i for i, said in enumerate(folded) if said and _is_head(said[-1])]
    spans = [span for i in heads if (span := _good_ending_at(doc, tokens, folded, i)) is not None]
    add_spans(doc, CANDIDATES, spans)
    return doc


@lru_cache(maxsize=50_000)
def _is_head(word: str) -> bool:
    return singular(word) in _HEADS


def _good_ending_at(doc: Doc, tokens: Tokens, folded: list[tuple[str, ...]], i: int) -> Span | None:
    head = singular(folded[i][-1])
    if head in _PRODUCT or head in _WEAK_PRODUCT:
        start, modifiers = _modifiers(tokens, folded, i, _MODIFIERS)
        strong = [
            word for word in modifiers if word in _STRONG and not (head in _WIDE and word in _RARE_EARTH)
        ]
        if strong and (
            head in _PRODUCT
            or len(modifiers) > 1
            or set(strong) & {"magnetic", "polishing", "luminescent", "ndfeb", "catalytic"}
        ):
            return candidate(doc, start, i + 1, EntityType.PRODUCT, EXTRACTOR)
    if head in _APPLICATION:
        start, modifiers = _modifiers(tokens, folded, i, _APPLICATION_MODIFIERS)
        enough = 2 if head in _WEAK_APPLICATION else 1
        if len(modifiers) >= enough or head in _ALONE:
            return candidate(doc, start, i + 1, EntityType.APPLICATION, EXTRACTOR)
    return None


def _ends_a_good(word: str) -> bool:
    """Whether a word before "and" is itself a head, so that "and" joins two goods, not two modifiers."""
    return _is_head(word)


def _modifiers(
    tokens: Tokens, folded: list[tuple[str, ...]], head: int, allowed: frozenset[str]
) -> tuple[int, list[str]]:
    """Return where the modifiers of a head begin, and the modifiers."""
    start, i, found = head, head - 1, list[str]()
    while i >= 0 and head - i <= _MAX_MODIFIERS * 2 and not tokens.opens[i + 1]:
        text = tokens.words[i]
        if text in {"-", "–"} and not tokens.spaced[i]:
            i -= 1
            continue
        if not folded[i] or not all(word in allowed for word in folded[i]):
            break
        if text.casefold() in {"and", "in"}:
            if i == 0 or not folded[i - 1] or _ends_a_good(folded[i - 1][-1]):
                break
        else:
            start = i
            found.extend(folded[i])
        i -= 1
    return start, found

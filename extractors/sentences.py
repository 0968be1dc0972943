"""Sentence boundaries: a spaCy component for prose that is damaged, wrapped or listed."""

import re
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from reechain.extractors.wordlists import load_toml, wordset

_ABBREVIATIONS: Final = frozenset(
    "co ltd inc corp pty pte pvt sdn no nos st mt mr mrs ms dr prof jr sr vs approx est fig figs vol dept gov gen etc e.g i.e u.s u.k "
    "jan feb mar apr jun jul aug sep sept oct nov dec ca cf al op resp".split()
)
_FUNCTION_WORDS: Final = wordset(load_toml("reechain.extractors.shapes", "patterns.toml")["not_names"])
_END: Final = re.compile(r"[.!?。！？]['\")\]]*$|^[;；]$")


NAME: Final = "reechain_sentences"
MAX_SENTENCE: Final = 400
"""Longest sentence, in tokens: what has no full stop for so long is no sentence, and rules look at it pairwise."""


@Language.component(NAME)
def mark_sentences(doc: Doc) -> Doc:
    """Return the doc with sentence starts after full stops, semicolons and line breaks."""
    starts: list[bool | int | None] = []
    last = 0
    for i in range(len(doc)):
        starts.append(i == 0 or i - last >= MAX_SENTENCE or _ends_before(doc, i))
        last = i if starts[-1] else last
    # A new doc, since setting is_sent_start looks through the whole doc for each token.
    words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    return Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)


def _ends_before(doc: Doc, i: int) -> bool:
    previous, token = doc[i - 1], doc[i]
    if "\n" in previous.text:
        return True
    if previous.text.isspace():
        return i >= 2 and _ends_before(doc, i - 1)
    if "\n" in token.text or not previous.whitespace_:
        return False
    if (
        previous.text in ("'", '"', ")")
        and i >= 2
        and not doc[i - 2].whitespace_
        and doc[i - 2].text in ".!?"
    ):
        return _can_start(token.text)
    if not _END.search(previous.text):
        return False
    if previous.text in (";", "；"):
        return True
    if previous.text.endswith("."):
        stem = (
            (
                doc[i - 2].text
                if previous.text == "." and i >= 2 and not doc[i - 2].whitespace_
                else previous.text
            )
            .rstrip(".")
            .casefold()
        )
        if stem in {"no", "nos"} and not token.text[:1].isdigit():
            return _can_start(token.text)
        if stem in _ABBREVIATIONS or re.fullmatch(r"[a-z](\.[a-z])*", stem):
            return stem in {"etc", "ltd", "co", "inc", "corp", "u.s"} and _starts_afresh(doc, i)
    return _can_start(token.text)


def _can_start(word: str) -> bool:
    return not word[:1].islower()


def _starts_afresh(doc: Doc, i: int) -> bool:
    """Whether a word after an abbreviation begins a sentence: a capitalised function word does."""
    return doc[i].text[:1].isupper() and doc[i].text.casefold() in _FUNCTION_WORDS

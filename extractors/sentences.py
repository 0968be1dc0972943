"""Sentence boundaries: a spaCy component for prose that is damaged, wrapped or listed."""

import re
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from reechain.extractors.tokens import WORDS
from reechain.extractors.wordlists import load_toml, wordset

_ABBREVIATIONS: Final = frozenset(
    "co ltd inc corp pty pte pvt sdn no nos st mt mr mrs ms dr prof jr sr vs approx est fig figs vol dept gov gen etc e.g i.e u.s u.k "
    "jan feb mar apr jun jul aug sep sept oct nov dec ca cf al op resp".split()
)
_FUNCTION_WORDS: Final = wordset(load_toml("reechain.extractors.shapes", "patterns.toml")["not_names"])
_END: Final = re.compile(r"[.!?。！？]['\")\]]*$|^[;；]$")
_FORMS: Final = frozenset({"co", "ltd", "inc", "corp"})
"""What begins no sentence, but goes on with the name of a firm: "Foo Tech. Co., Ltd."."""
_LAST_FORMS: Final = frozenset({"Ltd.", "Inc.", "Corp."})
_AFTER_FORMS: Final = frozenset(
    "co ltd limited inc corp corporation company pty llc plc group ceo cfo chief chairman chairwoman president director "
    "managing executive general vice".split()
)
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
    made = Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)
    made.user_data[WORDS] = words
    return made


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
    if token.text.casefold().rstrip(".") in _FORMS:
        return False
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
    """Whether a word after an abbreviation begins a sentence.

    A capitalised function word does, and after "Ltd." any word with a capital but those that go on with
    the name, tell whose title follows, or name a field: "Foo Ltd. Shareholding: 51%".
    """
    word = doc[i].text.casefold().rstrip(".")
    is_field = i + 1 < len(doc) and doc[i + 1].text == ":"
    if doc[i - 1].text in _LAST_FORMS and word not in _AFTER_FORMS and not is_field:
        return doc[i].text[:1].isupper()
    return doc[i].text[:1].isupper() and word in _FUNCTION_WORDS

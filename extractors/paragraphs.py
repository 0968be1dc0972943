"""Where paragraphs begin."""

from spacy.tokens import Doc

from reechain.extractors.tokens import tokens_of


def paragraph_starts(doc: Doc) -> list[int]:
    """Return, for each token, the first token of its paragraph."""
    starts: list[int] = []
    start = 0
    for i, word in enumerate(tokens_of(doc).words):
        starts.append(start)
        if "\n" in word:
            start = i + 1
    return starts

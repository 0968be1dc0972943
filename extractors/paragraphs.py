"""Where paragraphs begin."""

from spacy.tokens import Doc


def paragraph_starts(doc: Doc) -> list[int]:
    """Return, for each token, the first token of its paragraph."""
    starts: list[int] = []
    start = 0
    for token in doc:
        starts.append(start)
        if "\n" in token.text:
            start = token.i + 1
    return starts

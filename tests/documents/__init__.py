"""The texts that tests read: the bundled report, and documents that rules were developed on."""

from corpus.texts import DEVELOPED, REPORT

DOCUMENTS = [
    REPORT,
    *sorted((DEVELOPED / "first").glob("*.txt")),
    *sorted((DEVELOPED / "second").glob("*.txt")),
]

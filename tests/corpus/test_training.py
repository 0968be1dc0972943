"""Training with writers left out runs from tags to measures, on a few documents."""

from collections.abc import Iterator

import pytest
from corpus import train
from corpus.texts import Text
from corpus.train import calibration, extractions_without, key_of, measured, tags_of_gold, texts

FEW = 4
"""How many documents of each of two writers."""


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Text]]:
    """Let the corpus be a few documents."""
    found = [text for writer in ("w01", "w02") for text in _by(writer)]
    monkeypatch.setattr(train, "texts", lambda: found)
    monkeypatch.setattr(train, "_labelled", {})
    yield found


def _by(writer: str) -> list[Text]:
    written = [text for text in texts() if text.writer == writer]
    return sorted(written, key=lambda text: -len(text.text))[:FEW]


def test_a_writer_left_out_is_extracted_and_measured(few: list[Text]) -> None:
    tags = tags_of_gold(few)
    raw = {
        key: found
        for writer in ("w01", "w02")
        for key, found in extractions_without(frozenset({writer}), tags).items()
    }
    assert raw.keys() == {key_of(text) for text in few}
    knots, least = calibration(raw)
    report = measured(raw, knots, least)
    assert len(report.documents) == len(few)
    found = [verdict.confidence for verdict in report.relations if verdict.confidence is not None]
    assert found
    assert all(least <= confidence <= 1 for confidence in found)
    assert sum(verdict.outcome == "right" for verdict in report.relations) > 10

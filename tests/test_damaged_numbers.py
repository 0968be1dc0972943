"""Sound texts come out untouched; of damaged ones nearly all is flagged, much is repaired, hardly anything is read wrongly.

The texts were written by people who had not seen how numbers are read; `python -m corpus.damage` breaks them.
"""

from pathlib import Path

import pytest
from corpus.damage.document import damage
from corpus.damage.files import Sample
from corpus.damage.score import Outcome, Tally, judge

from reechain.extractors.pipeline import Extractor
from reechain.extractors.quantities.printed.amounts import amounts_in
from reechain.ontology.records import Document, ValueStatus

FOLDER = Path(__file__).parents[1] / "corpus" / "quantities" / "sound"
TEXTS = sorted(FOLDER.glob("*.txt"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(models=None)


def test_sound_numbers_are_not_changed(extractor: Extractor) -> None:
    found = [extractor.extract(Document(path.name, path.read_text(encoding="utf-8"))) for path in TEXTS]
    numbers = [quantity for each in found for quantity in each.quantities]
    assert len(found) >= 40
    assert len(numbers) >= 400
    assert [each.document.key for each in found if each.is_damaged] == []
    assert [quantity.literal for quantity in numbers if quantity.status is not ValueStatus.CLEAN] == []


@pytest.fixture(scope="module")
def tally(extractor: Extractor) -> Tally:
    made = Tally()
    for path in TEXTS[::2]:
        text = path.read_text(encoding="utf-8")
        judge(
            Sample(path.stem, text, damage(text, amounts_in(text), f"ci {path.stem}", "heavy")),
            extractor,
            made,
        )
    return made


def counted(tally: Tally, label: str) -> dict[Outcome, int]:
    return {outcome: tally.counts[label, outcome] for outcome in Outcome}


def test_damaged_numbers_are_flagged_and_not_read_wrongly(tally: Tally) -> None:
    found = counted(tally, "damaged")
    total = sum(found.values())
    clean = sum(counted(tally, "damaged, clean").values())
    assert total >= 400
    assert (total - clean - found[Outcome.UNREAD]) / total >= 0.9
    assert found[Outcome.WRONG] / total <= 0.01


def test_what_is_determined_is_mostly_repaired(tally: Tally) -> None:
    found = counted(tally, "determined")
    assert sum(found.values()) >= 150
    assert found[Outcome.RIGHT] / sum(found.values()) >= 0.62

"""Stages of the chain in a text: which words of doing are kept, and the names that they make.

A stage is no name that a text calls something by, so it is not looked for among mentions: families
with a fixed object mark the words ("floats", "solvent extraction") in relation to who is said to do it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from spacy.tokens import Span

from reechain.extractors.candidates import type_of
from reechain.extractors.linker import mention_of
from reechain.extractors.normalise import NormalisedText
from reechain.extractors.relations.matcher import Found
from reechain.extractors.tokens import span_text
from reechain.ontology.names import surface_key
from reechain.ontology.records import EntityType, Name
from reechain.ontology.tables import load_tables


def without_rivals(found: Iterable[Found]) -> list[Found]:
    """Return the relations, each stage of a thing once a sentence, and no words as two stages.

    Of two stages with common words, that with more words stays: "magnetic separation" is no separation.
    What is said of somebody by name is not said of a pronoun: "done by Foo at its plant".
    Of several wordings of one stage the most trusted stays, then the one with more words, then the first.
    """
    items = list(found)
    staged = [item for item in items if _is_stage(item.object_means)]
    by_name = {item.object for item in staged if item.subject == item.subject_means}
    staged = [item for item in staged if item.subject == item.subject_means or item.object not in by_name]
    stage_of: dict[int, str] = {}
    best: dict[tuple[int, Span, str], Found] = {}
    for item in sorted(staged, key=_longest):
        if {
            stage_of.setdefault(i, item.object.kb_id_) for i in range(item.object.start, item.object.end)
        } == {item.object.kb_id_}:
            place = item.start, item.subject_means, item.object.kb_id_
            best[place] = min(best.get(place, item), item, key=_rank)
    kept = {id(item) for item in best.values()}
    return [item for item in items if not _is_stage(item.object_means) or id(item) in kept]


def stage_names(
    found: Sequence[Found], text: NormalisedText, source: str
) -> Iterator[tuple[Name, list[Span]]]:
    """Yield each stage of the relations as a name, with the words that told it.

    It goes by its name in the tables, since its words are what is done ("floats") and no name.
    """
    spans: dict[str, set[Span]] = {}
    for item in found:
        if _is_stage(item.object_means):
            spans.setdefault(item.object.kb_id_, set()).add(item.object)
    for stage in sorted(spans):
        inside = sorted(spans[stage], key=lambda span: (span.start, span.end))
        label = _labels()[stage]
        forms = {" ".join(span_text(span).split()) for span in inside} - {label}
        mentions = tuple(sorted({mention_of(span, text, source) for span in inside}))
        keys = (surface_key(label),)
        yield Name(EntityType.STAGE, label, tuple(sorted(forms)), mentions, keys, stage), inside


def _is_stage(span: Span) -> bool:
    return type_of(span) is EntityType.STAGE


def _longest(item: Found) -> tuple[int, float, int, str]:
    return -len(item.object), -item.confidence, item.object.start, item.object.kb_id_


def _rank(item: Found) -> tuple[float, int, int, str]:
    return -item.confidence, -len(item.object), item.object.start, item.object.kb_id_


@cache
def _labels() -> dict[str, str]:
    tables = load_tables()
    preferred = {
        row.id: row.name for row in reversed(tables.names) if row.role == "pref" and row.lang == "en"
    }
    return {stage: preferred[stage] for stage in tables.rows["stages"]}

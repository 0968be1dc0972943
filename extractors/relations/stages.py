"""The wordings of stages: those shared by all stages, filled with the words of each (stages.toml)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from reechain.extractors.wordlists import load_toml

FILE: Final = "stages.toml"
_OWN: Final = "patterns"
_CONFIDENCE: Final[Mapping[str, float]] = {
    "does": 0.85,
    "do": 0.85,
    "did": 0.8,
    "doing": 0.8,
    "doers": 0.8,
    "plants": 0.75,
    _OWN: 0.8,
}
"""How far each kind of words is trusted: what is done more than where."""


def stage_entries() -> Iterator[tuple[Mapping[str, Any], Mapping[str, Sequence[str]]]]:
    """Yield, for each stage, its families as parsed TOML and the sets that their patterns name."""
    data = load_toml("reechain.extractors.relations", FILE)
    for stage in data["stage"]:
        words = {kind: stage[kind] for kind in _CONFIDENCE if kind in stage and kind != _OWN}
        entries = list(_entries(stage, data["frames"]))
        yield {"family": entries}, {**data["sets"], **words, **stage.get("sets", {})}


def _entries(stage: Mapping[str, Any], frames: Mapping[str, list[str]]) -> Iterator[Mapping[str, Any]]:
    for kind, confidence in _CONFIDENCE.items():
        if kind in stage:
            yield {
                "name": f"{stage['id']}: {kind}",
                "relation": "operatesInStage",
                "object": stage["id"],
                "confidence": confidence,
                "patterns": stage[kind] if kind == _OWN else frames[kind],
            }

"""Which claims become facts, all documents and all time considered: what is over and what makes a loop is left out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from reechain.graph.assertion import Judged
from reechain.graph.control import CONTROL, Ends, loop_closers
from reechain.graph.facts import ClaimFact
from reechain.graph.timeline import Course, Key, Standing

LOOP: Final = "closes a loop of control"
OVER: Final = "it is said to be over"
LATER: Final = "it speaks of a later day"


def settle(judged: Mapping[str, Judged], found: Mapping[Key, Course]) -> dict[str, Judged]:
    """Return the fate of every claim, after its facts' courses; a claim that asserts nothing more says why."""
    living = {key for key, course in found.items() if course.standing is not Standing.OVER}
    return _without_loops({iri: _living(item, living, found) for iri, item in judged.items()})


def _living(item: Judged, living: set[Key], found: Mapping[Key, Course]) -> Judged:
    kept = tuple(name for name in item.asserts if (item.subject, name, item.object) in living)
    if kept == item.asserts:
        return item
    is_known = any((item.subject, name, item.object) in found for name in item.asserts)
    return replace(item, asserts=kept, reason=None if kept else OVER if is_known else LATER)


def _without_loops(judged: Mapping[str, Judged]) -> dict[str, Judged]:
    claims: dict[Ends, list[ClaimFact]] = defaultdict(list)
    for item in judged.values():
        if CONTROL in item.asserts:
            claims[item.subject, item.object].append(item.claim)
    closers = loop_closers(claims)
    return {
        iri: replace(item, asserts=(), reason=LOOP)
        if CONTROL in item.asserts and (item.subject, item.object) in closers
        else item
        for iri, item in judged.items()
    }

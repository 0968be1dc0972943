"""Names that commas may have cut: translators write one long name as a list.

"Northern Rare Earth, Huakai High-tech, Hebei High-tech" is one firm, Northern Rare Earth Huakai High-tech of Hebei. It
shows where a list of what belongs to a company has that company itself as an item: what stands behind it there, item on
item, with one last word, may be one name.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from reechain.graph.control import CONTROL
from reechain.graph.facts import Facts
from reechain.ontology.names import name_key

_GAP: Final = 2
"""Characters between the items of a list: a comma and a blank, or a Chinese comma."""


def cut_names(facts: Facts, entity_of: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield mentions that stand next to each other and may be parts of one name, in no order."""
    parents = _parents(facts, entity_of)
    documents = {facts.names[facts.mentions[mention]].document for mention in parents}
    for run in _runs(facts, documents):
        behind: set[str] = set()
        before: str | None = None
        for mention in run:
            entity = entity_of[facts.mentions[mention]]
            is_behind = bool(parents.get(mention, set()) & behind)
            if is_behind and before is not None and _last(before, facts) == _last(mention, facts):
                yield before, mention
            before = mention if is_behind else None
            behind.add(entity)


def _parents(facts: Facts, entity_of: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the companies to which each mention is said to belong."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in facts.claims.values():
        if claim.predicate == CONTROL and not claim.is_rejected:
            found[claim.subject].add(entity_of[facts.mentions[claim.object]])
    return found


def _runs(facts: Facts, documents: set[str]) -> Iterator[list[str]]:
    """Yield the mentions of each list: such as stand next to each other, but for a comma."""
    placed = sorted(
        (facts.names[name].document, facts.spans[mention].start, facts.spans[mention].end, mention)
        for mention, name in facts.mentions.items()
        if facts.names[name].document in documents and mention in facts.spans
    )
    run: list[str] = []
    last: tuple[str, int] | None = None
    for document, start, end, mention in placed:
        is_next = last is not None and last[0] == document and 0 < start - last[1] <= _GAP
        if not is_next and run:
            yield run
            run = []
        run.append(mention)
        last = (document, end)
    if run:
        yield run


def _last(mention: str, facts: Facts) -> str:
    """Return the last word of a name as it is written there; a legal form is none."""
    return name_key(facts.spans[mention].words).rpartition(" ")[2]

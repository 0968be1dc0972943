"""A strict score of names and relations against gold: one to one, by key and type."""

from collections.abc import Iterable, Mapping
from typing import Any

from reechain.ontology.names import common_noun_key, name_key, surface_key

Item = Mapping[str, Any]


class Score:
    """True positives, false positives, false negatives."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / max(1, self.right + self.wrong)


def score(found: Item, gold: Item, entities: Score, relations: Score) -> None:
    """Add a document to the scores of entities and relations."""
    matched = _match(found["entities"], gold["entities"])
    by_id = {item["id"]: item for item in gold["entities"]}
    optional = {key for key, item in by_id.items() if item.get("optional")}
    for item in found["entities"]:
        target = matched.get(item["id"])
        if target is None:
            excused = any(_agree(item, by_id[key]) for key in optional)
            entities.wrong += not excused
        elif target not in optional:
            entities.right += 1
    entities.missed += len(by_id.keys() - optional - set(matched.values()))
    stated = {_canonical(r["s"], r["p"], r["o"], by_id): bool(r.get("optional")) for r in gold["relations"]}
    hit = set()
    for relation in found["relations"]:
        ends = matched.get(relation["s"], relation["s"]), matched.get(relation["o"], relation["o"])
        key = _canonical(ends[0], relation["p"], ends[1], by_id)
        if key in hit:
            continue
        hit.add(key)
        if key not in stated:
            relations.wrong += 1
        elif not stated[key]:
            relations.right += 1
    relations.missed += sum(not is_optional for key, is_optional in stated.items() if key not in hit)


def _canonical(subject: str, predicate: str, obj: str, gold: Mapping[str, Item]) -> tuple[str, str, str]:
    if predicate == "partnerOf":
        return min(subject, obj), predicate, max(subject, obj)
    if predicate == "usedIn" and gold.get(obj, {}).get("type") == "Product":
        return obj, "madeFrom", subject
    return subject, predicate, obj


def _match(found: Iterable[Item], gold: Iterable[Item]) -> dict[str, str]:
    """Return found id -> gold id, each gold one once, required ones first."""
    free = sorted(gold, key=lambda item: bool(item.get("optional")))
    matched: dict[str, str] = {}
    for item in found:
        target = next((other for other in free if _agree(item, other)), None)
        if target is not None:
            matched[item["id"]] = target["id"]
            free.remove(target)
    return matched


def _agree(found: Item, gold: Item) -> bool:
    return found["type"] in {gold["type"], *gold.get("alt_types", [])} and bool(_keys(found) & _keys(gold))


def _keys(item: Item) -> set[str]:
    names = (item["name"], *(item.get("aliases") or []))
    return {key(name) for name in names for key in (surface_key, name_key, common_noun_key)}

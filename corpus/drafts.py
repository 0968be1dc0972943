"""Turns drafts of the corpus into documents and gold: `python -m corpus.drafts DRAFTS [--output DIR]`.

A draft holds the facts and the text that says them (`corpus/GUIDE.md`). Every fault is named with its file and line;
without faults and with `--output` each draft gives `NAME.txt` and `NAME.json`, the gold.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from reechain.extractors.relations.pairs import DECIDED
from reechain.ontology.records import EntityType
from reechain.ontology.schema import relations

TYPES: Final = tuple(kind.value for kind in EntityType if kind is not EntityType.STAGE)
RELATIONS: Final = {
    name: (
        {kind.value for kind in relations()[name].subjects},
        {kind.value for kind in relations()[name].objects},
    )
    for name in sorted(DECIDED)
}
"""The types that each relation admits as its subject and its object."""
RELATIONS["usedIn"][1].add("Product")  # what is used in a product is what it is made from, turned round
RELATIONS["shareholderOf"][1].add("Mine")  # a part of a mine that no company of its own holds
STANCES: Final = {"planned", "hedged", "ended"}
WORDS: Final = range(60, 860)
_FIELDS: Final = 5
AMBIGUOUS: Final = "ambiguous"


@dataclass
class Draft:
    """A draft that was read: the gold, the text, and the faults with their lines."""

    name: str
    style: str = ""
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)
    denied: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def gold(self, writer: str) -> dict[str, Any]:
        """Return the gold in the exchange shape, with who wrote it and in what style."""
        head = {"doc": f"{self.name}.txt", "writer": writer, "style": self.style}
        body: dict[str, Any] = {"entities": self.entities, "relations": self.relations}
        return {**head, **body, "denied": self.denied, "quantities": []}


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the drafts of a folder, write them if asked to and whole; return 1 where there are faults."""
    parser = argparse.ArgumentParser(
        prog="python -m corpus.drafts", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("drafts", type=Path)
    parser.add_argument("--output", type=Path, help="the folder for documents and gold")
    parser.add_argument("--hints", action="store_true", help="list what looks like a name and is not listed")
    options = parser.parse_args(arguments)
    drafts = [read(path) for path in sorted(options.drafts.glob("*.txt"))]
    for draft in drafts:
        for fault in draft.faults:
            print(f"{draft.name}: {fault}")
        if options.hints and (names := sorted(set(unlisted(draft)))):
            print(f"{draft.name}: in capitals and not listed: {'; '.join(names)}")
    whole = [draft for draft in drafts if not draft.faults]
    counts = [len(draft.relations) for draft in whole]
    print(f"{len(whole)} of {len(drafts)} drafts whole, {sum(counts)} relations")
    if options.output:
        options.output.mkdir(parents=True, exist_ok=True)
        for draft in whole:
            (options.output / f"{draft.name}.txt").write_text(draft.text, encoding="utf-8")
            (options.output / f"{draft.name}.json").write_text(
                dumps(draft.gold(options.output.name)), encoding="utf-8"
            )
    return int(len(whole) < len(drafts) or not drafts)


def dumps(gold: dict[str, Any]) -> str:
    """Return gold as JSON with one thing or fact a line."""
    parts = []
    for key, value in gold.items():
        if isinstance(value, list) and value:
            lines = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in value)
            parts.append(f' "{key}": [\n{lines}\n ]')
        else:
            parts.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def read(path: Path) -> Draft:
    """Return the draft of a file, with the faults that it has."""
    head, found, text = path.read_text(encoding="utf-8").partition("\n===\n")
    draft = Draft(path.stem, text=text.strip("\n") + "\n")
    if not found:
        draft.faults.append("no line '===' between facts and text")
        return draft
    count = len(text.split())
    if count not in WORDS:
        draft.faults.append(f"{count} words; write 80 to 800")
    ids: dict[str, str] = {}
    flat = _flat(text)
    for number, line in enumerate(head.splitlines(), 1):
        for fault in _line(draft, line, ids, flat):
            draft.faults.append(f"line {number}: {fault}")
    if not draft.style:
        draft.faults.append("no line 'style: ...'")
    return draft


def unlisted(draft: Draft) -> Iterator[str]:
    """Yield the runs of capitalised words within sentences that no form of a listed thing holds."""
    flat = _flat(draft.text)
    forms = [_flat(form) for item in draft.entities for form in (item["name"], *item["aliases"])]
    covered = bytearray(len(flat))
    for form in forms:
        for match in re.finditer(re.escape(form), flat):
            covered[match.start() : match.end()] = b"x" * len(form)
    for match in re.finditer(r"(?<=[a-z,;(] )[A-Z][\w&-]*(?: (?:of |and |the |for )?[A-Z][\w&-]*)*", flat):
        if not any(covered[match.start() : match.end()]):
            yield match[0]


def _line(draft: Draft, line: str, ids: dict[str, str], flat: str) -> Iterator[str]:
    parts = [part.strip() for part in line.split("|")]
    kind = parts[0]
    if line.startswith("style:"):
        draft.style = line.partition(":")[2].strip()
    elif kind in {"E", "E?"} and len(parts) > 2:
        yield from _entity(draft, parts, ids, flat)
    elif kind in {"R", "R?", "N"} and len(parts) >= _FIELDS:
        yield from _relation(draft, parts, ids, flat)
    elif line.strip() and not line.startswith("#"):
        yield f"neither style, E, R nor N with its fields: {line[:60]!r}"


def _entity(draft: Draft, parts: list[str], ids: dict[str, str], flat: str) -> Iterator[str]:
    types = [part.strip() for part in parts[1].split(",")]
    if unknown := [name for name in types if name not in TYPES]:
        yield f"unknown type {unknown[0]!r}"
        return
    key = f"e{len(draft.entities) + 1}"
    forms = [form for form in parts[2:] if form]
    for form in forms:
        if not re.search(rf"(?<!\w){re.escape(_flat(form))}(?!\w)", flat):
            yield f"{form!r} is not in the text"
        if form in ids and form == forms[0] and types[0] in _types_of(draft, form):
            yield f"{form!r} names two things of one type"
        ids[form] = AMBIGUOUS if form in ids and form != forms[0] else key
    item: dict[str, Any] = {"id": key, "type": types[0], "name": forms[0], "aliases": forms[1:]}
    if types[1:]:
        item["alt_types"] = types[1:]
    if parts[0] == "E?":
        item["optional"] = True
    draft.entities.append(item)


def _types_of(draft: Draft, form: str) -> set[str]:
    return {item["type"] for item in draft.entities if form in (item["name"], *item["aliases"])}


def _relation(draft: Draft, parts: list[str], ids: dict[str, str], flat: str) -> Iterator[str]:
    kind, subject, name, obj, evidence, *flags = parts
    if name not in RELATIONS:
        yield f"unknown relation {name!r}"
        return
    item: dict[str, Any] = {"s": ids.get(subject), "p": name, "o": ids.get(obj), "evidence": evidence}
    yield from _ends(draft, item, {"s": subject, "o": obj})
    if not evidence or _flat(evidence) not in flat:
        yield f"evidence is not in the text: {evidence[:70]!r}"
    yield from _flags(item, flags)
    if kind == "R?":
        item["optional"] = True
    triple = item["s"], name, item["o"]
    if any(triple == (other["s"], other["p"], other["o"]) for other in (*draft.denied, *draft.relations)):
        yield f"said twice: {subject} {name} {obj}"
    (draft.denied if kind == "N" else draft.relations).append(item)


def _ends(draft: Draft, item: dict[str, Any], said: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with the ends of a relation, by role."""
    by_id = {other["id"]: other for other in draft.entities}
    for role, allowed, word in zip("so", RELATIONS[item["p"]], ("subject", "object"), strict=True):
        end = said[role]
        if item[role] is None:
            yield f"{end!r} is no E line above"
        elif item[role] == AMBIGUOUS:
            yield f"{end!r} is a form of two things: give the first name of the one that is meant"
        elif not allowed & {by_id[item[role]]["type"], *by_id[item[role]].get("alt_types", ())}:
            yield f"{item['p']} takes no {by_id[item[role]]['type']} {end!r} as its {word}"
    if item["s"] == item["o"]:
        yield f"{said['s']!r} {item['p']} itself"


def _flags(item: dict[str, Any], flags: list[str]) -> Iterator[str]:
    """Put the flags of a line into its relation, and yield those that are unknown."""
    for flag in [word for part in flags for word in part.replace(",", " ").split()]:
        if flag in STANCES:
            item["status"] = flag
        elif match := re.fullmatch(r"value=(\d+(?:\.\d+)?)%?", flag):
            item["value"] = float(match[1])
        else:
            yield f"unknown flag {flag!r}"


def _flat(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())

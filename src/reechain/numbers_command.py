"""`reechain numbers`: every number of documents, how it is read, and why."""

import json
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from reechain.number_sheet import Rival, Sheet, line_at
from reechain.ontology.errors import InputError
from reechain.ontology.records import Extraction, Place, Quantity, ValueStatus
from reechain.terminal import ConfigOption, tell


def numbers(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, or - for standard input.", metavar="DOC...")
    ],
    form: Annotated[str, typer.Option("--format", help="text or json")] = "text",
    status: Annotated[
        list[ValueStatus] | None,
        typer.Option("--status", help="List numbers of this status alone; may be given more than once."),
    ] = None,
    why: Annotated[
        str | None,
        typer.Option(
            "--why", help="One number with its whole proof: as it is printed or read, or its offset."
        ),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """List the numbers of documents: as printed, as read, what they are of, and the sums that prove a repair."""
    from reechain.config import load_config  # noqa: PLC0415
    from reechain.extractors.loaders import load  # noqa: PLC0415
    from reechain.pipeline import extract_all  # noqa: PLC0415

    if form not in {"text", "json"}:
        raise typer.BadParameter("--format is text or json")
    if why is not None and status:
        raise typer.BadParameter("give --status to list numbers, or --why to prove one")
    documents, skipped = load(paths)
    tell(f"skipped {item.path}: {item.reason}" for item in skipped)
    made = sheets(list(extract_all(documents, load_config(config).extractor())))
    chosen = None if why is None else _chosen(made, why)
    if form == "json":
        for sheet in made:
            found = sheet_json(
                sheet, status or (), None if chosen is None else chosen[sheet.extraction.document.key]
            )
            print(json.dumps(found, ensure_ascii=False, indent=None if len(made) > 1 else 2))
    elif chosen is None:
        print("\n\n".join("\n".join(sheet.listed(status or ())) for sheet in made))
    else:
        print("\n\n".join(_proofs(made, chosen)))


def sheets(extractions: Sequence[Extraction]) -> list[Sheet]:
    """Return the numbers of each document, with those of the others that contradict them."""
    rivals = _rivals(extractions) if len(extractions) > 1 else {}
    return [Sheet(extraction, rivals.get(extraction.document.key, {})) for extraction in extractions]


def _rivals(extractions: Sequence[Extraction]) -> dict[str, dict[Place, list[Rival]]]:
    """Return what contradicts numbers of other documents, by document key and place."""
    from reechain.graph.number_quads import contradictions  # noqa: PLC0415

    of_iri = {q.iri(e.document.key): (e, q) for e in extractions for q in e.quantities}
    rivals: dict[str, dict[Place, list[Rival]]] = {}
    for one, other in contradictions(extractions):
        (extraction, quantity), (its, rival) = of_iri[one], of_iri[other]
        found = Rival(its.document.key, line_at(its, rival.place), rival)
        rivals.setdefault(extraction.document.key, {}).setdefault(quantity.place, []).append(found)
    return rivals


def _chosen(made: Sequence[Sheet], why: str) -> dict[str, list[Quantity]]:
    """Return the numbers asked for, by document key; InputError where there are none."""
    found = {sheet.extraction.document.key: sheet.matching(why) for sheet in made}
    if not any(found.values()):
        raise InputError(
            f"no number is printed or read as {why!r}, or stands there; `reechain numbers` lists them"
        )
    return found


def _proofs(made: Sequence[Sheet], chosen: dict[str, list[Quantity]]) -> list[str]:
    shown = []
    for sheet in made:
        key = sheet.extraction.document.key
        for quantity in chosen[key]:
            head = [f"{key}:"] if len(made) > 1 else []
            shown.append("\n".join([*head, *sheet.proof(quantity)]))
    return shown


def sheet_json(
    sheet: Sheet, statuses: Sequence[ValueStatus] = (), chosen: Sequence[Quantity] | None = None
) -> dict[str, Any]:
    """Return the numbers of a document as JSON: those of some statuses, or some with all that prove them.

    They are as in `reechain extract`, each with its line and what contradicts it in other documents.
    """
    from reechain.pipeline import extraction_json  # noqa: PLC0415

    extraction = sheet.extraction
    found = extraction_json(extraction)
    names = {entity["id"]: entity["name"] for entity in found["entities"] + found["stages"]}
    wanted = extraction.quantities if chosen is None else sheet.closure(chosen)
    places = {quantity.place for quantity in wanted if not statuses or quantity.status in statuses}
    told = zip(extraction.quantities, found["quantities"], strict=True)
    return {
        "doc": extraction.document.key,
        "version": extraction.document.version,
        "damaged": sheet.is_damaged,
        "counts": {status.value: count for status, count in sheet.counts.items()},
        "quantities": [
            shown | _further(sheet, quantity, shown, names)
            for quantity, shown in told
            if quantity.place in places
        ],
    }


def _further(
    sheet: Sheet, quantity: Quantity, shown: dict[str, Any], names: dict[str, str]
) -> dict[str, Any]:
    things = ("subject", "product", "where", "holder")
    return {
        "names": {thing: names[shown[thing]] for thing in things if shown[thing]},
        "line": sheet.line_of(quantity.place),
        "contradicted_by": [
            {
                "doc": r.document,
                "line": r.line,
                "start": r.quantity.place.start,
                "literal": r.quantity.literal,
            }
            for r in sheet.rivals.get(quantity.place, ())
        ],
    }

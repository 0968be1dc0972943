"""What commands share: where messages go, and the options that several have."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

DEFAULT_STORE: Final = "reechain.store"

messages = Console(stderr=True, highlight=False)

StoreOption = Annotated[Path, typer.Option("--store", envvar="REECHAIN_STORE", help="Folder of the store.")]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", help="Names and wordings of your own; reechain.toml if it is there."),
]


def tell(notes: Iterable[str]) -> None:
    """Print messages, a line each, as they are."""
    for note in notes:
        messages.print(note, soft_wrap=True, markup=False)

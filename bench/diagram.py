"""Draws the diagram of the ontology for the README: `python -m bench.diagram [OUT.svg]`.

The same as `ontology.svg` in what `reechain docs` writes. Run it after a change of the ontology, and commit what it
writes: a test compares them.
"""

import sys
from pathlib import Path
from typing import Final

from reechain.viz.documentation.svg import ontology_svg

OUT: Final = Path(__file__).parents[1] / "docs" / "ontology.svg"


def main() -> None:
    """Write the diagram to the file that is named, or to its place in the repository."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    out.write_text(ontology_svg(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {out}\n")


if __name__ == "__main__":
    main()

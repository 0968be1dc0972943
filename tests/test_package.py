"""The package as it is laid out: links, imports, what an import costs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("extractors", "graph", "ontology", "viz")


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_is_linked_relatively_and_the_link_resolves(layer: str) -> None:
    link = ROOT / "src" / "reechain" / layer
    assert link.is_symlink(), f"{link} is no link: check out with git config core.symlinks true"
    assert not link.readlink().is_absolute()
    assert link.resolve() == ROOT / layer


@pytest.mark.parametrize("layer", LAYERS)
def test_the_link_is_tracked_by_git(layer: str) -> None:
    if not (ROOT / ".git").exists():
        pytest.fail("tests run in a checkout, since links are part of what is tested")
    command = ["git", "-C", str(ROOT), "ls-files", "--stage", f"src/reechain/{layer}"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert listed.startswith("120000 "), listed


def test_no_module_imports_a_layer_as_a_package_of_its_own() -> None:
    pattern = re.compile(rf"^\s*(?:from|import) (?:{'|'.join(LAYERS)})\b", re.MULTILINE)
    sources = [
        path for folder in (*LAYERS, "src/reechain", "bench") for path in (ROOT / folder).glob("**/*.py")
    ]
    assert len(sources) > 100
    assert [str(path) for path in sources if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_importing_the_package_loads_neither_spacy_nor_the_store() -> None:
    code = "import sys, reechain; print([m for m in ('spacy', 'pyoxigraph', 'networkx') if m in sys.modules])"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert done.stdout.strip() == "[]"

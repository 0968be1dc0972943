"""A relation is added by data, gold and training alone: the example of CONTRIBUTING, done in a copy of the project."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DRAFTS = ROOT / "tests" / "corpus" / "licensing"
FRAGMENT = re.compile(r"^```\w+ add=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def copied(target: Path) -> Path:
    """Copy what learning a relation needs: the code with its data, and none of the corpus."""
    for name in ("extractors", "graph", "ontology", "viz", "src"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, target / name, symlinks=True, ignore=ignored)
    (target / "corpus").mkdir()
    for path in (ROOT / "corpus").glob("*.py"):
        shutil.copy(path, target / "corpus")
    return target


def added_to(tree: Path) -> set[str]:
    """Do the steps of the example, and return the files that they add to."""
    fragments = FRAGMENT.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    for name, lines in fragments:
        with (tree / name).open("a", encoding="utf-8") as file:
            file.write(lines)
    decided = tree / "extractors" / "relations" / "decided.toml"
    asked = tree / "ontology" / "questions" / "facts-new-between.rq"
    for path, before, own in (
        (decided, "relations = [", '"licensesTo",'),
        (asked, "VALUES ?relation {", "rec:licensesTo"),
    ):
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, f"{before} {own}"), encoding="utf-8")
    return {name for name, _ in fragments}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is said by a copy of the project to which the relation was added."""
    tree = copied(tmp_path_factory.mktemp("project"))
    assert not [name for name in added_to(tree) if name.endswith(".py")]
    paths = os.pathsep.join((str(tree / "src"), str(tree)))
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "corpus" / "adding.py"), str(DRAFTS)],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_gold_alone_teaches_a_new_relation(told: dict[str, Any]) -> None:
    assert told["weights"] > 20
    for before, after in zip(told["before"], told["after"], strict=True):
        assert after > before + 1000


def test_it_is_decided_where_no_family_matches(told: dict[str, Any]) -> None:
    assert told["extractors"] == ["decider", "licence"]


def test_it_reaches_the_graph(told: dict[str, Any]) -> None:
    rows = {f"{licensor}>{licensee}" for licensor, licensee in told["rows"]}
    assert "x-corvus-holdings>x-ardent-magnetics" in rows
    # What no family matches is a fact too where the decider is sure enough: that changes with its calibration.
    assert rows <= {"x-corvus-holdings>x-ardent-magnetics", "x-colline-alloys>x-ferrow-magnets"}

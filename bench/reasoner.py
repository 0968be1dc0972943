"""Whether the domain is OWL 2 DL and holds together, by OWL API and HermiT: `python -m bench.reasoner`.

Read are the modules of the domain with the vocabulary as individuals. Java does the work: the jar comes with
owlready2, a Java runtime with `apt-get install default-jre-headless`. It takes a few seconds.
"""

import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

import jpype
from rdflib import Graph

from reechain.ontology.namespaces import compact
from reechain.ontology.profile import domain

_API: Final = "org.semanticweb.owlapi"
_WORDS: Final = {True: "consistent", False: "INCONSISTENT", None: "consistency not asked"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner says of an ontology.

    Outside OWL 2 DL it is not asked, and `is_consistent` is None. In an inconsistent ontology every class is
    unsatisfiable, and none is listed.
    """

    axioms: int
    violations: tuple[str, ...]
    is_consistent: bool | None = None
    unsatisfiable: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.is_consistent is True and not self.unsatisfiable


def verdict(graph: Graph) -> Verdict:
    """Return what OWL API says of the profile and HermiT of the logic of a graph.

    `violations` are those of the profile OWL 2 DL, as OWL API words them, sorted.
    """
    ontology = _loaded(graph)
    axioms = int(ontology.getAxiomCount())
    if violations := _violations(ontology):
        return Verdict(axioms, violations)
    reasoner = _java("org.semanticweb.HermiT.Reasoner")(ontology)
    is_consistent = bool(reasoner.isConsistent())
    return Verdict(axioms, (), is_consistent, _unsatisfiable(reasoner) if is_consistent else ())


def _violations(ontology: Any) -> tuple[str, ...]:
    report = _java(f"{_API}.profiles.OWL2DLProfile")().checkOntology(ontology)
    return tuple(sorted({str(found) for found in report.getViolations()}))


def _unsatisfiable(reasoner: Any) -> tuple[str, ...]:
    found = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()
    return tuple(sorted(compact(str(item.toStringID())) for item in found))


def _loaded(graph: Graph) -> Any:
    # RDF/XML: the parser of Turtle in this OWL API is older than Turtle.
    source = _java(f"{_API}.io.StringDocumentSource")(graph.serialize(format="xml"))
    manager = _java(f"{_API}.apibinding.OWLManager").createOWLOntologyManager()
    return manager.loadOntologyFromOntologyDocument(source)


def _java(name: str) -> Any:
    _start()
    return jpype.JClass(name)


@cache
def _start() -> None:
    """Start the Java machine: once a process, since it cannot be started again."""
    with as_file(files("owlready2") / "hermit" / "HermiT.jar") as jar:
        try:
            jpype.startJVM(classpath=[str(jar)])
        except jpype.JVMNotFoundException as error:
            raise SystemExit("no Java: apt-get install default-jre-headless") from error


def main() -> int:
    """Print what is wrong with the domain; return 1 if anything is."""
    found = verdict(domain())
    sys.stdout.writelines(f"{line}\n" for line in found.violations)
    sys.stdout.writelines(f"nothing can be a {name}\n" for name in found.unsatisfiable)
    sys.stdout.write(
        f"{found.axioms} axioms, {_WORDS[found.is_consistent]}, {len(found.unsatisfiable)} unsatisfiable classes, "
        f"{len(found.violations)} violations of OWL 2 DL\n"
    )
    return 0 if found.is_sound else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""Texts that would run as script, load something or break the page if they were not held as text."""

from dataclasses import replace

from reechain.graph.view import Node, SourceDocument, Statement, View
from reechain.ontology.records import EntityType

PAYLOADS = (
    "<script>window.pwned = 1</script>",
    "</script><script>window.pwned = 1</script>",
    "<!--<script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 1'>",
    "<svg onload=window.pwned=1>",
    "\"><iframe srcdoc='<script>parent.pwned = 1</script>'>",
    "' autofocus onfocus='window.pwned = 1",
    "javascript:window.pwned=1",
    "{{ 7 * 7 }}{% raw %}",
    "${window.pwned = 1}`;window.pwned = 1;//",
    "\u2028window.pwned = 1;\u2029//",
    "]]><a href='https://example.org/x'>x</a>",
    "__proto__",
    "constructor",
    "&lt;script&gt;window.pwned = 1&lt;/script&gt;",
    "\ud800 lone surrogate \udfff",
    "\u202egnp.exe",
    "</title><meta http-equiv=refresh content='0;url=https://example.org/'>",
)


def hostile_view() -> View:
    """Return a view in which every field of every record holds payloads."""
    nodes = tuple(sorted((_node(place) for place in range(len(PAYLOADS))), key=lambda node: node.iri))
    documents = tuple(SourceDocument(text, f"title {text}", text) for text in sorted(PAYLOADS))
    iris = [node.iri for node in nodes]
    statements = [
        Statement(
            subject=iris[place],
            predicate=text if place % 2 else "madeFrom",
            object=iris[(place + 1) % len(iris)],
            quote=text,
            document=text,
            start=0,
            end=len(text),
            confidence=0.9,
            extractor=text,
            literal=text,
            paragraph=f"before {text} after",
            paragraph_start=-7,
            subject_span=(0, 1),
            object_span=(1, 2),
        )
        for place, text in enumerate(PAYLOADS)
    ]
    stages = {3: PAYLOADS[0], 9: PAYLOADS[1]}
    return View(nodes, (*statements, replace(statements[0])), documents, ((iris[0], iris[1]),), stages)


def _node(place: int) -> Node:
    text = PAYLOADS[place]
    others = tuple(PAYLOADS[(place + step) % len(PAYLOADS)] for step in (1, 2, 3))
    types = list(EntityType)
    stage = [None, 3, 9][place % 3]
    return Node(f"iri:{text}", types[place % len(types)], text, others[0], others[1:2], others[2:], stage)

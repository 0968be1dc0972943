"""A page: one HTML file that holds the picture, the statements and the sentences, and asks for nothing else."""

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from reechain.graph.flow import Flow, material_flow
from reechain.graph.view import View
from reechain.viz.boxes import FOCUS
from reechain.viz.groups import stage_title
from reechain.viz.inlining import inlined, policy
from reechain.viz.layout import Layout
from reechain.viz.network import multigraph, network_data, paragraphs_of, stage_statements
from reechain.viz.overview import opening_layout
from reechain.viz.wording import RELATIONS, TYPES, wording

SCRIPTS: Final = (
    "words.js",
    "data.js",
    "flow.js",
    "search.js",
    "scene.js",
    "dom.js",
    "paint.js",
    "lines.js",
    "picture.js",
    "combobox.js",
    "filters.js",
    "address.js",
    "statement.js",
    "panel.js",
    "main.js",
)
"""In the order in which they build on each other; each holds one idea under one name."""
_VIS: Final = "lib/vis-9.1.2/vis-network.min.js"
_UNSAFE: Final = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SOURCE_MAP: Final = "//# sourceMappingURL="


def render_page(view: View, title: str) -> str:
    """Return the page of a view as HTML, to be written as UTF-8. The same input gives the same page."""
    scripts = [inlined(_vis_network()), *(inlined(_own(f"js/{name}")) for name in SCRIPTS)]
    style = inlined(_own("page.css"))
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_own("page.html.j2")).render(
        title=_LONE_SURROGATE.sub("\ufffd", title),
        policy=policy(scripts, style),
        style=style,
        scripts=scripts,
        data=_json(payload(view, title)),
    )


def payload(view: View, title: str) -> dict[str, Any]:
    """Return the data of a page: what its scripts show, search and follow."""
    layout = opening_layout(view)
    network = network_data(multigraph(view, layout))
    return {
        "title": title,
        "nodes": network.nodes,
        "edges": network.edges,
        "works": stage_statements(view),
        "documents": [{"key": d.key, "title": d.title, "date": d.date} for d in view.documents],
        "paragraphs": paragraphs_of(view),
        "picture": _picture(layout),
        "focus": {"width": FOCUS.width, "font": FOCUS.font, "gap": FOCUS.gap},
        "flow": _flow(material_flow(view), view),
        "types": {
            t.value: {"label": s.label, "plural": s.plural, "hue": s.hue, "glyph": s.glyph}
            for t, s in TYPES.items()
        },
        "relations": _relations(view),
        "stages": {str(at): stage_title(view, at) for at in sorted({n.stage for n in view.nodes if n.stage})},
    }


def _relations(view: View) -> dict[str, dict[str, Any]]:
    """The wording of relations, in the order in which a panel lists them; unknown ones last."""
    said = (*view.statements, *(on_stage.statement for on_stage in view.on_stages))
    used = dict.fromkeys([*RELATIONS, *sorted({s.predicate for s in said})])
    return {
        name: {"out": w.out, "into": w.into, "layer": w.layer, "back": w.runs_back}
        for name in used
        if (w := wording(name))
    }


def _picture(layout: Layout) -> dict[str, Any]:
    regions = [
        {
            "title": r.title,
            "stage": r.stage,
            "x": r.x,
            "y": r.y,
            "w": r.width,
            "h": round(r.height, 1),
            "count": r.count,
        }
        for r in layout.regions
    ]
    return {"regions": regions, "font": layout.font, "width": layout.width, "height": layout.height}


def _flow(flow: Flow, view: View) -> dict[str, Any]:
    """The flow with nodes by place: the page searches it as `best_path` does."""
    number = {node.iri: place for place, node in enumerate(view.nodes)}
    return {
        "stages": [list(flow.stages[node.iri]) for node in view.nodes],
        "steps": sorted(
            [number[s.source], number[s.target], s.kind.value, s.cost, list(s.statements)] for s in flow.steps
        ),
    }


def _own(name: str) -> str:
    return (files("reechain.viz") / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """vis-network as pyvis ships it, with the line ends that a browser hashes, without its source map's address."""
    text = (files("pyvis") / _VIS).read_text(encoding="utf-8")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_SOURCE_MAP))


def _json(data: Mapping[str, Any]) -> Markup:
    """JSON that cannot end the element that it stands in, and that UTF-8 can hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))  # noqa: S704 (escaped here)

"use strict";
// The picture: vis-network holds boxes and lines, pans and zooms; Paint draws the boxes.
const Picture = (() => {
  const LEAST_TEXT = 11;
  const MOST_SCALE = 1.5;
  const MOST_LABELS = 14;
  const frame = document.getElementById("canvas");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let network = null;
  let nodes = null;
  let edges = null;
  let scene = null;
  let marked = { chosen: new Set(), near: new Set(), lines: new Set(), isMarking: false };

  function attach(onChoose) {
    nodes = new vis.DataSet();
    edges = new vis.DataSet();
    network = new vis.Network(frame, { nodes, edges }, {
      physics: false,
      autoResize: true,
      layout: { improvedLayout: false },
      nodes: { shape: "custom", ctxRenderer, fixed: true },
      edges: { selectionWidth: 0, hoverWidth: 0, arrows: { to: { enabled: true, scaleFactor: 0.45 } } },
      interaction: { dragNodes: false, hover: true, multiselect: false, selectConnectedEdges: false, tooltipDelay: 1e9, keyboard: false },
    });
    network.on("beforeDrawing", (ctx) => { if (scene) Paint.bands(ctx, scene); });
    network.on("afterDrawing", (ctx) => { if (scene) Paint.headings(ctx, scene, network.DOMtoCanvas({ x: 0, y: 4 }).y); });
    network.on("click", (event) => { network.unselectAll(); onChoose(event.nodes.length ? event.nodes[0] : null); });
    network.on("hoverNode", () => { frame.style.cursor = "pointer"; });
    network.on("blurNode", () => { frame.style.cursor = "default"; });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { Paint.readColours(); dress(); });
    new ResizeObserver(() => { if (scene) fit(); }).observe(frame);
    Paint.readColours();
  }

  function ctxRenderer({ ctx, id, x, y, state }) {
    const box = scene.boxes.get(id);
    const how = marked.chosen.has(id) ? "chosen" : marked.near.has(id) || state.hover ? "near" : marked.isMarking ? "dim" : "plain";
    return {
      drawNode: () => Paint.box(ctx, Data.nodes[id], { ...box, x, y }, scene.font, how),
      nodeDimensions: { width: box.w, height: box.h },
    };
  }

  function draw(next) {
    scene = next;
    edges.clear();
    nodes.clear();
    nodes.add([...scene.boxes].map(([id, box]) => ({ id, x: box.x, y: box.y, size: box.w / 2 })));
    edges.add(Data.lines.filter((line) => scene.boxes.has(line.from) && scene.boxes.has(line.to) && line.from !== line.to).map(shaped));
    dress();
    network.redraw();
    fit();
  }

  // Lines run level from column to column, upright between chain and lane, and bow inside a column.
  function shaped(line) {
    const from = scene.boxes.get(line.from);
    const to = scene.boxes.get(line.to);
    const isSameColumn = Math.abs(from.x - to.x) < from.w / 2;
    const isLevel = Math.abs(from.x - to.x) > Math.abs(from.y - to.y) * 0.4;
    const smooth = isSameColumn
      ? { type: "curvedCW", roundness: 0.3 }
      : { type: "cubicBezier", forceDirection: isLevel ? "horizontal" : "vertical", roundness: 0.5 };
    return { id: line.id, from: line.from, to: line.to, smooth };
  }

  // Shows and hides boxes and lines by filters and by what is marked.
  function dress() {
    const labelled = marked.lines.size <= MOST_LABELS;
    nodes.update(nodes.getIds().map((id) => ({ id, hidden: !Filters.showsNode(id) && !marked.chosen.has(id) })));
    edges.update(edges.getIds().map((id) => worn(Data.lines[lineNumber.get(id)], labelled)));
  }

  const lineNumber = new Map(Data.lines.map((line, number) => [line.id, number]));

  function worn(line, labelled) {
    const isMarked = marked.lines.has(line.id);
    const isShown = [line.from, line.to].every((id) => Filters.showsNode(id) || marked.chosen.has(id));
    const hidden = !isShown || (marked.isMarking ? !isMarked : !Filters.showsLine(line));
    const doubt = line.statements.every((statement) => statement.stance !== "asserted");
    return {
      id: line.id,
      hidden,
      dashes: doubt ? [4, 4] : false,
      width: isMarked ? 1.8 : 0.9 + Math.min(1, 0.2 * (line.statements.length - 1)),
      color: { color: isMarked ? Paint.colour("accent") : Paint.colour("line"), opacity: isMarked ? 1 : 0.55, inherit: false },
      label: isMarked && labelled ? Data.raw.relations[line.predicate].out : "",
      font: { size: LEAST_TEXT, face: Paint.face, color: Paint.colour("ink"), strokeWidth: 4, strokeColor: Paint.colour("paper"), align: "horizontal" },
    };
  }

  function mark({ chosen = [], near = [], lines = [] }) {
    marked = { chosen: new Set(chosen), near: new Set(near), lines: new Set(lines), isMarking: chosen.length > 0 };
    dress();
  }

  // The whole scene if its text stays readable, else its upper left corner.
  function fit() {
    const { clientWidth: width, clientHeight: height } = frame;
    if (!width || !height) return;
    const whole = Math.min(width / scene.width, height / scene.height);
    const scale = Math.min(MOST_SCALE, Math.max(whole, LEAST_TEXT / scene.font));
    const middle = (size, room) => Math.max(size / 2, 0) + Math.max(0, (room / scale - size) / 2);
    const x = scene.width * scale > width + 1 ? width / scale / 2 : scene.width / 2;
    const y = scene.height * scale > height + 1 ? height / scale / 2 : Math.min(middle(scene.height, height), height / scale / 2);
    network.moveTo({ position: { x, y }, scale, animation: false });
  }

  // Moves a box into sight if it is not.
  function reveal(id) {
    const box = scene.boxes.get(id);
    if (!box) return;
    const at = network.canvasToDOM({ x: box.x, y: box.y });
    const isSeen = at.x > 40 && at.y > 40 && at.x < frame.clientWidth - 40 && at.y < frame.clientHeight - 40;
    if (!isSeen) network.moveTo({ position: { x: box.x, y: box.y }, animation: calm.matches ? false : { duration: 250 } });
  }

  function zoom(by) {
    const scale = Math.min(4, Math.max(0.2, network.getScale() * by));
    network.moveTo({ scale, animation: calm.matches ? false : { duration: 150 } });
  }

  // The boxes as seen on the page, in CSS pixels, with the size of their text: for tests of what is seen.
  function seen() {
    const scale = network.getScale();
    const corner = frame.getBoundingClientRect();
    return [...scene.boxes].filter(([id]) => Filters.showsNode(id)).map(([id, box]) => {
      const at = network.canvasToDOM({ x: box.x, y: box.y });
      return { id, x: at.x + corner.x, y: at.y + corner.y, w: box.w * scale, h: box.h * scale, text: scene.font * scale };
    });
  }

  function linesSeen() {
    return edges.get({ filter: (edge) => !edge.hidden }).map((edge) => edge.id);
  }

  return { attach, draw, dress, mark, fit, reveal, zoom, seen, linesSeen, scene: () => scene };
})();

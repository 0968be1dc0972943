"use strict";
// The picture: vis-network holds the boxes, pans, zooms and finds what is clicked; Paint and Lines draw.
const Picture = (() => {
  const LEAST_TEXT = 11;
  const MOST_SCALE = 1.35;
  const MOST_LABELS = 14;
  const frame = document.getElementById("canvas");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let network = null;
  let nodes = null;
  let scene = null;
  let sceneLines = [];
  let marked = marks({});

  function marks({ chosen = [], near = [], lines = [], isPath = false }) {
    return { chosen: new Set(chosen), near: new Set(near), lines: new Set(lines), isPath, isMarking: chosen.length > 0 };
  }

  function attach(onChoose) {
    nodes = new vis.DataSet();
    network = new vis.Network(frame, { nodes, edges: new vis.DataSet() }, {
      physics: false,
      layout: { improvedLayout: false },
      nodes: { shape: "custom", ctxRenderer, fixed: true },
      interaction: { dragNodes: false, hover: true, multiselect: false, selectConnectedEdges: false, keyboard: false },
    });
    network.on("beforeDrawing", (ctx) => { if (scene) { Paint.bands(ctx, scene); drawLines(ctx); } });
    network.on("afterDrawing", (ctx) => { if (scene) { labels(ctx); Paint.headings(ctx, scene, network.DOMtoCanvas({ x: 0, y: 4 }).y); } });
    network.on("click", (event) => { network.unselectAll(); onChoose(event.nodes.length ? event.nodes[0] : null); });
    network.on("hoverNode", () => { frame.style.cursor = "pointer"; });
    network.on("blurNode", () => { frame.style.cursor = "default"; });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { Paint.readColours(); network.redraw(); });
    new ResizeObserver(() => { if (scene) fit(); }).observe(frame);
    Paint.readColours();
  }

  function ctxRenderer({ ctx, id, x, y, state }) {
    const box = { ...scene.boxes.get(id), x, y };
    return {
      drawNode: () => {
        Paint.box(ctx, Data.nodes[id], box, scene.font, look(id, state.hover));
        if (marked.isPath && marked.chosen.has(id)) Paint.badge(ctx, box, [...marked.chosen].indexOf(id) + 1);
      },
      nodeDimensions: { width: box.w, height: box.h },
    };
  }

  function look(id, isHovered) {
    if (marked.chosen.has(id)) return "chosen";
    if (marked.near.has(id) || isHovered) return "near";
    return marked.isMarking ? "dim" : "plain";
  }

  function draw(next) {
    scene = next;
    sceneLines = Data.lines.filter((line) => scene.boxes.has(line.from) && scene.boxes.has(line.to) && line.from !== line.to);
    nodes.clear();
    nodes.add([...scene.boxes].map(([id, box]) => ({ id, x: box.x, y: box.y })));
    dress();
    fit();
  }

  // Shows and hides boxes by filters; what is chosen is always shown.
  function dress() {
    nodes.update(nodes.getIds().map((id) => ({ id, hidden: !isShown(id) })));
    network.redraw();
  }

  const isShown = (id) => Filters.showsNode(id) || marked.chosen.has(id);

  function shownLines() {
    return sceneLines.filter((line) => isShown(line.from) && isShown(line.to)
      && (marked.isMarking ? marked.lines.has(line.id) : Filters.showsLine(line) && !isOff(line)));
  }

  const OFF = ["denied", "ended"];
  const isOff = (line) => line.statements.every((statement) => OFF.includes(statement.stance));

  function drawLines(ctx) {
    for (const line of shownLines()) {
      const [from, to] = Data.ends(line).map((end) => scene.boxes.get(end));
      const isDoubtful = line.statements.every((statement) => statement.stance !== "asserted");
      Lines.draw(ctx, from, to, {
        colour: Paint.colour(marked.isMarking ? "accent" : "line"),
        opacity: marked.isMarking ? 1 : 0.5,
        width: marked.isMarking ? 1.8 : 1,
        dashes: isDoubtful ? [4, 4] : [],
      });
    }
  }

  // What the lines of the chosen box say, each at the middle of its line, where it covers nothing.
  function labels(ctx) {
    if (!marked.isMarking || marked.isPath || marked.lines.size > MOST_LABELS) return;
    const taken = [...marked.chosen, ...marked.near].map((id) => scene.boxes.get(id)).filter(Boolean);
    for (const line of shownLines()) {
      const [from, to] = Data.ends(line).map((end) => scene.boxes.get(end));
      const relation = Data.raw.relations[line.predicate];
      Paint.pill(ctx, relation.back ? relation.into : relation.out, Lines.middle(from, to), taken);
    }
  }

  function mark(what) {
    marked = marks(what);
    dress();
  }

  // The whole scene if its text stays readable, else its upper left corner.
  function fit() {
    const { clientWidth: width, clientHeight: height } = frame;
    if (!width || !height) return;
    const whole = Math.min(width / scene.width, height / scene.height);
    const scale = Math.min(MOST_SCALE, Math.max(whole, LEAST_TEXT / scene.font));
    const x = scene.width * scale > width + 1 ? width / scale / 2 : scene.width / 2;
    network.moveTo({ position: { x, y: height / scale / 2 }, scale, animation: false });
  }

  // Moves a box into sight if it is not.
  function reveal(id) {
    const box = scene.boxes.get(id);
    if (!box) return;
    const at = network.canvasToDOM({ x: box.x, y: box.y });
    const isSeen = at.x > 40 && at.y > 40 && at.x < frame.clientWidth - 40 && at.y < frame.clientHeight - 20;
    if (!isSeen) network.moveTo({ position: { x: box.x, y: box.y }, animation: calm.matches ? false : { duration: 250 } });
  }

  function zoom(by) {
    const scale = Math.min(4, Math.max(0.2, network.getScale() * by));
    network.moveTo({ scale, animation: calm.matches ? false : { duration: 150 } });
  }

  // The boxes as they stand on the page, in CSS pixels, with the size of their text.
  function seen() {
    const scale = network.getScale();
    const corner = frame.getBoundingClientRect();
    return [...scene.boxes].filter(([id]) => isShown(id)).map(([id, box]) => {
      const at = network.canvasToDOM({ x: box.x, y: box.y });
      return { id, x: at.x + corner.x, y: at.y + corner.y, w: box.w * scale, h: box.h * scale, text: scene.font * scale };
    });
  }

  return { attach, draw, dress, mark, fit, reveal, zoom, seen, shownLines, scene: () => scene };
})();

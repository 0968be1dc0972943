"use strict";
// Ties the parts together: what is shown is one state, and going back is a stack of states.
(() => {
  const states = [{ kind: "list" }];
  const narrow = matchMedia("(max-width: 760px)");
  const element = (id) => document.getElementById(id);
  const actions = { onOpen: (id) => go({ kind: "node", id }), onBack: back, onPath: startPath };
  const search = Combobox.attach(element("search"), (id) => { go({ kind: "node", id }); search.set(null); });
  const ends = {
    from: Combobox.attach(element("path-from"), () => {}),
    to: Combobox.attach(element("path-to"), () => {}),
  };

  function go(state) {
    const now = states.at(-1);
    if (state.kind === "list") states.length = 0;
    if (!(now.kind === state.kind && now.id === state.id && now.from === state.from && now.to === state.to)) states.push(state);
    show(true);
  }

  function back() {
    if (states.length > 1) states.pop();
    show(true);
  }

  function show(moveFocus) {
    const state = states.at(-1);
    if (state.kind === "node") showNode(state.id);
    else if (state.kind === "path") showPath(state.from, state.to);
    else showList();
    if (moveFocus) (Panel.frame.querySelector("h2") || Panel.frame).focus({ preventScroll: true });
    Address.write(state, Filters.state());
    if (moveFocus && narrow.matches) { showPane("list"); Panel.frame.scrollIntoView({ block: "start" }); }
  }

  function takeOver({ state, filters }) {
    Filters.set(filters);
    states.splice(0, states.length, { kind: "list" });
    if (state.kind !== "list") states.push(state);
    if (state.kind === "path") { ends.from.set(state.from); ends.to.set(state.to); }
    show(false);
  }

  function draw(scene, note) {
    if (Picture.scene() !== scene) Picture.draw(scene);
    element("note").textContent = note;
  }

  function showList() {
    Panel.showList({ ...actions, example: example() });
    draw(Scene.overview, "");
    Picture.mark({});
  }

  function showNode(id) {
    Panel.showNode(id, actions);
    const scene = Scene.overview.boxes.has(id) ? Scene.overview : Scene.around(id);
    draw(scene, scene.kind === "around" ? Words.around(Data.nodes[id].label, scene.shown, scene.all) : "");
    const lines = Data.linesOf[id].map((line) => line.id);
    Picture.mark({ chosen: [id], near: Data.neighbours(id), lines });
    Picture.reveal(id);
  }

  function showPath(from, to) {
    const steps = Flow.bestPath(Data.raw.flow, from, to);
    Panel.showPath(from, to, steps, actions);
    const ids = [from, ...(steps || []).map((step) => step[1])];
    const isDrawn = ids.every((id) => Scene.overview.boxes.has(id));
    draw(isDrawn ? Scene.overview : Scene.alone(ids), isDrawn ? "" : Words.onPath);
    Picture.mark({ chosen: steps ? ids : [from, to], lines: (steps || []).flatMap(linesOfStep), isPath: steps !== null });
  }

  // A path to begin with: from the mine to the use that are most spoken of, if material leads there.
  function example() {
    const most = (type) => Data.nodes.filter((node) => node.type === type).sort((a, b) => b.degree - a.degree || a.id - b.id).slice(0, 4);
    const tried = most("Mine").flatMap((mine) => most("Application").map((use) => ({ from: mine.id, to: use.id })));
    const found = tried.find(({ from, to }) => Flow.bestPath(Data.raw.flow, from, to));
    return found ? { ...found, show: () => { ends.from.set(found.from); ends.to.set(found.to); submitPath(); } } : null;
  }

  function linesOfStep([source, target]) {
    return Data.linesOf[source].filter((line) => (line.from === target || line.to === target) && Data.layerOf(line.predicate) === "flow")
      .map((line) => line.id);
  }

  function startPath(end, id) {
    ends[end].set(id);
    const other = element(end === "from" ? "path-to" : "path-from");
    if (other.value) submitPath(); else other.focus();
  }

  function submitPath() {
    const [from, to] = [ends.from.value(), ends.to.value()];
    if (from === null || to === null) { element("note").textContent = Words.choose; return; }
    go({ kind: "path", from, to });
  }

  function showPane(pane) {
    document.body.dataset.pane = pane;
    for (const button of document.querySelectorAll(".panes button")) {
      button.setAttribute("aria-pressed", String(button.dataset.pane === pane));
    }
  }

  element("path").addEventListener("submit", (event) => { event.preventDefault(); submitPath(); });
  element("zoom-in").addEventListener("click", () => Picture.zoom(1.25));
  element("zoom-out").addEventListener("click", () => Picture.zoom(0.8));
  element("zoom-fit").addEventListener("click", () => Picture.fit());
  for (const button of document.querySelectorAll(".panes button")) {
    button.addEventListener("click", () => showPane(button.dataset.pane));
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") back(); });

  element("counts").textContent = Words.counts(Data.nodes.length, Data.statements.length, Data.raw.documents.length)
    + (Scene.undrawn ? Words.drawn(Data.nodes.length - Scene.undrawn) : "");
  Picture.attach((id) => { if (id === null) { if (states.length > 1) go({ kind: "list" }); } else go({ kind: "node", id }); });
  Filters.attach(() => { Picture.dress(); Address.write(states.at(-1), Filters.state()); });
  Address.onChange(takeOver);
  takeOver(Address.read());
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
})();

"use strict";
// The panel beside the picture: the list of all things, one thing with its statements, or a path.
const Panel = (() => {
  const LISTED = 80;
  const MOST = 6;
  const frame = document.getElementById("panel");

  function fill(children) {
    frame.replaceChildren(...children.filter((child) => child !== null));
    frame.scrollTop = 0;
  }

  function backBar(onBack) {
    return Dom.el("p", { class: "back" }, [
      Dom.button(`\u2190 ${Words.back}`, { class: "plain" }, onBack), Dom.el("small", {}, Words.backHint)]);
  }

  // ---- the list

  function showList({ onOpen, example }) {
    const groups = Map.groupBy ? Map.groupBy(Data.nodes, groupOf) : grouped(Data.nodes);
    const titles = [...groups.keys()].sort();
    fill([
      Dom.el("p", { class: "lead" }, Words.lead),
      Scene.undrawn ? Dom.el("p", { class: "lead" }, Words.undrawn(Scene.undrawn)) : null,
      example ? Dom.el("p", {}, [Dom.button(Words.example(Data.nodes[example.from].label, Data.nodes[example.to].label), { class: "example" }, example.show)]) : null,
      Dom.el("h3", {}, Words.most),
      Dom.el("ul", { class: "nodes" }, mostSpokenOf().map((node) => Dom.el("li", {}, Dom.nodeButton(node.id, onOpen)))),
      Dom.el("h3", {}, Words.all),
      ...titles.map((title) => section(title.slice(4), groups.get(title), onOpen)),
      documents(),
    ]);
  }

  function mostSpokenOf() {
    return [...Data.nodes].sort((a, b) => b.degree - a.degree || a.id - b.id).slice(0, MOST);
  }

  function grouped(nodes) {
    const groups = new Map();
    for (const node of nodes) groups.set(groupOf(node), [...(groups.get(groupOf(node)) || []), node]);
    return groups;
  }

  // A key that sorts by stage, then by the order of types, followed by the title after four characters.
  function groupOf(node) {
    if (node.stage !== null) {
      const title = Data.raw.stages[node.stage] || "";
      return `0${String(node.stage).padStart(2, "0")} ${Words.stage(node.stage, title)}`;
    }
    const order = Object.keys(Data.raw.types).indexOf(node.type);
    return `1${String(order).padStart(2, "0")} ${Data.raw.types[node.type].plural}`;
  }

  function section(title, members, onOpen) {
    const list = Dom.el("ul", { class: "nodes" });
    const details = Dom.el("details", { class: "group", on: { toggle: () => {
      if (details.open && !list.children.length) list.append(...items(members, onOpen));
    } } }, [Dom.el("summary", {}, [Dom.el("span", {}, title), Dom.el("small", {}, String(members.length))]), list]);
    return details;
  }

  function items(members, onOpen) {
    const sorted = [...members].sort((a, b) => b.degree - a.degree || a.id - b.id);
    const shown = sorted.slice(0, LISTED).map((node) => Dom.el("li", {}, Dom.nodeButton(node.id, onOpen)));
    const rest = sorted.length - shown.length;
    return rest > 0 ? [...shown, Dom.el("li", { class: "nothing" }, Words.more(rest))] : shown;
  }

  function documents() {
    return Dom.el("details", { class: "group" }, [
      Dom.el("summary", {}, [Dom.el("span", {}, Words.documents), Dom.el("small", {}, String(Data.raw.documents.length))]),
      Dom.el("ul", { class: "nodes" }, Data.raw.documents.map((document) => Dom.el("li", {}, [
        Dom.el("cite", {}, document.title || document.key), Dom.el("small", {}, ` ${document.key} ${document.date || ""}`)]))),
    ]);
  }

  // ---- one thing

  function showNode(id, { onOpen, onBack, onPath }) {
    const node = Data.nodes[id];
    const groups = Data.groups(id);
    const stages = Data.stagesOf(id);
    fill([
      backBar(onBack),
      Dom.el("p", { class: "kind" }, [Dom.glyph(node.type), Dom.el("span", {}, kind(node))]),
      Dom.el("h2", { tabindex: "-1" }, node.label),
      node.zh && node.zh !== node.label ? Dom.el("p", { class: "zh", lang: "zh" }, node.zh) : null,
      names(Words.former, node.former),
      names(Words.also, node.names.filter((name) => name !== node.zh && !node.former.includes(name))),
      Dom.el("p", { class: "tools" }, [
        Dom.button(Words.pathFrom, {}, () => onPath("from", id)), Dom.button(Words.pathTo, {}, () => onPath("to", id))]),
      ...stages.map(work),
      ...(groups.length ? groups.map((group) => relation(group, onOpen)) : stages.length ? [] : [Dom.el("p", { class: "lead" }, Words.none)]),
    ]);
  }

  function kind(node) {
    const label = Data.typeOf(node.id).label;
    return node.stage === null ? label : `${label} \u00b7 ${Words.stage(node.stage, Data.raw.stages[node.stage] || "")}`;
  }

  function names(title, list) {
    return list.length ? Dom.el("p", { class: "names" }, [Dom.el("b", {}, `${title}: `), list.join(" \u00b7 ")]) : null;
  }

  function work({ title, stage, statements }) {
    return Dom.el("section", { class: "relation" }, [
      Dom.el("h3", {}, title),
      Dom.el("div", { class: "end" }, [Dom.el("p", { class: "work" }, stage), ...Statement.cards(statements)]),
    ]);
  }

  function relation(group, onOpen) {
    const others = [...group.others].sort(([a], [b]) => Data.nodes[b].degree - Data.nodes[a].degree || a - b);
    return Dom.el("section", { class: "relation" }, [
      Dom.el("h3", {}, [group.title, " ", Dom.el("small", {}, String(others.length))]),
      ...others.map(([other, statements]) => Dom.el("div", { class: "end" }, [Dom.nodeButton(other, onOpen), ...Statement.cards(statements)])),
    ]);
  }

  // ---- a path

  function showPath(from, to, steps, { onOpen, onBack }) {
    const name = (id) => Data.nodes[id].label;
    const head = [backBar(onBack), Dom.el("h2", { tabindex: "-1" }, Words.pathTitle(name(from), name(to)))];
    if (steps === null) return fill([...head, Dom.el("p", { class: "lead" }, Words.noPath(name(from), name(to)))]);
    return fill([
      ...head,
      Dom.el("p", { class: "lead" }, Words.pathSummary(steps.length)),
      numbered(1, from, onOpen),
      Dom.el("ol", { class: "steps" }, steps.map((step, index) => stepItem(step, index + 2, onOpen))),
    ]);
  }

  function numbered(number, id, onOpen) {
    return Dom.el("div", { class: "step" }, [Dom.el("span", { class: "number" }, String(number)), Dom.nodeButton(id, onOpen)]);
  }

  function stepItem([source, target, how, , places], number, onOpen) {
    const statements = places.map((place) => Data.statements[place]);
    return Dom.el("li", {}, [
      Dom.el("p", { class: "by" }, how === "stated" ? phrase(statements[0], source) : Words.pathBy[how]),
      numbered(number, target, onOpen),
      ...(how === "stated" ? Statement.cards(statements) : [Dom.el("p", { class: "facts" }, Words.vocabulary)]),
    ]);
  }

  function phrase(statement, source) {
    const relation = Data.raw.relations[statement.predicate];
    return statement.from === source ? relation.out : relation.into;
  }

  return { showList, showNode, showPath, frame };
})();

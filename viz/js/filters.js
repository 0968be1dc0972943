"use strict";
// The chips above the picture: types, which are the legend too, and layers of lines.
const Filters = (() => {
  const hiddenTypes = new Set();
  const shownLayers = new Set(["flow"]);

  function chip(children, pressed, onToggle) {
    const button = Dom.button(children, { class: "chip", "aria-pressed": String(pressed) }, () => {
      const now = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(now));
      onToggle(now);
    });
    return button;
  }

  function toggle(set, value, isIn) {
    if (isIn) set.add(value); else set.delete(value);
  }

  function attach(onChange) {
    const present = new Set(Data.nodes.map((node) => node.type));
    const types = Object.keys(Data.raw.types).filter((type) => present.has(type));
    document.getElementById("types").append(...types.map((type) => {
      const style = Data.raw.types[type];
      const children = [Dom.glyph(type), Dom.el("span", {}, style.plural)];
      return chip(children, true, (on) => { toggle(hiddenTypes, type, !on); onChange(); });
    }));
    const layers = [...new Set(Data.lines.map((line) => Data.layerOf(line.predicate)))];
    document.getElementById("lines").append(...Object.keys(Words.layers).filter((layer) => layers.includes(layer)).map((layer) => {
      const children = [Dom.el("i", { class: `line ${layer}`, "aria-hidden": "true" }), Dom.el("span", {}, Words.layers[layer])];
      return chip(children, shownLayers.has(layer), (on) => { toggle(shownLayers, layer, on); onChange(); });
    }));
  }

  return {
    attach,
    showsNode: (id) => !hiddenTypes.has(Data.nodes[id].type),
    showsLine: (line) => shownLayers.has(Data.layerOf(line.predicate)),
  };
})();

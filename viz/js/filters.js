"use strict";
// The chips above the picture: types, which are the legend too, and layers of lines.
const Filters = (() => {
  const hiddenTypes = new Set();
  const shownLayers = new Set(["flow"]);
  const chips = [];

  // A button that shows by `isOn` whether it is pressed, and turns its value over in a set.
  function chip(children, set, value, isOn, onChange) {
    const button = Dom.button(children, { class: "chip" }, () => {
      if (!set.delete(value)) set.add(value);
      press();
      onChange();
    });
    chips.push({ button, isOn });
    return button;
  }

  function press() {
    for (const { button, isOn } of chips) button.setAttribute("aria-pressed", String(isOn()));
  }

  // Takes over what an address asks for; what the page does not know is left out.
  function set({ hidden, layers }) {
    hiddenTypes.clear();
    shownLayers.clear();
    for (const type of hidden) if (Object.hasOwn(Data.raw.types, type)) hiddenTypes.add(type);
    for (const layer of layers) if (Object.hasOwn(Words.layers, layer)) shownLayers.add(layer);
    press();
  }

  function attach(onChange) {
    const present = new Set(Data.nodes.map((node) => node.type));
    const types = Object.keys(Data.raw.types).filter((type) => present.has(type));
    document.getElementById("types").append(...types.map((type) => {
      const style = Data.raw.types[type];
      const children = [Dom.glyph(type), Dom.el("span", {}, style.plural)];
      return chip(children, hiddenTypes, type, () => !hiddenTypes.has(type), onChange);
    }));
    const layers = [...new Set(Data.lines.map((line) => Data.layerOf(line.predicate)))];
    document.getElementById("lines").append(...Object.keys(Words.layers).filter((layer) => layers.includes(layer)).map((layer) => {
      const children = [Dom.el("i", { class: `line ${layer}`, "aria-hidden": "true" }), Dom.el("span", {}, Words.layers[layer])];
      return chip(children, shownLayers, layer, () => shownLayers.has(layer), onChange);
    }));
    press();
  }

  return {
    attach,
    set,
    state: () => ({ hidden: [...hiddenTypes], layers: [...shownLayers] }),
    showsNode: (id) => !hiddenTypes.has(Data.nodes[id].type),
    showsLine: (line) => shownLayers.has(Data.layerOf(line.predicate)),
  };
})();

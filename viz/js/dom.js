"use strict";
// Builds elements. Text goes in as text and never as markup, wherever it comes from.
const Dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  function el(name, attributes = {}, children = []) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
      else if (value !== null && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...[children].flat().filter((child) => child !== null));
    return element;
  }

  function button(children, attributes, onClick) {
    return el("button", { type: "button", ...attributes, on: { click: onClick } }, children);
  }

  // The glyph of a type, in its hue; `name` is read out where the glyph stands without words.
  function glyph(type, name = null) {
    const style = Data.raw.types[type];
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("class", `glyph ${style.hue}`);
    if (name) { svg.setAttribute("role", "img"); svg.setAttribute("aria-label", name); } else svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", style.glyph);
    path.setAttribute("fill-rule", "evenodd");
    svg.append(path);
    return svg;
  }

  // The glyph and name of a node, as a button that opens it.
  function nodeButton(id, onOpen, attributes = {}) {
    const node = Data.nodes[id];
    return button([glyph(node.type, Data.typeOf(id).label), el("span", {}, node.label)],
      { class: "node", "data-node": id, ...attributes }, () => onOpen(id));
  }

  return { el, button, glyph, nodeButton };
})();

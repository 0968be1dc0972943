"use strict";
// The address of the page holds what is shown, so that a link brings back the same thing or path and the
// same filters. Things stand in it by IRI, which stays when the page is made anew.
const Address = (() => {
  const byIri = new Map(Data.nodes.map((node) => [node.iri, node.id]));
  let written = null;

  function write(state, { hidden, layers }) {
    const parts = new URLSearchParams();
    if (state.kind === "node") parts.set("about", Data.nodes[state.id].iri);
    if (state.kind === "path") { parts.set("from", Data.nodes[state.from].iri); parts.set("to", Data.nodes[state.to].iri); }
    if (hidden.length) parts.set("hide", hidden.join(","));
    if (layers.join() !== "flow") parts.set("lines", layers.join(","));
    written = `#${parts}`;
    if (location.hash !== written && (location.hash || written !== "#")) location.replace(written);
  }

  // What the address asks for; a thing that the page does not hold is left out.
  function read() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const [about, from, to] = ["about", "from", "to"].map((name) => byIri.get(parts.get(name)));
    const list = (name, standard) => (parts.has(name) ? parts.get(name).split(",").filter(Boolean) : standard);
    return { state: stateOf(about, from, to), filters: { hidden: list("hide", []), layers: list("lines", ["flow"]) } };
  }

  function stateOf(about, from, to) {
    if (about !== undefined) return { kind: "node", id: about };
    if (from !== undefined && to !== undefined) return { kind: "path", from, to };
    return { kind: "list" };
  }

  function onChange(handler) {
    window.addEventListener("hashchange", () => { if (location.hash !== written) handler(read()); });
  }

  return { write, read, onChange };
})();

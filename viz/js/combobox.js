"use strict";
// Turns an input into a search with suggestions: arrows move, Enter takes, Escape closes.
const Combobox = (() => {
  const LIMIT = 12;

  function attach(input, onChoose) {
    const list = Dom.el("ul", { id: `${input.id}-list`, role: "listbox", class: "suggestions", hidden: "" });
    input.after(list);
    for (const [key, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(key, value);
    const state = { found: [], active: -1, chosen: null };

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(id) {
      state.chosen = id;
      input.value = Data.nodes[id].label;
      close();
      onChoose(id);
    }

    function option(match, index) {
      const node = Data.nodes[match.id];
      const also = match.name === node.label ? [] : [Dom.el("small", {}, match.name)];
      return Dom.el("li", {
        role: "option", id: `${input.id}-${index}`, "aria-selected": String(index === state.active), "data-node": match.id,
        on: { mousedown: (event) => { event.preventDefault(); choose(match.id); } },
      }, [Dom.glyph(node.type, Data.typeOf(match.id).label), Dom.el("span", {}, node.label), ...also]);
    }

    function draw() {
      const empty = input.value.trim() === "";
      const options = state.found.map(option);
      list.replaceChildren(...(options.length ? options : [Dom.el("li", { class: "nothing" }, Words.noMatch)]));
      list.hidden = empty;
      input.setAttribute("aria-expanded", String(!empty));
      const active = list.children[state.active];
      if (active && options.length) {
        input.setAttribute("aria-activedescendant", active.id);
        active.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }

    function move(by) {
      if (!state.found.length) return;
      state.active = (state.active + by + state.found.length) % state.found.length;
      draw();
    }

    input.addEventListener("input", () => {
      state.chosen = null;
      state.found = Search.find(input.value, LIMIT);
      state.active = state.found.length ? 0 : -1;
      draw();
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { move(1); event.preventDefault(); }
      else if (event.key === "ArrowUp") { move(-1); event.preventDefault(); }
      else if (event.key === "Escape" && !list.hidden) { close(); event.stopPropagation(); }
      else if (event.key === "Enter" && !list.hidden && state.found.length) { choose(state.found[state.active].id); event.preventDefault(); }
    });

    return {
      // The node chosen; else the one whose name is the very text of the input.
      value: () => {
        if (state.chosen !== null) return state.chosen;
        const best = Search.find(input.value, 1)[0];
        return best && best.rank === 0 ? best.id : null;
      },
      set: (id) => { state.chosen = id; input.value = id === null ? "" : Data.nodes[id].label; },
    };
  }

  return { attach };
})();

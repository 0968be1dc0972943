"use strict";
(function () {
  const field = document.getElementById("page-search");
  const found = document.getElementById("page-found");
  const lists = Array.from(document.querySelectorAll("section.list"), function (section) {
    const items = Array.from(section.querySelectorAll("li"), (item) => ({ item, text: item.dataset.find }));
    return { section, items };
  });
  function show() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { section, items } of lists) {
      let own = 0;
      for (const { item, text } of items) {
        item.hidden = !words.every((word) => text.includes(word));
        own += item.hidden ? 0 : 1;
      }
      section.hidden = own === 0;
      count += own;
    }
    found.textContent = words.length === 0 ? "" : count === 1 ? "1 term" : count + " terms";
  }
  field.disabled = false;
  field.addEventListener("input", show);
  field.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      field.value = "";
      show();
    } else if (event.key === "Enter" && field.value.trim() !== "") {
      const first = document.querySelector("section.list:not([hidden]) li:not([hidden]) a");
      if (first) first.focus();
    }
  });
  // A browser that comes back to the page keeps what was typed.
  show();
})();

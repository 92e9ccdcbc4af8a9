// A box beside each finding to tick off what was worked through; the browser remembers which. Without a script: no boxes.
(() => {
  const stored = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(name);
      if (value) localStorage.setItem(name, "1"); else localStorage.removeItem(name);
    } catch { /* pages from a file may keep nothing */ }
    return null;
  };
  for (const told of document.querySelectorAll("[data-tick]")) {
    for (const item of told.querySelectorAll("[data-mark]")) {
      const name = `akn-concord-${item.dataset.mark}`;
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = stored(name) === "1";
      box.setAttribute("aria-label", told.dataset.tick);
      box.title = told.dataset.tick;
      item.classList.toggle("ticked", box.checked);
      box.addEventListener("change", () => {
        stored(name, box.checked);
        item.classList.toggle("ticked", box.checked);
      });
      item.prepend(box, " ");
    }
  }
})();

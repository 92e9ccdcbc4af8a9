// A box beside each finding, in the list and in its row, to tick off what was worked through; the browser remembers
// which.  Without a script: no boxes.
(() => {
  const stored = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(name);
      if (value) localStorage.setItem(name, "1"); else localStorage.removeItem(name);
    } catch { /* pages from a file may keep nothing */ }
    return null;
  };
  const listed = [...document.querySelectorAll("[data-tick] [data-mark]")];
  const all = [...document.querySelectorAll("[data-mark]")];
  const told = document.querySelector("[data-tick]")?.dataset.tick ?? "";
  const show = (mark, ticked) => {
    for (const item of all.filter((one) => one.dataset.mark === mark)) {
      item.classList.toggle("ticked", ticked);
      item.querySelector(".view-tick").checked = ticked;
    }
    count();
  };
  const count = () => {
    for (const tag of document.querySelectorAll("[data-left]")) {
      const weighty = listed.filter((one) => one.closest("details") === document.querySelector("[data-tick]") && !one.matches(".view-out"));
      const left = weighty.filter((one) => !one.classList.contains("ticked")).length;
      tag.textContent = left < weighty.length ? `\u2066${left} / ${weighty.length}\u2069` : String(left);
    }
  };
  for (const item of all) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "view-tick";
    box.setAttribute("aria-label", told);
    box.title = told;
    box.addEventListener("change", () => {
      stored(`akn-concord-${item.dataset.mark}`, box.checked);
      show(item.dataset.mark, box.checked);
    });
    (item.querySelector(".odd > p") ?? item).prepend(box, " ");
  }
  // what is said of languages none of which is shown is out of sight too: its line, its row, its count
  const columns = [...document.querySelectorAll(".bar [id^='view-show-']")];
  const fold = () => {
    const shown = new Set(columns.filter((box) => box.checked).map((box) => `in-${box.id.slice("view-show-".length)}`));
    for (const row of document.querySelectorAll("tr.told")) {
      const out = ![...row.querySelectorAll(".odd")].some((cell) => shown.has(cell.classList[0]));
      for (const item of all.filter((one) => one.dataset.mark === row.dataset.mark)) item.classList.toggle("view-out", out);
    }
    for (const row of document.querySelectorAll("tr.alone")) {
      let seen = false;
      for (let next = row.nextElementSibling; next?.matches("tr.told"); next = next.nextElementSibling) seen ||= !next.matches(".view-out");
      row.classList.toggle("view-out", !seen);
    }
    count();
    document.dispatchEvent(new Event("view-columns"));
  };
  for (const box of columns) box.addEventListener("change", fold);
  for (const item of listed) show(item.dataset.mark, stored(`akn-concord-${item.dataset.mark}`) === "1");
})();

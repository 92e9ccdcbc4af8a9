// Filters of the table of mandates; without a script the whole table stands as it is.
(() => {
  const form = document.getElementById("view-filters");
  const body = document.querySelector(".mandates tbody");
  const rows = [...body.rows];
  const texts = new Map(rows.map((row) => [row, `${row.textContent}\n${row.dataset.title}`.toLocaleLowerCase()]));
  const count = document.getElementById("view-count");
  const field = (name) => document.getElementById(`view-${name}`);
  const value = (name) => field(name)?.value ?? "";
  const names = ["force", "who", "year", "product", "status", "binding", "subject", "asks"];
  const whole = ["document", "body"]; // of these a row has one, spaces and all
  const order = new Map([...document.querySelectorAll("[data-sums]")].map((list) => [list, [...list.children]])); // as the page came
  // the sums count the rows that the filters leave, too; of who is asked those stand there who are asked most
  const recount = () => {
    for (const [list, items] of order) {
      const name = list.dataset.sums;
      const counts = new Map();
      for (const row of rows) {
        if (!row.hidden) for (const key of new Set(row.dataset[name].split(" "))) counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      const sums = items.map((item) => ({ item, button: item.querySelector("button"), n: counts.get(item.querySelector("button").dataset.value) ?? 0 }));
      const most = Math.max(1, ...sums.map((sum) => (sum.item.querySelector(".bar-of") ? sum.n : 0))); // what has no date has no bar
      const focused = list.contains(document.activeElement) ? document.activeElement : null;
      if (list.dataset.most) {
        sums.sort((one, two) => two.n - one.n);
        list.append(...sums.map((sum) => sum.item));
      }
      sums.forEach(({ item, button, n }, at) => {
        item.hidden = (!n && value(name) !== button.dataset.value) || (list.dataset.most !== undefined && at >= Number(list.dataset.most));
        item.querySelector(".count").textContent = String(n);
        item.querySelector(".bar-of")?.style.setProperty("--part", `${Math.round((100 * n) / most)}%`);
        button.setAttribute("aria-pressed", String(value(name) === button.dataset.value));
      });
      focused?.focus();
    }
  };
  const apply = () => {
    const wanted = value("words").trim().toLocaleLowerCase().split(/\s+/);
    let shown = 0;
    let before = "";
    for (const row of body.rows) {
      row.hidden = !(wanted.every((word) => texts.get(row).includes(word))
        && names.every((name) => !value(name) || row.dataset[name].split(" ").includes(value(name)))
        && whole.every((name) => !value(name) || row.dataset[name] === value(name)));
      if (row.hidden) continue;
      shown += 1;
      const title = row.querySelector(".title-of"); // told once of rows of one text that follow each other
      if (title) title.hidden = row.dataset.document === before;
      before = row.dataset.document;
    }
    recount();
    count.textContent = shown === rows.length ? String(shown) : `${shown} / ${rows.length}`;
    const filters = Object.fromEntries(["words", ...names, ...whole].map((name) => [name, value(name).trim()]).filter(([, wish]) => wish));
    document.dispatchEvent(new CustomEvent("view-filtered", { detail: { filters, shown } })); // tools beside the page follow
  };
  form.hidden = false;
  for (const kind of ["input", "change"]) form.addEventListener(kind, apply); // a choice by a tool may say "change" alone
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.addEventListener("click", () => {
      const select = field(button.dataset.filter);
      if (select) select.value = select.value === button.dataset.value ? "" : button.dataset.value;
      apply();
    });
  }
  document.querySelector(".mandates thead").addEventListener("click", () => setTimeout(apply)); // sorted anew
  apply();
  document.addEventListener("DOMContentLoaded", apply); // tools beside the page listen by then
})();

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

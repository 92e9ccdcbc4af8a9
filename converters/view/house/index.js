// Filters of the list: words, body, year, language.
(() => {
  const form = document.getElementById("view-filters");
  const fields = [...form.querySelectorAll("input, select")];
  const rows = [...document.querySelectorAll(".index tbody tr")];
  const works = rows.filter((row) => row.dataset.again === undefined).length; // what is there twice is one document
  const count = document.getElementById("view-count");
  const none = document.getElementById("view-none");
  const further = document.getElementById("view-further");
  const whole = further?.firstElementChild.getAttribute("href");
  const value = (name) => document.getElementById(`view-${name}`)?.value ?? "";
  const apply = () => {
    const wanted = value("words").trim().toLocaleLowerCase().split(/\s+/);
    const language = value("language");
    let shown = 0;
    const [named, again] = [new Set(), new Set()]; // the symbols of what is shown, and of what is there a second time
    for (const row of rows) {
      const text = row.textContent.toLocaleLowerCase();
      row.hidden = !(wanted.every((word) => text.includes(word)) && ["body", "session", "date"].every((name) => !value(name) || row.dataset[name] === value(name))
        && (!value("status") || (row.dataset.status ?? "").split("|").includes(value("status")))
        && (!language || row.dataset.language.split(" ").includes(language)));
      if (row.hidden) continue;
      shown += row.dataset.again === undefined;
      (row.dataset.again === undefined ? named : again).add(row.cells[0].textContent.trim());
    }
    shown += [...again].filter((symbol) => !named.has(symbol)).length; // a filter may leave the second file alone
    none.textContent = rows.some((row) => !row.hidden) || !rows.length ? "" : none.dataset.none;
    if (further) {
      const words = value("words").trim();
      further.hidden = rows.some((row) => !row.hidden) || !words; // the list has titles alone, the search all words
      further.firstElementChild.href = `${whole}?q=${encodeURIComponent(words)}`;
    }
    count.textContent = count.dataset.of.replace("{n}", shown === works ? String(shown) : `${shown} / ${works}`);
  };
  form.hidden = !rows.length;
  for (const kind of ["input", "change", "view-again"]) form.addEventListener(kind, apply); // a choice by a tool may say "change" alone
  form.addEventListener("submit", (event) => event.preventDefault());
  if (fields.some((field) => field.value)) apply();
})();

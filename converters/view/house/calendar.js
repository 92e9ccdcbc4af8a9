// Filters of the calendar; without a script all months stand as they are.
(() => {
  const form = document.getElementById("view-filters");
  const rows = [...document.querySelectorAll(".calendar tbody tr")];
  const months = [...document.querySelectorAll(".month")];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLocaleLowerCase()]));
  const count = document.getElementById("view-count");
  const value = (name) => document.getElementById(`view-${name}`)?.value ?? "";
  const apply = () => {
    const wanted = value("words").trim().toLocaleLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !(wanted.every((word) => texts.get(row).includes(word))
        && ["who", "known", "status"].every((name) => !value(name) || row.dataset[name].split(" ").includes(value(name))));
      shown += !row.hidden;
    }
    for (const month of months) month.hidden = !month.querySelector("tbody tr:not([hidden])");
    count.textContent = shown === rows.length ? String(shown) : `${shown} / ${rows.length}`;
  };
  form.hidden = false;
  for (const kind of ["input", "change"]) form.addEventListener(kind, apply); // a choice by a tool may say "change" alone
  form.addEventListener("submit", (event) => event.preventDefault());
  if ([...form.elements].some((element) => element.value)) apply();
})();

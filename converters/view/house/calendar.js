// Filters of the calendar; without a script all months stand as they are.
(() => {
  const form = document.getElementById("view-filters");
  const rows = [...document.querySelectorAll(".calendar tbody tr")];
  const months = [...document.querySelectorAll(".month")];
  const counts = document.querySelectorAll(".months .quiet");
  const picture = document.querySelector("figure.picture");
  const texts = new Map(rows.map((row) => [row, `${row.textContent}\n${row.dataset.title}`.toLocaleLowerCase()]));
  const count = document.getElementById("view-count");
  const value = (name) => document.getElementById(`view-${name}`)?.value ?? "";
  const apply = () => {
    const wanted = value("words").trim().toLocaleLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !(wanted.every((word) => texts.get(row).includes(word))
        && ["subject", "who", "known", "status"].every((name) => !value(name) || row.dataset[name].split(" ").includes(value(name))));
      shown += !row.hidden;
    }
    months.forEach((month, n) => {
      const left = month.querySelectorAll("tbody tr:not([hidden])").length;
      month.hidden = !left;
      counts[n].textContent = String(left);
    });
    if (picture) picture.hidden = shown !== rows.length; // it counts all of them
    count.textContent = shown === rows.length ? String(shown) : `${shown} / ${rows.length}`;
  };
  form.hidden = false;
  for (const kind of ["input", "change"]) form.addEventListener(kind, apply); // a choice by a tool may say "change" alone
  form.addEventListener("submit", (event) => event.preventDefault());
  if ([...form.elements].some((element) => element.value)) apply();
})();

// The filter by who is asked; what became of mandates is filtered without a script.
(() => {
  const field = document.getElementById("view-who");
  if (!field) return;
  const rows = [...document.querySelectorAll(".follow tbody tr")];
  const apply = () => {
    for (const row of rows) row.hidden = field.value !== "" && !row.dataset.who.split(" ").includes(field.value);
    for (const table of document.querySelectorAll(".follow")) table.hidden = !table.querySelector("tbody tr:not([hidden])");
  };
  document.getElementById("view-asked").hidden = false;
  field.addEventListener("change", apply);
  if (field.value) apply();
})();

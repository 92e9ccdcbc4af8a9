// The filters by subject and by who is asked; what became of mandates is filtered without a script.
(() => {
  const value = (id) => document.getElementById(id)?.value ?? "";
  const rows = [...document.querySelectorAll(".follow tbody tr")];
  const apply = () => {
    const who = value("view-who");
    const subject = value("view-subject");
    for (const row of rows) row.hidden = who !== "" && !row.dataset.who.split(" ").includes(who);
    for (const table of document.querySelectorAll(".follow")) table.hidden = !table.querySelector("tbody tr:not([hidden])");
    for (const section of document.querySelectorAll("section[data-subject]")) section.hidden = subject !== "" && section.dataset.subject !== subject;
  };
  for (const [label, id] of [["view-asked", "view-who"], ["view-titles", "view-subject"]]) {
    const field = document.getElementById(id);
    if (!field) continue;
    document.getElementById(label).hidden = false;
    field.addEventListener("change", apply);
  }
  if (value("view-who") || value("view-subject")) apply();
})();

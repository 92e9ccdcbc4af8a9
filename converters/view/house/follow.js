// The filters by subject, by who is asked and by what was answered; what became of mandates is filtered without a script.
(() => {
  const value = (id) => document.getElementById(id)?.value ?? "";
  const met = document.getElementById("view-answered");
  const rows = [...document.querySelectorAll(".follow tbody tr")];
  const apply = () => {
    const who = value("view-who");
    const subject = value("view-subject");
    for (const row of rows) {
      row.hidden = (who !== "" && !row.dataset.who.split(" ").includes(who)) || (met?.checked === true && row.dataset.answered === undefined);
    }
    for (const step of document.querySelectorAll(".step")) step.hidden = !step.querySelector("tbody tr:not([hidden])");
    for (const section of document.querySelectorAll("section[data-subject]")) {
      section.hidden = (subject !== "" && section.dataset.subject !== subject) || !section.querySelector("tbody tr:not([hidden])");
    }
    const filters = Object.fromEntries([["who", who], ["subject", subject]].filter(([, wish]) => wish));
    document.dispatchEvent(new CustomEvent("view-filtered", { detail: { filters, shown: -1 } })); // tools beside the page follow
  };
  for (const [label, id] of [["view-asked", "view-who"], ["view-titles", "view-subject"], ["view-met", "view-answered"]]) {
    const field = document.getElementById(id);
    if (!field) continue;
    document.getElementById(label).hidden = false;
    field.addEventListener("change", apply);
  }
  if (value("view-who") || value("view-subject") || met?.checked) {
    apply();
    document.addEventListener("DOMContentLoaded", apply); // tools beside the page listen by then
  }
})();

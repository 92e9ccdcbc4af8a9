// The filters of what became of mandates, and the counts of the rows that they leave; the ticks hide rows without a script.
(() => {
  const field = (id) => document.getElementById(id);
  const value = (id) => field(id)?.value ?? "";
  const met = field("view-answered");
  const comma = document.querySelector("header.bar").dataset.comma;
  const tags = [...document.querySelectorAll("[data-state]")];
  const boxes = new Map(tags.map((tag) => [tag.dataset.state, field(`view-${tag.dataset.state}`)]));
  const stateOf = new Map([...document.querySelectorAll(".follow tbody tr")].map((row) => [row, row.classList[0]]));
  const rows = [...stateOf.keys()];
  const sections = [...document.querySelectorAll("section[data-subject]")];
  const ticked = (row) => boxes.get(stateOf.get(row)).checked;
  const answered = (row) => row.dataset.answered !== undefined;

  // how many of each state: as the page says it before anything is chosen
  const told = (those) => tags.map((tag) => [those.filter((row) => stateOf.get(row) === tag.dataset.state).length, tag.dataset.word])
    .filter(([n]) => n).map((one) => one.join(" ")).join(comma);
  const tellSection = (section) => {
    let summary = "";
    for (const step of section.querySelectorAll(".step")) {
      const shown = [...step.querySelectorAll("tbody tr")].filter((row) => !row.hidden && ticked(row));
      const counts = step.querySelector(".counts");
      step.hidden = !shown.length;
      counts.textContent = counts.dataset.open ? counts.dataset.open.replace("{n}", String(shown.length)) : told(shown);
      if (!counts.dataset.open && shown.length) summary ||= counts.textContent;
    }
    section.hidden = !section.querySelector(".step:not([hidden])");
    const listed = document.querySelector(`[data-of="${section.id}"]`);
    if (listed) listed.textContent = summary;
    if (listed) listed.parentElement.hidden = section.hidden;
  };
  const apply = () => {
    const who = value("view-who");
    const subject = value("view-subject");
    const wanted = (row) => (!who || row.dataset.who.split(" ").includes(who))
      && (!subject || row.closest("section").dataset.subject === subject);
    const left = rows.filter(wanted);
    for (const row of rows) row.hidden = !wanted(row) || (met?.checked === true && !answered(row));
    for (const tag of tags) tag.textContent = String(rows.filter((row) => !row.hidden && stateOf.get(row) === tag.dataset.state).length);
    if (met) field("view-met-count").textContent = String(left.filter((row) => answered(row) && ticked(row)).length);
    sections.forEach(tellSection);
    const became = [...boxes].filter(([, box]) => box.checked).map(([state]) => state);
    const wishes = { who, subject, answered: met?.checked ? "1" : "", became: became.length < boxes.size ? became.concat(became.length ? [] : "none") : [] };
    const filters = Object.fromEntries(Object.entries(wishes).filter(([, wish]) => wish.length));
    const shown = rows.filter((row) => !row.hidden && ticked(row)).length;
    document.dispatchEvent(new CustomEvent("view-filtered", { detail: { filters, shown } })); // tools beside the page follow
  };
  for (const label of ["view-asked", "view-titles", "view-met"]) if (field(label)) field(label).hidden = false;
  document.querySelector("header.bar").addEventListener("change", apply);
  apply(); // an address may have set them
  document.addEventListener("DOMContentLoaded", apply); // tools beside the page listen by then
})();

// Filters of the calendar; without a script all months stand as they are.
(() => {
  const form = document.getElementById("view-filters");
  const rows = [...document.querySelectorAll(".calendar tbody tr")];
  const months = [...document.querySelectorAll(".month")];
  const counts = document.querySelectorAll(".months .quiet");
  const texts = new Map(rows.map((row) => [row, `${row.textContent}\n${row.dataset.title}`.toLocaleLowerCase()]));
  const count = document.getElementById("view-count");
  const names = ["subject", "who", "known", "status"];
  const nav = document.querySelector(".months");
  const day = nav.dataset.asOf || new Date().toLocaleDateString("sv"); // YYYY-MM-DD, where the reader is
  const gone = months.filter((month) => month.dataset.last && month.dataset.last < day.replaceAll("-", "")); // a session is in time until the next one opens
  const past = document.createElement("details");
  const told = document.createElement("summary");
  const value = (name) => document.getElementById(`view-${name}`)?.value ?? "";
  // what is past is folded, so that the page begins with what is due next
  const fold = () => {
    if (!gone.length || gone.length === months.length) return;
    past.className = "past";
    told.className = "ui";
    gone[0].before(past);
    past.append(told, ...gone);
    const open = () => { if (gone.some((month) => `#${month.id}` === location.hash)) past.open = true; };
    window.addEventListener("hashchange", open);
    open();
  };
  const tell = () => {
    const left = gone.flatMap((month) => [...month.querySelectorAll("tbody tr:not([hidden])")]);
    past.hidden = !left.length;
    told.textContent = nav.dataset.past.replace("{day}", day).replace("{n}", String(left.length));
  };
  const apply = () => {
    const wanted = value("words").trim().toLocaleLowerCase().split(/\s+/);
    let shown = 0;
    let dated = 0; // what has no date is in no file for calendars
    for (const row of rows) {
      row.hidden = !(wanted.every((word) => texts.get(row).includes(word))
        && names.every((name) => !value(name) || row.dataset[name].split(" ").includes(value(name))));
      shown += !row.hidden;
      dated += !row.hidden && row.dataset.dated !== undefined;
    }
    months.forEach((month, n) => {
      const left = month.querySelectorAll("tbody tr:not([hidden])").length;
      month.hidden = !left;
      for (const said of [counts[n], month.querySelector(".count")]) if (said) said.textContent = String(left);
    });
    count.textContent = shown === rows.length ? String(shown) : `${shown} / ${rows.length}`;
    tell();
    if (shown && past.isConnected && shown === past.querySelectorAll("tbody tr:not([hidden])").length) past.open = true; // nothing else is there to see
    const filters = Object.fromEntries(["words", ...names].map((name) => [name, value(name).trim()]).filter(([, wish]) => wish));
    document.dispatchEvent(new CustomEvent("view-filtered", { detail: { filters, shown, dated } })); // tools beside the page follow
  };
  form.hidden = false;
  for (const kind of ["input", "change"]) form.addEventListener(kind, apply); // a choice by a tool may say "change" alone
  form.addEventListener("submit", (event) => event.preventDefault());
  fold();
  apply(); // an address may have set them
  document.addEventListener("DOMContentLoaded", apply); // tools beside the page listen by then
})();

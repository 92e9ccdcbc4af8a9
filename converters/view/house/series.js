// From a number that is typed to the operative paragraph that has it, in the text that has it last.
(() => {
  const form = document.getElementById("view-jump");
  const field = form.querySelector("input");
  const rows = [...document.querySelectorAll("tr[data-number]")];
  const plain = (text) => text.replace(/\s+/g, "").replace(/\.$/, "").toLowerCase().replace(/[٠-٩]/g, (digit) => String("٠١٢٣٤٥٦٧٨٩".indexOf(digit)));
  const go = () => {
    const wanted = plain(field.value);
    const found = rows.filter((row) => plain(row.dataset.number) === wanted);
    const row = found.find((one) => !one.classList.contains("left")) ?? found[0]; // a number that another one had is that of the later text
    field.setCustomValidity(row || !wanted ? "" : form.dataset.none.replace("{n}", wanted));
    if (!row) return form.reportValidity();
    const only = document.getElementById("view-only");
    if (!row.checkVisibility()) only.checked = false;
    history.replaceState(null, "", `#${row.id}`);
    row.scrollIntoView({ behavior: "instant" });
    row.querySelector("a")?.focus({ preventScroll: true });
  };
  form.hidden = !rows.length;
  form.addEventListener("submit", (event) => { event.preventDefault(); go(); });
  field.addEventListener("input", () => field.setCustomValidity(""));
})();

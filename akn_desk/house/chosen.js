// @ts-check
// The list of the desk: a box at each document, and what is done with those that are chosen.
(() => {
  /**
   * @typedef {object} ListTools what desk.js gives
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T | null} one
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T[]} all
   * @property {Record<string, string>} words
   */
  const { one, all, words } = /** @type {{aknDesk: ListTools}} */ (/** @type {unknown} */ (globalThis)).aknDesk;
  const CHOSEN = "desk-chosen"; // whoever comes back from a comparison finds what was chosen
  const compare = /** @type {HTMLButtonElement | null} */ (one("#desk-compare"));
  const [none, only] = [one("#desk-none"), one("#desk-only")];
  const table = one("table.index");
  const boxes = () => /** @type {HTMLInputElement[]} */ (all("input[name=d]"));

  for (const row of all("table.index tbody tr")) {
    const link = one("td.languages a", row);
    const cell = one("td.symbol", row);
    if (!link || !cell) continue;
    const label = document.createElement("label"); // its edge is clicked as well as the box
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: "d", value: (link.getAttribute("href") ?? "").split("/").pop() });
    box.setAttribute("form", "desk-choose");
    box.setAttribute("aria-label", words.choose_one.replace("{symbol}", cell.textContent?.trim() ?? ""));
    label.className = "desk-box";
    label.append(box);
    cell.prepend(label, " ");
  }
  const held = JSON.parse(sessionStorage.getItem(CHOSEN) ?? "[]");
  for (const box of boxes()) box.checked = held.includes(box.value);

  /** Show the chosen rows alone, or all. @param {boolean} alone */
  const show = (alone) => {
    if (alone) one("#desk-show-all")?.click(); // what a filter hides is among them
    table?.classList.toggle("desk-alone", alone);
    only?.setAttribute("aria-pressed", String(alone));
  };
  const count = () => {
    const chosen = boxes().filter((box) => box.checked).map((box) => box.value);
    for (const button of [none, only]) if (button) button.hidden = !chosen.length;
    if (!chosen.length) show(false);
    for (const button of /** @type {HTMLButtonElement[]} */ (all("button[form=desk-choose], #desk-only"))) {
      button.disabled = !chosen.length;
      button.dataset.said ??= button.textContent ?? "";
      button.textContent = chosen.length ? `${button.dataset.said} (${chosen.length})` : button.dataset.said;
    }
    if (compare) compare.disabled = chosen.length < 2 || chosen.length > Number(compare.dataset.most);
    sessionStorage.setItem(CHOSEN, JSON.stringify(chosen));
  };
  document.addEventListener("change", count);
  none?.addEventListener("click", () => {
    for (const box of boxes()) box.checked = false;
    count();
  });
  only?.addEventListener("click", () => show(only.getAttribute("aria-pressed") !== "true"));
  count();
})();

// @ts-check
// The tools beside languages: what was seen and said of their differences, the next one, what is hidden.
(() => {
  /**
   * @typedef {object} SharedTools what desk.js gives
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T | null} one
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T[]} all
   * @property {HTMLElement} desk
   * @property {Record<string, string>} words
   * @property {(said: string, error?: boolean) => void} tell
   * @property {(address: string, body?: BodyInit) => Promise<any>} ask
   * @property {(places: HTMLElement[], key: string, remark: string, seen: boolean) => void} tick
   * @property {(n: number, of: number) => string} share
   */
  const { one, all, desk, words, tell, ask, tick, share } = /** @type {{aknDesk: SharedTools}} */ (/** @type {unknown} */ (globalThis)).aknDesk;

  /** A line for what a person says of a finding: what is to be done, or why it may stay so.
   * @param {HTMLElement[]} places @param {string} key @param {string} remark @param {string} said */
  const answer = (places, key, remark, said) => {
    /** @type {HTMLInputElement[]} */
    const lines = places.map((place) => {
      const line = document.createElement("input");
      Object.assign(line, { type: "text", className: "desk-said", value: said, placeholder: words.say_one, maxLength: 1000 });
      line.setAttribute("aria-label", words.say_one);
      line.setAttribute("list", "desk-verdicts");
      line.lang = desk.lang;
      line.dir = "auto";
      line.addEventListener("change", async () => {
        if (await ask("/say", JSON.stringify({ key, remark, said: line.value }))) for (const other of lines) other.value = line.value;
      });
      (one(":scope > .odd", place) ?? place).append(line);
      return line;
    });
  };

  const seen = new Set(JSON.parse(one("#desk-ticks")?.textContent ?? "[]"));
  /** @type {Record<string, string>} */
  const said = JSON.parse(one("#desk-said")?.textContent ?? "{}");
  const key = desk.dataset.key ?? "";
  for (const box of all(".view-tick")) box.remove(); // those of a page without a server
  for (const remark of new Set(all("[data-mark]").map((item) => item.dataset.mark ?? ""))) {
    const places = all(`[data-mark="${CSS.escape(remark)}"]`);
    tick(places, key, remark, seen.has(remark));
    answer(places, key, remark, said[remark] ?? "");
  }
  /** The finding before or after what is in sight; after the last one the first again.
   * @param {number} step */
  const go = (step) => {
    const lines = all("tr.alone").filter((line) => line.offsetParent !== null);
    if (!lines.length) return;
    const middle = innerHeight / 2;
    const top = (/** @type {HTMLElement} */ row) => row.getBoundingClientRect().top;
    const here = lines.findIndex((row) => row === document.activeElement);
    const next = step > 0 ? lines.findIndex((row) => top(row) > middle + 1) : lines.findLastIndex((row) => top(row) < middle - 1);
    const at = (here >= 0 ? here + step : next >= 0 ? next : step > 0 ? 0 : -1) % lines.length;
    const line = /** @type {HTMLElement} */ (lines.at(at));
    line.tabIndex = -1;
    // a row may be higher than the window: what is marked in it is to be seen, or what is said below it
    const seen = (/** @type {HTMLElement} */ e) => e.offsetParent !== null;
    const spot = all("td.alone mark", line).find(seen) ?? (line.offsetHeight > innerHeight / 2 ? all(".odd", /** @type {HTMLElement} */ (line.nextElementSibling)).find(seen) : null);
    line.scrollIntoView({ block: "center", behavior: "instant" });
    spot?.scrollIntoView({ block: "center", behavior: "instant" });
    line.focus({ preventScroll: true });
    const name = all(".told li a").find((a) => a.getAttribute("href") === `#${line.id}`)?.textContent ?? "";
    tell([share(lines.indexOf(line) + 1, lines.length), name].filter(Boolean).join(" "));
  };
  one("#desk-next")?.addEventListener("click", () => go(1));
  one("#desk-previous")?.addEventListener("click", () => go(-1));
  // what shows less stands in one place: the box of the head of the page is one of the tools too
  const [only, mine] = /** @type {(HTMLInputElement | null)[]} */ ([one("#view-only"), one("#desk-only")]);
  if (only && mine) {
    for (const [box, other] of [[only, mine], [mine, only]]) box.addEventListener("change", () => (other.checked = box.checked));
    mine.checked = only.checked;
    const label = mine.closest("label");
    if (label) label.hidden = false;
  }
  const hide = /** @type {HTMLInputElement | null} */ (one("#desk-hide"));
  const hidden = `desk-hide-${key}`;
  const apply = () => {
    document.documentElement.classList.toggle("desk-hide", hide?.checked);
    sessionStorage.setItem(hidden, hide?.checked ? "1" : "");
  };
  if (hide) hide.checked = sessionStorage.getItem(hidden) === "1";
  apply();
  hide?.addEventListener("change", apply);
})();

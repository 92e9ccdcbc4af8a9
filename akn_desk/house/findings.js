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
   * @property {() => void} left
   * @property {(n: number, of: number) => string} share
   */
  const { one, all, desk, words, tell, ask, tick, left, share } = /** @type {{aknDesk: SharedTools}} */ (/** @type {unknown} */ (globalThis)).aknDesk;

  /** What is typed is kept a moment later, whether the line was left or not.  @type {Map<HTMLInputElement, number>} */
  const unsaved = new Map();
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
      line.addEventListener("input", () => {
        clearTimeout(unsaved.get(line));
        unsaved.set(line, setTimeout(keep, 500));
      });
      line.addEventListener("change", () => keep());
      const keep = async () => {
        clearTimeout(unsaved.get(line));
        if (await ask("/say", JSON.stringify({ key, remark, said: line.value }))) for (const other of lines) other.value = line.value;
      };
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
    for (const link of places.map((place) => one(":scope > .odd > p > .view-link", place))) {
      link?.parentElement?.prepend(link, " "); // from the tick Tab leads on to the line for what is to be done
    }
  }
  document.addEventListener("view-columns", left); // a column was hidden, or shown again
  /** What was last gone to.  @type {HTMLElement | null} */
  let at = null;
  /** Show a finding: its row begins below the head of the table, or what is marked in it stands in the middle, and what is said below
   * the row is in sight as a whole, with the focus at its tick.  @param {HTMLElement} finding */
  const show = (finding) => {
    at = finding;
    let row = /** @type {HTMLElement} */ (finding.previousElementSibling);
    while (row.matches(".told")) row = /** @type {HTMLElement} */ (row.previousElementSibling);
    all(".desk-at").forEach((old) => old.classList.remove("desk-at"));
    row.classList.add("desk-at");
    row.scrollIntoView({ block: "start", behavior: "instant" });
    if (row.offsetHeight > innerHeight / 2) { // what is marked in a high row is to be seen, or what is said below it
      const seen = (/** @type {HTMLElement} */ e) => e.offsetParent !== null;
      (all("td.alone mark", row).find(seen) ?? all(".odd", finding).find(seen))?.scrollIntoView({ block: "center", behavior: "instant" });
    }
    const [head, { top, bottom }] = [one("thead th", row.closest("table") ?? document), finding.getBoundingClientRect()];
    const ceiling = Math.max(0, head?.getBoundingClientRect().bottom ?? 0) + 4;
    const below = bottom + 8 - desk.getBoundingClientRect().top; // under the tools
    if (top < ceiling || below > 0) scrollBy({ top: Math.min(top - ceiling, Math.max(below, 0)), behavior: "instant" });
    one(".desk-tick input", finding)?.focus({ preventScroll: true });
    return row;
  };
  /** The finding before or after the last one, or what is in sight, that nobody has seen (any, if all were); after the last one the
   * first again.  @param {number} step @param {boolean} [first] from the very first one on */
  const go = (step, first = false) => {
    const all_ = all("tr.told[data-mark]").filter((line) => line.offsetParent !== null);
    const weighty = all_.filter((line) => !line.matches(".slight")); // the list counts these; of the others whoever is there
    const every = at?.matches(".slight") || !weighty.length ? all_ : weighty;
    const open = every.filter((line) => !line.classList.contains("desk-seen"));
    const pool = open.length ? open : every;
    if (!pool.length) return;
    const top = (/** @type {HTMLElement} */ line) => line.getBoundingClientRect().top;
    const from = first ? -1 : at && every.includes(at) ? every.indexOf(at) : every.findIndex((line) => top(line) > innerHeight / 2) - (step > 0 ? 1 : 0);
    const ordered = step > 0 ? pool : [...pool].reverse();
    const found = ordered.find((line) => (every.indexOf(line) - from) * step > 0);
    const finding = found ?? ordered[0];
    const row = show(finding);
    const name = all(".told li a").find((a) => a.getAttribute("href") === `#${row.id}`)?.textContent ?? "";
    tell([found ? "" : words.from_start, share(every.indexOf(finding) + 1, every.length), name].filter(Boolean).join(" "));
  };
  for (const link of all(".told li[data-mark] > a[href^='#']")) { // from the list to the tick of the very finding
    link.addEventListener("click", (event) => {
      const finding = one(`tr.told[data-mark="${CSS.escape(link.closest("li")?.dataset.mark ?? "")}"]`);
      if (!finding || finding.offsetParent === null) return;
      event.preventDefault();
      show(finding);
    });
  }
  one("#desk-next")?.addEventListener("click", () => go(1));
  if (location.hash === "#next") go(1, true); // from the page of one language
  one("#desk-previous")?.addEventListener("click", () => go(-1));
  // what shows less stands in one place: the box of the head of the page is one of the tools too
  const [only, mine] = /** @type {(HTMLInputElement | null)[]} */ ([one("#view-only"), one("#desk-only")]);
  if (only && mine) {
    for (const [box, other] of [[only, mine], [mine, only]]) box.addEventListener("change", () => (other.checked = box.checked));
    mine.checked = only.checked;
    const twice = only.closest("label"); // the tools are always in sight
    if (twice) twice.hidden = true;
    const label = mine.closest("label");
    if (label) label.hidden = false;
  }
  // workbook and comments have the texts of the language that is chosen beside what is said of the others
  const [book, beside] = [/** @type {HTMLAnchorElement | null} */ (one("#desk-workbook")), /** @type {HTMLSelectElement | null} */ (one("#desk-with"))];
  const choose = () => {
    if (!book || !beside) return;
    for (const link of [book, .../** @type {HTMLAnchorElement[]} */ (all(".desk-menu a[download]"))]) {
      const there = new URL(link.href);
      there.searchParams.set("with", beside.value);
      link.href = there.href;
    }
    sessionStorage.setItem("desk-with", beside.value);
  };
  const last = sessionStorage.getItem("desk-with");
  if (beside && last && [...beside.options].some((option) => option.value === last)) beside.value = last;
  choose();
  beside?.addEventListener("change", choose);
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

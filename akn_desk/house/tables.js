// @ts-check
// The tables of the desk: their workbooks hold what the filters leave, and what they are filtered by goes along.
(() => {
  /**
   * @typedef {object} TableTools what desk.js gives
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T[]} all
   * @property {Record<string, string>} words
   */
  const { all, words } = /** @type {{aknDesk: TableTools}} */ (/** @type {unknown} */ (globalThis)).aknDesk;

  /** @typedef {{filters: Record<string, string | string[]>, shown: number, dated?: number}} Filtered what a table says of its filters */

  /** The files of a table hold the rows that the filters leave, and say how many. */
  const files = () => {
    const links = /** @type {HTMLAnchorElement[]} */ (all("#desk a[download]")).map((link) => /** @type {const} */ ([link, link.getAttribute("href") ?? ""]));
    document.addEventListener("view-filtered", (event) => {
      const { filters, shown, dated } = /** @type {CustomEvent<Filtered>} */ (event).detail;
      const said = Object.entries(filters).flatMap(([name, values]) => [values].flat().map((value) => `&${name}=${encodeURIComponent(value)}`)).join("");
      for (const [link, href] of links) {
        link.href = href + said;
        link.textContent = link.id ? words.workbook_n.replace("{n}", String(shown)) : words.calendar_file_n.replace("{n}", String(dated));
      }
    });
  };

  /** What a table is filtered by goes along to the other tables, and stays where it is shown anew. */
  const along = () => {
    const links = /** @type {HTMLAnchorElement[]} */ (all("a[data-along]")).map((link) => [link, link.getAttribute("href") ?? ""]);
    document.addEventListener("view-filtered", (event) => {
      const filters = /** @type {Record<string, string>} */ (/** @type {CustomEvent<Filtered>} */ (event).detail.filters);
      const wished = ["who", "subject"].filter((name) => filters[name]);
      const said = wished.map((name) => `${name}=${encodeURIComponent(filters[name])}`).join("&");
      for (const [link, href] of /** @type {[HTMLAnchorElement, string][]} */ (links)) {
        link.href = said ? `${href}${href.includes("?") ? "&" : "?"}${said}` : href;
      }
      for (const form of /** @type {HTMLFormElement[]} */ (all("form.desk-line[action]"))) {
        for (const old of form.querySelectorAll("input[data-wish]")) old.remove();
        for (const name of wished) {
          const field = Object.assign(document.createElement("input"), { type: "hidden", name, value: filters[name] });
          field.dataset.wish = "";
          form.append(field);
        }
      }
    });
  };

  /** Rows of which the languages say different things, which nobody has ticked off, say so and lead there. */
  const doubted = () => {
    /** @type {{told: string, rows: Record<string, [string, string]>}} */
    const { told, rows } = JSON.parse(document.getElementById("desk-apart-rows")?.textContent ?? '{"told": "", "rows": {}}');
    for (const link of all("td.symbol a[href]")) {
      const found = rows[link.getAttribute("href") ?? ""];
      if (!found) continue;
      const tag = Object.assign(document.createElement("a"), { className: "tag rival", href: found[1], textContent: told, title: found[0] });
      link.closest("td")?.append(document.createElement("br"), tag);
    }
  };

  files();
  along();
  doubted();
  // what is overdue is so as of a day: today, until another one is chosen
  for (const day of /** @type {HTMLInputElement[]} */ (all("input[name=as_of][type=date]"))) day.value ||= new Date().toLocaleDateString("sv");
})();

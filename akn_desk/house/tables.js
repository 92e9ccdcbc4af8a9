// @ts-check
// The tables of the desk: their workbooks hold what the filters leave, and what they are filtered by goes along.
(() => {
  /**
   * @typedef {object} TableTools what desk.js gives
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T | null} one
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T[]} all
   * @property {HTMLElement} desk
   * @property {Record<string, string>} words
   */
  const { one, all, desk, words } = /** @type {{aknDesk: TableTools}} */ (/** @type {unknown} */ (globalThis)).aknDesk;

  /** The workbook of mandates holds the rows that the filters leave, and says how many. */
  const mandates = () => {
    const book = /** @type {HTMLAnchorElement | null} */ (one("#desk-workbook"));
    const whole = book?.getAttribute("href") ?? "";
    document.addEventListener("view-filtered", (event) => {
      if (!book) return;
      const { filters, shown } = /** @type {CustomEvent<{filters: Record<string, string>, shown: number}>} */ (event).detail;
      book.href = [whole, ...Object.entries(filters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)].join("&");
      book.textContent = words.workbook_n.replace("{n}", String(shown));
    });
  };

  /** The workbook of what became of mandates holds the rows that the ticks leave. */
  const follow = () => {
    const book = /** @type {HTMLAnchorElement | null} */ (one("#desk-workbook"));
    const whole = book?.getAttribute("href") ?? "";
    const boxes = /** @type {HTMLInputElement[]} */ (all("header.bar input[id^=view-]:not(#view-answered)"));
    for (const kind of ["change", "view-filtered"]) document.addEventListener(kind, () => {
      if (!book) return;
      const chosen = boxes.filter((box) => box.checked).map((box) => `became=${box.id.replace("view-", "")}`);
      const wished = ["who", "subject"].flatMap((name) => {
        const value = /** @type {HTMLSelectElement | null} */ (one(`#view-${name}`))?.value;
        return value ? [`${name}=${encodeURIComponent(value)}`] : [];
      });
      const met = /** @type {HTMLInputElement | null} */ (one("#view-answered"))?.checked ? ["answered=1"] : [];
      book.href = [whole, ...(chosen.length < boxes.length ? chosen : []), ...wished, ...met].join("&");
    });
  };

  /** What a table is filtered by goes along to the other tables, and stays where it is shown anew. */
  const along = () => {
    const links = /** @type {HTMLAnchorElement[]} */ (all("a[data-along]")).map((link) => [link, link.getAttribute("href") ?? ""]);
    document.addEventListener("view-filtered", (event) => {
      const { filters } = /** @type {CustomEvent<{filters: Record<string, string>}>} */ (event).detail;
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

  /** The files of the calendar hold what its choices leave. */
  const calendar = () => {
    const files = /** @type {HTMLAnchorElement[]} */ (all("#desk a[download]")).map((link) => /** @type {const} */ ([link, link.getAttribute("href") ?? ""]));
    document.addEventListener("view-filtered", (event) => {
      const { filters } = /** @type {CustomEvent<{filters: Record<string, string>}>} */ (event).detail;
      const said = Object.entries(filters).map(([name, value]) => `&${name}=${encodeURIComponent(value)}`).join("");
      for (const [link, href] of files) link.href = href + said;
    });
  };

  if (desk.dataset.desk === "mandates") mandates();
  if (desk.dataset.desk === "calendar") calendar();
  if (desk.dataset.desk === "follow") follow();
  along();
})();

// @ts-check
// The search of a page: words of all of its text (title, preamble, notes too) are counted, marked and led to.
(() => {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("#view-search"));
  const told = /** @type {HTMLElement | null} */ (document.querySelector("#view-found"));
  const main = document.querySelector("main");
  if (!field || !told || !main) return;
  const [said, ...steps] = /** @type {HTMLElement[]} */ ([...told.children]);

  /** A character as it is compared: spaces, case and the forms of apostrophes and hyphens are no difference.
   * @param {string} c */
  const folded = (c) => {
    if (/\s/.test(c)) return " ";
    if (/[\u2019\u02bc]/.test(c)) return "'";
    if (/[\u2010\u2011]/.test(c)) return "-";
    const low = c.toLowerCase();
    return low.length === 1 ? low : c;
  };
  const BLOCK = "p, li, td, th, h1, h2, h3, h4, h5, h6, figcaption, caption, div, section";
  /** All of the text, as it is compared, and which node and place each of its characters has; made when it is first asked for.
   * @type {{text: string, nodes: Text[], at: number[], in: number[]} | null} */
  let whole = null;
  const read = () => {
    if (whole) return whole;
    const kept = { text: "", nodes: /** @type {Text[]} */ ([]), at: /** @type {number[]} */ ([]), in: /** @type {number[]} */ ([]) };
    /** @type {string[]} */
    const letters = [];
    /** @param {string} c @param {number} node @param {number} at */
    const add = (c, node, at) => {
      if (c === " " && letters[letters.length - 1] === " ") return;
      letters.push(c);
      kept.in.push(node);
      kept.at.push(at);
    };
    const walk = document.createTreeWalker(/** @type {Element} */ (main), NodeFilter.SHOW_TEXT);
    /** @type {Element | null | undefined} */
    let block;
    for (let node = /** @type {Text | null} */ (walk.nextNode()); node; node = /** @type {Text | null} */ (walk.nextNode())) {
      if (node.parentElement?.closest("[data-view], script, style, .desk-tick")) continue;
      const own = node.parentElement?.closest(BLOCK);
      if (own !== block) add("\n", -1, 0); // no word goes on from one block to the next
      block = own;
      const n = kept.nodes.push(node) - 1;
      for (let i = 0; i < node.data.length; i++) if (node.data[i] !== "\u00ad") add(folded(node.data[i]), n, i);
    }
    kept.text = letters.join("");
    return (whole = kept);
  };

  /** @type {Range[]} */
  let found = [];
  let current = -1;
  const marks = /** @type {{highlights?: Map<string, unknown>}} */ (/** @type {unknown} */ (CSS)).highlights; // not in every browser
  const Marks = /** @type {{Highlight?: new (...ranges: Range[]) => unknown}} */ (/** @type {unknown} */ (globalThis)).Highlight;
  const show = () => {
    told.hidden = !field.value.trim();
    const n = found.length;
    said.textContent = n ? (told.dataset.found ?? "").replace("{n}", current < 0 ? String(n) : `\u2066${current + 1} / ${n}\u2069`) : told.dataset.none ?? "";
    for (const step of steps) step.hidden = !n;
    if (!marks || !Marks) return;
    marks.set("view-found", new Marks(...found));
    marks.set("view-found-at", new Marks(...(found[current] ? [found[current]] : [])));
  };
  const look = () => {
    const wanted = [...field.value.trim()].map(folded).join("").replace(/ +/g, " ");
    const { text, nodes, at, in: held } = read();
    found = [];
    current = -1;
    for (let start = wanted ? text.indexOf(wanted) : -1; start >= 0; start = text.indexOf(wanted, start + wanted.length)) {
      const [range, last] = [document.createRange(), start + wanted.length - 1];
      range.setStart(nodes[held[start]], at[start]);
      range.setEnd(nodes[held[last]], at[last] + 1);
      found.push(range);
    }
    show();
  };
  /** Lead to the next place, or the one before.  @param {number} step */
  const go = (step) => {
    if (!found.length) return;
    current = (current < 0 && step < 0 ? found.length - 1 : current + step + found.length) % found.length;
    found[current].startContainer.parentElement?.scrollIntoView({ block: "center" });
    show();
  };
  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  });
  steps.forEach((step, n) => step.addEventListener("click", () => go(n ? 1 : -1)));
})();

// @ts-check
// The remarks of a document: what was seen, the very words that one speaks of, the answer that it asks for; and what holds
// of the whole document.
(() => {
  /**
   * @typedef {object} SharedOfRemarks what desk.js gives
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T | null} one
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T[]} all
   * @property {HTMLElement} desk
   * @property {Record<string, string>} words
   * @property {(said: string, error?: boolean) => void} tell
   * @property {(address: string, body?: BodyInit) => Promise<any>} ask
   * @property {(places: HTMLElement[], key: string, remark: string, seen: boolean, more?: string[], then?: (seen: boolean) => void) => void} tick
   * @property {(places: HTMLElement[], seen: boolean) => void} show
   * @property {() => void} left
   * @property {(link: Element) => string} startsOf
   */
  const { one, all, desk, words, tell, ask, tick, show: seenAt, left, startsOf } = /** @type {{aknDesk: SharedOfRemarks}} */ (/** @type {unknown} */ (globalThis)).aknDesk;
  const key = desk.dataset.key ?? "";
  /** Have document.js save a choice.  @param {object} choice */
  const save = (choice) => document.dispatchEvent(new CustomEvent("desk-save", { detail: choice }));

  /** A remark and its places: each has a tick, and that of the remark is that of all of them.
   * @param {HTMLElement} item @param {{key: string, places: string[], seen: boolean[], words: string[]}} remark */
  const ticked = (item, { key: whole, places, seen, words: about }) => {
    const under = all(":scope > details:not(.correct) > ul > li", item);
    const together = under.length === places.length && places.length > 1;
    const settle = () => {
      const done = under.every((place) => place.classList.contains("desk-seen"));
      if (!done && item.classList.contains("desk-seen")) ask("/seen", JSON.stringify({ key, remark: whole, off: true })); // it was ticked as a whole
      seenAt([item], done);
    };
    tick([item], key, whole, seen.every(Boolean), places, (now) => together && seenAt(under, now));
    if (together) places.forEach((place, n) => tick([under[n]], key, place, seen[n], [], settle));
    (together ? under : [item]).forEach((place, n) => one("a[href^='#']", place)?.addEventListener("click", (event) => {
      const hash = /** @type {HTMLAnchorElement} */ (event.currentTarget).hash;
      const unit = document.getElementById(decodeURIComponent(hash.slice(1)));
      const spot = unit && about[n] && all(".akn-ref", unit).find((link) => link.textContent?.trim() === about[n]);
      if (!spot) return;
      event.preventDefault(); // to the very words, not to the whole paragraph
      history.pushState(null, "", hash); // the way back leads to the remark
      all(".desk-spot").forEach((old) => old.classList.remove("desk-spot"));
      spot.classList.add("desk-spot");
      spot.scrollIntoView({ block: "center" });
    }));
  };
  for (const remark of JSON.parse(one("#desk-ticks")?.textContent ?? "[]")) {
    const item = one(`#view-doubt-${remark.number}`);
    if (item) ticked(item, remark);
  }
  left();

  // numbers that begin anew, as in several lists of one annex, are remarked place by place, as numbers (S304) and as headings (S323): one
  // button says that all of them are right
  const anew = all(".doubts > li").filter((item) => /\bS(304|323)\b/.test(one(".tag", item)?.textContent ?? ""));
  if (anew.length > 1 || anew.some((item) => one(":scope > details:not(.correct) > ul > li + li", item))) {
    const right = document.createElement("button");
    Object.assign(right, { type: "button", id: "desk-all-right", textContent: words.all_right, lang: desk.lang });
    right.addEventListener("click", () => {
      for (const item of anew) {
        const box = /** @type {HTMLInputElement | null} */ (one(":scope > .desk-tick input", item));
        if (box && !box.checked) box.click();
      }
    });
    const those = document.createElement("span"); // what is ticked off then, to the last place
    Object.assign(those, { id: "desk-all-right-of", className: "ui quiet" });
    const places = anew.flatMap((item) => all("a[href^='#']", item).map((link) => link.textContent?.trim() ?? ""));
    those.textContent = ` ${[...new Set(places)].join("; ")}`;
    right.setAttribute("aria-describedby", those.id);
    one("p", anew[0])?.after(right, those);
  }

  /** What the languages of a document say differently stands in its tools as soon as it is known. */
  const settled = async () => {
    for (let waits = one("#desk-waits"); waits; ) {
      await new Promise((done) => setTimeout(done, 1000));
      const state = await ask("/progress");
      if (!state) return;
      if (!state.counted) continue;
      const made = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
      if (one("#desk-waits", made)) continue; // something changed meanwhile
      const [apart, next, now] = [one("#desk-apart", made), one("#desk-next"), one("#desk-next", made)];
      waits.replaceWith(...(apart ? [apart] : []));
      Object.assign(next?.dataset ?? {}, now?.dataset);
      waits = null;
    }
  };
  settled();

  // the next thing to look at: a difference of languages, else a remark
  const next = one("#desk-next");
  /** The remark that was gone to last.  @type {HTMLElement | null} */
  let at = null;
  next?.addEventListener("click", () => {
    if (next.dataset.apart && one("#desk-apart .tag")?.dataset.own !== "0") return location.assign(next.dataset.apart);
    const open = all(".doubts > li:not(.desk-seen)");
    if (!open.length && next.dataset.work) return location.assign(next.dataset.work); // what is open is said of other languages
    if (!open.length) return tell(words.nothing_open);
    const item = open.find((one) => at && at.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) ?? open[0];
    at = item;
    item.scrollIntoView({ block: "center", behavior: "instant" });
    one(".desk-tick input", item)?.focus({ preventScroll: true });
  });

  /** Of a table whose rows are not equally wide (S317) the last words of the first row that is not as wide as most.
   * @param {HTMLElement} unit @param {Element} remark */
  const oddCell = (unit, remark) => {
    const table = unit.closest("table") ?? one("table", unit);
    if (!(table instanceof HTMLTableElement) || !one(".tag", remark.closest("li[id]") ?? remark)?.textContent?.includes("S317")) return null;
    const wide = [...table.rows].map((row) => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0));
    const often = (/** @type {number} */ n) => wide.filter((other) => other === n).length;
    const usual = [...wide].sort((a, b) => often(b) - often(a))[0];
    const odd = [...table.rows].find((row, n) => wide[n] !== usual && row.textContent?.trim());
    return [...(odd?.cells ?? [])].flatMap((cell) => [cell, ...all("[data-key]", cell)]).findLast((e) => e.dataset.key && e.textContent?.trim());
  };

  // what a remark asks is answered beside it: a symbol, where words lead
  for (const pre of all("details.correct pre")) {
    const printed = pre.textContent ?? "";
    const reference = /^\[\[reference\]\]\s*text = (".*")\s*to = (".*")/.exec(printed);
    const symbol = /^symbol = (".*")/.exec(printed);
    const advised = printed.split("[[line]]").slice(1).map((table) => [table.replace(/^role = .*$/m, "").trim(), /^role = "(\w+)"$/m.exec(table)?.[1] ?? ""]);
    if (advised.length && advised.every(([, role]) => role)) { // what the remark advises is done for all of its lines at once
      const all_ = document.createElement("button");
      const name = one(`#desk-role option[value="${advised[0][1]}"]`)?.textContent ?? advised[0][1];
      Object.assign(all_, { type: "button", className: "desk-choose-line", lang: desk.lang });
      all_.textContent = `${words.correct_all.replace("{n}", String(advised.length))}${words.colon}${name}`;
      all_.addEventListener("click", () => save({ lines: advised.map(([name]) => name), role: advised[0][1] }));
      pre.closest("details")?.replaceWith(all_);
      continue;
    }
    const line = printed.startsWith("[[line]]") ? (printed.match(/^(?:(?:starts|after) = ".*"|(?:number|nth|of) = \d+)$/gm) ?? []).join("\n") : "";
    const named = `[data-key="${CSS.escape(line)}"]`;
    const found = line && (one(`main ${named}`) ?? one(`.source ${named}`)); // what was joined to a line stands in the source
    const there = found && (oddCell(found, pre) ?? found);
    if (there) {
      const choose = document.createElement("button");
      choose.type = "button";
      choose.className = "desk-choose-line";
      choose.dataset.line = there.dataset.key;
      choose.textContent = words.correct;
      choose.lang = desk.lang;
      choose.addEventListener("click", (event) => {
        const more = event.ctrlKey || event.metaKey || event.shiftKey;
        if (!there.closest("main") && !document.documentElement.classList.contains("with-source")) one("#view-with-source")?.click();
        const remark = /\b[A-Z]\d{3}\b/.exec(one(".tag", choose.closest(".doubts > li") ?? document)?.textContent ?? "")?.[0];
        there.dispatchEvent(new CustomEvent("desk-correct", { bubbles: true, detail: { more, remark } }));
      });
      pre.closest("details")?.replaceWith(choose);
    }
    if (!reference && !symbol) continue;
    const form = document.createElement("form");
    const field = document.createElement("input");
    const button = document.createElement("button");
    form.className = "desk-answer";
    field.type = "text";
    field.value = symbol ? JSON.parse(symbol[1]) : "";
    const label = document.createElement("label");
    label.append(`${symbol ? words.answer_symbol : words.answer_words} `, field);
    label.lang = desk.lang;
    button.textContent = words.save;
    button.lang = desk.lang;
    const [text, to] = (reference?.slice(1) ?? ['""', '""']).map((value) => JSON.parse(value));
    if (to) field.value = to;
    const spot = one("a[href^='#']", pre.closest("li") ?? document)?.getAttribute("href")?.slice(1) ?? "";
    const unit = spot ? document.getElementById(spot) : null;
    const bearer = unit && [unit, ...all("p, li, td", unit)].findLast((e) => e.textContent?.includes(text));
    const only = document.createElement("input");
    const where = document.createElement("label");
    only.type = "checkbox";
    where.append(only, ` ${words.link_here}`);
    where.lang = desk.lang;
    form.append(label, ...(reference && bearer ? [" ", where] : []), " ", button);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (symbol) save({ fact: "symbol", value: field.value });
      else save({ text, to: field.value.trim(), ...(only.checked && bearer ? { starts: startsOf(one("*", bearer) ?? bearer) } : {}) });
    });
    if (reference && /\bC11[34]\b/.test(one(".tag", pre.closest("li[id]") ?? document)?.textContent ?? "")) { // a misprint of the source stays
      const right = document.createElement("button");
      Object.assign(right, { type: "button", className: "desk-as-printed", lang: desk.lang });
      right.textContent = to ? words.as_printed_to.replace("{symbol}", to) : words.as_printed;
      right.addEventListener("click", () => {
        const box = /** @type {HTMLInputElement | null} */ (one(".desk-tick input", pre.closest("li") ?? document));
        if (box && !box.checked) box.click();
        if (to) save({ text, to, ...(bearer ? { starts: startsOf(one("*", bearer) ?? bearer) } : {}) });
      });
      pre.closest("details")?.before(right);
    }
    pre.after(form);
    /** @type {HTMLElement} */ (pre).hidden = true; // what a file of corrections says is for whoever has no form
  }

  // the lines of all places of a remark that are open are chosen at once; what they are is for a person to say
  for (const item of all(".doubts > li")) {
    const buttons = () => all(":scope > details:not(.correct) > ul > li:not(.desk-seen) .desk-choose-line", item);
    const n = buttons().length;
    if (n < 2 || n < all(":scope > details:not(.correct) > ul > li:not(.desk-seen)", item).length) continue;
    const every = document.createElement("button");
    Object.assign(every, { type: "button", className: "desk-choose-all", lang: desk.lang, textContent: words.correct_all.replace("{n}", String(n)) });
    every.addEventListener("click", () => {
      if (one(".desk-chosen")) one("#desk-clear")?.click();
      const once = new Map(buttons().map((button) => [button.dataset.line, button])); // a line that is chosen again is taken back
      for (const button of once.values()) button.dispatchEvent(new MouseEvent("click", { ctrlKey: true, bubbles: true }));
    });
    one("p", item)?.after(every);
  }

  // what holds of the whole document
  const fact = /** @type {HTMLSelectElement | null} */ (one("#desk-fact"));
  const value = /** @type {HTMLInputElement | null} */ (one("#desk-fact-value"));
  if (fact && value) {
    /** What is chosen from a list for the fact, if there is a list of what it can be.  @returns {HTMLSelectElement | null} */
    const options = () => one(`#desk-fact-${fact.value} select`);
    const fill = () => {
      value.value = fact.selectedOptions[0].dataset.value ?? "";
      for (const label of all(".desk-fact-chosen")) label.hidden = label.id !== `desk-fact-${fact.value}`;
      const typed = one("#desk-fact-typed");
      if (typed) typed.hidden = !!options();
    };
    fill();
    fact.addEventListener("change", fill);
    one("#desk-facts form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      const said = options()?.value ?? value.value.trim().replace(/\s+/g, " ");
      if (fact.value !== "title") return save({ fact: fact.value, value: said });
      if (said === (fact.selectedOptions[0].dataset.value ?? "")) return tell(`${words.not_saved} ${words.nothing_changed}`);
      // the line that begins with these words is the title: nothing is printed that the source does not have
      const bare = (/** @type {string} */ text) => text.replace(/\s+/g, " ").trim().toLocaleLowerCase();
      const line = all(".source [data-key], main [data-key]").find((e) => said && bare(e.textContent ?? "").startsWith(bare(said)));
      if (line) save({ lines: [line.dataset.key], role: "title" });
      else tell(words.no_such_line, true);
    });
  }
})();

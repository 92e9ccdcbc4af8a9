// @ts-check
// The lines of a document: those that are chosen are said to be something, or to say something.
(() => {
  /**
   * @typedef {object} SharedOfLines what desk.js gives
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T | null} one
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T[]} all
   * @property {HTMLElement} desk
   * @property {Record<string, string>} words
   * @property {(said: string, error?: boolean) => void} tell
   * @property {(address: string, body?: BodyInit) => Promise<any>} ask
   * @property {(link: Element) => string} startsOf
   */
  /**
   * @typedef {object} Saving what document.js gives
   * @property {string} key
   * @property {string} LINES
   * @property {(said: string, element: HTMLElement) => boolean} speaks
   * @property {(choice: object) => void} save
   * @property {() => void} back
   */
  const { one, all, desk, words, tell, ask, startsOf } = /** @type {{aknDesk: SharedOfLines}} */ (/** @type {unknown} */ (globalThis)).aknDesk;
  const { key, LINES, speaks, save, back } = /** @type {{aknLines: Saving}} */ (/** @type {unknown} */ (globalThis)).aknLines;

  const panel = /** @type {HTMLFormElement | null} */ (one("#desk-panel"));
  const button = one("#desk-correct");
  if (!panel || !button) return;
  const lines = /** @type {HTMLElement} */ (one("#desk-lines"));
  const hint = lines.textContent ?? "";
  const role = /** @type {HTMLSelectElement} */ (one("#desk-role"));
  const under = /** @type {HTMLInputElement} */ (one("#desk-under"));
  const level = /** @type {HTMLSelectElement} */ (one("#desk-level"));
  const label = /** @type {HTMLInputElement} */ (one("#desk-label"));
  const action = /** @type {HTMLInputElement} */ (one("#desk-action"));
  const itsWords = /** @type {HTMLTextAreaElement} */ (one("#desk-its-words"));
  const every = /** @type {HTMLOptionElement[]} */ ([...role.options]);
  /** @type {{shapes: Record<string, string[]>, no_line: string[]}} */
  const offered = JSON.parse(one("#desk-offered")?.textContent ?? "{}");
  let printed = ""; // the words of the one line that is chosen, as they were read or put right
  const submit = /** @type {HTMLButtonElement} */ (one("#desk-save"));
  /** @type {Map<string, HTMLElement[]>} */
  const chosen = new Map();
  /** What shows which role a line has, the first that holds. */
  const SHOWN = {
    ".akn-authorialNote": "note", "th:not([data-seen])": "head", "td, th": "cell", ".akn-formula": "formula", "[data-style=title]": "title",
    ".akn-coverPage, .akn-preface": "cover", ".akn-conclusions": "closing", ".akn-point": "point",
    ".akn-preamble .akn-container": "preambular", "main h2, main h3, main h4, main h5, main h6": "heading", ".akn-paragraph": "operative",
  };
  const mode = "desk-correcting"; // whoever corrects goes from line to line, and from page to page
  const correcting = () => document.documentElement.classList.contains("desk-correcting");

  /** The link that is chosen.  @type {HTMLElement | null} */
  let linked = null;
  const linkFields = /** @type {HTMLElement} */ (one("#desk-link"));
  const to = /** @type {HTMLInputElement} */ (one("#desk-link-to"));
  const here_ = /** @type {HTMLInputElement} */ (one("#desk-link-here"));
  /** Choose a link, to say where it leads; or none.  @param {HTMLElement | null} link */
  const chooseLink = (link) => {
    tell(""); // what was said of another line
    linked?.classList.remove("desk-chosen");
    linked = link;
    linked?.classList.add("desk-chosen");
    linkFields.hidden = !link;
    const fields = one("#desk-line-fields");
    if (fields) fields.hidden = !!link;
    if (!link) return;
    to.value = (link.dataset.cite ?? "").split(" · ")[0];
    here_.checked = false;
    lines.textContent = (link.textContent ?? "").trim();
    to.focus({ preventScroll: true });
  };

  /** What a chosen line is among: a cell, a note, or a line of the text.  @param {HTMLElement[]} elements */
  const kindOf = (elements) => {
    const element = elements.find((e) => e.closest("main"));
    return element?.closest(".akn-authorialNote") ? "note" : element?.closest("td, th") ? "cell" : "line";
  };
  /** Whether the rows of the chosen cells can become lines of the text and leave one whole table: all of its rows, or those of one
   * cell with words at its begin or its end. */
  const leavesTable = () => {
    const table = one("main table:has(.desk-chosen)");
    if (!table) return true; // in the source alone
    const rows = /** @type {HTMLTableRowElement[]} */ (all("tr", table));
    const taken = rows.map((row) => !!one(".desk-chosen", row));
    if (taken.every(Boolean)) return true;
    const left = taken.lastIndexOf(false) - taken.indexOf(false) + 1 === taken.filter((is) => !is).length;
    return left && rows.every((row, n) => !taken[n] || [...row.cells].filter((cell) => printedOf(cell).trim()).length < 2);
  };
  /** Only what the chosen lines can be is offered. */
  const offer = () => {
    const [kind, ...others] = new Set([...chosen.values()].map(kindOf));
    const shapes = offered.shapes[others.length ? "" : kind ?? "line"];
    const was = role.value;
    if (shapes) {
      const group = document.createElement("optgroup");
      group.label = kind === "note" ? words.no_note : words.no_table;
      const taken = new Set([...shapes, ...offered.no_line, ""]);
      group.append(...every.filter((option) => !taken.has(option.value)));
      const lines = kind !== "cell" || leavesTable();
      role.replaceChildren(every[0], ...shapes.map((name) => every.find((option) => option.value === name) ?? ""), ...(lines ? [group] : []));
    } else {
      const none = new Set(others.length ? offered.no_line : Object.values(offered.shapes.cell).filter((name) => offered.no_line.includes(name)));
      role.replaceChildren(...every.filter((option) => !none.has(option.value)));
    }
    role.value = [...role.options].some((option) => option.value === was) ? was : "";
    for (const field of all("[data-of-line]")) field.hidden = !!shapes || others.length > 0;
  };

  const show = () => {
    offer();
    const first = every[0];
    const now = chosen.size === 1 ? nowOf([...chosen.values()][0]) : "";
    first.textContent = now ? `${first.dataset.as} (${now})` : first.dataset.as ?? "";
    const shown = [...chosen.values()].map(([element]) => printedOf(element).trim().replace(/\s+/g, " ").slice(0, 90));
    lines.textContent = shown.length ? shown.join(" ¶ ") : hint;
    submit.disabled = !chosen.size;
    const fields = one("#desk-line-fields");
    if (fields) fields.hidden = !chosen.size || !!linked; // nothing to say of nothing: the text has the room
    const field = /** @type {HTMLElement} */ (one("#desk-under-field"));
    field.hidden = !role.selectedOptions[0]?.hasAttribute("data-under");
    showLevels(now);
    const why = one("#desk-why-role");
    if (why) why.textContent = role.selectedOptions[0]?.dataset.why ?? "";
    const name = one("span", field);
    if (name) name.textContent = role.value === "note" ? words.called_by : words.under;
  };
  const HEADING = every.find((option) => option.value === "heading")?.textContent ?? "";
  /** The level of the heading that a chosen line is on the page, 1 for the highest; 0 for a line that is none.
   * @param {HTMLElement[]} elements */
  const levelOf = (elements) => {
    let above = elements.find((e) => e.closest("main"))?.closest("main :is(h2, h3, h4, h5, h6):not([data-style=title])")?.parentElement;
    let found = 0;
    // a draft that stands within a text has levels of its own, as what is said of it is read
    const ends = (/** @type {Element} */ e) => e.matches(".akn-mainBody") || /(^|__)(resolution|decision)Draft_\d+$/.test(e.id);
    for (; above?.matches("section") && !ends(above); above = above.parentElement) found++;
    return above && ends(above) ? found : 0;
  };
  /** The levels are offered for headings: higher and lower where all that is chosen is a heading.  @param {string} now what the one line is */
  const showLevels = (now) => {
    const levels = [...chosen.values()].map(levelOf);
    const all = levels.length > 0 && levels.every(Boolean);
    /** @type {HTMLElement} */ (one("#desk-level-field")).hidden = !(role.value === "heading" || (!role.value && all));
    for (const option of level.options) if (/[+-]/.test(option.value)) option.disabled = !all;
    if (level.selectedOptions[0]?.disabled) level.value = "";
    const first = level.options[0];
    first.dataset.as ??= first.textContent ?? "";
    first.textContent = now === HEADING && levels[0] ? `${first.dataset.as} (${levels[0]})` : first.dataset.as;
  };
  /** The level that each chosen line is said to have; none where nothing is said of it. */
  const levelsSaid = () => {
    if (/** @type {HTMLElement} */ (one("#desk-level-field")).hidden || !level.value) return [];
    const by = /[+-]/.test(level.value);
    return [...chosen.values()].map((elements) => Math.min(level.options.length - 3, Math.max(1, (by ? levelOf(elements) : 0) + Number(level.value))));
  };
  /** The words of a line, without what the page adds to it.  @param {HTMLElement} element */
  const printedOf = (element) => {
    const whole = /** @type {HTMLElement} */ (element.cloneNode(true));
    for (const added of all("[data-view], .desk-tick, .desk-said", whole)) added.remove();
    return whole.textContent ?? "";
  };
  /** What the page shows a line as, in the words of the list of roles; empty where they have none for it.
   * @param {HTMLElement[]} elements */
  const nowOf = (elements) => {
    const element = elements.find((e) => e.closest("main"));
    const name = Object.entries(SHOWN).find(([selector]) => element?.closest(selector))?.[1];
    return every.find((option) => name && option.value === name)?.textContent ?? "";
  };
  /** @type {Record<string, {role: string, level: number, under: string, label: string, action: boolean, words: string}>} */
  const settled = JSON.parse(one("#desk-settled")?.textContent ?? "{}");
  // what is said of a line by its very name is said of no other that begins alike; by another name, of the only one
  const printedLines = all(`${LINES}, .source [data-key]`);
  const byName = new Map(Object.keys(settled).map((name) => [name, printedLines.filter((line) => line.dataset.key === name)]));
  const spokenOf = new Set([...byName.values()].flat());
  for (const [name, exact] of byName) {
    const like = exact.length ? exact : printedLines.filter((line) => !spokenOf.has(line) && speaks(name, line));
    if (new Set(like.map((line) => line.dataset.key)).size !== 1) continue;
    for (const line of like) {
      line.dataset.key = name; // what is said of it next takes the place of that
      line.classList.add("desk-corrected");
    }
  }
  /** What was said of the one line that is chosen stands in the form. */
  const fill = () => {
    const said = chosen.size === 1 ? settled[[...chosen.keys()][0]] : undefined;
    role.value = said?.role ?? "";
    level.value = said?.level ? String(said.level) : "";
    under.value = said?.under || (kindOf([...chosen.values()][0] ?? []) === "note" ? markerOf([...chosen.values()][0]) : "");
    label.value = said?.label ?? "";
    action.checked = said?.action === false;
    fillWords();
  };
  /** The sign that calls the note of a line.  @param {HTMLElement[]} elements */
  const markerOf = (elements) => {
    const note = /** @type {HTMLElement | null | undefined} */ (elements.find((e) => e.closest("main"))?.closest(".akn-authorialNote"));
    return note?.dataset.marker ?? "";
  };
  /** The words of the one line that is chosen stand in the form, to be put right. */
  const fillWords = async () => {
    const field = one("#desk-words-field");
    if (!field) return;
    field.hidden = true;
    printed = itsWords.value = "";
    if (chosen.size !== 1) return;
    const [line] = chosen.keys();
    const answer = await ask(`/d/${key}/says?line=${encodeURIComponent(line)}`);
    if (!answer?.words || chosen.size !== 1 || !chosen.has(line)) return; // another line meanwhile
    printed = itsWords.value = answer.words;
    itsWords.rows = Math.min(2, 1 + Math.floor(printed.length / 90));
    field.hidden = false;
  };
  const clear = () => {
    chooseLink(null);
    for (const elements of chosen.values()) elements.forEach((e) => e.classList.remove("desk-chosen"));
    chosen.clear();
    show();
  };
  /** The line of the source whose words stand at a place of an element that several lines became; the element where that tells none.
   * @param {HTMLElement} element @param {MouseEvent} event */
  const lineAt = (element, event) => {
    const [first, last] = (element.closest("[data-from]")?.getAttribute("data-from") ?? "").split(" ").map(Number);
    const rows = all(".source li[data-key]").filter((row) => Number(row.id.replace("view-from-", "")) >= first && Number(row.id.replace("view-from-", "")) <= last);
    const start = rows.findIndex((row) => row.dataset.key === element.dataset.key);
    const at = start < 0 || rows.length - start < 2 ? null : document.caretPositionFromPoint?.(event.clientX, event.clientY) ?? document.caretRangeFromPoint?.(event.clientX, event.clientY);
    if (!at) return element;
    const node = "offsetNode" in at ? at.offsetNode : at.startContainer;
    if (!element.contains(node)) return element;
    const before = document.createRange();
    before.setStart(element, 0);
    before.setEnd(node, "offset" in at ? at.offset : at.startOffset);
    const holder = document.createElement("div");
    holder.append(before.cloneContents());
    const bare = (/** @type {HTMLElement} */ one) => printedOf(one).replace(/\s/g, "").length;
    let left = bare(holder);
    return rows.slice(start).find((row) => (left -= bare(row)) < 0) ?? element;
  };
  /** Choose a line, or take it back.  @param {HTMLElement} element @param {boolean} more */
  const choose = (element, more) => {
    const name = element.dataset.key;
    if (!name) return;
    chooseLink(null);
    const there = chosen.get(name);
    if (!more) clear();
    if (there) {
      there.forEach((e) => e.classList.remove("desk-chosen"));
      chosen.delete(name);
    } else {
      const same = all(`[data-key="${CSS.escape(name)}"]`).filter((e) => e.closest("main, .source"));
      same.forEach((e) => e.classList.add("desk-chosen"));
      chosen.set(name, [element, ...same]);
    }
    if (more) fillWords();
    else fill();
    show();
  };

  button.addEventListener("click", (event) => {
    const on = document.documentElement.classList.toggle("desk-correcting");
    button.setAttribute("aria-pressed", String(on));
    panel.hidden = !on;
    if (on) sessionStorage.setItem(mode, "1");
    else sessionStorage.removeItem(mode);
    for (const element of all(LINES)) {
      if (on) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    }
    if (!on) clear();
    // whoever pressed it by a key goes on from the first line in sight
    else if (event.isTrusted && event.detail === 0) all(LINES).find((e) => e.getBoundingClientRect().top >= 0)?.focus({ preventScroll: true });
  });
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const element = /** @type {HTMLElement | null} */ (target.closest(`${LINES}, .source [data-key]`));
    const link = /** @type {HTMLElement | null} */ (target.closest("main .akn-ref"));
    if (correcting() && link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      clear();
      chooseLink(link);
    } else if (correcting() && element && !target.closest("a[href], #desk")) choose(lineAt(element, event), event.ctrlKey || event.metaKey || event.shiftKey);
    else if (correcting() && target.closest(":is(main, .source) :is(p, h1, h2, h3, h4, h5, h6, td, th, li)") && !target.closest("a, button, input, label, [data-view], [data-key]")) {
      clear(); // the form is of no other line
      tell(words.cannot_find, true);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!correcting()) return;
    const element = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Escape") clear();
    if (!element.matches?.(LINES)) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(element, event.ctrlKey || event.metaKey || event.shiftKey);
      if (event.key === "Enter" && chosen.size) role.focus();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const every = all(LINES);
      every[every.indexOf(element) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
      event.preventDefault();
    }
  });
  one("#desk-link-clear")?.addEventListener("click", () => clear());
  one("#desk-clear")?.addEventListener("click", () => (chosen.size ? clear() : button.click()));

  // a button beside the line under the pointer: it begins a correction with that line
  const here = document.createElement("button");
  /** @type {HTMLElement | null} */
  let near = null;
  Object.assign(here, { type: "button", id: "desk-here", textContent: button.textContent, hidden: true, tabIndex: -1, lang: desk.lang });
  here.setAttribute("aria-hidden", "true"); // by keyboard the button of the tools does the same
  document.body.append(here);
  document.addEventListener("mouseover", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target === here) return;
    const found = /** @type {HTMLElement | null} */ (target.closest(LINES));
    if (correcting() || (!found && target.closest("#desk, header, aside, .source"))) {
      here.hidden = true;
      return;
    }
    if (!found) return; // on the way from the line to the button
    near = found;
    here.hidden = false;
    const box = near.getBoundingClientRect();
    const left = getComputedStyle(near).direction === "rtl" ? box.left - here.offsetWidth : box.right;
    here.style.left = `${scrollX + Math.max(0, Math.min(left, document.documentElement.clientWidth - here.offsetWidth))}px`;
    here.style.top = `${scrollY + box.top - here.offsetHeight / 3}px`;
  });
  /** Begin a correction with a line, or with one more.  @param {HTMLElement} line @param {boolean} [more] */
  const begin = (line, more = false) => {
    if (!correcting()) button.click();
    choose(line, more);
    role.focus({ preventScroll: true });
  };
  here.addEventListener("click", () => {
    here.hidden = true;
    if (near) begin(near);
  });
  document.addEventListener("desk-correct", (event) => {
    const line = /** @type {HTMLElement} */ (event.target);
    const { more } = /** @type {CustomEvent<{more?: boolean}>} */ (event).detail ?? {};
    if (!more) line.scrollIntoView({ block: "center" }); // who gathers stays in the list
    begin(line, more);
  });
  role.addEventListener("change", show);
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    if (linked) save({ text: linked.textContent, to: to.value.trim(), ...(here_.checked ? { starts: startsOf(linked) } : {}) });
    else if (chosen.size) {
      const lines = [...chosen.keys()];
      const now = itsWords.value.trim().replace(/\s+/g, " ");
      const words = lines.length > 1 ? "" : now && now !== printed ? now : settled[lines[0]]?.words ?? "";
      const named = role.selectedOptions[0]?.hasAttribute("data-under") ? under.value : role.value || lines.length > 1 ? "" : settled[lines[0]]?.under ?? "";
      const levels = levelsSaid();
      save({ lines, role: levels.length ? "heading" : role.value, levels, under: named, label: label.value, action: !action.checked, words });
    }
  });
  if (sessionStorage.getItem(mode)) button.click();
  back();
})();

// @ts-check
// The tools beside a document: what was seen, lines that are chosen and said to be something, undo.
(() => {
  /**
   * @typedef {object} Shared what desk.js gives
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T | null} one
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T[]} all
   * @property {HTMLElement} desk
   * @property {Record<string, string>} words
   * @property {(said: string, error?: boolean) => void} tell
   * @property {(address: string, body?: BodyInit) => Promise<any>} ask
   * @property {(places: HTMLElement[], key: string, remark: string, seen: boolean) => void} tick
   * @property {() => void} left
   */
  const { one, all, desk, words, tell, ask, tick, left } = /** @type {{aknDesk: Shared}} */ (/** @type {unknown} */ (globalThis)).aknDesk;

  const key = desk.dataset.key ?? "";
  for (const { number, key: remark, seen } of JSON.parse(one("#desk-ticks")?.textContent ?? "[]")) {
    const item = one(`#view-doubt-${number}`);
    if (item) tick([item], key, remark, seen);
  }
  left();

  // the page keeps its place when it is made anew
  const place = `desk-place-${key}`;
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  if (kept) {
    sessionStorage.removeItem(place);
    document.documentElement.style.scrollBehavior = "auto";
    const unit = kept.id && document.getElementById(kept.id);
    if (kept.source) one("#view-with-source")?.click();
    scrollTo(0, unit ? scrollY + unit.getBoundingClientRect().top - kept.top : kept.y);
    tell(kept.told, kept.error);
  }
  /** Put the focus where the correction was: on its line, on the unit that it became part of, or on the tools. */
  const back = () => {
    const named = kept?.line && (one(`main [data-key="${CSS.escape(kept.line)}"]`) ?? all("main [data-key]").find((e) => speaks(kept.line, e)));
    const unit = kept?.line && !named && kept.id ? document.getElementById(kept.id) : null;
    const line = named || (unit && (unit.matches("[data-key]") ? unit : one("[data-key]", unit)));
    if (!line) return kept && one("#desk-correct")?.focus({ preventScroll: true });
    line.tabIndex = 0;
    line.focus({ preventScroll: true });
    const { top, bottom } = line.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight - desk.offsetHeight) line.scrollIntoView({ block: "center" });
  };
  /** Load the page anew where it stands, or at a line, and say something there.
   * @param {string} said @param {boolean} [error] @param {string} [line] */
  const again = (said, error = false, line = one("main .desk-chosen[data-key]")?.dataset.key) => {
    const unit = all("main [id]").find((e) => e.getBoundingClientRect().top >= 0);
    sessionStorage.setItem(place, JSON.stringify({
      line, id: unit?.id, top: unit?.getBoundingClientRect().top, y: scrollY, told: said, error,
      source: document.documentElement.classList.contains("with-source"),
    }));
    history.scrollRestoration = "manual"; // the browser would go back to where the page stood, line or no line
    location.reload();
  };
  let saving = false; // a second press would find that the first one has been done, and take it back
  /** Save a choice; one that cannot be done is said to be so, and the page stays as it is.  @param {object} choice */
  const save = async (choice) => {
    if (saving) return;
    saving = true;
    tell(words.reading_again);
    const answer = await ask(`/d/${key}/correct`, JSON.stringify(choice));
    saving = Boolean(answer && !answer.refused);
    if (!answer) return;
    if (answer.refused) return tell([words.not_saved, ...answer.refused].join(" "), true);
    again([words.saved, ...(answer.noticed.length ? [words.saved_noticed, answer.noticed.join("; ")] : [])].join(" "));
  };
  /** The first words of the paragraph that a link stands in, without its number and without what the page adds.
   * @param {Element} link */
  const startsOf = (link) => {
    const whole = /** @type {Element | undefined} */ (link.closest("p, li, td, th, h1, h2, h3, h4, h5, h6")?.cloneNode(true));
    for (const added of all(".akn-num, .akn-noteRef, [data-view], .desk-tick, .desk-said", whole)) added.remove();
    return (whole?.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 60).trim();
  };

  const undo = /** @type {HTMLButtonElement} */ (one("#desk-undo"));
  undo.addEventListener("click", async () => {
    const answer = await ask(`/d/${key}/undo`, "");
    if (answer) again(words.undone, false, answer.lines?.[0]);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (event.key === "z" && (event.ctrlKey || event.metaKey) && !typing && !undo.disabled) {
      event.preventDefault();
      undo.click();
    }
  });

  // what a remark asks is answered beside it: a symbol, where words lead
  for (const pre of all("details.correct pre")) {
    const printed = pre.textContent ?? "";
    const reference = /^\[\[reference\]\]\s*text = (".*")/.exec(printed);
    const symbol = /^symbol = (".*")/.exec(printed);
    const line = printed.startsWith("[[line]]") ? (printed.match(/^(?:starts = ".*"|number = \d+)$/gm) ?? []).join("\n") : "";
    const there = line && one(`main [data-key="${CSS.escape(line)}"]`);
    if (there) {
      const choose = document.createElement("button");
      choose.type = "button";
      choose.className = "desk-choose-line";
      choose.textContent = words.correct;
      choose.lang = desk.lang;
      choose.addEventListener("click", () => there.dispatchEvent(new CustomEvent("desk-correct", { bubbles: true })));
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
    const text = reference ? JSON.parse(reference[1]) : "";
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
    pre.after(form);
    /** @type {HTMLElement} */ (pre).hidden = true; // what a file of corrections says is for whoever has no form
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

  const panel = /** @type {HTMLFormElement | null} */ (one("#desk-panel"));
  const button = one("#desk-correct");
  if (!panel || !button) return;
  const lines = /** @type {HTMLElement} */ (one("#desk-lines"));
  const hint = lines.textContent ?? "";
  const role = /** @type {HTMLSelectElement} */ (one("#desk-role"));
  const under = /** @type {HTMLInputElement} */ (one("#desk-under"));
  const label = /** @type {HTMLInputElement} */ (one("#desk-label"));
  const action = /** @type {HTMLInputElement} */ (one("#desk-action"));
  const submit = /** @type {HTMLButtonElement} */ (one("#desk-save"));
  /** @type {Map<string, HTMLElement[]>} */
  const chosen = new Map();
  /** What shows which role a line has, the first that holds. */
  const SHOWN = {
    ".akn-authorialNote": "note", "td, th": "table", ".akn-formula": "formula", "[data-style=title]": "title",
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

  const show = () => {
    const first = role.options[0];
    const now = chosen.size === 1 ? nowOf([...chosen.values()][0]) : "";
    first.textContent = now ? `${first.dataset.as} (${now})` : first.dataset.as ?? "";
    const printed = [...chosen.values()].map(([element]) => printedOf(element).trim().replace(/\s+/g, " ").slice(0, 90));
    lines.textContent = printed.length ? printed.join(" ¶ ") : hint;
    submit.disabled = !chosen.size;
    const field = /** @type {HTMLElement} */ (one("#desk-under-field"));
    field.hidden = !role.selectedOptions[0]?.hasAttribute("data-under");
    const why = one("#desk-why-role");
    if (why) why.textContent = role.selectedOptions[0]?.dataset.why ?? "";
    const name = one("span", field);
    if (name) name.textContent = role.value === "note" ? words.called_by : words.under;
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
    return name ? one(`option[value="${name}"]`, role)?.textContent ?? "" : "";
  };
  /** @type {Record<string, {role: string, under: string, label: string, action: boolean}>} */
  const settled = JSON.parse(one("#desk-settled")?.textContent ?? "{}");
  /** @param {string} key */
  const named = (key) => ({ starts: JSON.parse(/^starts = (".*")$/m.exec(key)?.[1] ?? '""').replace(/\s+/g, ""), number: /^number = (\d+)$/m.exec(key)?.[1] ?? "" });
  /** Whether what is said of a line is said of the line of an element, which may have another name by now.
   * @param {string} said @param {HTMLElement} element */
  const speaks = (said, element) => {
    const [one, other] = [said, element.dataset.key ?? ""].map(named);
    if (one.number && other.number && one.number !== other.number) return false;
    if (!one.starts) return one.number === other.number;
    const words = other.starts || (element.textContent ?? "").replace(/\s+/g, "");
    return words.startsWith(one.starts) || (other.starts !== "" && one.starts.startsWith(words));
  };
  for (const element of all("main [data-key], .source [data-key]")) {
    const said = Object.keys(settled).find((name) => speaks(name, element));
    if (said === undefined) continue;
    element.dataset.key = said; // what is said of it next takes the place of that
    element.classList.add("desk-corrected");
  }
  /** What was said of the one line that is chosen stands in the form. */
  const fill = () => {
    const said = chosen.size === 1 ? settled[[...chosen.keys()][0]] : undefined;
    role.value = said?.role ?? "";
    under.value = said?.under ?? "";
    label.value = said?.label ?? "";
    action.checked = said?.action === false;
  };
  const clear = () => {
    chooseLink(null);
    for (const elements of chosen.values()) elements.forEach((e) => e.classList.remove("desk-chosen"));
    chosen.clear();
    show();
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
    if (!more) fill();
    show();
  };

  button.addEventListener("click", (event) => {
    const on = document.documentElement.classList.toggle("desk-correcting");
    button.setAttribute("aria-pressed", String(on));
    panel.hidden = !on;
    if (on) sessionStorage.setItem(mode, "1");
    else sessionStorage.removeItem(mode);
    for (const element of all("main [data-key]")) {
      if (on) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    }
    if (!on) clear();
    // whoever pressed it by a key goes on from the first line in sight
    else if (event.isTrusted && event.detail === 0) all("main [data-key]").find((e) => e.getBoundingClientRect().top >= 0)?.focus({ preventScroll: true });
  });
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const element = /** @type {HTMLElement | null} */ (target.closest("main [data-key], .source [data-key]"));
    const link = /** @type {HTMLElement | null} */ (target.closest("main .akn-ref"));
    if (correcting() && link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      clear();
      chooseLink(link);
    } else if (correcting() && element && !target.closest("a[href], #desk")) choose(element, event.ctrlKey || event.metaKey || event.shiftKey);
  });
  document.addEventListener("keydown", (event) => {
    if (!correcting()) return;
    const element = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Escape") clear();
    if (!element.matches?.("main [data-key]")) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(element, event.ctrlKey || event.metaKey || event.shiftKey);
      if (event.key === "Enter" && chosen.size) role.focus();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const every = all("main [data-key]");
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
    const found = /** @type {HTMLElement | null} */ (target.closest("main [data-key]"));
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
  /** Begin a correction with a line.  @param {HTMLElement} line */
  const begin = (line) => {
    if (!correcting()) button.click();
    choose(line, false);
    role.focus({ preventScroll: true });
  };
  here.addEventListener("click", () => {
    here.hidden = true;
    if (near) begin(near);
  });
  document.addEventListener("desk-correct", (event) => {
    const line = /** @type {HTMLElement} */ (event.target);
    line.scrollIntoView({ block: "center" });
    begin(line);
  });
  role.addEventListener("change", show);
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    if (linked) save({ text: linked.textContent, to: to.value.trim(), ...(here_.checked ? { starts: startsOf(linked) } : {}) });
    else if (chosen.size) save({ lines: [...chosen.keys()], role: role.value, under: under.value, label: label.value, action: !action.checked });
  });
  if (sessionStorage.getItem(mode)) button.click();
  back();
})();

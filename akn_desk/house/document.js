// @ts-check
// A document that is corrected: what is chosen is saved, the page keeps its place, undo.
(() => {
  /**
   * @typedef {object} Shared what desk.js gives
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T | null} one
   * @property {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T[]} all
   * @property {HTMLElement} desk
   * @property {Record<string, string>} words
   * @property {(said: string, error?: boolean) => void} tell
   * @property {(address: string, body?: BodyInit) => Promise<any>} ask
   */
  const { one, all, desk, words, tell, ask } = /** @type {{aknDesk: Shared}} */ (/** @type {unknown} */ (globalThis)).aknDesk;

  const key = desk.dataset.key ?? "";
  const LINE = "[data-key]:not(.akn-authorialNote, .akn-noteRef)"; // of notes the key is that of the note
  const LINES = `main ${LINE}`;
  // the page keeps its place when it is made anew
  const place = `desk-place-${key}`;
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  if (kept) {
    sessionStorage.removeItem(place);
    document.documentElement.style.scrollBehavior = "auto";
    const unit = kept.id && document.getElementById(kept.id);
    if (kept.source) one("#view-with-source")?.click();
    for (const id of kept.open ?? []) one(`#${CSS.escape(id)} > details`)?.setAttribute("open", "");
    scrollTo(0, unit ? scrollY + unit.getBoundingClientRect().top - kept.top : kept.y);
    tell(kept.told, kept.error);
  }
  /** @param {string} key */
  const named = (key) => ({ starts: JSON.parse(/^starts = (".*")$/m.exec(key)?.[1] ?? '""').replace(/\s+/g, ""), number: /^number = (\d+)$/m.exec(key)?.[1] ?? "" });
  /** Whether what is said of a line is said of the line of an element, which may have another name by now.
   * @param {string} said @param {HTMLElement} element */
  const speaks = (said, element) => {
    if (/^(?:after|nth) = /m.test(said)) return said === element.dataset.key; // of several that begin alike it is this one
    const [one, other] = [said, element.dataset.key ?? ""].map(named);
    if (one.number && one.number !== other.number) return false;
    if (!one.starts) return one.number !== "";
    const words = other.starts || (element.textContent ?? "").replace(/\s+/g, "");
    return words.startsWith(one.starts) || (other.starts !== "" && one.starts.startsWith(words));
  };
  document.addEventListener("click", (event) => { // the way back from a jump leads to where it began, after a correction too
    if (!(/** @type {Element} */ (event.target).closest("a[href^='#']"))) return;
    history.scrollRestoration = "auto";
    history.replaceState({ at: scrollY }, "");
  }, true);
  addEventListener("popstate", ({ state }) => state && setTimeout(() => scrollTo({ top: state.at, behavior: "instant" })));
  /** Put the focus where the correction was: on its line, on the unit that it became part of, or on the tools. */
  const back = () => {
    if (kept?.remark) { // who corrects from the list stays at it: at what is open of that remark, else where that stood
      const listed = all(".doubts > li").find((item) => one(".tag", item)?.textContent?.includes(kept.remark));
      const open = listed && (one(":scope > details:not(.correct) > ul > li:not(.desk-seen)", listed) ?? listed);
      if (open) {
        open.closest("details")?.setAttribute("open", "");
        open.scrollIntoView({ block: "center", behavior: "instant" });
        one("button, a[href^='#']", open)?.focus({ preventScroll: true });
      }
      return;
    }
    const named = kept?.line && (one(`main [data-key="${CSS.escape(kept.line)}"]`) ?? all(LINES).find((e) => speaks(kept.line, e)));
    const unit = kept?.line && !named && kept.id ? document.getElementById(kept.id) : null;
    const line = named || (unit && (unit.matches(LINE) ? unit : one(LINE, unit)));
    if (!line) return kept && one("#desk-correct")?.focus({ preventScroll: true });
    line.tabIndex = 0;
    line.focus({ preventScroll: true });
    /** Bring it where it stood in the window, or where it is seen if it did not. */
    const settle = () => {
      const { top, bottom } = line.getBoundingClientRect();
      const seen = (/** @type {number} */ at) => at >= 0 && at < innerHeight - desk.offsetHeight - 20;
      if (kept.at !== undefined && seen(kept.at)) scrollBy({ top: top - kept.at, behavior: "instant" });
      else if (bottom < 0 || !seen(top)) line.scrollIntoView({ block: "center", behavior: "instant" });
    };
    settle();
    const moved = new ResizeObserver(settle); // letters, notes and pictures that come move it
    moved.observe(document.body);
    const stop = () => moved.disconnect();
    for (const kind of ["wheel", "pointerdown", "keydown", "touchstart"]) addEventListener(kind, stop, { once: true, passive: true });
    if (document.readyState !== "complete") addEventListener("load", () => setTimeout(settle));
    setTimeout(() => (settle(), stop()), 1500);
  };
  let remark = ""; // the code of that from which lines were chosen, until one is chosen in the text
  document.addEventListener("desk-correct", (event) => { remark = /** @type {CustomEvent<{remark?: string}>} */ (event).detail?.remark ?? ""; }, true);
  document.addEventListener("click", (event) => { if (/** @type {Element} */ (event.target).closest(LINES)) remark = ""; }, true);
  /** Load the page anew where it stands, or at a line, and say something there.
   * @param {string} said @param {boolean} [error] @param {string} [line] */
  const again = (said, error = false, line = one(`main .desk-chosen${LINE}`)?.dataset.key) => {
    const unit = all("main [id]").find((e) => e.getBoundingClientRect().top >= 0);
    sessionStorage.setItem(place, JSON.stringify({
      remark, line, at: line && one(`main [data-key="${CSS.escape(line)}"]`)?.getBoundingClientRect().top, id: unit?.id, top: unit?.getBoundingClientRect().top, y: scrollY, told: said, error,
      open: all(".doubts > li:has(> details[open])").map((item) => item.id),
      source: document.documentElement.classList.contains("with-source"),
    }));
    history.scrollRestoration = "manual"; // the browser would go back to where the page stood, line or no line
    location.reload();
  };
  /** The line that chosen ones became part of: the one before the first of them.  @param {{lines?: string[], role?: string}} choice */
  const joined = ({ lines: named = [], role }) => {
    if (role !== "continues") return undefined;
    const first = one(`main .desk-chosen${LINE}`) ?? one(".source .desk-chosen[data-key]");
    const every = all(first?.closest("main") ? LINES : ".source [data-key]");
    return every.slice(0, first ? every.indexOf(first) : 0).reverse().find((line) => !named.includes(line.dataset.key ?? ""))?.dataset.key;
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
    again([words.saved, ...(answer.noticed.length ? [words.saved_noticed, answer.noticed.join("; ")] : [])].join(" "), false, joined(choice));
  };
  const undo = /** @type {HTMLButtonElement} */ (one("#desk-undo"));
  undo.addEventListener("click", async () => {
    const answer = await ask(`/d/${key}/undo`, "");
    remark = "";
    if (answer) again(words.undone, false, answer.lines?.[0]);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (event.key === "z" && (event.ctrlKey || event.metaKey) && !typing && !undo.disabled) {
      event.preventDefault();
      undo.click();
    }
  });

  document.addEventListener("desk-save", (event) => save(/** @type {CustomEvent<object>} */ (event).detail)); // of remarks and facts

  // ---- a document among others: which one counts, out of the folder, taken apart

  one("#desk-stand")?.addEventListener("click", async () => {
    if (await ask(`/d/${key}/stand`, "")) location.reload();
  });

  one("#desk-remove")?.addEventListener("click", async () => {
    if (!confirm(words.remove_sure)) return;
    const answer = await ask(`/d/${key}/remove`, "");
    if (answer) sessionStorage.setItem("desk-notes", answer.told);
    if (answer) location.assign("/");
  });

  const part = /** @type {HTMLButtonElement | null} */ (one("[data-part]"));
  part?.addEventListener("click", async () => {
    part.disabled = true;
    const answer = await ask(`/part?d=${key}`, "");
    const refused = (answer?.taken ?? []).filter((/** @type {{why: string}} */ item) => item.why);
    if (refused.length) tell(refused[0].why, true);
    else if (answer) location.assign("/");
  });

  // what the script of the lines that are chosen (lines.js) uses of this one
  Object.assign(globalThis, { aknLines: { key, LINE, LINES, speaks, save, back } });
})();

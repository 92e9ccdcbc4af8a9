// @ts-check
// The tools of the desk: dropping files, choosing lines and saving what they are, ticking off remarks.
(() => {
  /** @type {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T | null} */
  const one = (selector, from = document) => from.querySelector(selector);
  /** @type {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T[]} */
  const all = (selector, from = document) => [...from.querySelectorAll(/** @type {any} */ (selector))];
  const desk = one("#desk");
  if (!desk) return;
  const told = one("#desk-told");
  /** @type {Record<string, string>} */
  const words = JSON.parse(one("#desk-words")?.textContent ?? "{}");

  /** Say something to the person, in the line of tools.
   * @param {string} said @param {boolean} [error] */
  const tell = (said, error = false) => {
    if (!told) return;
    told.textContent = said;
    told.classList.toggle("error", error);
  };

  /** What the server answers; its error is told and becomes null.
   * @param {string} address @param {BodyInit} [body] @returns {Promise<any>} */
  const ask = async (address, body) => {
    try {
      const answer = await fetch(address, { method: body === undefined ? "GET" : "POST", body, headers: { accept: "application/json" } });
      const found = await answer.json();
      if (answer.ok) return found;
      tell(found.error ?? answer.statusText, true);
    } catch {
      tell(words.no_answer, true);
    }
    return null;
  };

  one("#desk-print")?.addEventListener("click", () => print());

  // ---- the list: drop, progress, compare

  const list = () => {
    const form = /** @type {HTMLFormElement} */ (one("#desk-drop"));
    const bar = /** @type {HTMLProgressElement} */ (one("#desk-progress"));
    const main = one("main");
    if (main) main.prepend(desk);

    /** All files of what was dropped, those of folders too.
     * @param {FileSystemEntry} entry @returns {Promise<File[]>} */
    const within = async (entry) => {
      if (entry.isFile) return [await new Promise((done, failed) => /** @type {FileSystemFileEntry} */ (entry).file(done, failed))];
      const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
      /** @type {File[]} */
      const found = [];
      for (;;) {
        /** @type {FileSystemEntry[]} */
        const some = await new Promise((done, failed) => reader.readEntries(done, failed));
        if (!some.length) return found;
        for (const inner of some) found.push(...(await within(inner)));
      }
    };

    /** @param {File[]} files */
    const send = async (files) => {
      /** @type {string[]} */
      const refused = [];
      for (const [n, file] of files.entries()) {
        if (file.name.startsWith(".") || file.name.startsWith("~$")) continue;
        tell(`${n + 1} / ${files.length}: ${file.name}`);
        const data = new FormData();
        data.append("files", file);
        const answer = await ask("/drop", data);
        for (const item of answer?.taken ?? []) if (item.why) refused.push(`${item.name}: ${item.why}`);
      }
      tell(refused.join("; "), refused.length > 0);
      watch(!refused.length);
    };
    for (const button of all("[data-open], [data-part]")) {
      button.addEventListener("click", async () => {
        button.setAttribute("disabled", "");
        const { open, part } = button.dataset;
        const answer = await ask(part ? `/part?d=${part}` : `/open?d=${open}`, "");
        const refused = (answer?.taken ?? []).filter((/** @type {{why: string}} */ item) => item.why);
        tell(refused.map((/** @type {{name: string, why: string}} */ item) => `${item.name}: ${item.why}`).join("; "), refused.length > 0);
        if (answer) watch(!refused.length);
      });
    }

    for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
    document.addEventListener("dragleave", () => form.classList.remove("over"));
    document.addEventListener("drop", async (event) => {
      event.preventDefault();
      form.classList.remove("over");
      const items = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
      const files = [];
      for (const entry of items) files.push(...(await within(entry)));
      send(files.length ? files : [...(event.dataTransfer?.files ?? [])]);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const input = /** @type {HTMLInputElement} */ (one("input", form));
      send([...(input.files ?? [])]);
    });

    let shown = 0;
    /** Show the pages that are there so far. */
    const grow = async () => {
      const made = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
      const rows = one("table.index tbody", made);
      const table = one("table.index");
      if (!rows || !table || all("input:checked", table).length) return;
      one("tbody", table)?.replaceWith(rows);
      table.hidden = false;
    };

    let watching = false;
    /** Follow the reading; at its end the list is made anew.  @param {boolean} [quiet] */
    const watch = async (quiet = true) => {
      if (watching) return;
      watching = true;
      for (;;) {
        const state = await ask("/progress");
        if (!state) break;
        bar.hidden = false;
        bar.max = state.total;
        bar.value = state.done;
        if (state.done !== shown && state.done < state.total) await grow();
        shown = state.done;
        if (quiet) tell(words.read_so_far.replace("{done}", state.done).replace("{total}", state.total));
        if (state.done >= state.total) {
          if (quiet) location.reload();
          else bar.hidden = true;
          break;
        }
        await new Promise((done) => setTimeout(done, 400));
      }
      watching = false;
    };
    if (!bar.hidden) watch(); // an empty folder has nothing to wait for

    // a box at each document: two are compared
    const compare = /** @type {HTMLButtonElement} */ (one("#desk-compare"));
    for (const row of all("table.index tbody tr")) {
      const link = one("td.languages a", row);
      const cell = one("td.symbol", row);
      if (!link || !cell) continue;
      const box = document.createElement("input");
      Object.assign(box, { type: "checkbox", name: "d", value: (link.getAttribute("href") ?? "").split("/").pop() });
      box.setAttribute("form", "desk-choose");
      box.setAttribute("aria-label", words.choose_one.replace("{symbol}", cell.textContent?.trim() ?? ""));
      cell.prepend(box, " ");
    }
    const count = () => { compare.disabled = all("input[name=d]:checked").length !== 2; };
    document.addEventListener("change", count);
    count();
  };

  // ---- remarks and findings: seen, and answered

  /** A box that ticks a remark off.
   * @param {HTMLElement} item @param {string} key @param {string} remark @param {boolean} seen */
  const tick = (item, key, remark, seen) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    label.className = "desk-tick";
    box.type = "checkbox";
    box.checked = seen;
    label.append(box, ` ${words.seen_one}`);
    label.lang = desk.lang;
    item.classList.toggle("desk-seen", seen);
    box.addEventListener("change", async () => {
      if (await ask("/seen", JSON.stringify({ key, remark, off: !box.checked }))) item.classList.toggle("desk-seen", box.checked);
    });
    item.prepend(label);
  };

  const beside = () => {
    const seen = new Set(JSON.parse(one("#desk-ticks")?.textContent ?? "[]"));
    for (const item of all("details.told > ol > li")) {
      const remark = `${one("a", item)?.getAttribute("href")} ${all("bdi", item).map((e) => e.textContent).join(" ")}`.slice(0, 200);
      tick(item, desk.dataset.key ?? "", remark, seen.has(remark));
    }
    one("#desk-hide")?.addEventListener("change", (event) => {
      document.documentElement.classList.toggle("desk-hide", /** @type {HTMLInputElement} */ (event.target).checked);
    });
  };

  // ---- a document: choose lines, say what they are, save

  const page = () => {
    const key = desk.dataset.key ?? "";
    for (const { number, key: remark, seen } of JSON.parse(one("#desk-ticks")?.textContent ?? "[]")) {
      const item = one(`#view-doubt-${number}`);
      if (item) tick(item, key, remark, seen);
    }

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
    /** Load the page anew where it stands, and say something there.
     * @param {string} said @param {boolean} [error] */
    const again = (said, error = false) => {
      const unit = all("main [id]").find((e) => e.getBoundingClientRect().top >= 0);
      sessionStorage.setItem(place, JSON.stringify({
        id: unit?.id, top: unit?.getBoundingClientRect().top, y: scrollY, told: said, error,
        source: document.documentElement.classList.contains("with-source"),
      }));
      location.reload();
    };
    /** @param {object} choice */
    const save = async (choice) => {
      tell(words.reading_again);
      const answer = await ask(`/d/${key}/correct`, JSON.stringify(choice));
      if (answer) again(answer.told.length ? answer.told.join(" ") : words.saved, answer.told.length > 0);
    };

    const undo = /** @type {HTMLButtonElement} */ (one("#desk-undo"));
    undo.addEventListener("click", async () => {
      const answer = await ask(`/d/${key}/undo`, "");
      if (answer) again(words.undone);
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
      if (!reference && !symbol) continue;
      const form = document.createElement("form");
      const field = document.createElement("input");
      const button = document.createElement("button");
      form.className = "desk-answer";
      field.type = "text";
      field.value = symbol ? JSON.parse(symbol[1]) : "";
      field.setAttribute("aria-label", symbol ? words.answer_symbol : words.answer_words);
      button.textContent = words.save;
      button.lang = desk.lang;
      form.append(field, button);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        save(symbol ? { fact: "symbol", value: field.value } : { text: JSON.parse(/** @type {RegExpExecArray} */ (reference)[1]), to: field.value });
      });
      pre.after(form);
    }

    // what holds of the whole document
    const fact = /** @type {HTMLSelectElement | null} */ (one("#desk-fact"));
    const value = /** @type {HTMLInputElement | null} */ (one("#desk-fact-value"));
    if (fact && value) {
      const fill = () => {
        const { value: known, list } = fact.selectedOptions[0].dataset;
        value.value = known ?? "";
        value.setAttribute("list", list ?? "");
      };
      fill();
      fact.addEventListener("change", fill);
      one("#desk-facts form")?.addEventListener("submit", (event) => {
        event.preventDefault();
        save({ fact: fact.value, value: value.value.trim() });
      });
    }

    const part = /** @type {HTMLButtonElement | null} */ (one("[data-part]"));
    part?.addEventListener("click", async () => {
      part.disabled = true;
      const answer = await ask(`/part?d=${key}`, "");
      const refused = (answer?.taken ?? []).filter((/** @type {{why: string}} */ item) => item.why);
      if (refused.length) tell(refused[0].why, true);
      else if (answer) location.assign("/");
    });

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
    const mode = "desk-correcting"; // whoever corrects goes from line to line, and from page to page
    const correcting = () => document.documentElement.classList.contains("desk-correcting");

    const show = () => {
      const printed = [...chosen.values()].map(([element]) => (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 90));
      lines.textContent = printed.length ? printed.join(" ¶ ") : hint;
      submit.disabled = !chosen.size;
      const field = /** @type {HTMLElement} */ (one("#desk-under-field"));
      field.hidden = !role.selectedOptions[0]?.hasAttribute("data-under");
      const name = one("span", field);
      if (name) name.textContent = role.value === "note" ? words.called_by : words.under;
    };
    const clear = () => {
      for (const elements of chosen.values()) elements.forEach((e) => e.classList.remove("desk-chosen"));
      chosen.clear();
      show();
    };
    /** Choose a line, or take it back.  @param {HTMLElement} element @param {boolean} more */
    const choose = (element, more) => {
      const name = element.dataset.key;
      if (!name) return;
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
      show();
    };

    button.addEventListener("click", () => {
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
    });
    document.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      const element = /** @type {HTMLElement | null} */ (target.closest("main [data-key], .source [data-key]"));
      if (correcting() && element && !target.closest("a[href], #desk")) choose(element, event.ctrlKey || event.metaKey || event.shiftKey);
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
    one("#desk-clear")?.addEventListener("click", clear);

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
    here.addEventListener("click", () => {
      here.hidden = true;
      if (!near) return;
      button.click();
      choose(near, false);
      role.focus({ preventScroll: true });
    });
    role.addEventListener("change", show);
    panel.addEventListener("submit", (event) => {
      event.preventDefault();
      if (chosen.size) save({ lines: [...chosen.keys()], role: role.value, under: under.value, label: label.value, action: !action.checked });
    });
    if (sessionStorage.getItem(mode)) button.click();
  };

  // ---- the site of the folder

  const publish = async () => {
    one("#desk-open-site")?.addEventListener("click", () => ask("/publish/open", ""));
    // by script: a form alone does not say which page it stands on, as no page says where it is
    one("main form")?.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await ask("/publish", new FormData(/** @type {HTMLFormElement} */ (event.target)))) location.reload();
    });
    while (one("#desk-making")) {
      await new Promise((done) => setTimeout(done, 500));
      const state = await ask("/publish/state");
      if (!state?.busy) return location.reload();
    }
  };

  /** @type {Record<string, () => void>} */
  const kinds = { list, beside, document: page, publish };
  kinds[desk.dataset.desk ?? ""]?.();
})();

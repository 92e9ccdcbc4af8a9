// @ts-check
// The tools of the desk: dropping files, choosing lines and saving what they are, ticking off remarks.
(() => {
  /** @type {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T | null} */
  const one = (selector, from = document) => from.querySelector(selector);
  /** @type {<T extends Element = HTMLElement>(selector: string, from?: ParentNode) => T[]} */
  const all = (selector, from = document) => [...from.querySelectorAll(/** @type {any} */ (selector))];
  const desk = one("#desk");
  if (!desk) return;
  const told = all(".desk-told");
  /** @type {Record<string, string>} */
  const words = JSON.parse(one("#desk-words")?.textContent ?? "{}");

  /** Say something to the person, in the line of tools.
   * @param {string} said @param {boolean} [error] */
  const tell = (said, error = false) => {
    for (const place of told) {
      place.textContent = said;
      place.classList.toggle("error", error);
    }
  };

  /** What the server answers; its error is told and becomes null.
   * @param {string} address @param {BodyInit} [body] @returns {Promise<any>} */
  const ask = async (address, body) => {
    try {
      // what is sent while the page is left arrives all the same
      const answer = await fetch(address, { method: body === undefined ? "GET" : "POST", body, headers: { accept: "application/json" }, keepalive: typeof body === "string" });
      const found = await answer.json();
      if (answer.ok) return found;
      tell(found.error ?? answer.statusText, true);
    } catch {
      tell(words.no_answer, true);
    }
    return null;
  };

  // the tools stand last: a second link before the text leads to them
  const skip = one("a.skip");
  if (skip && words.skip_tools) {
    const tools = /** @type {HTMLAnchorElement} */ (skip.cloneNode());
    Object.assign(tools, { href: `#${desk.id}`, textContent: words.skip_tools, lang: desk.lang });
    desk.tabIndex = -1;
    tools.addEventListener("click", (event) => {
      event.preventDefault();
      desk.focus();
    });
    skip.after(tools);
  }

  for (const button of all(".desk-language button")) button.hidden = true; // choosing is enough
  one("#desk-language")?.addEventListener("change", (event) => /** @type {HTMLSelectElement} */ (event.target).form?.submit());
  one("#desk-print")?.addEventListener("click", () => print());
  for (const link of /** @type {HTMLAnchorElement[]} */ (all("main a.akn-ref[href^='http']"))) { // what is not here opens beside
    Object.assign(link, { target: "_blank", rel: "external noopener", title: [link.title, words.not_here].filter(Boolean).join(" – ") });
    link.classList.add("desk-away");
  }
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
      /** @type {string[]} */
      const notes = [];
      for (const [n, file] of files.entries()) {
        if (file.name.startsWith(".") || file.name.startsWith("~$")) continue;
        tell(`${n + 1} / ${files.length}: ${file.name}`);
        const data = new FormData();
        data.append("files", file);
        const answer = await ask("/drop", data);
        for (const item of answer?.taken ?? []) {
          if (item.why) refused.push(`${item.name}: ${item.why}`);
          if (item.note) notes.push(item.note);
        }
      }
      tell([...refused, ...notes].join(" "), refused.length > 0);
      if (notes.length) sessionStorage.setItem("desk-notes", notes.join(" "));
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
    const input = /** @type {HTMLInputElement} */ (one("input", form));
    form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("change", () => send([...(input.files ?? [])])); // what is chosen is added
    const add = one("button", form);
    if (add) add.hidden = true;

    let shown = 0, moved = 0;
    for (const kind of ["pointermove", "pointerdown", "keydown"]) {
      addEventListener(kind, ({ target }) => target instanceof Element && target.closest("table.index") && (moved = Date.now()), { passive: true });
    }
    /** Whether somebody is about to click: then the list stays as it is for a moment. */
    const busy = () => Date.now() - moved < 1200;
    /** Show the pages that are there so far. */
    const grow = async () => {
      const made = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
      const rows = one("table.index tbody", made);
      const table = one("table.index");
      if (!rows || !table || all("input:checked", table).length) return;
      one("tbody", table)?.replaceWith(rows);
      const heads = all("thead th", made).slice(all("thead th", table).length); // a column that came with the rows
      one("thead tr", table)?.append(...heads);
      table.hidden = false;
      const count = one("#view-count");
      if (count) count.textContent = one("#view-count", made)?.textContent ?? "";
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
        bar.ariaLabel = words.files_read;
        bar.max = state.total;
        bar.value = state.done;
        if (state.done !== shown && state.done < state.total && !busy()) {
          await grow();
          shown = state.done;
        }
        const now = state.reading.length ? `${words.colon}${state.reading.join(", ")}` : "";
        if (quiet) tell(`${words.read_so_far.replace("{done}", state.done).replace("{total}", state.total)}${now}`);
        if (state.done >= state.total) {
          while (quiet && busy()) await new Promise((done) => setTimeout(done, 300));
          if (quiet) location.reload();
          else bar.hidden = true;
          break;
        }
        await new Promise((done) => setTimeout(done, 400));
      }
      watching = false;
    };
    const notes = sessionStorage.getItem("desk-notes"); // what was said before the list was made anew
    if (notes) tell(notes);
    sessionStorage.removeItem("desk-notes");
    const LONG = 5000; // milliseconds that people wait without asking what goes on
    /** What can be counted only when all is read comes later, and is said to. */
    const settle = async () => {
      const fault = one("#desk-fault"), began = Date.now();
      let stale = form.dataset.counted === undefined; // it may be counted since the page was made
      for (let state = await ask("/progress"); state && (stale || !state.counted || state.fault) && state.done >= state.total; state = await ask("/progress")) {
        if (watching) return;
        if (fault) fault.textContent = state.fault ? state.told : "";
        if (fault) fault.hidden = !state.fault;
        if (!notes) tell(state.fault ? "" : words.still_counting);
        bar.hidden = Boolean(state.fault) || Date.now() - began < LONG;
        bar.ariaLabel = words.still_counting;
        bar.max = state.total;
        if (state.index) bar.removeAttribute("value"); // how many languages there are to compare nobody knows
        else bar.value = Math.min(state.files, state.total);
        await new Promise((done) => setTimeout(done, state.fault ? 2000 : 500));
        const now = await ask("/progress");
        if (!now?.counted || now.fault) continue;
        stale = false;
        if (fault) fault.hidden = true;
        if (!notes) tell("");
        bar.hidden = true;
        await countAnew();
      }
    };
    /** The counts of the rows as they are now; the rows stay, and what is chosen in them. */
    const countAnew = async () => {
      const made = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
      const fresh = new Map(all("table.index tbody tr", made).map((row) => [one("td.languages a", row)?.getAttribute("href"), row]));
      for (const row of all("table.index tbody tr")) {
        const other = fresh.get(one("td.languages a", row)?.getAttribute("href"));
        for (const name of ["remarks", "differences"]) {
          const [cell, made] = [one(`td.${name}`, row), other && one(`td.${name}`, other)];
          if (cell && made) cell.dataset.sort = made.dataset.sort ?? "";
          cell?.replaceChildren(...(made?.childNodes ?? []));
        }
        if (other?.dataset.status) row.dataset.status = other.dataset.status;
      }
      const [field, fresh_] = [one("#view-status"), one("#view-status", made)]; // what it counts is known only now
      if (field && fresh_) {
        const chosen = /** @type {HTMLSelectElement} */ (field).value;
        field.replaceChildren(...fresh_.childNodes);
        /** @type {HTMLSelectElement} */ (field).value = chosen || wanted["view-status"] || "";
        filters?.dispatchEvent(new Event("change"));
      } else if (fresh_) one("#view-filters")?.append(/** @type {HTMLElement} */ (fresh_.closest("label")));
      else field?.closest("label")?.remove();
    };
    if (!bar.hidden) watch(); // an empty folder has nothing to wait for
    else settle();

    // whoever opens a document and comes back finds the list as it was filtered
    const filters = one("#view-filters");
    const fields = () => /** @type {HTMLInputElement[]} */ (filters ? all("input, select", filters) : []);
    const everything = document.createElement("button");
    Object.assign(everything, { type: "button", id: "desk-show-all", textContent: words.show_all, lang: desk.lang, hidden: true });
    filters?.append(everything);
    /** @type {Record<string, string>} */
    const wanted = JSON.parse(sessionStorage.getItem("desk-filters") ?? "{}");
    const filter = () => {
      for (const field of fields()) {
        const has = !(field instanceof HTMLSelectElement) || [...field.options].some((option) => option.value === wanted[field.id]);
        field.value = has ? wanted[field.id] ?? "" : "";
      }
      filters?.dispatchEvent(new Event("view-again"));
    };
    const offer = () => (everything.hidden = !fields().some((field) => field.value));
    const keep = () => {
      for (const field of fields()) wanted[field.id] = field.value;
      sessionStorage.setItem("desk-filters", JSON.stringify(wanted));
      offer();
    };
    filter();
    offer();
    addEventListener("pageshow", filter); // after the browser has put back what stood in the fields
    for (const kind of ["input", "change"]) filters?.addEventListener(kind, keep);
    everything.addEventListener("click", () => {
      for (const field of fields()) field.value = "";
      filters?.dispatchEvent(new Event("change"));
    });

    // by keyboard: the first link of the page leads to the list, arrows go from row to row
    const rows = () => all("table.index tbody tr").filter((row) => !row.hidden);
    /** @param {HTMLElement | undefined} row */
    const into = (row) => row && one("td:nth-child(2) a", row)?.focus();
    if (skip) {
      Object.assign(skip, { textContent: words.skip_list, lang: desk.lang });
      skip.addEventListener("click", (event) => {
        event.preventDefault();
        into(rows()[0]);
      });
    }
    one("table.index tbody")?.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const at = step ? rows().indexOf(/** @type {HTMLElement} */ (/** @type {Element} */ (event.target).closest("tr"))) : -1;
      if (!step || at < 0) return;
      event.preventDefault();
      into(rows()[at + step]);
    });
  };

  // ---- remarks and findings: seen, and answered

  /** So many of so many, in this order on pages from right to left too.
   * @param {number} n @param {number} of */
  const share = (n, of) => `\u2066${n} / ${of}\u2069`;

  /** What nobody has seen, counted where the page counts it. */
  const left = () => {
    for (const told of all("details.told")) {
      const tag = one("summary .tag", told);
      const items = all("ol > li:not(.view-out)", told);
      const open = items.filter((item) => !item.classList.contains("desk-seen")).length;
      const says = open < items.length ? words.left_of.replace("{n}", String(open)).replace("{of}", String(items.length)) : String(open);
      if (tag) tag.textContent = says;
      if (tag?.hasAttribute("data-left")) for (const other of all("header [data-left]")) other.textContent = says;
    }
    const count = one('header a[href="#view-doubts"] .tag');
    if (count) count.textContent = String(all(".doubts > li:not(.desk-seen)").length);
  };

  /** Show that something was seen wherever it stands on the page.
   * @param {HTMLElement[]} places @param {boolean} seen */
  const show = (places, seen) => {
    for (const place of places) {
      place.classList.toggle("desk-seen", seen);
      const box = /** @type {HTMLInputElement | null} */ (one(":scope > .desk-tick input, :scope > p > .desk-tick input, :scope > .odd .desk-tick input", place) ?? one(".desk-tick input", place));
      if (box) box.checked = seen;
    }
    for (const row of all("tr.alone")) {
      let open = false; // a row is done when all that is said of it was seen
      for (let next = row.nextElementSibling; next?.matches("tr.told"); next = next.nextElementSibling) open ||= !next.classList.contains("desk-seen");
      row.classList.toggle("desk-done", !open);
    }
    left();
  };

  const UNSAID = "desk-unsaid"; // ticks that nobody has answered yet
  /** A box that ticks a remark off, at each place where the remark stands; `more` are known by it too, `then` follows.
   * @param {HTMLElement[]} places @param {string} key @param {string} remark @param {boolean} seen
   * @param {string[]} [more] @param {(seen: boolean) => void} [then] */
  const tick = (places, key, remark, seen, more = [], then = () => {}) => {
    for (const item of places) {
      const label = document.createElement("label");
      const box = document.createElement("input");
      label.className = "desk-tick";
      box.type = "checkbox";
      label.append(box, ` ${words.seen_one}`);
      label.lang = desk.lang;
      box.addEventListener("change", async () => {
        const now = box.checked;
        const name = `${UNSAID} ${key} ${remark}`;
        sessionStorage.setItem(name, now ? "1" : "");
        const answer = await ask("/seen", JSON.stringify({ key, remark, more, off: !now }));
        sessionStorage.removeItem(name);
        if (answer) {
          show(places, now);
          if (answer.told) tell(answer.told);
          then(now);
        } else box.checked = !now;
      });
      (one(":scope > .odd > p", item) ?? item).prepend(label);
    }
    show(places, seen);
    const pressed = sessionStorage.getItem(`${UNSAID} ${key} ${remark}`); // while the page was renewed, which may not know of it
    const first = pressed !== null && Boolean(pressed) !== seen ? one(".desk-tick input", places[0]) : null;
    if (first) setTimeout(() => first.click());
  };

  // ---- the site of the folder

  const publish = async () => {
    one("#desk-copy-site")?.addEventListener("click", () => navigator.clipboard.writeText(one(".place")?.textContent ?? ""));
    // by script: a form alone does not say which page it stands on, as no page says where it is
    one("main form")?.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await ask("/publish", new FormData(/** @type {HTMLFormElement} */ (event.target)))) location.reload();
    });
    while (one("#desk-making")) {
      await new Promise((done) => setTimeout(done, 500));
      const state = await ask("/publish/state");
      if (!state?.busy) return location.reload();
      const [bar, told] = [/** @type {HTMLProgressElement | null} */ (one("#desk-made-so-far")), one("#desk-so-far")];
      if (bar && state.known) Object.assign(bar, { max: state.known, value: state.made });
      if (told) told.textContent = state.told;
    }
  };

  /** The first words of the paragraph that a link stands in, without its number and without what the page adds.
   * @param {Element} link */
  const startsOf = (link) => {
    const whole = /** @type {Element | undefined} */ (link.closest("p, li, td, th, h1, h2, h3, h4, h5, h6")?.cloneNode(true));
    for (const added of all(".akn-num, .akn-noteRef, [data-view], .desk-tick, .desk-said", whole)) added.remove();
    return (whole?.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 60).trim();
  };

  /** @type {Record<string, () => void>} */
  const kinds = { list, publish };
  kinds[desk.dataset.desk ?? ""]?.();
  // what the scripts of documents (document.js) and of languages (findings.js) use of this one
  Object.assign(globalThis, { aknDesk: { one, all, desk, words, tell, ask, tick, show, left, share, startsOf } });
})();

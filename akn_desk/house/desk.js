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
      const answer = await fetch(address, { method: body === undefined ? "GET" : "POST", body, headers: { accept: "application/json" } });
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

    let shown = 0;
    /** Show the pages that are there so far. */
    const grow = async () => {
      const made = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
      const rows = one("table.index tbody", made);
      const table = one("table.index");
      if (!rows || !table || all("input:checked", table).length) return;
      one("tbody", table)?.replaceWith(rows);
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
    const notes = sessionStorage.getItem("desk-notes"); // what was said before the list was made anew
    if (notes) tell(notes);
    sessionStorage.removeItem("desk-notes");
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
    const none = one("#desk-none");
    const ticked = "desk-chosen"; // whoever comes back from a comparison finds what was chosen
    const boxes = () => /** @type {HTMLInputElement[]} */ (all("input[name=d]"));
    const held = JSON.parse(sessionStorage.getItem(ticked) ?? "[]");
    for (const box of boxes()) box.checked = held.includes(box.value);
    const count = () => {
      const chosen = boxes().filter((box) => box.checked).map((box) => box.value);
      compare.textContent = chosen.length ? `${words.compare_chosen} (${chosen.length})` : words.compare_chosen;
      if (none) none.hidden = !chosen.length;
      compare.disabled = chosen.length < 2 || chosen.length > Number(compare.dataset.most);
      sessionStorage.setItem(ticked, JSON.stringify(chosen));
    };
    document.addEventListener("change", count);
    none?.addEventListener("click", () => {
      for (const box of boxes()) box.checked = false;
      count();
    });
    count();
  };

  // ---- remarks and findings: seen, and answered

  /** The remarks of a document that nobody has seen, counted where the page counts them. */
  const left = () => {
    for (const told of all("details.told")) {
      const tag = one("summary .tag", told);
      if (tag) tag.textContent = String(all("ol > li:not(.desk-seen)", told).length);
    }
    const count = one('header a[href="#view-doubts"] .tag');
    if (count) count.textContent = String(all(".doubts > li:not(.desk-seen)").length);
  };

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
      left();
    });
    item.prepend(label);
  };

  const renamed = async (/** @type {string} */ key, /** @type {string} */ old, /** @type {string} */ remark) => {
    if (await ask("/seen", JSON.stringify({ key, remark, off: false }))) await ask("/seen", JSON.stringify({ key, remark: old, off: true }));
  };

  const beside = () => {
    const seen = new Set(JSON.parse(one("#desk-ticks")?.textContent ?? "[]"));
    for (const item of all("details.told > ol > li")) {
      one("input", item)?.remove(); // the box of a page without a server
      const remark = item.dataset.mark ?? "";
      // what was ticked by its words, as an earlier version kept it, is kept by its mark from now on
      const words = `${one("a", item)?.getAttribute("href")} ${all("bdi", item).map((e) => e.textContent).join(" ")}`.slice(0, 200);
      const key = desk.dataset.key ?? "";
      if (seen.has(words)) renamed(key, words, remark);
      tick(item, key, remark, seen.has(remark) || seen.has(words));
    }
    left();
    // the first line in which a language stands alone below what is in sight; after the last one the first again
    one("#desk-next")?.addEventListener("click", () => {
      const lines = all("tr.alone").filter((line) => line.offsetParent !== null);
      const line = lines.find((one) => one.getBoundingClientRect().top > innerHeight / 2 + 1) ?? lines[0];
      if (!line) return;
      line.tabIndex = -1;
      line.scrollIntoView({ block: "center", behavior: "instant" });
      line.focus({ preventScroll: true });
    });
    one("#desk-hide")?.addEventListener("change", (event) => {
      document.documentElement.classList.toggle("desk-hide", /** @type {HTMLInputElement} */ (event.target).checked);
    });
  };

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
    const boxes = /** @type {HTMLInputElement[]} */ (all("header.bar input[id^=view-]"));
    document.addEventListener("change", () => {
      if (!book) return;
      const chosen = boxes.filter((box) => box.checked).map((box) => `became=${box.id.replace("view-", "")}`);
      book.href = chosen.length < boxes.length ? [whole, ...chosen].join("&") : whole;
    });
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
  const kinds = { list, beside, publish, mandates, follow };
  kinds[desk.dataset.desk ?? ""]?.();
  // what the script of documents (document.js) uses of this one
  Object.assign(globalThis, { aknDesk: { one, all, desk, words, tell, ask, tick, left } });
})();

// What the page can do beyond being read: notes beside the text, search in the contents, the source beside it.
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const root = document.documentElement;

  const narrow = matchMedia("(max-width: 63.99rem)");
  if (narrow.matches) $$(".tools details").forEach((d) => { d.open = false; });

  // notes beside the text, each at its call, none over another
  const notes = $$(".akn-authorialNote");
  const wide = matchMedia("(min-width: 78rem)");
  const place = () => {
    const beside = wide.matches && !root.classList.contains("with-source");
    root.classList.toggle("notes-beside", beside);
    if (!beside) return notes.forEach((note) => { note.style.top = ""; });
    const { top, right, left } = $("main").getBoundingClientRect();
    // tables that reach into the room of the notes, from the first one on
    const taken = $$("main .scroll").map((table) => table.getBoundingClientRect()).filter((box) => box.right > right + 1 || box.left < left - 1);
    let free = 0;
    for (const note of notes) {
      const link = $(".akn-marker", note).getAttribute("href");
      const call = link && document.getElementById(link.slice(1));
      const wanted = call ? call.getBoundingClientRect().top - top - 4 : free;
      let at = Math.max(wanted, free);
      for (const box of taken) if (at + note.offsetHeight > box.top - top && at < box.bottom - top) at = box.bottom - top + 8;
      note.style.top = `${at}px`;
      free = at + note.offsetHeight + 8;
    }
    $("main").style.minHeight = notes.length ? `${free + 32}px` : "";
  };
  if (notes.length) {
    place();
    new ResizeObserver(place).observe($("main"));
    wide.addEventListener("change", place);
  }

  // contents: search, and where the reader is
  const search = $("#view-search");
  const items = $$(".contents li");
  if (search) {
    search.hidden = false;
    search.addEventListener("input", () => {
      const wanted = search.value.trim().toLocaleLowerCase();
      for (const item of items) {
        const unit = document.getElementById($("a", item).getAttribute("href").slice(1));
        const words = item.textContent + (unit && !item.classList.contains("head") ? unit.textContent : "");
        item.hidden = wanted !== "" && !words.toLocaleLowerCase().includes(wanted);
      }
    });
  }
  const links = new Map(items.map((item) => [$("a", item).getAttribute("href").slice(1), $("a", item)]));
  let current = null;
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      if (current) current.removeAttribute("aria-current");
      current = links.get(entry.target.id);
      current.setAttribute("aria-current", "location");
    }
  }, { rootMargin: "-10% 0px -75% 0px" });
  for (const id of links.keys()) { const unit = document.getElementById(id); if (unit) watch.observe(unit); }

  // the source beside the text: a click on a unit shows where it came from
  const button = $("#view-with-source");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const on = root.classList.toggle("with-source");
      button.setAttribute("aria-pressed", String(on));
      place();
      if (on && narrow.matches) $("#view-source").scrollIntoView();
    });
    const units = $$("[data-from]", $("main"));
    const boxesOf = (unit) => (unit.dataset.boxes ?? "").split(";").filter(Boolean).map((box) => box.split(" ").map(Number));
    const name = (key) => key && document.dispatchEvent(new CustomEvent("view-line", { detail: key }));
    const show = (unit) => {
      $$(".unit-at").forEach((e) => e.classList.remove("unit-at"));
      unit.classList.add("unit-at");
      name(unit.dataset.key);
      $$(".sheet i").forEach((e) => e.remove());
      const [first, last] = unit.dataset.from.split(" ").map(Number);
      const boxes = boxesOf(unit);
      for (const [page, left, top, width, height] of boxes) {
        const box = document.createElement("i");
        Object.assign(box.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
        $(`#view-from-${page}`).append(box);
      }
      if (boxes.length) return $(".sheet i").scrollIntoView({ block: "center" });
      for (let n = first; n <= last; n++) $(`#view-from-${n}`)?.classList.add("unit-at");
      $(`#view-from-${first}`)?.scrollIntoView({ block: "center" });
    };
    // a click on the source shows what became of it: the innermost unit there
    $("#view-source").addEventListener("click", (event) => {
      const line = event.target.closest("li, .area, img");
      if (!line) return;
      const number = Number((line.closest("figure") ?? line).id.slice("view-from-".length));
      const sheet = line.closest("figure");
      const { left: x, top: y, width, height } = (sheet ? $("img", sheet) : line).getBoundingClientRect();
      const [across, down] = [(100 * (event.clientX - x)) / width, (100 * (event.clientY - y)) / height];
      const there = (unit) => sheet
        ? boxesOf(unit).some(([page, left, top, wide, high]) => page === number && across >= left && across <= left + wide && down >= top && down <= top + high)
        : unit.dataset.from.split(" ").map(Number).every((n, i) => (i ? n >= number : n <= number));
      const unit = units.filter(there).pop();
      if (unit) {
        show(unit);
        unit.scrollIntoView({ block: "center" });
      }
      name(line.dataset.key);
    });
    $("main").addEventListener("click", (event) => {
      const unit = event.target.closest("[data-from]");
      if (unit && root.classList.contains("with-source") && !event.target.closest("a[href]")) show(unit);
    });
    $$(".view-from").forEach((link) => link.addEventListener("click", (event) => {
      event.preventDefault();
      show(link.closest("[data-from]"));
    }));
  }

  // puts words on the clipboard; where a browser does not allow it they are selected, to be copied by hand
  const copyOf = (element, words) => {
    const select = () => (element.select ? element.select() : getSelection().selectAllChildren(element));
    if (navigator.clipboard) navigator.clipboard.writeText(words).catch(select);
    else select();
  };

  // corrections: what is chosen for a unit becomes a file to keep beside the input
  const form = $("#view-correct");
  if (form) {
    const [words, role, level, action, add, text, save] = ["words", "role", "level", "action", "add", "text", "save"].map((name) => $(`#view-correct-${name}`));
    let key = "";
    const able = () => {
      add.disabled = !key || !(role.value || action.checked);
      level.parentElement.hidden = role.value !== "heading";
    };
    const change = () => { save.href = `data:application/toml;charset=utf-8,${encodeURIComponent(text.value)}`; };
    button.addEventListener("click", () => { form.hidden = !root.classList.contains("with-source"); });
    document.addEventListener("view-line", (event) => {
      key = event.detail;
      words.textContent = key;
      able();
    });
    for (const field of [role, action]) field.addEventListener("change", able);
    add.addEventListener("click", () => {
      const lines = ["[[line]]", key, role.value && `role = "${role.value}"`, role.value === "heading" && level.value && `level = ${level.value}`, action.checked && "action = false"];
      text.value += `${text.value && "\n"}${lines.filter(Boolean).join("\n")}\n`;
      role.value = level.value = "";
      action.checked = false;
      words.textContent = form.dataset.added;
      able();
      change();
    });
    text.addEventListener("input", change);
    $("form", form).addEventListener("submit", (event) => event.preventDefault());
    $("#view-correct-copy").addEventListener("click", () => copyOf(text, text.value));
    change();
  }

  // what is offered goes to the corrections; what is said of the whole document stands before the lines
  for (const pre of $$(".correct pre")) {
    const add = document.createElement("button");
    add.type = "button";
    add.textContent = form.dataset.add;
    add.lang = root.lang;
    add.addEventListener("click", () => {
      const text = $("#view-correct-text");
      const [first, then] = pre.textContent.startsWith("[[") ? [text.value, pre.textContent] : [pre.textContent, text.value];
      text.value = [first.trim(), then.trim()].filter(Boolean).join("\n\n") + "\n";
      text.dispatchEvent(new Event("input"));
      if (!root.classList.contains("with-source")) button.click();
      form.open = true;
      text.focus();
    });
    pre.after(add);
  }
})();

// @ts-check
// The search of a site without a server (converters.view.searching tells what the files hold).
(() => {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("view-find"));
  const field = /** @type {HTMLInputElement} */ (document.getElementById("view-words"));
  const language = /** @type {HTMLSelectElement | null} */ (document.getElementById("view-language"));
  const list = /** @type {HTMLElement} */ (document.getElementById("view-found"));
  const told = /** @type {HTMLElement} */ (document.getElementById("view-told"));
  const SHARDS = 256, CITED = 32, MOST = 50;

  /** What was loaded, and what waits for it.  @type {Map<string, any>} */
  const held = new Map();
  /** @type {Map<string, (value: any) => void>} */
  const waiting = new Map();
  /** @param {string} kind @param {number} number @param {any} value */
  const arrived = (kind, number, value) => {
    const name = { docs: "docs", words: `w${number}`, units: `u${number}`, cited: `c${number}` }[kind] ?? "";
    held.set(name, value);
    waiting.get(name)?.(value);
    waiting.delete(name);
  };
  Object.assign(window, { aknSearch: arrived });
  /** A file of the index.  @param {string} name @returns {Promise<any>} */
  const load = (name) => held.has(name) ? Promise.resolve(held.get(name)) : new Promise((done) => {
    waiting.set(name, done);
    const script = document.createElement("script");
    script.src = `search/${name}.js`;
    script.onerror = () => arrived(name === "docs" ? "docs" : { w: "words", u: "units", c: "cited" }[name[0]] ?? "", Number(name.slice(1)), name === "docs" ? [] : {});
    document.head.append(script);
  });

  /** @param {string} text @returns {string[]} */
  const wordsOf = (text) => {
    const found = [];
    for (const [run] of text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
      for (const part of run.split(/([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)/u).filter(Boolean)) {
        if (/[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/u.test(part) && part.length > 2) for (let i = 0; i < part.length - 1; i++) found.push(part.slice(i, i + 2));
        else found.push(part);
      }
    }
    return found;
  };
  /** @param {string} word */
  const shardOf = (word) => {
    const [first, second] = [...word];
    return ((first.codePointAt(0) ?? 0) * 31 + (second?.codePointAt(0) ?? 0)) % SHARDS;
  };
  /** @type {Record<string, string[]>} */
  const clitics = JSON.parse(form.dataset.clitics ?? "{}");
  /** A word, and what it is without an article or the like that is written together with it.  @param {string} word */
  const formsOf = (word) => {
    const forms = new Set([word]);
    for (const known of Object.values(clitics)) {
      const start = known.find((clitic) => word.startsWith(clitic) && word.length - clitic.length >= 3);
      if (start) forms.add(word.slice(start.length));
    }
    return [...forms];
  };
  /** @param {string} word @returns {Promise<Set<number>>} */
  const anyOf = async (word) => new Set((await Promise.all(formsOf(word).map(unitsOf))).flatMap((set) => [...set]));
  /** Whether a word is another one or begins it, or both are forms of one word: endings of a letter and of three at most.
   * @param {string} other @param {string} word */
  const isForm = (other, word) => {
    if (other.startsWith(word)) return true;
    let same = 0;
    while (same < word.length && other[same] === word[same]) same++;
    const [shorter, longer] = [other.length - same, word.length - same].sort((a, b) => a - b);
    return same > 4 && shorter < 2 && longer < 4 && !/\p{N}/u.test(other.slice(same) + word.slice(same));
  };
  /** The numbers of the units that hold a word, in any form of it.  @param {string} word @returns {Promise<Set<number>>} */
  const unitsOf = async (word) => {
    const shard = await load(`w${shardOf(word)}`);
    const found = new Set();
    for (const [other, steps] of Object.entries(shard)) {
      if (!isForm(other, word)) continue;
      let number = 0;
      for (const step of steps) found.add(number += step);
    }
    return found;
  };

  /** @param {number[]} steps @returns {number[]} */
  const numbersOf = (steps) => { let number = 0; return steps.map((step) => number += step); };
  /** The numbers of the units that cite what has just this symbol; null where nothing does.
   * @param {string} query @returns {Promise<number[] | null>} */
  const citing = async (query) => {
    const key = query.normalize("NFKC").toUpperCase().replace(/\s+/gu, "");
    if (!key.includes("/")) return null;
    const shard = await load(`c${[...key].reduce((sum, c) => sum + (c.codePointAt(0) ?? 0), 0) % CITED}`);
    return Object.hasOwn(shard, key) ? numbersOf(shard[key]) : null;
  };
  /** A pattern of a number or a symbol where nothing of another one touches it.  @param {string} term */
  const whole = (term) => new RegExp(`(?<![\\p{L}\\p{N}/])${term.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/gu, "\\s+")}(?![\\p{N}/])`, "iu");
  /** What is typed as one number or symbol ("70/1") is looked for as it is: its parts elsewhere are not it.
   * @param {string} query */
  const wholes = (query) => query.split(/\s+/u).filter((term) => /[\p{L}\p{N}]\/[\p{L}\p{N}]/u.test(term)).map(whole);
  /** Where a text prints a symbol: in full, or as its number, whose halves Arabic prints the other way round.
   * @param {string} text @param {string} symbol @returns {RegExp | null} */
  const printed = (text, symbol) => {
    const parts = symbol.trim().split("/");
    const forms = parts.map((_, i) => parts.slice(i).join("/")).filter((form) => /\p{N}/u.test(form));
    const last = parts.slice(-2);
    if (last.every((part) => /^\p{N}+$/u.test(part))) forms.splice(-1, 1, last.reverse().join("/"));
    return forms.map(whole).find((pattern) => pattern.test(text)) ?? null;
  };

  /** @param {string} symbol */
  const spelled = (symbol) => symbol.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
  /** Whether somebody typed the symbol of a document or its number, with its year or without: "S/RES/2712 (2023)", "2712",
   * "78/231", but not "231", which is half a number.  @param {string} symbol @param {string} typed */
  const isNamed = (symbol, typed) => /\p{N}/u.test(typed) && [spelled(symbol), spelled(symbol.replace(/\(.*/u, ""))].some(
    (name) => name === typed || (name.endsWith(`/${typed}`) && !/\p{N}/u.test(name.at(-typed.length - 2) ?? "")));

  let turn = 0;
  /** The numbers of the units that hold all of some words.  @param {string[]} words @returns {Promise<number[]>} */
  const holding = async (words) => {
    const sets = (await Promise.all(words.map(anyOf))).sort((a, b) => a.size - b.size);
    return [...sets[0]].filter((n) => sets.every((set) => set.has(n))).sort((a, b) => a - b);
  };
  /** The language of what was found, where there are several.  @param {string} code @returns {(string | Node)[]} */
  const spokenOf = (code) => {
    const option = language && [...language.options].find((option) => option.value === code);
    return option ? [" ", Object.assign(document.createElement("span"), { className: "ui quiet", lang: code, textContent: option.textContent })] : [];
  };
  const find = async () => {
    const mine = ++turn;
    const words = wordsOf(field.value).filter((word) => word.length > 1 || /\p{N}/u.test(word));
    history.replaceState(null, "", words.length ? `?q=${encodeURIComponent(field.value)}` : location.pathname);
    list.replaceChildren();
    document.getElementById("view-count")?.toggleAttribute("hidden", !words.length);
    if (!words.length) { told.textContent = ""; return; }
    const [docs, cited] = await Promise.all([load("docs"), citing(field.value)]);
    const every = cited ?? await holding(words);
    if (mine !== turn) return;
    const exact = cited ? [] : wholes(field.value);
    const named = /[\p{L}\p{N}]\//u.test(field.value.trim()) ? field.value : "";
    const wanted = language?.value ?? "";
    const typed = spelled(field.value);
    const meant = docs.filter((/** @type {string[]} */ [, symbol, , code]) => (!wanted || code === wanted) && isNamed(symbol, typed));
    const places = [];
    let at = 0;
    for (const n of every) {
      while (at + 1 < docs.length && docs[at + 1][4] <= n) at++;
      if (wanted && docs[at][3] !== wanted) continue;
      if (exact.length) {
        const text = (await load(`u${at}`))[n - docs[at][4]][2];
        if (!exact.every((pattern) => pattern.test(text))) continue;
      }
      places.push([at, n - docs[at][4]]);
    }
    if (mine !== turn) return;
    told.textContent = `${meant.length + places.length}`;
    for (const [href, symbol, title, code] of meant) { // the document itself, before the places that name it
      const [item, link, called] = ["li", "a", "bdi"].map((name) => document.createElement(name));
      /** @type {HTMLAnchorElement} */ (link).href = href;
      link.append(Object.assign(document.createElement("bdi"), { textContent: symbol }));
      Object.assign(called, { lang: code, textContent: title.startsWith(symbol) ? title.slice(symbol.length) : title });
      item.className = "document";
      item.append(link, ...spokenOf(code), called.textContent ? " – " : "", called);
      list.append(item);
    }
    for (const [doc, unit] of places.slice(0, MOST)) {
      const [href, symbol, title, code] = docs[doc];
      const [eid, place, text] = (await load(`u${doc}`))[unit];
      if (mine !== turn) return;
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = eid ? `${href}#${encodeURIComponent(eid)}` : href;
      const name = document.createElement("bdi");
      name.textContent = symbol || title;
      link.append(name, place ? `, ${place}` : "");
      item.append(link);
      const words_ = document.createElement("p");
      words_.lang = code;
      words_.dir = "auto";
      link.after(...spokenOf(code));
      const pattern = named ? printed(text, named) : null;
      if (pattern) around(words_, text, pattern);
      else shown(words_, text, words);
      item.append(words_);
      list.append(item);
    }
  };
  /** The text around the first place where a pattern stands, which is marked.
   * @param {HTMLElement} into @param {string} text @param {RegExp} pattern */
  const around = (into, text, pattern) => {
    const found = /** @type {RegExpExecArray} */ (pattern.exec(text));
    const begin = text.lastIndexOf(" ", Math.max(0, found.index - 160)) + 1, end = found.index + found[0].length;
    const mark = document.createElement("mark");
    mark.textContent = found[0];
    into.append(begin ? "… " : "", text.slice(begin, found.index), mark, text.slice(end, end + 320), text.length > end + 320 ? " …" : "");
  };
  /** The text around the first word that is found, the words marked.
   * @param {HTMLElement} into @param {string} text @param {string[]} words */
  const shown = (into, text, words) => {
    const pieces = text.split(/([\p{L}\p{N}\p{M}]+)/u);
    const hit = (/** @type {string} */ piece) => { const bare = wordsOf(piece); return bare.some((b) => words.some((w) => isForm(b, w))); };
    const first = Math.max(0, pieces.findIndex(hit));
    if (first > 24) into.append("… ");
    for (const piece of pieces.slice(Math.max(0, first - 24), first + 60)) {
      if (hit(piece)) { const mark = document.createElement("mark"); mark.textContent = piece; into.append(mark); } else into.append(piece);
    }
    if (pieces.length > first + 60) into.append(" …");
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); find(); });
  language?.addEventListener("change", find);
  let pause = 0;
  field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(find, 150); });
  const given = new URLSearchParams(location.search).get("q");
  if (given) { field.value = given; find(); }
})();

// @ts-check
// The citation of the paragraph that the address names, to copy: symbol, place, title, date, and the address if the site
// has one that others can open.
(() => {
  const bar = document.getElementById("view-cite");
  const text = bar?.querySelector("output");
  const button = bar?.querySelector("button");
  if (!bar || !text || !button) return;
  const show = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const unit = id ? document.getElementById(id) : null;
    const place = unit?.dataset.place;
    bar.hidden = false;
    const { symbol, title, date, address } = bar.dataset;
    const day = date && /^\d{4}-\d\d-\d\d$/.test(date)
      ? new Intl.DateTimeFormat([document.documentElement.lang.replace(/^en$/, "en-GB") || "en-GB"], { dateStyle: "long", timeZone: "UTC" }).format(new Date(date)) : date;
    const open = address || (/^https?:$/.test(location.protocol) && !/^(localhost|127\.0\.0\.1)$/.test(location.hostname) ? location.href.replace(/#.*/, "") : "");
    text.textContent = [[symbol, place].filter(Boolean).join(", "), [title, day].filter(Boolean).join(", "), open && open + (place ? location.hash : "")]
      .filter(Boolean).join(" – ");
    button.textContent = bar.dataset.copy ?? "";
  };
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent ?? "");
      button.textContent = bar.dataset.copied ?? "";
    } catch {
      getSelection()?.selectAllChildren(text);
    }
  });
  addEventListener("hashchange", show);
  show();
})();

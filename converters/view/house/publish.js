// @ts-check
// The citation of the paragraph that the address names, to copy.
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
    text.textContent = [bar.dataset.symbol, place].filter(Boolean).join(", ") + ` – ${(bar.dataset.address || location.href.replace(/#.*/, "")) + (place ? location.hash : "")}`;
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

// The picture of what is due by month counts the rows that the filters leave.
(() => {
  const figure = document.querySelector("figure.picture");
  const bars = [...(figure?.querySelectorAll("rect[data-at]") ?? [])];
  if (!bars.length) return;
  const rows = [...document.querySelectorAll("tr[data-at]")];
  const undated = [...document.querySelectorAll("tr[data-no-month]")];
  const cells = new Map([...figure.querySelectorAll("tbody tr")].map((row) => [row.cells[0].textContent, row.cells[1]]));
  const size = (bar, name) => Number(bar.getAttribute(name));
  const room = Math.max(...bars.map((bar) => size(bar, "height")));
  const foot = size(bars[0], "y") + size(bars[0], "height");
  document.addEventListener("view-filtered", () => {
    const counts = new Map();
    for (const row of rows) {
      if (row.hidden) continue;
      for (const at of row.dataset.at.split(" ")) counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    const most = Math.max(1, ...bars.map((bar) => counts.get(bar.dataset.at) ?? 0));
    for (const bar of bars) {
      const n = counts.get(bar.dataset.at) ?? 0;
      const high = (room * n) / most;
      bar.setAttribute("height", high.toFixed(1));
      bar.setAttribute("y", (foot - high).toFixed(1));
      const cell = cells.get(bar.dataset.at);
      if (cell) cell.textContent = n ? String(n) : "";
    }
    figure.querySelector("text.top").textContent = String(most);
    const left = figure.querySelector(".left");
    if (!left) return;
    const n = undated.filter((row) => !row.hidden).length;
    left.hidden = !n;
    left.textContent = left.dataset.left.replace("{n}", String(n));
  });
})();

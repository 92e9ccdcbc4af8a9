// Columns that sort: a button in each head of a table .sortable; without a script the table stands as it is.
(() => {
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const key = (row, i) => row.cells[i].dataset.sort ?? row.cells[i].textContent.trim();
    heads.forEach((head, i) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = table.dataset.sortHint;
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.setAttribute("aria-sort", "none");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const sorted = [...body.rows].sort((a, b) => compare(key(a, i), key(b, i)));
        body.append(...(down ? sorted.reverse() : sorted));
      });
    });
  }
})();

// Filters that an address sets (?who=...&subject=...), so that they go along from one table to another.
(() => {
  for (const [name, wish] of new URLSearchParams(location.search)) {
    const field = document.getElementById(`view-${name}`);
    if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === wish)) field.value = wish;
    if (field instanceof HTMLInputElement && field.type === "search") field.value = wish;
  }
})();

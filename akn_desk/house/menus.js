// @ts-check
// The menus of the desk: what they show stays within the window, and they close as menus do.
(() => {
  document.addEventListener("toggle", (event) => { // what a menu shows stays within the window, wherever its name stands
    const menu = /** @type {HTMLElement} */ (event.target);
    const shown = menu.matches(".desk-menu[open]") ? /** @type {HTMLElement | null} */ (menu.lastElementChild) : null;
    if (!shown) return;
    shown.style.translate = "none";
    const { left, right } = shown.getBoundingClientRect();
    const over = Math.max(0, right - document.documentElement.clientWidth) + Math.min(0, left);
    if (over) shown.style.translate = `${-over}px`;
  }, true);
  document.addEventListener("click", (event) => { // also where a person clicks elsewhere
    if (!event.isTrusted) return;
    for (const menu of document.querySelectorAll(".desk-menu[open]")) {
      if (!menu.contains(/** @type {Node} */ (event.target))) menu.removeAttribute("open");
    }
  });
  document.addEventListener("keydown", (event) => { // a menu closes as menus do, and the focus goes back to its name
    const menu = event.key === "Escape" ? /** @type {HTMLElement | null} */ (document.querySelector(".desk-menu[open]")) : null;
    menu?.removeAttribute("open");
    if (menu?.contains(document.activeElement)) menu.querySelector("summary")?.focus();
  });
})();

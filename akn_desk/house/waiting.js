// @ts-check
// A page of what is not known yet is made anew when that is ready, or when there is something else to say of it.
(async () => {
  const told = /** @type {HTMLElement | null} */ (document.querySelector("[data-index]"));
  const began = JSON.stringify(told?.dataset.index ?? "");
  /** Whether somebody is typing here, whose words would be lost. */
  const typing = () => [...document.querySelectorAll("input")].some((field) => field.value !== field.defaultValue);
  while (told) {
    await new Promise((done) => setTimeout(done, 700));
    try {
      const state = await (await fetch("/progress", { headers: { accept: "application/json" } })).json();
      if (state.told) told.textContent = state.told;
      if ((state.index || JSON.stringify(state.fault) !== began) && !typing()) return location.reload();
    } catch {
      return; // the desk was closed
    }
  }
})();

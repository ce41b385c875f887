/** The navigation as a drawer, which the browser opens and closes: the focus goes into it. */

/** @param {Document} root */
export function startDrawer(root) {
  const drawer = /** @type {HTMLElement | null} */ (root.getElementById("pkb-nav"));
  drawer?.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "open") return;
    drawer.querySelector("a")?.focus();
  });
}

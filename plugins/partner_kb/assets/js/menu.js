/** Menus made of <details>: Escape and a click elsewhere close them. */

/** @param {Document} root */
export function startMenus(root) {
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const menus = root.querySelectorAll("details.pkb-menu");
  root.addEventListener("click", (event) => {
    for (const menu of menus) {
      if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
    }
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (menu.open && menu.contains(root.activeElement)) menu.querySelector("summary")?.focus();
      menu.open = false;
    }
  });
}

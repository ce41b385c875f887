/** A table that is wider than the window scrolls by itself; the keyboard must reach it for that. */

/** @param {Document} root */
export function startTables(root) {
  /** @type {NodeListOf<HTMLElement>} */
  const tables = root.querySelectorAll(".md-typeset table");
  if (tables.length === 0) return;
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const table of tables) watch.observe(table);
}

/** A table or a text that is wider than the window scrolls by itself; the keyboard must reach it for that. */

/** @param {Document} root */
export function startTables(root) {
  /** @type {NodeListOf<HTMLElement>} */
  const wide = root.querySelectorAll(".md-typeset :is(table, pre, pre > code)");
  if (wide.length === 0) return;
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const element of wide) watch.observe(element);
}

/**
 * "12 more pages" of a shortened list: without a script a link to all pages, with one a button that
 * shows the rest in place. Everything else is loaded when it is pressed; if it can't be, the link
 * comes back.
 */

/** @param {Document} root */
export function startRest(root) {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = root.querySelectorAll(".pkb-nav__cut > a");
  for (const link of links) {
    const button = root.createElement("button");
    button.type = "button";
    button.append(...link.childNodes);
    link.replaceWith(button);
    button.addEventListener("click", async () => {
      try {
        await (await import("./draw.js")).openRest(root, button);
      } catch (error) {
        console.error(error);
        link.append(...button.childNodes);
        button.replaceWith(link);
        link.focus();
      }
    });
  }
}

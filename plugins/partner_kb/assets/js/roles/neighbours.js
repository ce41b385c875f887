/** "Next" and "previous" skip what is for others. */
import { nextShown } from "./places.js";
import { siteLink } from "./vocabulary.js";

/** @typedef {import("./filter.js").View} View */

/** @type {WeakMap<Element, {href: string, title: string, lang: string}>} */
const originals = new WeakMap();

/** @param {Document} root @param {View | null} view */
export function showNeighbours(root, view) {
  const place = root.querySelector("[data-pkb-neighbours]");
  if (!place) return;
  for (const [rel, step] of /** @type {[string, 1 | -1][]} */ ([["prev", -1], ["next", 1]])) {
    const link = /** @type {HTMLAnchorElement | null} */ (place.querySelector(`a[rel="${rel}"]`));
    if (!link) continue;
    const own = originals.get(link) ?? {
      href: link.getAttribute("href") ?? "",
      title: link.lastChild?.textContent ?? "",
      lang: link.lang,
    };
    originals.set(link, own);
    const before = new URL(own.href, document.baseURI).pathname;
    const target = view && leading(view, before, step);
    link.hidden = target === undefined;
    const shown = target ?? own;
    link.setAttribute("href", shown.href);
    link.lang = shown.lang;
    if (!shown.lang) link.removeAttribute("lang");
    if (link.lastChild && link.lastChild.textContent !== shown.title) link.lastChild.textContent = shown.title;
  }
}

/**
 * Where a link leads: null for where it led before, which is so for what is no written page (the
 * home page); undefined for nowhere.
 * @param {View} view @param {string} before the path that it led to @param {1 | -1} step
 */
function leading(view, before, step) {
  const at = nextShown(view.audiences, view.here, step);
  if (at !== undefined) {
    const page = view.pages[at];
    return { href: siteLink(page.url), title: page.title, lang: page.lang ?? "" };
  }
  return view.pages.some((page) => siteLink(page.url) === before) ? undefined : null;
}

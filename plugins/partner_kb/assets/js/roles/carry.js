/**
 * Where this browser may not remember, the choice travels in the address: links within the site get
 * the query when they are used. Where it remembers, no link is touched.
 */
import { isOn, noChoice, rememberChoice, writeQuery } from "./choice.js";
import { siteRoot } from "./vocabulary.js";

/** @typedef {import("./choice.js").Choice} Choice */

/**
 * The link with the choice in its query, without its host; as it is where it leaves the site.
 * @param {string} href absolute @param {string} root of the site, absolute @param {Choice} choice
 */
export function withChoice(href, root, choice) {
  if (!href.startsWith(root)) return href;
  const url = new URL(href);
  url.search = writeQuery(url.search, choice);
  return url.pathname + url.search + url.hash;
}

/** @type {Choice | null} */
let carried = null;
let listening = false;
/** @type {WeakSet<Element>} links that were given a choice, and must lose it when it is cleared */
const touched = new WeakSet();

/** @param {Document} root @param {Choice} choice */
export function carryChoice(root, choice) {
  carried = rememberChoice(choice) || !isOn(choice) ? null : choice;
  if (!carried || listening) return;
  listening = true;
  // Before the click: a link may also be opened in a new tab, by any button or by the keyboard.
  for (const kind of ["pointerdown", "focusin", "click"]) {
    root.addEventListener(kind, (event) => carry(/** @type {Element | null} */ (event.target)), true);
  }
}

/** @param {Element | null} target */
function carry(target) {
  const link = target?.closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement) || !(carried || touched.has(link))) return;
  if (link.getAttribute("href")?.startsWith("#")) return;
  const carrying = withChoice(link.href, siteRoot(), carried ?? noChoice());
  if (carrying === link.href) return;
  link.setAttribute("href", carrying);
  touched.add(link);
}

/**
 * The navigation: pages for others and sections emptied by that are taken away. A page shows only
 * a part of the tree, so closed groups and cut lists are known by the places of their pages, which
 * the tree says for all its items in their order: `data-pkb-pages="0,1,2 4-9,…"`.
 */
import { readPlaces } from "./places.js";
import { fitTags, unclassified } from "./tag.js";
import { say, sayCount } from "./words.js";
import { siteLink } from "./vocabulary.js";

/** @typedef {import("./filter.js").View} View */

/** @type {WeakMap<Element, string>} what links were before a filter */
const hrefs = new WeakMap();
/** @type {WeakMap<Element, string>} */
const texts = new WeakMap();

/** @param {Document} root @param {View | null} view */
export function showNav(root, view) {
  /** @type {HTMLElement | null} */
  const tree = root.querySelector(".pkb-nav [data-pkb-pages]");
  const lists = tree?.dataset.pkbPages?.split(",") ?? [];
  for (const [index, item] of tree?.querySelectorAll("li").entries() ?? []) {
    if (!lists[index]) continue;
    const link = /** @type {HTMLAnchorElement | null} */ (
      item.querySelector(":scope > a, :scope > .pkb-nav__group")
    );
    const places = readPlaces(lists[index]);
    const shown = view ? places.filter((place) => view.audiences[place] !== "no") : places;
    item.hidden = shown.length === 0;
    if (!link) continue;
    if (item.classList.contains("pkb-nav__cut")) showCut(link, view, shown.length);
    else if (isGroup(item)) showGroup(link, view, places, shown);
    else fitTags(link, view && view.audiences[places[0]] === "unclassified" ? [unclassified(view)] : []);
  }
}

/** @param {Element} item */
const isGroup = (item) => item.querySelector(":scope > .pkb-nav__more, :scope > .pkb-nav__group");

/** How many pages a shortened list keeps back. @param {Element} link @param {View | null} view @param {number} count */
function showCut(link, view, count) {
  if (!texts.has(link)) texts.set(link, link.textContent ?? "");
  link.textContent = view ? say(view.vocabulary, "more", { count }, count) : texts.get(link) ?? "";
}

/**
 * A group says how many of its pages are left, and leads to the first of them.
 * @param {HTMLElement} link @param {View | null} view
 * @param {readonly number[]} places @param {readonly number[]} shown
 */
function showGroup(link, view, places, shown) {
  const counts = view && shown.length < places.length;
  fitTags(link, counts
    ? [{
        kind: "count",
        text: `${shown.length}/${places.length}`,
        spoken: sayCount(view.vocabulary, shown.length, places.length),
      }]
    : []);
  if (!(link instanceof HTMLAnchorElement)) return;
  if (!hrefs.has(link)) hrefs.set(link, link.getAttribute("href") ?? "");
  const first = view && shown.length && shown[0] !== places[0] ? view.pages[shown[0]].url : null;
  link.setAttribute("href", first === null ? hrefs.get(link) ?? "" : siteLink(first));
}

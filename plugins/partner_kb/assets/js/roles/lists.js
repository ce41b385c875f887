/** Lists of pages: what is for others is taken away, emptied sections too, and a count says so. */
import { audience } from "./choice.js";
import { readItemPlaces } from "./places.js";
import { fitTags, unclassified } from "./tag.js";
import { say, sayCount } from "./words.js";

/** @typedef {import("./filter.js").View} View */

/** @param {Document} root @param {View | null} view */
export function showLists(root, view) {
  placeItems(root);
  /** @type {NodeListOf<HTMLElement>} */
  const items = root.querySelectorAll("[data-pkb-item]");
  for (const item of items) {
    const found = view ? audienceOf(item, view) : "yes";
    item.hidden = found === "no";
    fitTags(item.querySelector("a") ?? item, view && found === "unclassified" ? [unclassified(view)] : []);
  }
  /** @type {NodeListOf<HTMLElement>} */
  const sections = root.querySelectorAll("[data-pkb-section]:not([data-pkb-card])");
  for (const section of sections) {
    section.hidden = !section.querySelector("[data-pkb-item]:not([hidden])");
  }
  for (const link of root.querySelectorAll(".pkb-letters a")) {
    const target = root.getElementById(link.getAttribute("href")?.slice(1) ?? "");
    const line = /** @type {HTMLElement | null} */ (link.closest("li"));
    if (line) line.hidden = Boolean(target?.closest("[hidden]"));
  }
  showCount(root, view);
}

/** Make items of the lines of a list, each with its place, which the list says for all of them. @param {Document} root */
function placeItems(root) {
  /** @type {NodeListOf<HTMLElement>} */
  const lists = root.querySelectorAll("[data-pkb-listed]");
  for (const list of lists) {
    const places = readItemPlaces(list.dataset.pkbListed ?? "");
    list.removeAttribute("data-pkb-listed");
    list.querySelectorAll(":scope > li:not([data-pkb-place])").forEach((item, index) => {
      item.setAttribute("data-pkb-item", "");
      item.setAttribute("data-pkb-place", places[index] ?? "");
    });
  }
}

/** Whom the page of an item is for; pages outside the navigation name no role. @param {HTMLElement} item @param {View} view */
function audienceOf({ dataset: { pkbPlace } }, { audiences, choice, vocabulary }) {
  return pkbPlace ? audiences[Number(pkbPlace)] : audience({ roles: [], applies: [] }, choice, vocabulary);
}

/** "12 of 40 pages" above the first list of the page. @param {Document} root @param {View | null} view */
function showCount(root, view) {
  root.querySelector("[data-pkb-list-count]")?.remove();
  const list = root.querySelector("article .pkb-list");
  if (!view || !list) return;
  const all = root.querySelectorAll("article .pkb-list > [data-pkb-item]");
  const shown = [...all].filter((item) => !item.hasAttribute("hidden")).length;
  const line = root.createElement("p");
  line.className = "pkb-filtered";
  line.setAttribute("data-pkb-list-count", "");
  line.textContent = sayCount(view.vocabulary, shown, all.length);
  if (!shown) {
    const nothing = root.createElement("span");
    nothing.className = "pkb-filtered__none";
    nothing.textContent = say(view.vocabulary, "none");
    line.append(" ", nothing);
  }
  (list.closest("[data-pkb-section]") ?? list).before(line);
}

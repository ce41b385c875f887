/**
 * The navigation, drawn again: with the rest of a list that somebody asked for, and as a role filter
 * leaves it. What a page holds already is kept; what it lacks is made from the data of the locale.
 */
import { once } from "../once.js";
import { loadData, loadPages, loadVocabulary, siteLink } from "../roles/vocabulary.js";
import { fitTags, unclassified } from "../roles/tag.js";
import { say, sayCount } from "../roles/words.js";
import { partOf, readTree, trailTo } from "./tree.js";

/**
 * @typedef {import("../roles/filter.js").View} View
 * @typedef {import("./tree.js").Node} Node
 * @typedef {"before" | "after"} End
 * @typedef {{list: HTMLElement, nodes: Node[], trail: Node[], opened: Set<End>,
 *   cuts: Partial<Record<End, HTMLElement>>}} Shown a list of the navigation
 */

/** @type {View | null} */
let current = null;
/** @type {Map<HTMLElement, Shown>} */
const lists = new Map();
/** @type {Map<Node, HTMLElement>} */
const items = new Map();

const load = once(async () => {
  const [vocabulary, pages, entries] = await Promise.all([loadVocabulary(), loadPages(), loadData("nav")]);
  return { vocabulary, pages, nodes: readTree(entries, pages, say(vocabulary, "no_topic")) };
});

/** @type {Awaited<ReturnType<typeof load>> | undefined} */
let loaded;

/** @param {string} path @returns {string} without the name of an index file */
const pathOf = (path) => path.replace(/\/index\.html$/, "/");

/** Rejects where the data are missing. @param {Document} root */
export async function loadNav(root) {
  const found = await load();
  /** @type {HTMLElement | null} */
  const list = root.querySelector(".pkb-nav > ul");
  if (loaded || !list) return;
  loaded = found;
  const here = pathOf(location.pathname);
  adopt(list, found.nodes, trailTo(found.nodes, ({ url }) => url !== null && pathOf(siteLink(url)) === here));
}

/** @param {Document} root @param {View | null} view */
export function showNav(root, view) {
  current = view;
  draw(root);
}

/**
 * Show the rest of a list in place of the button that stands for it; the focus goes to what is new.
 * Rejects where the data are missing.
 * @param {Document} root @param {HTMLElement} button
 */
export async function openRest(root, button) {
  await loadNav(root);
  const cut = button.closest("li");
  const shown = [...lists.values()].find(({ cuts }) => cut && Object.values(cuts).includes(cut));
  if (!shown) throw new Error("the navigation has no such list");
  const before = new Set(shown.list.children);
  shown.opened.add(shown.cuts.before === cut ? "before" : "after");
  draw(root);
  const first = [...shown.list.children].find((item) => !before.has(item) && !item.hasAttribute("hidden"));
  first?.querySelector("a")?.focus();
}

/** Know a list of the page by its nodes. @param {HTMLElement} list @param {Node[]} nodes @param {Node[]} trail */
function adopt(list, nodes, trail) {
  /** @type {Shown} */
  const shown = { list, nodes, trail, opened: new Set(), cuts: {} };
  lists.set(list, shown);
  for (const item of /** @type {Iterable<HTMLElement>} */ (list.children)) {
    if (item.matches(".pkb-nav__cut")) {
      shown.cuts[item === list.firstElementChild ? "before" : "after"] = item;
      continue;
    }
    const link = item.querySelector(":scope > a");
    const path = link instanceof HTMLAnchorElement ? link.pathname : null;
    const node = nodes.find((one) => (path === null ? trail.includes(one) : siteLink(one.first) === path));
    if (!node) continue;
    items.set(node, item);
    const inner = /** @type {HTMLElement | null} */ (item.querySelector(":scope > ul"));
    if (inner) adopt(inner, node.children, trail);
  }
}

/** @param {Document} root */
function draw(root) {
  if (!loaded) return;
  const focused = /** @type {HTMLElement | null} */ (root.activeElement);
  for (const shown of lists.values()) {
    const { list, nodes, trail, opened } = shown;
    const part = partOf(nodes, trail, (place) => !current || current.audiences[place] !== "no", opened);
    const drawn = part.nodes.map((node) => {
      const item = itemOf(root, node);
      item.hidden = !part.shown.has(node);
      label(item, node);
      return item;
    });
    list.replaceChildren(...rest(root, shown, "before", part.before), ...drawn, ...rest(root, shown, "after", part.after));
  }
  if (focused?.isConnected && focused !== root.activeElement) focused.focus();
}

/** What the page has of a node, else made as its template makes it. @param {Document} root @param {Node} node */
function itemOf(root, node) {
  const known = items.get(node);
  if (known) return known;
  const item = root.createElement("li");
  const link = root.createElement("a");
  link.href = siteLink(node.first);
  if (node.lang) link.lang = node.lang;
  if (node.children.length > 0) link.className = "pkb-nav__more";
  link.textContent = node.name;
  item.append(link);
  items.set(node, item);
  return item;
}

/**
 * What a filter says of a node: how many of a group's pages are left, and it leads to the first of
 * them; a page without a role is labelled.
 * @param {HTMLElement} item @param {Node} node
 */
function label(item, { children, places, first, place }) {
  const link = /** @type {HTMLElement} */ (item.firstElementChild);
  const view = current;
  if (children.length === 0) {
    fitTags(link, view && view.audiences[place] === "unclassified" ? [unclassified(view)] : []);
    return;
  }
  const left = view ? places.filter((one) => view.audiences[one] !== "no") : places;
  const spoken = view && left.length < places.length ? sayCount(view.vocabulary, left.length, places.length) : "";
  fitTags(link, spoken ? [{ kind: "count", text: `${left.length}/${places.length}`, spoken }] : []);
  if (!(link instanceof HTMLAnchorElement)) return;
  const target = siteLink(view && left.length && left[0] !== places[0] ? view.pages[left[0]].url : first);
  if (link.pathname !== target) link.setAttribute("href", target);
}

/**
 * The line for what is kept back at an end of a list, if anything is.
 * @param {Document} root @param {Shown} shown @param {End} end @param {number} count
 * @returns {HTMLElement[]}
 */
function rest(root, { cuts }, end, count) {
  if (count === 0 || !loaded) return [];
  const cut = cuts[end] ?? root.createElement("li");
  cuts[end] = cut;
  if (!cut.firstElementChild) {
    cut.className = "pkb-nav__cut";
    const button = root.createElement("button");
    button.type = "button";
    button.addEventListener("click", () => openRest(root, button));
    cut.append(button);
  }
  const text = say(loaded.vocabulary, "more", { count }, count);
  const button = /** @type {Element} */ (cut.firstElementChild);
  if (button.textContent !== text) button.textContent = text;
  return [cut];
}

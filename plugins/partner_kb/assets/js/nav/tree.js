/**
 * The navigation as a tree of values, and the part of it that is shown. Pure.
 *
 * @typedef {{url: string, title: string, lang?: string}} Page of pages.<locale>.json
 * @typedef {number | string | {name: string, lang?: string, page?: 1, url?: string, in?: Entry[]}} Entry
 *   as partner_kb/mkdocs_plugin/nav_data.py writes them
 * @typedef {{name: string, lang: string, url: string | null, first: string, place: number,
 *   places: number[], count: number, children: Node[]}} Node
 *   `url`: its own page, relative to the site's root; `first`: what a click on it opens; `place`:
 *   that of its own page among all, or -1; `places`: of all pages from here on
 * @typedef {{before: number, after: number}} Cut in pages
 * @typedef {Cut & {nodes: Node[], shown: Set<Node>}} Part `nodes` in order, those that a filter takes
 *   away among them; `shown` are the others
 */

/** As partner_kb/mkdocs_plugin/navigation.py has them. */
const [NEIGHBOURS, OUTLINE, FIRST] = [9, 20, 8];

/**
 * @param {readonly Entry[]} entries @param {readonly Page[]} pages in the same order
 * @param {string} unnamed what a group without a name is called
 * @returns {Node[]}
 */
export function readTree(entries, pages, unnamed) {
  let next = 0;
  const leaf = (/** @type {string} */ name) => {
    const page = pages[next];
    return node(name || page.title, (!name && page.lang) || "", page.url, next++, []);
  };
  /** @param {Entry} entry @returns {Node[]} */
  const nodesOf = (entry) => {
    if (typeof entry === "number") return Array.from({ length: entry }, () => leaf(""));
    if (typeof entry === "string") return [leaf(entry)];
    const place = entry.page ? next++ : -1;
    const url = entry.page ? pages[place].url : (entry.url ?? null);
    return [node(entry.name || unnamed, entry.lang ?? "", url, place, (entry.in ?? []).flatMap(nodesOf))];
  };
  return entries.flatMap(nodesOf);
}

/**
 * @param {string} name @param {string} lang @param {string | null} url @param {number} place
 * @param {Node[]} children
 * @returns {Node}
 */
function node(name, lang, url, place, children) {
  const places = [...(place < 0 ? [] : [place]), ...children.flatMap((child) => child.places)];
  const count = children.reduce((sum, child) => sum + child.count, url === null ? 0 : 1);
  return { name, lang, url, first: url ?? children[0]?.first ?? "", place, places, count, children };
}

/**
 * The way to a page: its ancestors from the top, then its own node; empty where it isn't in the tree.
 * @param {readonly Node[]} nodes @param {(node: Node) => boolean} isHere
 * @returns {Node[]}
 */
export function trailTo(nodes, isHere) {
  for (const one of nodes) {
    if (isHere(one)) return [one];
    const below = trailTo(one.children, isHere);
    if (below.length > 0) return [one, ...below];
  }
  return [];
}

/**
 * Where the part of a list begins and ends that is shown around `here`; undefined: from the first.
 * @param {readonly Node[]} nodes @param {number | undefined} here
 * @returns {[number, number]}
 */
export function windowOf(nodes, here) {
  const whole = nodes.some((one) => one.children.length > 0) ? OUTLINE : NEIGHBOURS;
  if (nodes.length <= whole) return [0, nodes.length];
  const most = here === undefined ? FIRST : whole;
  const start = Math.max(0, Math.min((here ?? 0) - Math.floor(most / 2), nodes.length - most));
  const end = start + most;
  return [start === 1 ? 0 : start, end === nodes.length - 1 ? nodes.length : end];
}

/**
 * What is shown of a list: without a filter as the page has it, with one the nearest of what is left.
 * @param {readonly Node[]} nodes @param {readonly Node[]} trail
 * @param {(place: number) => boolean} isFor whether the page at a place is for the reader
 * @param {ReadonlySet<"before" | "after">} opened the ends whose rest was asked for
 * @returns {Part}
 */
export function partOf(nodes, trail, isFor, opened) {
  const at = nodes.findIndex((one) => trail.includes(one));
  const [first, end] = windowOf(nodes, at < 0 ? undefined : at);
  const left = nodes.filter(({ places }) => places.length === 0 || places.some(isFor));
  const nearest = left.findIndex((one) => nodes.indexOf(one) >= at);
  const [from, to] = windowOf(left, at < 0 ? undefined : nearest < 0 ? left.length : nearest);
  const cut = { before: opened.has("before") ? 0 : from, after: opened.has("after") ? left.length : to };
  const shown = new Set(left.slice(cut.before, cut.after));
  const count = (/** @type {Node[]} */ kept) =>
    kept.reduce((sum, { places, count }) => sum + (places.length ? places.filter(isFor).length : count), 0);
  return {
    nodes: nodes.filter((one, index) => shown.has(one) || (index >= first && index < end && !left.includes(one))),
    shown,
    before: count(left.slice(0, cut.before)),
    after: count(left.slice(cut.after)),
  };
}

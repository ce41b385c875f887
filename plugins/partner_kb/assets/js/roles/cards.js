/**
 * The topics of the home page: each shows its first pages, and while a filter is on the first ones
 * that match, with how many there are.
 */
import { readPlaces } from "./places.js";
import { fitTags } from "./tag.js";
import { siteLink } from "./vocabulary.js";
import { say, sayCount } from "./words.js";

/** @typedef {import("./filter.js").View} View */

/** @type {WeakMap<Element, string>} the line below a list as the page has it */
const texts = new WeakMap();

/** @param {Document} root @param {View | null} view */
export function showCards(root, view) {
  /** @type {NodeListOf<HTMLElement>} */
  const cards = root.querySelectorAll("[data-pkb-card]");
  for (const added of root.querySelectorAll("[data-pkb-added]")) added.remove();
  for (const card of cards) {
    const most = Number(card.dataset.pkbCard);
    const places = readPlaces(card.dataset.pkbPages ?? "");
    const shown = view ? places.filter((place) => view.audiences[place] !== "no") : places;
    card.hidden = shown.length === 0;
    if (view) card.querySelector("ul")?.append(...further(root, view, places, shown, most));
    showRest(card, view, places.length > most, Math.max(0, shown.length - most));
    const heading = card.querySelector("h3") ?? root.getElementById("pkb-topics");
    const text = view ? sayCount(view.vocabulary, shown.length, places.length) : "";
    if (heading) fitTags(heading, view ? [{ kind: "count", text }] : []);
  }
}

/**
 * Matching pages that the page itself doesn't list: its list ends before them.
 * @param {Document} root @param {View} view @param {readonly number[]} places
 * @param {readonly number[]} shown @param {number} most
 */
function further(root, view, places, shown, most) {
  const listed = new Set(places.slice(0, most));
  return shown.slice(0, most).filter((place) => !listed.has(place)).map((place) => {
    const page = view.pages[place];
    const item = root.createElement("li");
    item.setAttribute("data-pkb-item", "");
    item.setAttribute("data-pkb-added", "");
    item.setAttribute("data-pkb-place", String(place));
    const link = root.createElement("a");
    link.href = siteLink(page.url);
    link.textContent = page.title;
    if (page.lang) link.lang = page.lang;
    item.append(link);
    return item;
  });
}

/** @param {HTMLElement} card @param {View | null} view @param {boolean} before whether there was more @param {number} count */
function showRest(card, view, before, count) {
  const line = /** @type {HTMLElement | null} */ (card.querySelector("[data-pkb-more]"));
  const link = line?.querySelector("a");
  if (!line || !link) return;
  if (!texts.has(link)) texts.set(link, link.textContent ?? "");
  line.hidden = view ? count === 0 : !before;
  link.textContent = view ? say(view.vocabulary, "more", { count }, count) : texts.get(link) ?? "";
}

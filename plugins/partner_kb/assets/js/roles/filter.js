/**
 * The site as the chosen roles see it: each part of a page is told of the choice, and resets itself
 * where there is none. Loaded only where a filter is on or the picker is opened.
 *
 * @typedef {{url: string, title: string, roles: string[], applies: string[], topic: string,
 *   lang?: string}} Page in the order of the navigation
 * @typedef {import("./choice.js").Choice} Choice
 * @typedef {import("./vocabulary.js").Vocabulary} Vocabulary
 * @typedef {{choice: Choice, vocabulary: Vocabulary, pages: Page[],
 *   audiences: ("yes" | "no" | "unclassified")[], here: number}} View
 *   `here` is the place of this page among `pages`, or -1
 */
import { loadNav, showNav } from "../nav/draw.js";
import { showArticle } from "./article.js";
import { showBar, showFailure } from "./bar.js";
import { showCards } from "./cards.js";
import { carryChoice } from "./carry.js";
import { audience, currentChoice, isOn, onChoice, settleChoice, unknownIds } from "./choice.js";
import { showLists } from "./lists.js";
import { showNeighbours } from "./neighbours.js";
import { loadStyle } from "./style.js";
import { loadPages, loadVocabulary, siteLink } from "./vocabulary.js";

/** The vocabulary and the locale's pages; the navigation is ready then too. @returns {Promise<[Vocabulary, Page[]]>} */
export async function loadAll() {
  const [vocabulary, pages] = await Promise.all([loadVocabulary(), loadPages(), loadNav(document)]);
  return [vocabulary, pages];
}

/** @param {string} path @returns {string} without the name of an index file */
const pathOf = (path) => path.replace(/\/index\.html$/, "/");

/**
 * @param {Choice} choice @param {Vocabulary} vocabulary @param {Page[]} pages
 * @returns {View}
 */
export function viewOf(choice, vocabulary, pages) {
  const here = pathOf(location.pathname);
  return {
    choice,
    vocabulary,
    pages,
    audiences: pages.map((page) => audience(page, choice, vocabulary)),
    here: pages.findIndex((page) => siteLink(page.url) === here),
  };
}

let started = false;

/** @param {Document} root */
export function startFilter(root) {
  if (started) return;
  started = true;
  /** @type {string[]} what the address named in vain, told until the next change */
  let unknown = [];
  let settled = false;

  const show = (/** @type {View | null} */ view) => {
    showBar(root, view, unknown);
    showNav(root, view);
    showCards(root, view);
    showLists(root, view);
    showNeighbours(root, view);
    showArticle(root, view);
  };

  onChoice(async (choice) => {
    if (!isOn(choice) && (settled || !unknownIds().length)) {
      settled = true;
      carryChoice(root, choice);
      show(null);
      return;
    }
    const style = loadStyle();
    try {
      const [vocabulary, pages] = await loadAll();
      await style;
      unknown = settled ? [] : unknownIds();
      const known = currentChoice();
      if (!settled) settleChoice(known);
      settled = true;
      carryChoice(root, known);
      show(isOn(known) ? viewOf(known, vocabulary, pages) : null);
      if (!isOn(known)) showBar(root, null, unknown, vocabulary);
    } catch (error) {
      console.error(error);
      await style;
      show(null);
      showFailure(root);
    }
  });
}

/**
 * From Pagefind's answers to one list: how well each page serves the whole query.
 *
 * @typedef {{id: string, score: number, words: readonly number[], boost?: number}} Answer of one Pagefind
 *   search; `boost` is weighed by how rare the term is
 * @typedef {{weight: number, answers: readonly Answer[]}} Asked an option of a term, answered
 * @typedef {{id: string, score: number, coverage: number, locations: number[]}} Ranked
 */

const NEAR = 2;
const NEAR_BONUS = 0.5;
/** A page that holds less than this share of what the best one holds is no result. */
const ENOUGH = 0.35;

/**
 * Each term counts by its best option. The sum is weighed by how much of the query the page holds
 * (rare words count more than common ones), and by how much of it stands together as it was typed.
 * Best first; equal scores in the order of the ids.
 *
 * @param {readonly {sure: number, asked: readonly Asked[]}[]} terms
 * @param {(id: string) => number} weightOf a page, by which its score is multiplied; 0 leaves it out
 * @param {number} pages in the index
 * @returns {Ranked[]}
 */
export function rank(terms, weightOf, pages) {
  /** @type {Map<string, {part: number, boost: number, places: Set<number>}[]>} */
  const found = new Map();
  const rarity = terms.map(({ sure, asked }, number) => {
    const ids = new Set();
    for (const { weight, answers } of asked) {
      for (const { id, score, words, boost = 0 } of answers) {
        ids.add(id);
        const row = found.get(id) ?? [];
        const term = (row[number] ??= { part: 0, boost: 0, places: new Set() });
        term.part = Math.max(term.part, weight * score);
        term.boost = Math.max(term.boost, weight * boost);
        for (const word of words) term.places.add(word);
        found.set(id, row);
      }
    }
    return ids.size === 0 ? 0 : sure * Math.log(1 + (pages - ids.size + 0.5) / (ids.size + 0.5));
  });
  const all = rarity.reduce((sum, value) => sum + value, 0);
  const ranked = [...found].map(([id, row]) => {
    let score = 0;
    let held = 0;
    for (const [number, term] of row.entries()) {
      if (!term) continue;
      score += term.part + term.boost * rarity[number];
      held += rarity[number];
    }
    const coverage = all > 0 ? held / all : 1;
    const together = 1 + NEAR_BONUS * closeness(row.map((term) => term?.places));
    const locations = new Set(row.flatMap((term) => (term ? [...term.places] : [])));
    return {
      id,
      coverage,
      score: score * coverage * coverage * together * weightOf(id),
      locations: [...locations].sort((a, b) => a - b),
    };
  });
  const enough = ENOUGH * Math.max(...ranked.map(({ coverage }) => coverage));
  return ranked
    .filter(({ score, coverage }) => score > 0 && coverage >= enough)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/**
 * The share of neighbouring terms that stand close together, in their order, somewhere on the page.
 * @param {readonly (ReadonlySet<number> | undefined)[]} places of each term
 */
export function closeness(places) {
  let close = 0;
  for (let number = 1; number < places.length; number += 1) {
    const [before, after] = [places[number - 1], places[number]];
    if (!before || !after) continue;
    const together = [...before].some((place) => {
      for (let step = 1; step <= NEAR; step += 1) if (after.has(place + step)) return true;
      return false;
    });
    if (together) close += 1;
  }
  return places.length > 1 ? close / (places.length - 1) : 0;
}

/**
 * From Pagefind's answers to one list: how well each page serves the whole query.
 *
 * @typedef {{id: string, score: number, words: readonly number[]}} Answer of one Pagefind search
 * @typedef {{weight: number, answers: readonly Answer[]}} Asked an option of a term, answered
 * @typedef {{id: string, score: number, matched: number, locations: number[]}} Ranked
 */

/**
 * Each term counts by its best option, weighed by how much of the query (rare words count more
 * than common ones) the page holds. Best first; equal scores keep the order of the ids.
 *
 * @param {readonly (readonly Asked[])[]} terms
 * @param {number} pages in the index
 * @returns {Ranked[]}
 */
export function rank(terms, pages) {
  /** @type {Map<string, {parts: number[], locations: Set<number>}>} */
  const found = new Map();
  const rarity = terms.map((asked, number) => {
    const ids = new Set();
    for (const { weight, answers } of asked) {
      for (const { id, score, words } of answers) {
        ids.add(id);
        const row = found.get(id) ?? { parts: [], locations: new Set() };
        row.parts[number] = Math.max(row.parts[number] ?? 0, weight * score);
        for (const word of words) row.locations.add(word);
        found.set(id, row);
      }
    }
    return ids.size === 0 ? 0 : Math.log(1 + (pages - ids.size + 0.5) / (ids.size + 0.5));
  });
  const all = rarity.reduce((sum, value) => sum + value, 0);
  const ranked = [...found].map(([id, { parts, locations }]) => {
    let score = 0;
    let held = 0;
    let matched = 0;
    for (const [number, part] of parts.entries()) {
      if (part === undefined) continue;
      score += part;
      held += rarity[number];
      matched += 1;
    }
    const coverage = all > 0 ? held / all : 1;
    return {
      id,
      score: score * coverage * coverage,
      matched,
      locations: [...locations].sort((a, b) => a - b),
    };
  });
  return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

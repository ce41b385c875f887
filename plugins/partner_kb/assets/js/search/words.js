/**
 * The words of an index: cutting a query as the index was cut, and the word that was meant where
 * one is mistyped.
 *
 * @typedef {{text: string, folded: string, level: number}} Word `level`: how common, 0 to 9
 * @typedef {{byFolded: Map<string, Word>, list: Word[], longestHan: number}} Vocabulary
 */

const HAN = /\p{Script=Han}/u;
const PARTS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;

/** Without case, accents and width. @param {string} text */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {string} text */
export const isHan = (text) => HAN.test(text);

/**
 * @param {string} packed as partner_kb/search/words.py writes them: a line is what the word shares
 *   with the one before it (a digit, base 36), the rest, and a digit for how common it is
 * @returns {Vocabulary}
 */
export function readWords(packed) {
  /** @type {Map<string, Word>} */
  const byFolded = new Map();
  let longestHan = 1;
  let text = "";
  for (const line of packed ? packed.split("\n") : []) {
    text = text.slice(0, parseInt(line[0], 36)) + line.slice(1, -1);
    const word = { text, folded: fold(text), level: Number(line.slice(-1)) };
    const other = byFolded.get(word.folded);
    if (!other || other.level < word.level) byFolded.set(word.folded, word);
    if (isHan(text)) longestHan = Math.max(longestHan, text.length);
  }
  return { byFolded, list: [...byFolded.values()], longestHan: Math.min(longestHan, 8) };
}

/**
 * Runs of Chinese characters, and runs of other letters and digits, in their order.
 * @param {string} text
 * @returns {string[]}
 */
export function parts(text) {
  return [...text.normalize("NFKC").toLowerCase().matchAll(PARTS)].flatMap(([part]) =>
    part.split(/(\p{Script=Han}+)/u).filter(Boolean),
  );
}

/**
 * A Chinese run as the index's words: the fewest of them, and of those the most common. Characters
 * that are no word stand alone. `fixed` are words that are kept whole although no index word.
 * @param {string} run @param {Vocabulary} vocabulary @param {ReadonlySet<string>} [fixed]
 * @returns {string[]}
 */
export function cutHan(run, vocabulary, fixed = new Set()) {
  const characters = [...run];
  /** @type {{cost: number, from: number}[]} */
  const best = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= characters.length; end += 1) {
    let found = { cost: best[end - 1].cost + 3, from: end - 1 };
    for (let start = Math.max(0, end - vocabulary.longestHan); start < end; start += 1) {
      const word = characters.slice(start, end).join("");
      const known = vocabulary.byFolded.get(word);
      if (!known && !fixed.has(word)) continue;
      const cost = best[start].cost + 1 + (9 - (known?.level ?? 9)) * 0.05;
      if (cost < found.cost) found = { cost, from: start };
    }
    best.push(found);
  }
  const words = [];
  for (let end = characters.length; end > 0; end = best[end].from) {
    words.unshift(characters.slice(best[end].from, end).join(""));
  }
  return words;
}

/**
 * Whether two folded words are likely forms of one: a long common beginning, short endings.
 * @param {string} one @param {string} other
 */
export function sameWord(one, other) {
  if (one === other) return true;
  if (isHan(one) || isHan(other)) return false;
  const shared = commonStart(one, other);
  const ends = Math.max(one.length, other.length) - shared;
  return shared >= 3 && ends <= 3 && shared >= 0.7 * Math.min(one.length, other.length);
}

/** @param {string} one @param {string} other */
function commonStart(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/**
 * Other forms of a folded word that the index holds, the likest first: what stemming may miss.
 * @param {string} folded @param {Vocabulary} vocabulary @param {number} most
 * @returns {Word[]}
 */
export function forms(folded, vocabulary, most) {
  return vocabulary.list
    .filter((word) => word.folded !== folded && sameWord(word.folded, folded))
    .sort(
      (a, b) =>
        commonStart(b.folded, folded) - commonStart(a.folded, folded) || b.level - a.level,
    )
    .slice(0, most);
}

/** Whether the index holds the folded word, or words that begin so. @param {string} folded @param {Vocabulary} vocabulary */
export function isKnown(folded, vocabulary) {
  return vocabulary.byFolded.has(folded) || vocabulary.list.some((word) => word.folded.startsWith(folded));
}

/**
 * The index's words that a mistyped one may mean, the nearest first.
 * @param {string} folded @param {Vocabulary} vocabulary @param {number} most
 * @returns {{word: Word, distance: number}[]}
 */
export function near(folded, vocabulary, most) {
  const limit = folded.length < 4 ? 0 : folded.length < 6 ? 1 : 2;
  if (limit === 0 || isHan(folded)) return [];
  /** @type {{word: Word, distance: number}[]} */
  const found = [];
  for (const word of vocabulary.list) {
    if (isHan(word.text) || (limit > 1 && word.folded[0] !== folded[0] && word.folded[1] !== folded[1])) continue;
    const distance = editDistance(folded, word.folded, limit);
    if (distance <= limit) found.push({ word, distance });
  }
  found.sort(
    (a, b) =>
      a.distance - b.distance ||
      commonStart(b.word.folded, folded) - commonStart(a.word.folded, folded) ||
      b.word.level - a.word.level,
  );
  return found.slice(0, most);
}

/**
 * The index's Chinese words that hold all of `piece`, or differ from it in one character.
 * @param {string} piece @param {Vocabulary} vocabulary @param {number} most
 * @returns {Word[]}
 */
export function holding(piece, vocabulary, most) {
  return vocabulary.list
    .filter((word) => word.text !== piece && word.text.includes(piece) && isHan(word.text))
    .sort((a, b) => a.text.length - b.text.length || b.level - a.level)
    .slice(0, most);
}

/**
 * Edits between two words: a letter left out, put in, replaced, or two swapped; `limit` + 1 stands
 * for more than `limit` (optimal string alignment).
 * @param {string} one @param {string} other @param {number} limit
 */
export function editDistance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before = /** @type {number[]} */ ([]);
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = one[row - 1] === other[column - 1] ? 0 : 1;
      let cost = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + replaced);
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) cost = Math.min(cost, before[column - 2] + 1);
      now.push(cost);
    }
    if (Math.min(...now) > limit) return limit + 1;
    before = last;
    last = now;
  }
  return last[other.length];
}

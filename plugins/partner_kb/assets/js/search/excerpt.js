/**
 * What a result shows of its page: the text around the hits, and the sections that hold them.
 *
 * @typedef {{text: string, hit: boolean}} Part
 * @typedef {{title: string, anchor: string, parts: Part[]}} Section
 * @typedef {{element: string, id: string, text?: string | null, location: number}} Anchor
 */

const ZERO_WIDTH = "\u200b";

const BLOCK_END = ". ";
const HAN_END = /\p{Script=Han}$/u;

/**
 * The words of a fragment. In Chinese, Pagefind marks where words end by zero-width spaces; where a
 * block ends it writes a full stop, which Chinese writes as its own.
 * @param {string} content
 * @returns {string[]} each with the space after it, if any
 */
export function wordsOf(content) {
  if (!content.includes(ZERO_WIDTH)) return content.split(/\s+/).map((word) => `${word} `);
  return content
    .split(ZERO_WIDTH)
    .map((word, place, all) => (word === BLOCK_END && HAN_END.test(all[place - 1] ?? "") ? "。" : word));
}

/**
 * How many words, from `at`, a heading takes with its end: it is not cut as the words are.
 * @param {readonly string[]} words @param {number} at @param {string} heading
 */
export function headingLength(words, at, heading) {
  const wanted = heading.replace(/\s/g, "").length;
  let length = 0;
  let count = 0;
  while (length < wanted && at + count < words.length) {
    length += words[at + count].replace(/\s/g, "").length;
    count += 1;
  }
  while (/^[.。]\s*$/.test(words[at + count] ?? "")) count += 1;
  return count;
}

/**
 * The stretch of `length` words with the most hits, as parts.
 * @param {readonly string[]} words
 * @param {readonly number[]} hits places in `words`, ascending
 * @param {number} length @param {number} [from] @param {number} [to]
 * @returns {Part[]}
 */
export function excerpt(words, hits, length, from = 0, to = words.length) {
  const inside = hits.filter((hit) => hit >= from && hit < to);
  let start = from;
  let most = 0;
  for (const [index, hit] of inside.entries()) {
    const held = inside.slice(index).filter((other) => other < hit + length - 3).length;
    if (held > most) [start, most] = [hit - 3, held];
  }
  start = Math.max(from, Math.min(start, to - length));
  const end = Math.min(to, start + length);
  const marked = new Set(inside);
  /** @type {Part[]} */
  const found = [];
  for (let index = start; index < end; index += 1) {
    const hit = marked.has(index);
    const last = found.at(-1);
    if (last && last.hit === hit) last.text += words[index];
    else found.push({ text: words[index], hit });
  }
  return trimmed(found, start > from, end < to);
}

/** @param {Part[]} parts @param {boolean} before @param {boolean} after */
function trimmed(parts, before, after) {
  const first = parts.at(0);
  const last = parts.at(-1);
  if (last) last.text = last.text.trimEnd();
  if (first && before) parts.unshift({ text: "… ", hit: false });
  if (last && after) parts.push({ text: " …", hit: false });
  return parts;
}

/**
 * The sections below the title that hold hits, those with the most first.
 * @param {readonly string[]} words @param {readonly number[]} hits
 * @param {readonly Anchor[]} anchors @param {number} most @param {number} length
 * @returns {Section[]}
 */
export function sections(words, hits, anchors, most, length) {
  const heads = anchors
    .filter(({ element, text }) => /^h[1-6]$/.test(element) && text?.trim())
    .sort((a, b) => a.location - b.location);
  return heads
    .map((head, index) => ({ head, to: heads[index + 1]?.location ?? words.length }))
    .filter(({ head }) => head.element !== "h1")
    .map(({ head, to }) => ({ head, to, held: hits.filter((hit) => hit >= head.location && hit < to).length }))
    .filter(({ held }) => held > 0)
    .sort((a, b) => b.held - a.held || a.head.location - b.head.location)
    .slice(0, most)
    .map(({ head, to }) => ({
      title: (head.text ?? "").trim(),
      anchor: head.id,
      parts: excerpt(words, hits, length, head.location + headingLength(words, head.location, head.text ?? ""), to),
    }));
}

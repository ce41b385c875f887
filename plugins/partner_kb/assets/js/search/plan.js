/**
 * From what was typed to what Pagefind is asked: the words of the query, and for each of them what
 * else may stand on a page in its place.
 *
 * @typedef {import("./words.js").Vocabulary} Vocabulary
 * @typedef {{text: string, weight: number}} Option what Pagefind is asked; the first is the word itself
 * @typedef {{text: string, options: Option[], more: Option[], sure: number}} Term `more` is asked for
 *   where few pages hold all terms; `sure`: less than 1 where it had to be guessed
 * @typedef {{terms: Term[], instead: string[], cut: boolean}} Plan `instead`: words taken for mistyped
 *   ones; `cut`: the query was too long, and its end is left out
 */
import { LONGEST_QUERY, MOST_TERMS } from "./limits.js";
import { cutHan, fold, forms, holding, isHan, isKnown, near, parts, sameWord } from "./words.js";

const MOST_MORE = 7;

const SYNONYM = 0.6;
const FORM = 0.85;
const MISTYPED = [0, 0.8, 0.6];
const HOLDING = 0.5;
const GUESSED = 0.6;

/**
 * @param {string} query @param {Vocabulary} vocabulary
 * @param {readonly (readonly string[])[]} synonyms @param {readonly string[]} ignored
 * @returns {Plan}
 */
export function plan(query, vocabulary, synonyms, ignored) {
  const text = query.slice(0, LONGEST_QUERY);
  const runs = parts(text);
  const empty = new Set(ignored.map(fold));
  const fixed = new Set([
    ...runs.filter(isHan).flatMap((run) => hanMembers(run, synonyms)),
    ...ignored.filter((word) => isHan(word) && word.length > 1),
  ]);
  const words = runs.flatMap((run) => (isHan(run) ? cutHan(run, vocabulary, fixed) : [run]));
  const telling = words.filter((word) => !empty.has(fold(word)));
  const unique = [...new Set(telling.length > 0 ? telling : words)];
  const kept = unique.slice(0, MOST_TERMS);
  /** @type {Set<string>} */
  const instead = new Set();
  const terms = kept.map((word) => {
    const guessed = instead.size;
    const options = optionsOf(word, vocabulary, instead);
    /** @type {Option[]} */
    const more = isHan(word) ? holding(word, vocabulary, 4).map(({ text }) => ({ text, weight: HOLDING })) : [];
    return { text: word, options, more, sure: instead.size > guessed ? GUESSED : 1 };
  });
  addSynonyms(terms, synonyms);
  for (const term of terms) term.more = term.more.slice(0, MOST_MORE);
  return { terms, instead: [...instead], cut: query.length > LONGEST_QUERY || unique.length > MOST_TERMS };
}

/**
 * The Chinese members of sets that stand in a run.
 * @param {string} run @param {readonly (readonly string[])[]} synonyms
 */
function hanMembers(run, synonyms) {
  return synonyms.flatMap((set) => set.filter((member) => isHan(member) && run.includes(member)));
}

/**
 * @param {string} word @param {Vocabulary} vocabulary @param {Set<string>} instead
 * @returns {Option[]}
 */
function optionsOf(word, vocabulary, instead) {
  const itself = { text: word, weight: 1 };
  if (isHan(word)) return [itself];
  const folded = fold(word);
  if (/\p{N}/u.test(word)) return [itself];
  const known = vocabulary.byFolded.has(folded);
  const others = forms(folded, vocabulary, 8)
    .filter(({ text }) => !known || folded !== word || fold(text) !== text)
    .map(({ text }) => ({ text, weight: FORM }));
  if (known) return [itself, ...others.slice(0, 4)];
  if (isKnown(folded, vocabulary) || others.length > 0) {
    return [itself, ...others.slice(0, 3), ...mistyped(folded, vocabulary, 2)];
  }
  const meant = mistyped(folded, vocabulary, 3);
  for (const { text } of meant.slice(0, 1)) instead.add(text);
  return meant.length > 0 ? meant : [itself];
}

/** @param {string} folded @param {Vocabulary} vocabulary @param {number} most */
function mistyped(folded, vocabulary, most) {
  return near(folded, vocabulary, most).map(({ word, distance }) => ({
    text: word.text,
    weight: MISTYPED[distance],
  }));
}

/**
 * Give each term that is, or is part of, a member of a set the other members as options.
 * @param {Term[]} terms @param {readonly (readonly string[])[]} synonyms
 */
function addSynonyms(terms, synonyms) {
  const folded = terms.map((term) => fold(term.options[0].text));
  for (const set of synonyms) {
    for (const member of set) {
      const words = isHan(member) ? [member] : parts(member).map(fold);
      const at = findSequence(folded, words);
      if (at < 0) continue;
      for (const term of terms.slice(at, at + words.length)) {
        for (const other of set) {
          const known = [...term.options, ...term.more].some((option) => option.text === other);
          if (other !== member && !known) term.more.push({ text: other, weight: SYNONYM / words.length });
        }
      }
    }
  }
}

/** @param {readonly string[]} all @param {readonly string[]} wanted */
function findSequence(all, wanted) {
  if (wanted.length === 0) return -1;
  return all.findIndex((_, at) => wanted.every((word, index) => all[at + index] !== undefined && sameWord(all[at + index], word)));
}

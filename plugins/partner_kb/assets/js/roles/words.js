/** Strings of the filter, as the vocabulary brings them. Pure. */
import { fill, pluralForm } from "../strings.js";

/** @typedef {import("./vocabulary.js").Vocabulary} Vocabulary */

/**
 * A string with each `{name}` replaced, once; what is inserted is not looked at again.
 * @param {Vocabulary} vocabulary @param {string} key
 * @param {Record<string, string | number>} [values]
 * @param {number} [number] that a plural string depends on
 */
export function say(vocabulary, key, values = {}, number = 0) {
  const found = vocabulary.strings[key];
  const text = Array.isArray(found) ? found[pluralForm(vocabulary.plural, number)] : found;
  return fill(text ?? "", values);
}

/**
 * "12 of 40 pages".
 * @param {Vocabulary} vocabulary @param {number} shown @param {number} all
 */
export const sayCount = (vocabulary, shown, all) => say(vocabulary, "of", { shown, all }, all);

/**
 * The names of ids, in the vocabulary's order, as a list in words.
 * @param {Vocabulary} vocabulary @param {"roles" | "applies"} kind @param {readonly string[]} ids
 */
export function sayNames(vocabulary, kind, ids) {
  const named = vocabulary[kind].filter((item) => ids.includes(item.id));
  return named.map((item) => item.name).join(say(vocabulary, "comma"));
}

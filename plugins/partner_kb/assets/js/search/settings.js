/**
 * What the site says of its search in this language: strings, and where the index is.
 *
 * @typedef {{tag: string, program: string, index: string, words: string, english: string,
 *   englishTag: string, englishLanguage: string, prefix: string, page: string, plural: string,
 *   strings: Record<string, string | string[]>}} Stored as partner_kb/mkdocs_plugin/search.py writes it;
 *   `program` is Pagefind's, one for all indexes
 * @typedef {Stored & {root: string}} Settings `root`: the site's own address, ending with "/"
 */
import { once } from "../once.js";
import { fill, pluralForm } from "../strings.js";

/** Rejects where the file is missing; the next call asks again. */
export const loadSettings = once(read);

/** @returns {Promise<Settings>} */
async function read() {
  const data = new URL("../../", import.meta.url); // assets/partner-kb/, which holds these modules
  const answer = await fetch(new URL(`search.${document.documentElement.lang}.json`, data));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return { ...(await answer.json()), root: new URL("../../", data).href };
}

/**
 * A string with its `{names}` filled in; of a plural one, the form that `values.count` asks for.
 * @param {Settings} settings @param {string} key @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function text(settings, key, values = {}) {
  const found = settings.strings[key] ?? key;
  const form = pluralForm(settings.plural, Number(values.count ?? 0));
  return fill(typeof found === "string" ? found : (found[form] ?? found[0]), values);
}

/**
 * The roles and services of the site in the page's language, loaded once, and only where a filter
 * is on or the picker is opened: `assets/partner-kb/roles.<locale>.json`, which
 * partner_kb/mkdocs_plugin/role_data.py writes. Names are sorted as the locale sorts them.
 *
 * `everyone`: pages for this role are for every role. `implies`: ids, one step.
 * @typedef {{id: string, name: string, group: string, implies?: string[], everyone?: boolean}} Role
 * @typedef {{id: string, name: string}} Service
 * @typedef {{roles: Role[], applies: Service[], groups: Record<string, string>, plural: string,
 *   strings: Record<string, string | string[]>}} Vocabulary
 */
import { once } from "../once.js";

/** @type {Vocabulary | undefined} */
let loaded;

/** The folder of the site's data, absolute, ending with "/": it holds that of these modules. */
export function dataFolder() {
  return new URL("../../", import.meta.url).href;
}

/** The site's root, absolute, ending with "/". */
export function siteRoot() {
  return new URL("../../", dataFolder()).href;
}

/**
 * A page's address as a link on this site has it: without the host, so that it is no external one.
 * @param {string} url relative to the site's root
 */
export function siteLink(url) {
  return new URL(url, siteRoot()).pathname;
}

/**
 * A JSON file of the locale, by its first name: "roles", "pages", "nav". Rejects where it is missing or
 * is no JSON.
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function loadData(name) {
  const locale = document.documentElement.lang;
  const answer = await fetch(`${dataFolder()}${name}.${locale}.json`);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return answer.json();
}

/** Rejects where the file is missing; the next call asks again. @type {() => Promise<Vocabulary>} */
export const loadVocabulary = once(async () => {
  loaded = /** @type {Vocabulary} */ (await loadData("roles"));
  return loaded;
});

/** The locale's written pages in the order of the navigation, read once. @type {() => Promise<import("./filter.js").Page[]>} */
export const loadPages = once(() => loadData("pages"));

/** @returns {Vocabulary | undefined} where it is there already */
export function loadedVocabulary() {
  return loaded;
}

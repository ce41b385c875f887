/**
 * The index of the page's language, and on demand the English one, in a worker.
 *
 * @typedef {import("./engine.js").Hit & {english: boolean}} Hit
 * @typedef {import("./engine.js").Shown} Shown
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {{hits: Hit[], instead: string[], cut: boolean, englishFailed: boolean}} Found
 */

/** English hits yield a little to those in the reader's language. */
const ENGLISH_WEIGHT = 0.8;

/** The site was built without an index. */
export class NoIndexError extends Error {}

/** The worker, which can load while the settings do. */
export const startWorker = () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" });

export class Client {
  /** @param {Settings} settings @param {Worker} worker */
  constructor(settings, worker) {
    this.settings = settings;
    this.worker = worker;
    this.asked = 0;
    /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
    this.waiting = new Map();
    /** @type {Map<string, Promise<unknown>>} */
    this.opened = new Map();
    this.worker.addEventListener("message", ({ data }) => this.#answered(data));
    this.worker.addEventListener("error", (event) => {
      event.preventDefault();
      for (const { reject } of this.waiting.values()) reject(new Error(event.message));
      this.waiting.clear();
    });
  }

  /** Load the index. Rejects with `NoIndexError` where the site has none. */
  async open() {
    const { tag, index } = this.settings;
    if (!tag) throw new NoIndexError();
    await this.#open(index, tag);
  }

  /**
   * @param {string} query @param {boolean} english whether the English index is asked too
   * @returns {Promise<Found>}
   */
  async search(query, english) {
    await this.open();
    const { index, english: folder, englishTag } = this.settings;
    const own = this.#call("search", index, query);
    let more = { hits: /** @type {import("./engine.js").Hit[]} */ ([]), instead: /** @type {string[]} */ ([]) };
    let englishFailed = false;
    if (english && folder && englishTag) {
      try {
        await this.#open(folder, englishTag);
        more = await this.#call("search", folder, query);
      } catch {
        englishFailed = true;
      }
    }
    const { hits, instead, cut } = await own;
    const merged = mergeHits(hits, more.hits, this.settings);
    return { hits: merged, instead: [...new Set([...instead, ...more.instead])], cut, englishFailed };
  }

  /** @param {readonly Hit[]} hits of the last search @returns {Promise<Shown[]>} in their order */
  async show(hits) {
    const { index, english } = this.settings;
    const ids = (/** @type {boolean} */ wanted) => hits.filter((hit) => hit.english === wanted).map(({ id }) => id);
    const [own, more] = await Promise.all([
      this.#call("show", index, ids(false)),
      ids(true).length > 0 ? this.#call("show", english, ids(true)) : [],
    ]);
    const byId = new Map([...own, ...more].map((/** @type {Shown} */ shown) => [shown.id, shown]));
    return hits.flatMap(({ id }) => byId.get(id) ?? []);
  }

  /** @param {string} folder @param {string} tag */
  #open(folder, tag) {
    const { root, program, words } = this.settings;
    const opened = this.opened.get(folder) ?? this.#call("open", folder, root + program, words, tag);
    this.opened.set(folder, opened);
    return opened;
  }

  /**
   * @param {"open" | "search" | "show"} call @param {string} folder @param {...unknown} given
   * @returns {Promise<any>}
   */
  #call(call, folder, ...given) {
    const number = (this.asked += 1);
    const of = this.settings.root + folder;
    return new Promise((resolve, fail) => {
      const reject = (/** @type {Error} */ error) => {
        this.opened.delete(folder); // Pagefind remembers what failed; the next query opens it anew
        fail(error);
      };
      this.waiting.set(number, { resolve, reject });
      this.worker.postMessage({ number, call, of, arguments: given });
    });
  }

  /** @param {{number: number, value?: any, error?: string}} answer */
  #answered({ number, value, error }) {
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  }
}

/**
 * Both lists as one, best first; an English page that is found in the reader's language is left out.
 * @param {readonly import("./engine.js").Hit[]} own @param {readonly import("./engine.js").Hit[]} english
 * @param {{prefix: string, englishLanguage: string}} settings
 * @returns {Hit[]}
 */
export function mergeHits(own, english, { prefix, englishLanguage }) {
  const there = new Set(own.map(({ url }) => url));
  const added = english
    .filter(({ url }) => !there.has(prefix + url))
    .map((hit) => ({ ...hit, language: englishLanguage, score: hit.score * ENGLISH_WEIGHT, english: true }));
  return [...own.map((hit) => ({ ...hit, english: false })), ...added].sort((a, b) => b.score - a.score);
}

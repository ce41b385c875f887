/**
 * One locale's index, asked: Pagefind finds and weighs words, the words file says which to ask for.
 *
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {import("./excerpt.js").Part} Part
 * @typedef {import("./excerpt.js").Section} Section
 * @typedef {{id: string, url: string, roles: string[], applies: string[], topic: string,
 *   language: string, score: number}} Hit `language` is empty where the text is in the site's
 * @typedef {{hits: Hit[], instead: string[], cut: boolean}} Found
 * @typedef {{id: string, title: string, parts: Part[], sections: Section[]}} Shown
 * @typedef {{pages: Record<string, [string, string[], string[], number, number, string?]>, topics: string[],
 *   synonyms: string[][], ignored: string[], words: string,
 *   titles: Record<string, [string, string]>}} Data the words file; `titles` where Pagefind does not
 *   cut them into words: [title, description]
 * @typedef {{search: (text: string) => Promise<{results: any[]}>}} Pagefind
 */
import { excerpt, headingLength, sections, wordsOf } from "./excerpt.js";
import { plan } from "./plan.js";
import { rank } from "./rank.js";
import { readWords } from "./words.js";

const RANKING = {
  termFrequency: 0.9,
  pageLength: 0.6,
  termSaturation: 1.4,
  termSimilarity: 1,
  diacriticSimilarity: 0.1,
};

const TITLE = 3;
const DESCRIPTION = 1.5;
const WHOLE_IN_TITLE = 1.5;
/** With as many pages that hold all of the query, synonyms are not asked for: each may cost a file. */
const PLENTY = 5;

const EXCERPT_WORDS = 30;
const SECTION_WORDS = 14;
const MOST_SECTIONS = 3;

/** How Pagefind weighs; where titles are ours to look into, not at all by them. @param {Data} data */
export const ranking = (data) => ({
  ...RANKING,
  metaWeights: Object.keys(data.titles).length > 0 ? { title: 0, description: 0 } : { title: TITLE, description: DESCRIPTION },
});

export class Engine {
  /** @param {Pagefind} pagefind @param {Data} data */
  constructor(pagefind, data) {
    this.pagefind = pagefind;
    this.data = data;
    this.vocabulary = readWords(data.words);
    /** @type {Map<string, {load: () => Promise<any>, locations: number[]}>} */
    this.last = new Map();
  }

  /**
   * @param {string} query
   * @returns {Promise<Found>} all hits, best first
   */
  async search(query) {
    const { terms, instead, cut } = plan(query, this.vocabulary, this.data.synonyms, this.data.ignored);
    let asked = await Promise.all(terms.map(async ({ options, sure }) => ({ sure, asked: await this.#askAll(options) })));
    let ranked = this.#rank(asked, query);
    if (ranked.filter(({ coverage }) => coverage > 0.99).length < PLENTY) {
      asked = await Promise.all(
        asked.map(async (term, index) => ({ ...term, asked: [...term.asked, ...(await this.#askAll(terms[index].more))] })),
      );
      ranked = this.#rank(asked, query);
    }
    /** @type {Map<string, () => Promise<any>>} */
    const loaders = new Map();
    for (const { answers } of asked.flatMap((term) => term.asked)) {
      for (const answer of answers) loaders.set(answer.id, () => answer.data());
    }
    this.last = new Map(
      ranked.map(({ id, locations }) => [id, { load: loaders.get(id) ?? Promise.reject, locations }]),
    );
    return { hits: ranked.map(({ id, score }) => this.#hit(id, score)), instead, cut };
  }

  /**
   * What the results of the last search show.
   * @param {readonly string[]} ids
   * @returns {Promise<Shown[]>}
   */
  async show(ids) {
    const known = ids.filter((id) => this.last.has(id));
    return Promise.all(known.map((id) => this.#shown(id)));
  }

  /** @param {Parameters<typeof rank>[0]} asked @param {string} query */
  #rank(asked, query) {
    const { pages, titles } = this.data;
    const whole = query.trim();
    const weightOf = (/** @type {string} */ id) =>
      (pages[id]?.[4] ?? 0) * (whole.length > 1 && titles[id]?.[0].includes(whole) ? WHOLE_IN_TITLE : 1);
    return rank(asked, weightOf, Object.keys(pages).length);
  }

  /** @param {readonly import("./plan.js").Option[]} options */
  #askAll(options) {
    return Promise.all(options.map((option) => this.#ask(option)));
  }

  /** @param {import("./plan.js").Option} option */
  async #ask({ text, weight }) {
    const { results } = await this.pagefind.search(text);
    const { titles } = this.data;
    const boostOf = (/** @type {string} */ id) => {
      const [title, description] = titles[id] ?? ["", ""];
      return (title.includes(text) ? TITLE : 0) + (description.includes(text) ? DESCRIPTION : 0);
    };
    return { weight, answers: results.map((result) => ({ ...result, boost: boostOf(result.id) })) };
  }

  /** @param {string} id @param {number} score @returns {Hit} */
  #hit(id, score) {
    const [url, roles, applies, topic, , language = ""] = this.data.pages[id];
    return { id, url, roles, applies, topic: this.data.topics[topic] ?? "", language, score };
  }

  /** @param {string} id @returns {Promise<Shown>} */
  async #shown(id) {
    const { load, locations } = /** @type {NonNullable<ReturnType<typeof this.last.get>>} */ (this.last.get(id));
    const fragment = await load();
    const content = String(fragment.raw_content ?? fragment.content).replace(/&lt;/g, "<").replace(/&gt;/g, ">");
    const words = wordsOf(content);
    const first = fragment.anchors.find((/** @type {any} */ { element }) => /^h[1-6]$/.test(element));
    const from = first?.element === "h1" ? headingLength(words, 0, String(first.text)) : 0;
    return {
      id,
      title: String(fragment.meta.title ?? ""),
      parts: excerpt(words, locations, EXCERPT_WORDS, Math.min(from, words.length - 1)),
      sections: sections(words, locations, fragment.anchors, MOST_SECTIONS, SECTION_WORDS),
    };
  }
}

/**
 * The results page: everything it shows is in its address (`q`, `topic`, `role`, `applies`, `en`),
 * so that it can be linked, and "back" and "forward" work.
 *
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./client.js").Client} Client
 * @typedef {import("./client.js").Hit} Hit
 * @typedef {import("./facets.js").Facets} Facets
 * @typedef {{query: string, topics: string[], english: boolean}} State
 */
import { currentChoice, onChoice, setChoice } from "../roles/choice.js";
import { loadVocabulary, loadedVocabulary } from "../roles/vocabulary.js";
import { failure, latest, rememberEnglish, sentences, startClient, wantsEnglish } from "./asking.js";
import { facets } from "./facets.js";
import { keepSearch } from "./recent.js";
import { text } from "./settings.js";
import { address, element, hitContent, sectionContent, toggle, trouble } from "./view.js";

const STEP = 10;
const DELAY = 200;

/**
 * What an address asks for.
 * @param {string} search @param {boolean} english where the address says nothing of it
 * @returns {State}
 */
export function readState(search, english) {
  const query = new URLSearchParams(search);
  return {
    query: query.get("q") ?? "",
    topics: [...new Set(query.getAll("topic"))].slice(0, 20),
    english: query.has("en") ? query.get("en") === "1" : english,
  };
}

/**
 * The query string of a state, after whatever else `search` holds.
 * @param {string} search @param {State} state
 */
export function writeState(search, { query, topics, english }) {
  const found = new URLSearchParams(search);
  for (const name of ["q", "topic", "en"]) found.delete(name);
  if (query) found.set("q", query);
  for (const topic of topics) found.append("topic", topic);
  if (english) found.set("en", "1");
  const written = found.toString();
  return written && `?${written}`;
}

/** @param {HTMLElement} place */
export async function startPage(place) {
  try {
    const { settings, client } = await startClient();
    new ResultsPage(place, settings, client);
  } catch (error) {
    console.error(error);
    place.replaceChildren(trouble(place.dataset.pkbFailed ?? ""));
  }
}

class ResultsPage {
  /** @param {HTMLElement} place @param {Settings} settings @param {Client} client */
  constructor(place, settings, client) {
    this.settings = settings;
    this.client = client;
    this.state = readState(location.search, wantsEnglish());
    /** @type {Hit[]} */
    this.shown = [];
    this.unclassified = new Set();
    this.typing = false;
    /** @type {string | undefined} */
    this.refocus = undefined;
    const parts = pageElements(settings, this.state.query);
    this.form = parts.form;
    this.input = parts.input;
    this.status = parts.status;
    this.list = parts.list;
    this.more = parts.more;
    this.below = parts.below;
    this.facets = parts.facets;
    this.side = parts.side;
    place.replaceChildren(this.form, parts.columns);
    this.#listen();
    this.ask = latest((/** @type {State} */ state, current) => this.#search(state, current), DELAY);
    addEventListener("popstate", () => {
      this.typing = false;
      this.state = readState(location.search, wantsEnglish());
      this.input.value = this.state.query;
      this.ask(this.state, true);
    });
    let first = true;
    onChoice(() => {
      if (!first) this.ask(this.state, true);
      first = false;
    });
    this.ask(this.state, true);
  }

  #listen() {
    if (this.settings.english) {
      const english = toggle(text(this.settings, "english"), this.state.english, (on) => {
        rememberEnglish(on);
        this.#go({ ...this.state, english: on });
      });
      this.form.append(english);
    }
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      keepSearch(this.input.value);
      this.typing = false;
      this.#go({ ...this.state, query: this.input.value.trim(), topics: [] });
    });
    this.input.addEventListener("input", (event) => {
      if (/** @type {InputEvent} */ (event).isComposing) return;
      this.state = { ...this.state, query: this.input.value.trim(), topics: [] };
      this.#write(this.typing ? "replaceState" : "pushState"); // one entry for what is typed at a time
      this.typing = true;
      this.ask(this.state);
    });
    this.list.addEventListener("click", () => keepSearch(this.state.query));
    this.more.addEventListener("click", () => void this.#showMore(true));
    if (!this.state.query) this.input.focus();
  }

  /** A new entry of the history. @param {State} state */
  #go(state) {
    this.state = state;
    this.#write("pushState");
    this.ask(state, true);
  }

  /** @param {"pushState" | "replaceState"} how */
  #write(how) {
    const search = writeState(location.search, { ...this.state, query: this.state.query.slice(0, 1000) });
    if (search !== location.search) history[how](history.state, "", location.pathname + search);
  }

  /** @param {State} state @param {() => boolean} current */
  async #search(state, current) {
    const { settings } = this;
    try {
      if (!state.query) {
        await this.client.open();
        if (current()) this.#clear([text(settings, "start")]);
        return;
      }
      const [found] = await Promise.all([
        this.client.search(state.query, state.english),
        loadVocabulary().catch(() => undefined),
      ]);
      if (!current()) return;
      const sorted = facets(found.hits, currentChoice(), state.topics, loadedVocabulary());
      this.#clear(sentences(settings, state.query, found, sorted));
      this.shown = sorted.shown;
      this.unclassified = sorted.unclassified;
      this.#showFacets(sorted, found.hits.length);
      await this.#showMore(false, current);
      if (current()) this.list.dataset.pkbAnswered = state.query;
    } catch (error) {
      if (!current()) return;
      this.#clear([]);
      this.below.replaceChildren(trouble(failure(error, settings)));
    }
  }

  /** @param {string[]} said */
  #clear(said) {
    this.status.replaceChildren(...said.map((sentence) => element("p", {}, sentence)));
    this.list.replaceChildren();
    delete this.list.dataset.pkbAnswered;
    this.below.replaceChildren();
    this.facets.replaceChildren();
    this.side.hidden = true;
    this.more.hidden = true;
    this.shown = [];
  }

  /** @param {boolean} focus whether the first new one gets the focus @param {() => boolean} [current] */
  async #showMore(focus, current = () => true) {
    const from = this.list.childElementCount;
    const hits = this.shown.slice(from, from + STEP);
    const shown = await this.client.show(hits);
    if (!current()) return;
    const items = shown.map((page, index) => this.#item(hits[index], page));
    this.list.append(...items);
    this.more.hidden = this.list.childElementCount >= this.shown.length;
    if (focus) items[0]?.querySelector("a")?.focus();
  }

  /** @param {Hit} hit @param {import("./client.js").Shown} shown */
  #item(hit, shown) {
    const { settings } = this;
    const link = element("a", { class: "pkb-hit", href: address(settings, hit.url) }, ...hitContent(settings, hit, shown, this.unclassified.has(hit.id)));
    const item = element("li", {}, link);
    if (shown.sections.length > 0) {
      item.append(element("ul", {}, ...shown.sections.map((section) =>
        element("li", {}, element("a", { class: "pkb-hit pkb-hit--section", href: address(settings, hit.url, section.anchor) }, ...sectionContent(hit, section))),
      )));
    }
    return item;
  }

  /** @param {Facets} sorted @param {number} all */
  #showFacets({ roles, topics, hidden }, all) {
    const { settings } = this;
    this.side.hidden = all === 0;
    const choice = currentChoice();
    const groups = [];
    if (roles.length > 0) {
      groups.push(this.#group("role", roles, ({ id, chosen }) => {
        setChoice({ ...choice, roles: chosen ? choice.roles.filter((other) => other !== id) : [...choice.roles, id] });
      }));
    }
    if (topics.length > 1 || topics.some(({ chosen }) => chosen)) {
      groups.push(this.#group("topic", topics, ({ id, chosen }) => {
        const chosenTopics = this.state.topics;
        this.#go({ ...this.state, topics: chosen ? chosenTopics.filter((other) => other !== id) : [...chosenTopics, id] });
      }));
    }
    this.facets.replaceChildren(...groups);
    if (hidden > 0) {
      const clear = element("button", { type: "button", class: "pkb-facets__clear" }, text(settings, "clear_filters"));
      clear.addEventListener("click", () => {
        this.state = { ...this.state, topics: [] };
        this.#write("pushState");
        setChoice({ roles: [], applies: [] });
        this.ask(this.state, true);
        this.input.focus();
      });
      this.facets.append(clear);
    }
  }

  /** @param {"role" | "topic"} name @param {import("./facets.js").Facet[]} facetList @param {(facet: import("./facets.js").Facet) => void} change */
  #group(name, facetList, change) {
    const lines = facetList.map((facet) => {
      const id = `pkb-facet-${name}-${facet.id}`;
      const box = element("input", { type: "checkbox", id });
      box.checked = facet.chosen;
      box.addEventListener("change", () => {
        this.refocus = id;
        change(facet);
      });
      const label = facet.name || text(this.settings, "no_topic");
      if (this.refocus === id) queueMicrotask(() => {
        this.refocus = undefined;
        box.focus();
      });
      return element("label", { class: "pkb-facet" }, box, element("span", {}, label), element("span", { class: "pkb-facet__count" }, String(facet.count)));
    });
    return element("fieldset", {}, element("legend", {}, text(this.settings, name)), ...lines);
  }
}

/** The parts of the page. @param {Settings} settings @param {string} query */
function pageElements(settings, query) {
  const say = (/** @type {string} */ key) => text(settings, key);
  const input = element("input", {
    type: "search", id: "pkb-results-input", name: "q", class: "pkb-results__input", value: query, autocomplete: "off",
    spellcheck: "false", enterkeyhint: "search", placeholder: say("placeholder"), "aria-label": say("placeholder"),
  });
  const button = element("button", { type: "submit", class: "pkb-results__submit" }, say("label"));
  const form = element("form", { role: "search", class: "pkb-results__form" }, input, button);
  const status = element("div", { class: "pkb-search__status", role: "status" });
  const list = element("ol", { class: "pkb-results", "data-pkb-search-results": true });
  const more = element("button", { type: "button", class: "pkb-results__more", hidden: true }, say("more"));
  const below = element("div");
  const facets = element("div", { class: "pkb-facets__lists" });
  const narrow = element("details", { class: "pkb-facets", open: matchMedia("(min-width: 60.01em)").matches }, element("summary", {}, say("filters")), facets);
  const side = element("aside", { class: "pkb-results__side", "aria-label": say("filters") }, narrow);
  const main = element("div", { class: "pkb-results__main" }, status, list, more, below);
  const columns = element("div", { class: "pkb-results__columns" }, side, main);
  return { form, input, status, list, more, below, facets, side, columns };
}

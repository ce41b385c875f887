/**
 * The search box: a dialog with a combobox (APG: list autocomplete, manual selection), a full sheet
 * on small screens. Made at its first opening.
 *
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./client.js").Client} Client
 */
import { currentChoice, isOn, onChoice } from "../roles/choice.js";
import { loadVocabulary, loadedVocabulary } from "../roles/vocabulary.js";
import { recall, remember } from "../storage.js";
import { failure, latest, rememberEnglish, sentences, startClient, wantsEnglish } from "./asking.js";
import { facets } from "./facets.js";
import { forgetSearches, keepSearch, recentSearches } from "./recent.js";
import { text } from "./settings.js";
import { address, element, hitContent, sectionContent, toggle, trouble } from "./view.js";

const MOST = 6;
const DELAY = 50;
const SHORTCUTS = "search-keys";

/** @type {Promise<Box> | undefined} */
let made;

/** Whether the keys / and s open the search. */
export const hasShortcuts = () => recall(SHORTCUTS) !== "off";

/** Open the box; rejects where not even its settings are there. @param {HTMLElement} from what gets the focus back */
export async function openBox(from) {
  made ??= startClient().then(({ settings, client }) => new Box(settings, client));
  try {
    (await made).open(from);
  } catch (error) {
    made = undefined;
    throw error;
  }
}

class Box {
  /** @param {Settings} settings @param {Client} client */
  constructor(settings, client) {
    this.settings = settings;
    this.client = client;
    /** @type {HTMLElement | null} */
    this.from = null;
    this.active = -1;
    const parts = boxElements(settings);
    this.dialog = parts.dialog;
    this.input = parts.input;
    this.status = parts.status;
    this.list = parts.list;
    this.below = parts.below;
    this.all = parts.all;
    parts.foot.append(...this.#toggles());
    document.body.append(this.dialog);
    this.#listen(parts.close);
    this.ask = latest((/** @type {string} */ query, current) => this.#search(query, current), DELAY);
    onChoice(() => this.dialog.open && this.ask(this.input.value));
  }

  /** @param {HTMLElement} from */
  open(from) {
    this.from = from;
    if (!this.dialog.open) this.dialog.showModal();
    this.input.focus();
    this.input.select();
    this.ask(this.input.value, true);
  }

  /** @param {HTMLElement} close */
  #listen(close) {
    close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.from?.focus());
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close(); // beside it
    });
    this.dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.input.addEventListener("input", (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) this.ask(this.input.value);
    });
    this.input.addEventListener("compositionend", () => this.ask(this.input.value));
    this.list.addEventListener("click", (event) => this.#onPick(event));
    this.list.addEventListener("pointermove", (event) => {
      const option = /** @type {Element} */ (event.target).closest("[role=option]");
      if (option) this.#activate(this.#options().indexOf(/** @type {HTMLAnchorElement} */ (option)), false);
    });
  }

  #toggles() {
    const made = [];
    if (this.settings.english) {
      made.push(toggle(text(this.settings, "english"), wantsEnglish(), (on) => {
        rememberEnglish(on);
        this.ask(this.input.value, true);
      }));
    }
    made.push(toggle(text(this.settings, "shortcuts"), hasShortcuts(), (on) => remember(SHORTCUTS, on ? "on" : "off"), "pkb-search__shortcuts"));
    return made;
  }

  /** @param {string} query @param {() => boolean} current */
  async #search(query, current) {
    const wanted = query.trim();
    this.all.hidden = !wanted;
    this.all.href = resultsPage(this.settings, wanted);
    try {
      if (!wanted) {
        await this.client.open();
        if (current()) this.#showRecent();
        return;
      }
      const busy = setTimeout(() => current() && this.#say([text(this.settings, "busy")]), 250);
      const english = wantsEnglish();
      const [found] = await Promise.all([
        this.client.search(wanted, english),
        isOn(currentChoice()) ? loadVocabulary().catch(() => undefined) : undefined,
      ]).finally(() => clearTimeout(busy));
      const sorted = facets(found.hits, currentChoice(), [], loadedVocabulary());
      const hits = sorted.shown.slice(0, MOST);
      const shown = current() ? await this.client.show(hits) : [];
      if (!current()) return;
      const options = shown.flatMap((page, index) => this.#optionsOf(hits[index], page, sorted.unclassified.has(page.id)));
      this.#show(options, []);
      this.#say(sentences(this.settings, wanted, found, sorted));
      this.list.dataset.pkbAnswered = wanted;
    } catch (error) {
      if (!current()) return;
      this.#show([], [trouble(failure(error, this.settings))]);
      this.#say([]);
    }
  }

  /** @param {import("./client.js").Hit} hit @param {import("./client.js").Shown} shown @param {boolean} unclassified */
  #optionsOf(hit, shown, unclassified) {
    const page = element("a", { role: "option", class: "pkb-hit", href: address(this.settings, hit.url) }, ...hitContent(this.settings, hit, shown, unclassified));
    const inside = shown.sections.slice(0, 2).map((section) =>
      element("a", { role: "option", class: "pkb-hit pkb-hit--section", href: address(this.settings, hit.url, section.anchor) }, ...sectionContent(hit, section)),
    );
    return [page, ...inside];
  }

  #showRecent() {
    const recent = recentSearches();
    const options = recent.map((query) =>
      element("a", { role: "option", class: "pkb-hit pkb-hit--recent", href: resultsPage(this.settings, query), "data-pkb-query": query }, query),
    );
    const forget = element("button", { type: "button", class: "pkb-search__forget" }, text(this.settings, "forget"));
    forget.addEventListener("click", () => {
      forgetSearches();
      this.#showRecent();
      this.input.focus();
    });
    const note = element("p", { class: "pkb-search__note" }, `${text(this.settings, "recent_note")} `, forget);
    this.#show(options, recent.length > 0 ? [note] : []);
    this.#say([text(this.settings, recent.length > 0 ? "recent" : "start")]);
  }

  /** @param {HTMLAnchorElement[]} options @param {Node[]} below */
  #show(options, below) {
    for (const [index, option] of options.entries()) {
      option.id = `pkb-search-option-${index}`;
      option.tabIndex = -1;
      option.setAttribute("aria-selected", "false");
    }
    this.list.replaceChildren(...options);
    delete this.list.dataset.pkbAnswered;
    this.list.hidden = options.length === 0;
    this.list.parentElement?.scrollTo(0, 0);
    this.below.replaceChildren(...below);
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.#activate(-1, false);
  }

  /** @param {string[]} said */
  #say(said) {
    this.status.replaceChildren(...said.map((sentence) => element("p", {}, sentence)));
  }

  /** @returns {HTMLAnchorElement[]} */
  #options() {
    return [...this.list.querySelectorAll("a")];
  }

  /** @param {number} index -1 for none @param {boolean} scroll */
  #activate(index, scroll) {
    const options = this.#options();
    options[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = options[index];
    option?.setAttribute("aria-selected", "true");
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    if (scroll) option?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.isComposing || event.target !== this.input) return;
    const count = this.#options().length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = this.active + step;
      this.#activate(next < -1 ? count - 1 : next >= count ? -1 : next, true);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = this.#options()[this.active];
      if (option) option.click();
      else if (this.input.value.trim()) {
        keepSearch(this.input.value);
        this.all.href = resultsPage(this.settings, this.input.value.trim());
        this.all.click(); // a link, so that the choice of roles comes along
      }
    } else if (event.key === "Escape") {
      event.preventDefault(); // a search input would only be emptied
      this.dialog.close();
    }
  }

  /** @param {MouseEvent} event */
  #onPick(event) {
    const option = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[role=option]"));
    if (!option) return;
    const query = option.dataset.pkbQuery;
    if (query === undefined) {
      keepSearch(this.input.value);
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) this.dialog.close(); // may lead to this very page
      return;
    }
    event.preventDefault();
    this.input.value = query;
    this.input.focus();
    this.ask(query, true);
  }
}

/** The parts of the box. @param {Settings} settings */
function boxElements(settings) {
  const say = (/** @type {string} */ key) => text(settings, key);
  const input = element("input", {
    type: "search", id: "pkb-search-input", class: "pkb-search__input", role: "combobox", autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", enterkeyhint: "search", placeholder: say("placeholder"), "aria-label": say("placeholder"),
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "pkb-search-list",
  });
  const close = element("button", { type: "button", class: "pkb-search__close" }, say("close"));
  const status = element("div", { class: "pkb-search__status", role: "status" });
  const list = element("div", { id: "pkb-search-list", class: "pkb-search__list", role: "listbox", "aria-label": say("results"), "data-pkb-search-results": true });
  const below = element("div", { class: "pkb-search__below" });
  const all = element("a", { class: "pkb-search__all", href: "#" }, say("all"));
  const foot = element("div", { class: "pkb-search__foot" }, all, element("p", { class: "pkb-search__keys" }, say("keys")));
  const dialog = element(
    "dialog",
    { class: "pkb-search", "aria-label": say("label") },
    element("div", { class: "pkb-search__head" }, element("span", { class: "pkb-icon pkb-icon--search" }), input, close),
    status,
    element("div", { class: "pkb-search__body" }, list, below),
    foot,
  );
  return { dialog, input, status, list, below, all, foot, close };
}

/** @param {Settings} settings @param {string} query */
function resultsPage(settings, query) {
  const asked = new URLSearchParams(query ? { q: query.slice(0, 1000) } : {});
  return `${address(settings, settings.page)}?${asked}`;
}

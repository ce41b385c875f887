/**
 * The hand-over: fields for the evidence of an outcome, and the summary in two languages. What is
 * typed lives in this module's memory until "clear" or the page's end: no address, no storage.
 */
import { copyText } from "./copy.js";
import { stamp, summarize } from "./summary.js";
import { nameTexts, wordAnswer } from "./texts.js";

/**
 * @typedef {import("./machine.js").State} State
 * @typedef {{page: Record<string, string>, summary: Record<string, any>}} Strings
 * @typedef {{locale: string, machine: import("./machine.js").Machine, ui: Strings,
 *   english?: {ui: Record<string, any>, texts: any}}} Payload
 */

export class Handover {
  /**
   * @param {HTMLElement} root the flow @param {Payload} payload
   * @param {import("./texts.js").Texts} texts of the page's language @param {Date} started
   */
  constructor(root, payload, texts, started) {
    this.payload = payload;
    const { locale, machine, ui, english } = payload;
    /** @type {Record<string, {texts: import("./texts.js").Texts, ui: Record<string, any>}>} */
    this.words = { [locale]: { texts, ui: ui.summary } };
    if (english) this.words.en = { texts: nameTexts(machine, english.texts), ui: english.ui };
    this.section = /** @type {HTMLElement} */ (root.querySelector("[data-pkb-flow-handover]"));
    this.started = started;
    this.reached = started;
    /** @type {Map<string, string>} what was typed, by evidence id */
    this.typed = new Map();
    /** @type {State | null} */
    this.state = null;
    /** @type {HTMLElement | null} */
    this.outcome = null;
    this.section.addEventListener("change", () => this.update());
    this.section.addEventListener("click", (event) => this.#click(event));
  }

  /** @param {State} state @param {HTMLElement} outcome its section */
  show(state, outcome) {
    const root = /** @type {HTMLElement} */ (this.section.closest("[data-pkb-flow]"));
    if (this.state?.node !== state.node) this.reached = new Date();
    this.state = state;
    this.outcome = outcome;
    for (const item of outcome.querySelectorAll("[data-pkb-flow-evidence]")) {
      this.#field(/** @type {HTMLElement} */ (item));
    }
    const privacy = root.querySelector("[data-pkb-flow-privacy]");
    const list = outcome.querySelector(".pkb-flow-evidence");
    if (privacy && list) {
      list.before(privacy);
      privacy.removeAttribute("hidden");
    }
    outcome.after(this.section);
    this.section.hidden = false;
    this.update();
  }

  hide() {
    this.section.hidden = true;
    this.state = null;
  }

  /** A new walk begins. @param {Date} time */
  restart(time) {
    this.started = time;
    this.clear();
  }

  clear() {
    this.typed.clear();
    const root = /** @type {HTMLElement} */ (this.section.closest("[data-pkb-flow]"));
    for (const field of root.querySelectorAll("[data-pkb-flow-evidence] :is(input, textarea)")) {
      /** @type {HTMLInputElement} */ (field).value = "";
    }
    for (const area of this.section.querySelectorAll("textarea")) area.value = "";
    if (this.state) this.update();
  }

  /** @param {HTMLElement} item of the evidence list */
  #field(item) {
    const id = String(item.dataset.pkbFlowEvidence);
    const label = /** @type {HTMLLabelElement} */ (item.querySelector("label"));
    let field = /** @type {HTMLInputElement | HTMLTextAreaElement | null} */ (
      item.querySelector("input, textarea")
    );
    if (!field) {
      const kind = this.payload.machine.evidence[id];
      field = document.createElement(kind === "text" ? "textarea" : "input");
      if (field instanceof HTMLInputElement) field.type = kind === "date" ? "date" : "text";
      else field.rows = 3;
      field.id = `${this.outcome?.id}-e-${id}`;
      label.htmlFor = field.id;
      field.autocomplete = "off";
      field.spellcheck = false;
      const hint = item.querySelector("small");
      if (hint) {
        hint.id = `${field.id}-hint`;
        field.setAttribute("aria-describedby", hint.id);
      }
      const made = field;
      made.addEventListener("input", () => {
        this.typed.set(id, made.value);
        this.update();
      });
      item.append(made);
    }
    field.value = this.typed.get(id) ?? "";
  }

  update() {
    if (!this.state) return;
    const form = /** @type {HTMLInputElement} */ (this.section.querySelector("input:checked")).value;
    for (const area of this.section.querySelectorAll("textarea")) {
      const locale = String(area.dataset.pkbFlowSummary);
      area.value = summarize(/** @type {any} */ (form), this.#data(locale), this.words[locale].ui);
    }
  }

  /** @param {string} locale @returns {import("./summary.js").Handover} */
  #data(locale) {
    const state = /** @type {State} */ (this.state);
    const { machine } = this.payload;
    const { texts, ui } = this.words[locale];
    const outcome = texts.outcomes[state.node];
    const answers = new Map(state.given);
    const severity = machine.severity ? answers.get(machine.severity) : undefined;
    const word = severity === undefined ? undefined : String(severity);
    const bySeverity = this.outcome?.querySelector("[data-pkb-flow-severity]");
    return {
      ...outcome,
      response: bySeverity && word ? ui.hours[word] : outcome.response,
      severity: word && machine.severity ? texts.questions[machine.severity].responses[word] : "",
      answers: state.given.map(([id, answer]) => [
        texts.questions[id].text,
        wordAnswer(texts.questions[id], answer, ui.comma),
      ]),
      evidence: machine.outcomes[state.node].evidence.map((id) => [
        texts.evidence[id],
        (this.typed.get(id) ?? "").trim(),
      ]),
      caseName: (this.typed.get("case-number") ?? "").trim(),
      started: stamp(this.started),
      reached: stamp(this.reached),
      link: location.href.split("#")[0],
    };
  }

  /** @param {Event} event */
  async #click(event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    const ui = this.payload.ui.page;
    if ("pkbFlowPrint" in button.dataset) window.print();
    if ("pkbFlowClear" in button.dataset) {
      this.clear();
      this.#say(ui.cleared);
    }
    if (button.dataset.pkbFlowCopy) {
      const locale = button.dataset.pkbFlowCopy;
      const area = /** @type {HTMLTextAreaElement} */ (
        this.section.querySelector(`textarea[data-pkb-flow-summary="${locale}"]`)
      );
      this.#say((await copyText(area.value, area)) ? ui.copied : ui.copy_failed);
    }
  }

  /** @param {string} text */
  #say(text) {
    const status = /** @type {HTMLElement} */ (this.section.querySelector("[data-pkb-flow-status]"));
    status.textContent = text;
  }
}

/**
 * Enhances the HTML of a flow, which is complete without this: one question at a time, the state in
 * the address, answers that can be changed. Text comes from the page, never from here.
 */
import { recall, remember } from "../storage.js";
import { fill } from "../strings.js";
import { readAddress, writeAddress } from "./address.js";
import { describe, named, showError, wordError } from "./errors.js";
import { accept, AnswerError, answersOf, outcomeOf, questionOf, replay } from "./machine.js";
import { preselect, showAnswers, showConditions, showProgress, showSections } from "./shown.js";
import { readTexts } from "./texts.js";

/** @typedef {import("./machine.js").Answer} Answer @typedef {import("./machine.js").State} State */

const POLICY_KEY = "flow-policy";

/** Enhance every flow below `root`. @param {ParentNode} root */
export function startFlows(root) {
  const flows = [...root.querySelectorAll("[data-pkb-flow]:not([data-pkb-flow-on])")];
  for (const flow of flows) {
    const prefix = flows.length > 1 ? `${flow.getAttribute("data-pkb-flow")}.` : "";
    new FlowPage(/** @type {HTMLElement} */ (flow), prefix);
  }
}

class FlowPage {
  /** @param {HTMLElement} root @param {string} prefix */
  constructor(root, prefix) {
    this.root = root;
    this.prefix = prefix;
    const data = /** @type {HTMLElement} */ (root.querySelector("[data-pkb-flow-data]"));
    /** @type {import("./handover.js").Payload} */
    this.payload = JSON.parse(data.textContent ?? "");
    this.machine = this.payload.machine;
    this.ui = this.payload.ui.page;
    this.words = { change: this.ui.change, comma: this.payload.ui.summary.comma };
    this.texts = readTexts(root, this.machine);
    this.title = document.title;
    this.started = new Date();
    /** @type {import("./handover.js").Handover | null} loaded with the first outcome */
    this.handover = null;
    this.address = readAddress(this.machine, location.search, prefix);
    this.state = replay(this.machine, this.address.answers);
    this.all = false;
    this.moved = false;
    /** @type {Map<string, Answer>} the last answer to each question, to offer it again */
    this.last = new Map();
    this.#enable();
    this.#listen();
    this.show(false);
  }

  /** @template {HTMLElement} [T=HTMLElement] @param {string} name @returns {T} */
  part(name) {
    return /** @type {T} */ (this.root.querySelector(`[data-pkb-flow-${name}]`));
  }

  /** @param {string} id of a question or outcome @returns {HTMLElement | null} */
  section(id) {
    return document.getElementById(`flow-${this.machine.id}-${id}`);
  }

  #enable() {
    this.root.setAttribute("data-pkb-flow-on", "");
    this.root.append(this.part("overview"));
    this.part("tools").hidden = false;
    this.root.querySelector("[data-pkb-flow-picker]")?.removeAttribute("hidden");
    const parts = this.part("controls");
    for (const form of this.root.querySelectorAll("form")) {
      form.noValidate = true;
      form.autocomplete = "off";
      const controls = /** @type {HTMLElement} */ (
        /** @type {HTMLTemplateElement} */ (parts).content.cloneNode(true)
      );
      const fieldset = /** @type {Element} */ (form.firstElementChild);
      fieldset.querySelector("ul, .pkb-flow-entry")?.before(/** @type {Element} */ (controls.firstElementChild));
      form.append(controls);
      describe(fieldset, fieldset.querySelectorAll(":scope > .pkb-flow-hint"));
      for (const field of form.querySelectorAll("input")) {
        field.hidden = false;
        describe(field, field.closest("li")?.querySelectorAll("small") ?? []);
        const heading = /** @type {Element} */ (fieldset.querySelector("legend > *"));
        if (!field.closest("li")) field.setAttribute("aria-labelledby", named(heading));
      }
    }
  }

  #listen() {
    this.root.addEventListener("submit", (event) => this.#submit(event));
    this.root.addEventListener("click", (event) => this.#click(event));
    this.root.addEventListener("change", (event) => this.#change(event));
    this.part("overview").addEventListener("toggle", () => this.#diagram(true));
    addEventListener("popstate", () => this.show(true));
    addEventListener("hashchange", () => this.#hash());
    document.addEventListener("pkb:choice", () => this.#roles());
  }

  /** Show what the address says. @param {boolean} focus whether a person moved here */
  show(focus) {
    const address = readAddress(this.machine, location.search, this.prefix);
    const state = replay(this.machine, address.answers);
    this.state = state;
    this.address = address;
    for (const [id, answer] of address.answers) this.last.set(id, answer);
    this.#shown();
    this.#answers();
    this.#notice(address);
    this.#error(null);
    void this.#diagram(false);
    void this.#roles();
    const outcome = outcomeOf(this.machine, state);
    const section = /** @type {HTMLElement} */ (this.section(state.node));
    const last = this.last.get(state.node);
    if (outcome) void this.#handOver(section);
    else this.handover?.hide();
    if (last !== undefined) preselect(section, last);
    void this.#policy();
    const heading = /** @type {HTMLElement} */ (section.querySelector("[tabindex='-1']"));
    document.title = state.given.length ? `${heading.textContent} – ${this.title}` : this.title;
    if (focus) heading.focus();
    else if (location.hash) this.#hash();
  }

  /** @param {HTMLElement} section of the outcome */
  async #handOver(section) {
    const state = this.state;
    const { Handover } = await import("./handover.js");
    this.handover ??= new Handover(this.root, this.payload, this.texts, this.started);
    if (state === this.state) this.handover.show(state, section);
  }

  /** What is seen of the questions and outcomes. */
  #shown() {
    showSections(this.root, this.section(this.state.node), this.all);
    showConditions(this.root, this.machine, this.state, this.all);
    const progress = this.part("progress");
    showProgress(progress, this.machine, this.state, this.ui);
    progress.hidden = this.all;
  }

  #answers() {
    const { given } = this.state;
    showAnswers(this.part("answers"), given, this.texts, this.words, (id) => this.#href(id));
  }

  /** The address at which one answer is asked for again and all others are kept. @param {string} without */
  #href(without) {
    const answers = new Map(this.address.answers);
    answers.delete(without);
    return this.#address(replay(this.machine, answers).given, answers);
  }

  /** @param {Iterable<readonly [string, Answer]>} given @param {Iterable<readonly [string, Answer]>} kept */
  #address(given, kept) {
    return location.pathname + writeAddress(this.machine, location.search, given, kept, this.prefix);
  }

  /** @param {string} href */
  #go(href) {
    this.all = false;
    history.pushState(null, "", href);
    this.show(true);
  }

  /** @param {ReturnType<typeof readAddress>} address */
  #notice(address) {
    let text = "";
    if (address.unreadable) text = this.ui.notice_unreadable;
    else if (questionOf(this.machine, this.state)) {
      const names = address.invalid.map((id) => this.texts.questions[id].text);
      if (!names.length && address.answers.size) names.push(...address.unknown);
      if (names.length) text = fill(this.ui.notice_invalid, { names: names.join(this.words.comma) });
      else if (!this.moved && address.answers.size) {
        const { length } = this.state.given;
        // Answers on both sides of the question: it may be newer than the link.
        const gap = length && address.answers.size > length;
        text = gap ? this.ui.notice_gap : this.ui.notice_partial;
      }
    }
    this.#say(text);
    this.moved = true;
  }

  /** @param {AnswerError | null} error */
  #error(error) {
    const section = error && this.section(error.question);
    const text = error ? wordError(error, this.machine, this.texts, this.ui) : "";
    showError(this.root, this.part("errors"), section, text);
  }

  /** Loaded only where a role is chosen. */
  async #roles() {
    const notice = this.part("other-role");
    const { node } = this.state;
    const { roles } = this.machine.questions[node] ?? this.machine.outcomes[node];
    const line = this.section(node)?.querySelector("[data-pkb-flow-roles]");
    notice.hidden = true;
    if (!roles || !line || !(/[?&]role=/.test(location.search) || recall("roles"))) return;
    const { showOtherRole } = await import("./roles.js");
    await showOtherRole(notice, roles, line);
  }

  /** Loaded with the first look at it. @param {boolean} opened just now */
  async #diagram(opened) {
    const overview = this.part("overview");
    if (!(/** @type {HTMLDetailsElement} */ (overview).open)) return;
    const { centre, markPath } = await import("./diagram.js");
    markPath(overview, this.machine, this.state, (link) => this.#target(link));
    if (opened) centre(overview);
  }

  /** @param {SubmitEvent | Event} event */
  #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const section = /** @type {HTMLElement} */ (form.closest("[data-pkb-flow-question]"));
    const id = String(section.dataset.pkbFlowQuestion);
    const question = this.machine.questions[id];
    const values = new FormData(form).getAll(id).map((value) => String(value).trim());
    try {
      const raw = question.kind === "multiple" ? values : (values[0] ?? "");
      this.#answer(id, accept(question, id, raw));
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      this.#error(error);
    }
  }

  /** @param {string} id @param {Answer} answer */
  #answer(id, answer) {
    const answers = new Map(this.address.answers);
    answers.set(id, answer);
    const state = replay(this.machine, answers);
    // At an outcome nothing waits for a question any more; before it, later answers do.
    const kept = outcomeOf(this.machine, state) ? [] : answers;
    this.#go(this.#address(state.given, kept));
  }

  /** @param {Event} event */
  #click(event) {
    const target = event.target instanceof Element ? event.target.closest("a, button") : null;
    if (!target || !(event instanceof MouseEvent) || event.ctrlKey || event.metaKey) return;
    if (target.matches("[data-pkb-flow-restart]")) {
      this.last.clear();
      for (const form of this.root.querySelectorAll("form")) form.reset();
      this.started = new Date();
      this.handover?.restart(this.started);
      this.#go(this.#address([], []));
    } else if (target.matches("[data-pkb-flow-all]")) {
      this.all = !this.all;
      this.#shown();
    } else if (target.matches("[data-pkb-flow-change]")) {
      event.preventDefault();
      this.#go(/** @type {HTMLAnchorElement} */ (target).href);
    } else if (target.closest("[data-pkb-flow-errors]")) {
      event.preventDefault();
      document.getElementById((target.getAttribute("href") ?? "").slice(1))?.focus();
    } else if (target.getAttribute("href")?.startsWith(`#flow-${this.machine.id}-`)) {
      event.preventDefault();
      this.#visit(this.#target(target));
    }
  }

  /** The node that a link in the flow leads to. @param {Element} link */
  #target(link) {
    return (link.getAttribute("href") ?? "").slice(`#flow-${this.machine.id}-`.length);
  }

  /** Go to a node: back on the path where it lies there, else in the view of all. @param {string} id */
  #visit(id) {
    if (answersOf(this.state).has(id)) {
      this.#go(this.#href(id));
      return;
    }
    if (id !== this.state.node && !this.all) {
      this.all = true;
      this.#shown();
    }
    const section = this.section(id);
    section?.scrollIntoView();
    /** @type {HTMLElement | null} */ (section?.querySelector("[tabindex='-1']"))?.focus();
  }

  #hash() {
    const start = `#flow-${this.machine.id}-`;
    const id = location.hash.startsWith(start) ? location.hash.slice(start.length) : "";
    if (id && this.section(id)?.matches(".pkb-flow-node")) this.#visit(id);
  }

  /** @param {Event} event */
  #change(event) {
    const field = event.target;
    if (!(field instanceof HTMLSelectElement) || !field.closest("[data-pkb-flow-picker]")) return;
    remember(POLICY_KEY, field.value);
    const query = new URLSearchParams(location.search);
    if (field.value) query.set("policy", field.value);
    else query.delete("policy");
    const text = query.toString();
    history.replaceState(null, "", location.pathname + (text ? `?${text}` : ""));
    this.show(false);
  }

  /** Loaded only where a policy is chosen. */
  async #policy() {
    const picker = /** @type {HTMLSelectElement | null} */ (
      this.root.querySelector("[data-pkb-flow-picker] select")
    );
    const asked = this.address.policy;
    const id = asked || recall(POLICY_KEY) || "";
    const chosen = [...(picker?.options ?? [])].find((option) => option.value && option.value === id);
    const section = this.part("policy");
    section.hidden = true;
    if (picker) picker.value = chosen ? id : "";
    const state = this.state;
    if (!outcomeOf(this.machine, state)) return;
    if (chosen) {
      const { joinPolicy } = await import("./policy.js");
      const severity = this.machine.severity && answersOf(state).get(this.machine.severity);
      const facts = this.section(state.node)?.querySelector(".pkb-flow-facts");
      const current = () => state === this.state;
      await joinPolicy(section, chosen, String(severity ?? ""), this.ui, facts, current);
    } else if (asked) {
      this.#say(fill(this.ui.policy_unknown, { id: asked.slice(0, 60) }));
    }
  }

  /** @param {string} text of the notice above the questions; empty for none */
  #say(text) {
    const box = this.part("notice");
    box.textContent = text;
    box.hidden = !text;
  }
}

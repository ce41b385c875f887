/**
 * Enhances the HTML of a flow, which is complete without this: one question at a time, the state in
 * the address, answers that can be changed. Text comes from the page, never from here.
 */
import { recall, remember } from "../storage.js";
import { readAddress, writeAddress } from "./address.js";
import { centre, markPath } from "./diagram.js";
import { describe, named, showError, wordError } from "./errors.js";
import { accept, AnswerError, answersOf, holds, outcomeOf, questionOf, replay } from "./machine.js";
import { showOtherRole } from "./roles.js";
import { fill } from "../strings.js";
import { readTexts, wordAnswer } from "./texts.js";

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
    this.comma = this.payload.ui.summary.comma;
    this.texts = readTexts(root);
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
    const controls = ".pkb-flow-responses input, .pkb-flow-entry input, .pkb-flow-continue";
    for (const item of this.root.querySelectorAll(controls)) item.removeAttribute("hidden");
    this.part("tools").hidden = false;
    const picker = this.root.querySelector("[data-pkb-flow-picker]");
    if (picker) picker.removeAttribute("hidden");
    for (const field of this.root.querySelectorAll(".pkb-flow-responses input")) {
      describe(field, field.closest("li")?.querySelectorAll(".pkb-flow-hint") ?? []);
    }
    for (const field of this.root.querySelectorAll(".pkb-flow-entry input")) {
      const heading = field.closest("fieldset")?.querySelector("legend > *");
      if (heading) field.setAttribute("aria-labelledby", named(heading));
    }
  }

  #listen() {
    this.root.addEventListener("submit", (event) => this.#submit(event));
    this.root.addEventListener("click", (event) => this.#click(event));
    this.root.addEventListener("change", (event) => this.#change(event));
    this.part("overview").addEventListener("toggle", (event) => centre(/** @type {HTMLElement} */ (event.currentTarget)));
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
    this.#sections();
    this.#conditions();
    this.#answers();
    this.#progress();
    this.#notice(address);
    this.#error(null);
    markPath(this.part("overview"), this.machine, state, (link) => this.#target(link));
    this.#roles();
    const outcome = outcomeOf(this.machine, state);
    const section = /** @type {HTMLElement} */ (this.section(state.node));
    if (outcome) void this.#handOver(section);
    else {
      this.handover?.hide();
      this.#preselect(section);
    }
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

  #sections() {
    for (const node of this.root.querySelectorAll(".pkb-flow-node")) {
      const current = node === this.section(this.state.node);
      /** @type {HTMLElement} */ (node).hidden = !current && !this.all;
      node.toggleAttribute("data-pkb-flow-current", current);
    }
    const button = this.part("all");
    button.setAttribute("aria-pressed", String(this.all));
    this.root.toggleAttribute("data-pkb-flow-showing-all", this.all);
  }

  /** Lines of the outcome: only those that apply, and only the response of the severity given. */
  #conditions() {
    const answers = answersOf(this.state);
    const done = outcomeOf(this.machine, this.state) && !this.all;
    for (const line of this.root.querySelectorAll("[data-pkb-flow-when]")) {
      const when = JSON.parse(line.getAttribute("data-pkb-flow-when") ?? "[]");
      const current = done && line.closest("[data-pkb-flow-current]");
      /** @type {HTMLElement} */ (line).hidden = Boolean(current && !holds(when, answers));
    }
    const severity = this.machine.severity ? answers.get(this.machine.severity) : undefined;
    for (const item of this.root.querySelectorAll("[data-pkb-flow-severity]")) {
      const other = item.getAttribute("data-pkb-flow-severity") !== severity;
      /** @type {HTMLElement} */ (item).hidden = Boolean(done && severity && other);
    }
  }

  #answers() {
    const box = this.part("answers");
    const template = /** @type {HTMLTemplateElement} */ (box.querySelector("template"));
    const items = this.state.given.map(([id, answer]) => {
      const item = /** @type {HTMLElement} */ (template.content.cloneNode(true));
      const [asked, given, change] = /** @type {HTMLElement[]} */ ([
        ...item.querySelectorAll(".pkb-flow-asked, strong, a"),
      ]);
      const question = this.texts.questions[id];
      asked.textContent = question.text;
      given.textContent = wordAnswer(question, answer, this.comma);
      /** @type {HTMLElement} */ (change.lastElementChild).textContent =
        ` ${fill(this.ui.change, { question: question.text })}`;
      change.setAttribute("href", this.#href(id));
      change.setAttribute("data-pkb-flow-change", id);
      return item;
    });
    /** @type {HTMLElement} */ (box.querySelector("ol")).replaceChildren(...items);
    box.hidden = !items.length;
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

  #progress() {
    const line = this.part("progress");
    const question = questionOf(this.machine, this.state);
    const number = this.state.given.length + 1;
    const more = question ? question.remaining - 1 : 0;
    const text = !question
      ? fill(this.ui.progress_done, { number: number - 1 })
      : fill(more ? this.ui.progress : this.ui.progress_last, { number, more });
    /** @type {HTMLElement} */ (line.firstElementChild).textContent = text;
    const bar = /** @type {HTMLProgressElement} */ (line.querySelector("progress"));
    bar.max = number - 1 + (question ? question.remaining : 0) || 1;
    bar.value = number - 1;
    line.hidden = this.all;
  }

  /** @param {ReturnType<typeof readAddress>} address */
  #notice(address) {
    const box = this.part("notice");
    let text = "";
    if (address.unreadable) text = this.ui.notice_unreadable;
    else if (questionOf(this.machine, this.state)) {
      const names = address.invalid.map((id) => this.texts.questions[id].text);
      if (!names.length && address.answers.size) names.push(...address.unknown);
      if (names.length) text = fill(this.ui.notice_invalid, { names: names.join(this.comma) });
      else if (!this.moved && address.answers.size) text = this.ui.notice_partial;
    }
    box.textContent = text;
    box.hidden = !text;
    this.moved = true;
  }

  /** @param {AnswerError | null} error */
  #error(error) {
    const section = /** @type {HTMLElement} */ (this.section(this.state.node));
    const text = error ? wordError(error, this.machine, this.texts, this.ui) : "";
    showError(this.part("errors"), section, text);
  }

  #roles() {
    const line = this.section(this.state.node)?.querySelector("[data-pkb-flow-roles]") ?? null;
    void showOtherRole(this.part("other-role"), line);
  }

  /** @param {HTMLElement} section of the question asked: offer the last answer again */
  #preselect(section) {
    const answer = this.last.get(this.state.node);
    if (answer === undefined) return;
    const chosen = Array.isArray(answer) ? answer : [answer];
    for (const field of section.querySelectorAll("input")) {
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = chosen.includes(field.value);
      } else field.value = String(answer);
    }
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
      this.#sections();
      this.#conditions();
      this.#progress();
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
      this.#sections();
      this.#conditions();
      this.#progress();
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

  async #policy() {
    const section = this.part("policy");
    const picker = /** @type {HTMLSelectElement | null} */ (
      this.root.querySelector("[data-pkb-flow-picker] select")
    );
    const asked = readAddress(this.machine, location.search, this.prefix).policy;
    const id = asked || recall(POLICY_KEY) || "";
    const ref = this.payload.policies.find((item) => item.id === id);
    if (picker) picker.value = ref ? id : "";
    const outcome = outcomeOf(this.machine, this.state);
    section.hidden = true;
    if (!ref) {
      if (asked && outcome) this.#policyUnknown(section, asked);
      return;
    }
    if (!outcome) return;
    const state = this.state;
    const { readPolicy, showPolicy } = await import("./policy.js");
    const policy = await readPolicy(ref.url);
    if (state !== this.state) return;
    const severity = this.machine.severity ? answersOf(state).get(this.machine.severity) : undefined;
    showPolicy(section, ref, policy, String(severity ?? ""), this.ui, new Date());
    this.section(state.node)?.querySelector(".pkb-flow-facts")?.after(section);
    section.hidden = false;
  }

  /** @param {HTMLElement} section @param {string} asked an id that no policy has */
  #policyUnknown(section, asked) {
    const box = this.part("notice");
    box.textContent = fill(this.ui.policy_unknown, { id: asked.slice(0, 60) });
    box.hidden = false;
    section.hidden = true;
  }
}

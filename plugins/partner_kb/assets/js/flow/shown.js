/** What a flow's page shows: questions, outcomes and sentences, progress, the answers so far. */
import { fill } from "../strings.js";
import { answersOf, holds, outcomeOf, questionOf } from "./machine.js";
import { wordAnswer } from "./texts.js";

/** @typedef {import("./machine.js").Machine} Machine @typedef {import("./machine.js").State} State */

/** @param {HTMLElement} root the flow @param {Element | null} current @param {boolean} all */
export function showSections(root, current, all) {
  for (const node of root.querySelectorAll(".pkb-flow-node")) {
    /** @type {HTMLElement} */ (node).hidden = node !== current && !all;
    node.toggleAttribute("data-pkb-flow-current", node === current);
  }
  root.querySelector("[data-pkb-flow-all]")?.setAttribute("aria-pressed", String(all));
  root.toggleAttribute("data-pkb-flow-showing-all", all);
}

/**
 * At an outcome only the sentences that apply, and only the response of the severity given.
 * @param {HTMLElement} root @param {Machine} machine @param {State} state @param {boolean} all
 */
export function showConditions(root, machine, state, all) {
  const answers = answersOf(state);
  const done = outcomeOf(machine, state) && !all;
  for (const line of root.querySelectorAll("[data-pkb-flow-when]")) {
    const when = JSON.parse(line.getAttribute("data-pkb-flow-when") ?? "[]");
    const current = done && line.closest("[data-pkb-flow-current]");
    /** @type {HTMLElement} */ (line).hidden = Boolean(current && !holds(when, answers));
  }
  const severity = machine.severity ? answers.get(machine.severity) : undefined;
  for (const item of root.querySelectorAll("[data-pkb-flow-severity]")) {
    const other = item.getAttribute("data-pkb-flow-severity") !== severity;
    /** @type {HTMLElement} */ (item).hidden = Boolean(done && severity && other);
  }
}

/** @param {HTMLElement} line @param {Machine} machine @param {State} state @param {Record<string, string>} ui */
export function showProgress(line, machine, state, ui) {
  const question = questionOf(machine, state);
  const done = state.given.length;
  const more = question ? question.remaining - 1 : 0;
  const text = !question
    ? fill(ui.progress_done, { number: done })
    : fill(more ? ui.progress : ui.progress_last, { number: done + 1, more });
  /** @type {HTMLElement} */ (line.firstElementChild).textContent = text;
  const bar = /** @type {HTMLProgressElement} */ (line.querySelector("progress"));
  bar.max = done + (question?.remaining ?? 0) || 1;
  bar.value = done;
}

/**
 * "Your answers so far", each with a link that asks for it again and keeps the others.
 * @param {HTMLElement} box the section, with a list and a template for its items
 * @param {import("./machine.js").Given} given @param {import("./texts.js").Texts} texts
 * @param {{change: string, comma: string}} words @param {(id: string) => string} href of a question
 */
export function showAnswers(box, given, texts, words, href) {
  const template = /** @type {HTMLTemplateElement} */ (box.querySelector("template"));
  const items = given.map(([id, answer]) => {
    const item = /** @type {HTMLElement} */ (template.content.cloneNode(true));
    const [asked, said, change] = /** @type {HTMLElement[]} */ ([
      ...item.querySelectorAll(".pkb-flow-asked, strong, a"),
    ]);
    const question = texts.questions[id];
    asked.textContent = question.text;
    said.textContent = wordAnswer(question, answer, words.comma);
    /** @type {HTMLElement} */ (change.lastElementChild).textContent =
      ` ${fill(words.change, { question: question.text })}`;
    change.setAttribute("href", href(id));
    change.setAttribute("data-pkb-flow-change", id);
    return item;
  });
  /** @type {HTMLElement} */ (box.querySelector("ol")).replaceChildren(...items);
  box.hidden = !items.length;
}

/** Offer an answer again. @param {HTMLElement} section of a question @param {import("./machine.js").Answer} answer */
export function preselect(section, answer) {
  const chosen = Array.isArray(answer) ? answer : [answer];
  for (const field of section.querySelectorAll("input")) {
    if (field.type === "radio" || field.type === "checkbox") {
      field.checked = chosen.includes(field.value);
    } else field.value = String(answer);
  }
}

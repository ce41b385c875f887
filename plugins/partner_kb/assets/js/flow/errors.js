/** What is said where an answer is refused: at the field, and in a summary that leads to it. */
import { fill } from "../strings.js";

/**
 * @param {import("./machine.js").AnswerError} error @param {import("./machine.js").Machine} machine
 * @param {import("./texts.js").Texts} texts @param {Record<string, string>} ui
 */
export function wordError(error, machine, texts, ui) {
  const question = machine.questions[error.question];
  const choice = Boolean(question.responses);
  if (error.code === "missing") return choice ? ui.error_missing : ui.error_empty;
  if (error.code === "exclusive") {
    const response = texts.questions[error.question].responses[error.detail];
    return fill(ui.error_exclusive, { response });
  }
  if (error.code === "range") {
    return fill(ui.error_range, { min: question.min ?? "…", max: question.max ?? "…" });
  }
  if (choice) return ui.error_unknown;
  return question.kind === "number" ? ui.error_number : ui.error_date;
}

/**
 * @param {HTMLElement} box the summary @param {HTMLElement} section of the question
 * @param {string} text empty to take everything back
 */
export function showError(box, section, text) {
  const line = /** @type {HTMLElement | null} */ (section.querySelector(".pkb-flow-error"));
  box.hidden = !text;
  if (!line) return;
  line.hidden = !text;
  line.textContent = text;
  for (const field of section.querySelectorAll("input")) {
    if (text) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  const fieldset = /** @type {HTMLElement} */ (section.querySelector("fieldset"));
  describe(fieldset, [...(text ? [line] : []), ...section.querySelectorAll("fieldset > .pkb-flow-hint")]);
  if (!text) return;
  const link = /** @type {HTMLAnchorElement} */ (box.querySelector("a"));
  link.textContent = text;
  link.href = `#${named(/** @type {Element} */ (section.querySelector("input")))}`;
  box.focus();
}

/** Serves ids for ARIA; the HTML does without them, because only controls need them. */
let names = 0;

/** @param {Element} element @returns {string} its id, given now if it had none */
export function named(element) {
  element.id ||= `pkb-flow-${++names}`;
  return element.id;
}

/** @param {Element} field @param {Iterable<Element>} texts that describe it */
export function describe(field, texts) {
  const ids = [...texts].map(named).join(" ");
  if (ids) field.setAttribute("aria-describedby", ids);
}

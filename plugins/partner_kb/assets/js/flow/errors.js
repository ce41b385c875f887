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
 * @param {HTMLElement} root the flow @param {HTMLElement} box the summary
 * @param {HTMLElement | null} section of the question; none to take everything back
 * @param {string} text
 */
export function showError(root, box, section, text) {
  box.hidden = !section;
  for (const line of root.querySelectorAll(".pkb-flow-error:not([hidden])")) mark(line, "");
  const line = section?.querySelector(".pkb-flow-error");
  if (!section || !line) return;
  mark(line, text);
  const link = /** @type {HTMLAnchorElement} */ (box.querySelector("a"));
  link.textContent = text;
  link.href = `#${named(/** @type {Element} */ (section.querySelector("input")))}`;
  box.focus();
}

/** @param {Element} line of a question @param {string} text empty where there is no error */
function mark(line, text) {
  const fieldset = /** @type {HTMLElement} */ (line.closest("fieldset"));
  line.textContent = text;
  line.toggleAttribute("hidden", !text);
  for (const field of fieldset.querySelectorAll("input")) {
    if (text) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  describe(fieldset, [...(text ? [line] : []), ...fieldset.querySelectorAll(":scope > .pkb-flow-hint")]);
}

/** Serves ids for ARIA, given where they are needed: the HTML does without them. */
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
  else field.removeAttribute("aria-describedby");
}

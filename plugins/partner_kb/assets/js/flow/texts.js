/**
 * The strings of a flow in the page's language, read from its HTML, which holds them anyway.
 *
 * @typedef {{text: string, unit: string, responses: Record<string, string>}} QuestionTexts
 * @typedef {{title: string, channel?: string, vehicle?: string, response?: string}} OutcomeTexts
 * @typedef {{questions: Record<string, QuestionTexts>, outcomes: Record<string, OutcomeTexts>,
 *   evidence: Record<string, string>}} Texts
 */

/** @param {HTMLElement} root @param {import("./machine.js").Machine} machine @returns {Texts} */
export function readTexts(root, machine) {
  /** @type {Texts} */
  const texts = { questions: {}, outcomes: {}, evidence: {} };
  for (const section of all(root, ".pkb-flow-question")) {
    const id = section.id.slice(`flow-${machine.id}-`.length);
    section.dataset.pkbFlowQuestion = id;
    texts.questions[id] = {
      text: word(section, "legend"),
      unit: word(section, ".pkb-flow-entry label"),
      responses: Object.fromEntries(
        all(section, ".pkb-flow-responses > li").map((item) => [
          item.querySelector("input")?.value ?? "",
          word(item, "label"),
        ]),
      ),
    };
  }
  for (const section of all(root, "[data-pkb-outcome]")) {
    const id = String(section.dataset.pkbOutcome);
    texts.outcomes[id] = {
      title: word(section, "[tabindex]"),
      channel: word(section, "[data-pkb-flow-channel]"),
      vehicle: word(section, "[data-pkb-flow-vehicle]"),
      response: word(section, "[data-pkb-flow-response]"),
    };
    // The list stands in the machine's order, and does without ids.
    for (const [index, item] of all(section, ".pkb-flow-evidence > li").entries()) {
      item.dataset.pkbFlowEvidence = machine.outcomes[id].evidence[index];
      texts.evidence[item.dataset.pkbFlowEvidence] = word(item, "label");
    }
  }
  return texts;
}

/**
 * The English strings of a summary: they come without ids, in the machine's order
 * (partner_kb/flow/view.py, `english_texts`).
 * @param {import("./machine.js").Machine} machine
 * @param {{questions: string[][], outcomes: string[][], evidence: string[]}} plain
 * @returns {Texts}
 */
export function nameTexts(machine, plain) {
  /** @template T @param {object} record @param {(id: string, index: number) => T} value */
  const each = (record, value) =>
    Object.fromEntries(Object.keys(record).map((id, index) => [id, value(id, index)]));
  return {
    questions: each(machine.questions, (id, index) => {
      const [text, unit, ...labels] = plain.questions[index];
      const responses = (machine.questions[id].responses ?? []).map((name, at) => [name, labels[at]]);
      return { text, unit, responses: Object.fromEntries(responses) };
    }),
    outcomes: each(machine.outcomes, (_, index) => {
      const [title, channel, vehicle, response] = plain.outcomes[index];
      return { title, channel, vehicle, response };
    }),
    evidence: each(machine.evidence, (_, index) => plain.evidence[index]),
  };
}

/** @param {HTMLElement} root @param {string} selector @returns {HTMLElement[]} */
const all = (root, selector) => [...root.querySelectorAll(selector)].map((item) => /** @type {HTMLElement} */ (item));

/** @param {HTMLElement} root @param {string} selector */
const word = (root, selector) => root.querySelector(selector)?.textContent?.trim() ?? "";

/**
 * An answer in words.
 * @param {QuestionTexts} question
 * @param {import("./machine.js").Answer} answer @param {string} comma
 */
export function wordAnswer(question, answer, comma) {
  if (Array.isArray(answer)) return answer.map((id) => question.responses[id]).join(comma);
  return question.responses[String(answer)] ?? [answer, question.unit].filter((x) => x !== "").join(" ");
}

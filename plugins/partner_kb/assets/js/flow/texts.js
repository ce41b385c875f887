/**
 * The strings of a flow in the page's language, read from its HTML, which holds them anyway; those
 * of the English summary come in the page's data (partner_kb/flow/view.py, `texts`).
 *
 * @typedef {{text: string, unit: string, responses: Record<string, string>}} QuestionTexts
 * @typedef {{title: string, summary: string, channel?: string, vehicle?: string, response?: string}} OutcomeTexts
 * @typedef {{questions: Record<string, QuestionTexts>, outcomes: Record<string, OutcomeTexts>,
 *   evidence: Record<string, string>}} Texts
 */

/** @param {HTMLElement} root @returns {Texts} */
export function readTexts(root) {
  /** @type {Texts} */
  const texts = { questions: {}, outcomes: {}, evidence: {} };
  for (const section of all(root, "[data-pkb-flow-question]")) {
    texts.questions[String(section.dataset.pkbFlowQuestion)] = {
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
    texts.outcomes[String(section.dataset.pkbOutcome)] = {
      title: word(section, "[tabindex]"),
      summary: word(section, ".pkb-flow-lead"),
      channel: word(section, "[data-pkb-flow-channel]"),
      vehicle: word(section, "[data-pkb-flow-vehicle]"),
      response: word(section, "[data-pkb-flow-response]"),
    };
    for (const item of all(section, "[data-pkb-flow-evidence]")) {
      texts.evidence[String(item.dataset.pkbFlowEvidence)] = word(item, "label");
    }
  }
  return texts;
}

/** @param {HTMLElement} root @param {string} selector @returns {HTMLElement[]} */
const all = (root, selector) => [...root.querySelectorAll(selector)].map((item) => /** @type {HTMLElement} */ (item));

/** @param {HTMLElement} root @param {string} selector */
const word = (root, selector) => root.querySelector(selector)?.textContent?.trim() ?? "";

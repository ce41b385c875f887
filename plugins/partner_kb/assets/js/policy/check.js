/**
 * What is wrong with a policy: the rules and messages of `partner-kb policy check`.
 * In: a policy as plain data, what data.js read. Out: findings, in the order of the rules.
 */
import { check_languages, check_rules, check_shape, fill } from "./twin.js";

/**
 * @param {unknown} value
 * @param {{schema: object, reference: object}} data
 * @param {string[]} locales the locales that the site speaks
 */
export function findProblems(value, data, locales) {
  return [
    ...check_shape(data.schema, data.reference, value),
    ...check_rules(data.reference, value),
    ...check_languages(data.schema, value, locales, false),
  ];
}

/** A finding's message in the reader's language. */
export function messageOf(finding, words) {
  return fill(words.gettext(finding.message), finding.args);
}

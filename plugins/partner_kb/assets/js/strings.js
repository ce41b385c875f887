/** Strings that the build exported: places to fill, plural forms. Pure. */

/**
 * @param {string} template @param {Record<string, string | number>} values
 * @returns {string} with each `{name}` replaced, once; what is inserted is not looked at again
 */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) =>
    Object.prototype.hasOwnProperty.call(values, name) ? String(values[name]) : whole,
  );
}

/**
 * The plural form of a number. `rule` holds the form of each number below 200 as a digit; larger
 * ones take that of their last two digits, 100 added, as the rules of all languages do.
 * @param {string} rule @param {number} number
 */
export function pluralForm(rule, number) {
  return Number(rule[number < rule.length ? number : 100 + (number % 100)] ?? 0);
}

/** Places of pages in reading order, as lists carry them in `data-pkb-pages`: "0-4 7". Pure. */

/**
 * @param {string} text as partner_kb/mkdocs_plugin/reading_order.py writes it
 * @returns {number[]} ascending
 */
export function readPlaces(text) {
  return text.split(" ").filter(Boolean).flatMap((part) => {
    const [first, last = first] = part.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/**
 * The place of each item of a list, which has it in `data-pkb-listed`: "4-6,,2".
 * @param {string} text likewise
 * @returns {string[]} in the order of the items, "" where one has no place
 */
export function readItemPlaces(text) {
  return text.split(",").flatMap((part) => (part.includes("-") ? readPlaces(part).map(String) : [part]));
}

/**
 * The next place in a direction whose page is shown, from -1 where the page itself has none.
 * @param {readonly string[]} audiences of all pages @param {number} from @param {1 | -1} step
 * @returns {number | undefined}
 */
export function nextShown(audiences, from, step) {
  if (from < 0) return undefined;
  for (let at = from + step; at >= 0 && at < audiences.length; at += step) {
    if (audiences[at] !== "no") return at;
  }
  return undefined;
}

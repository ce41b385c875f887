/** Small labels beside links while a filter is on: a count, "unclassified". They go with it. */

/**
 * @typedef {{kind: string, text: string, spoken?: string, title?: string}} Tag
 *   `spoken` replaces `text` for screen readers
 */

/**
 * Make these the only tags right below an element.
 * @param {Element} element @param {readonly Tag[]} tags
 */
export function fitTags(element, tags) {
  for (const old of element.querySelectorAll(":scope > [data-pkb-tag]")) old.remove();
  for (const { kind, text, spoken, title } of tags) {
    // The space keeps the words apart for whoever hears them; it goes with the tag.
    const holder = document.createElement("span");
    holder.setAttribute("data-pkb-tag", kind);
    const tag = document.createElement("span");
    tag.className = `pkb-tag pkb-tag--${kind}`;
    if (title) tag.title = title;
    if (spoken) {
      const seen = document.createElement("span");
      seen.ariaHidden = "true";
      seen.textContent = text;
      const heard = document.createElement("span");
      heard.className = "pkb-tag__spoken";
      heard.textContent = ` ${spoken}`;
      tag.append(seen, heard);
    } else tag.textContent = text;
    holder.append(" ", tag);
    element.append(holder);
  }
}

/**
 * The tag of a page that names no role.
 * @param {import("./filter.js").View} view
 * @returns {Tag}
 */
export const unclassified = (view) => ({
  kind: "unclassified",
  text: String(view.vocabulary.strings.unclassified),
  title: String(view.vocabulary.strings.unclassified_why),
});

/** The filter's own style sheet, loaded with it: readers without a filter do without. */

/** @type {Promise<void> | undefined} */
let asked;

/** Settles when it is there, or cannot be. @param {Document} root @returns {Promise<void>} */
export function loadStyle(root) {
  asked ??= new Promise((settle) => {
    const link = root.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("./filter.css", import.meta.url).href;
    link.addEventListener("load", () => settle());
    link.addEventListener("error", () => settle());
    root.head.append(link);
  });
  return asked;
}

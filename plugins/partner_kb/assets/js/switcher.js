/** Language links that keep the reader's query and place on the page. */
import { remember } from "./storage.js";

/**
 * The link to the same place in another language.
 *
 * @param {string} href the link as the page has it, absolute
 * @param {{search: string, hash: string}} here
 * @returns {string}
 */
export function keepPlace(href, here) {
  const url = new URL(href);
  url.search = here.search;
  url.hash = here.hash;
  return url.href;
}

/** @param {Document} root */
export function startSwitcher(root) {
  root.addEventListener("click", (event) => {
    const target = /** @type {Element | null} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null | undefined} */ (
      target?.closest(".pkb-menu a, .pkb-hero__languages a, .pkb-suggest a")
    );
    if (!link) return;
    link.href = keepPlace(link.href, location);
    remember("locale", link.lang);
  });
}

/** On a first visit, a hint that the page exists in the browser's language. Never a redirect. */
import { recall, remember } from "./storage.js";

/**
 * The site's locale that serves the browser's languages best, in the browser's own order; an
 * exact match, else one of the same language.
 *
 * @param {readonly string[]} wanted as in navigator.languages
 * @param {readonly string[]} offered the site's locales
 * @returns {string | undefined}
 */
export function bestLocale(wanted, offered) {
  for (const tag of wanted) {
    const exact = offered.find((locale) => locale.toLowerCase() === tag.toLowerCase());
    if (exact) return exact;
    const language = tag.toLowerCase().split("-")[0];
    const near = offered.find((locale) => locale.toLowerCase().split("-")[0] === language);
    if (near) return near;
  }
  return undefined;
}

/** @param {Document} root */
export function startSuggestion(root) {
  const place = /** @type {HTMLElement | null} */ (root.querySelector("[data-pkb-suggest]"));
  if (!place || recall("locale") || recall("suggestion")) return;
  const current = place.dataset.pkbSuggest ?? "";
  const templates = [.../** @type {NodeListOf<HTMLTemplateElement>} */ (
    place.querySelectorAll("template[data-pkb-locale]")
  )];
  const offered = [current, ...templates.map((template) => template.dataset.pkbLocale ?? "")];
  const best = bestLocale(navigator.languages, offered);
  const template = templates.find((candidate) => candidate.dataset.pkbLocale === best);
  if (!template) return;
  place.append(template.content.cloneNode(true));
  place.querySelector("[data-pkb-dismiss]")?.addEventListener("click", () => {
    remember("suggestion", "dismissed");
    place.querySelector("aside")?.remove();
  });
}

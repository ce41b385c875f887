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
export async function startSuggestion(root) {
  const menu = root.querySelector(".pkb-menu:not([data-pkb-quiet])");
  if (!menu || recall("locale") || recall("suggestion")) return;
  /** @type {HTMLAnchorElement[]} */
  const links = [...menu.querySelectorAll("a")];
  const best = bestLocale(navigator.languages, links.map((link) => link.lang));
  const link = links.find(({ lang }) => lang === best);
  if (!link || link.hasAttribute("aria-current")) return;
  const place = root.createElement("div");
  place.setAttribute("aria-live", "polite");
  root.querySelector(".pkb-header")?.after(place);
  const answer = await fetch(new URL("../languages.json", import.meta.url));
  const words = answer.ok ? (await answer.json())[link.lang] : undefined;
  if (words) place.append(hint(root, link, words));
}

/**
 * @param {Document} root @param {HTMLAnchorElement} link @param {Record<string, string>} words
 * @returns {HTMLElement} in the language that it suggests
 */
function hint(root, link, words) {
  const box = root.createElement("aside");
  box.className = "pkb-suggest";
  box.lang = link.lang;
  box.setAttribute("aria-label", words.label);
  const text = root.createElement("p");
  text.append(`${words.text} `, link.cloneNode(true));
  const close = root.createElement("button");
  close.className = "pkb-suggest__close";
  close.setAttribute("data-pkb-dismiss", "");
  close.textContent = words.dismiss;
  close.addEventListener("click", () => {
    remember("suggestion", "dismissed");
    box.remove();
  });
  box.append(text, close);
  return box;
}

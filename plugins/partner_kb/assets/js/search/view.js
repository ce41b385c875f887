/**
 * Results as elements. Text goes in as text: nothing from a page or a query is read as markup.
 *
 * @typedef {import("./client.js").Hit} Hit
 * @typedef {import("./client.js").Shown} Shown
 * @typedef {import("./engine.js").Part} Part
 * @typedef {import("./settings.js").Settings} Settings
 */
import { text } from "./settings.js";

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | boolean | number>} [attributes] true: present, false: absent
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false) made.setAttribute(key, String(value));
  }
  made.append(...children);
  return made;
}

/** @param {readonly Part[]} parts @returns {(Node | string)[]} */
export const marked = (parts) =>
  parts.map(({ text: part, hit }) => {
    if (!hit) return part;
    const end = part.trimEnd();
    const mark = element("mark", {}, end);
    return end === part ? mark : element("span", {}, mark, " ");
  });

/**
 * The address of a hit.
 * @param {Settings} settings @param {string} url @param {string} [anchor]
 */
export function address({ root }, url, anchor) {
  const found = new URL(root + url);
  if (anchor) found.hash = anchor;
  return found.pathname + found.hash; // relative: pages mark absolute links as leading elsewhere
}

/**
 * What stands in the link to a page: title, where it belongs, text with the hits marked.
 * @param {Settings} settings @param {Hit} hit @param {Shown} shown @param {boolean} unclassified
 * @returns {Node[]}
 */
export function hitContent(settings, hit, shown, unclassified) {
  const lang = hit.language || false;
  const title = element("span", { class: "pkb-hit__title", lang }, shown.title);
  const about = element("span", { class: "pkb-hit__about" });
  if (hit.topic) about.append(element("span", { lang: hit.english ? settings.englishLanguage : false }, hit.topic));
  if (hit.language) about.append(element("span", { class: "pkb-hit__label" }, text(settings, "in_english")));
  if (unclassified) about.append(element("span", { class: "pkb-hit__label" }, text(settings, "unclassified")));
  const excerpt = element("span", { class: "pkb-hit__text", lang }, ...marked(shown.parts));
  return [title, ...(about.childNodes.length > 0 ? [about] : []), excerpt];
}

/**
 * What stands in the link to a section of a page.
 * @param {Hit} hit @param {import("./engine.js").Section} section
 * @returns {Node[]}
 */
export function sectionContent(hit, section) {
  const lang = hit.language || false;
  return [
    element("span", { class: "pkb-hit__heading", lang }, section.title),
    element("span", { class: "pkb-hit__text", lang }, ...marked(section.parts)),
  ];
}

/**
 * Why there is no search, and where to go instead: the way that the header has without a script.
 * @param {string} message
 */
export function trouble(message) {
  const said = element("div", { class: "pkb-search__trouble", role: "alert" }, element("p", {}, message));
  const list = document.querySelector("a[data-pkb-find]");
  if (list instanceof HTMLAnchorElement) {
    const link = element("a", { href: list.pathname }, list.textContent?.trim() ?? "");
    said.append(element("p", {}, link));
  }
  return said;
}

/**
 * A labelled checkbox.
 * @param {string} label @param {boolean} on @param {(on: boolean) => void} change @param {string} [name]
 */
export function toggle(label, on, change, name = "") {
  const box = element("input", { type: "checkbox" });
  box.checked = on;
  box.addEventListener("change", () => change(box.checked));
  return element("label", { class: `pkb-search__toggle ${name}`.trim() }, box, " ", label);
}

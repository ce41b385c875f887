/**
 * The page itself: a notice where it is for others, parts for others put away with a line that says
 * how many, and a label where it names no role.
 */
import { audience, matchingRoles } from "./choice.js";
import { unclassified } from "./tag.js";
import { say, sayNames } from "./words.js";

/** @typedef {import("./filter.js").View} View */

/** @param {Element} element @param {string} name @returns {string[]} ids of an attribute */
const idsOf = (element, name) => (element.getAttribute(name) ?? "").split(" ").filter(Boolean);

/** What the page's own attributes say it is for. @param {Element} element */
const meant = (element) => ({
  roles: idsOf(element, "data-pkb-roles"),
  applies: idsOf(element, "data-pkb-applies-to"),
});

/** Whether the reader asked for the hidden parts of this page. */
let opened = false;

/** @param {Document} root @param {View | null} view */
export function showArticle(root, view) {
  const article = /** @type {HTMLElement | null} */ (root.querySelector("article"));
  if (!article) return;
  for (const old of article.querySelectorAll("[data-pkb-filter-line]")) old.remove();
  const head = article.querySelector(".pkb-page-meta") ?? article.querySelector(".pkb-page-head");
  const parts = hideParts(root, article, view);
  if (!view || !head) return;
  const found = audience(meant(article), view.choice, view.vocabulary);
  if (found === "no") head.append(notice(root, article, view));
  if (found === "unclassified" && view.here >= 0) head.append(label(root, view));
  if (parts) head.append(partsLine(root, view, parts));
}

/** @param {Document} root @param {HTMLElement} article @param {View | null} view */
function hideParts(root, article, view) {
  /** @type {NodeListOf<HTMLElement>} */
  const blocks = article.querySelectorAll(".pkb-roles-block[data-pkb-roles]");
  const target = location.hash ? root.getElementById(decodeHash(location.hash)) : null;
  let count = 0;
  for (const block of blocks) {
    const roles = idsOf(block, "data-pkb-roles");
    const other = view !== null && view.choice.roles.length > 0 && !isFor(roles, view);
    if (other && !block.parentElement?.closest("[data-pkb-other]")) count += 1;
    block.toggleAttribute("data-pkb-other", other);
    // Whoever follows a link into a part wants to read it.
    block.hidden = other && !opened && !(target && block.contains(target));
  }
  for (const link of root.querySelectorAll(".pkb-toc a")) {
    const heading = root.getElementById(decodeHash(link.getAttribute("href") ?? ""));
    const line = /** @type {HTMLElement | null} */ (link.closest("li"));
    if (line) line.hidden = Boolean(heading?.closest(".pkb-roles-block[hidden]"));
  }
  return count;
}

/** @param {readonly string[]} roles @param {View} view */
function isFor(roles, view) {
  const matching = matchingRoles(view.choice, view.vocabulary);
  return roles.some((id) => matching.includes(id));
}

/** @param {string} hash @returns {string} the id; a broken escape stays as it is */
function decodeHash(hash) {
  try {
    return decodeURIComponent(hash.replace(/^#/, ""));
  } catch {
    return hash.replace(/^#/, "");
  }
}

/** @param {Document} root @param {string} tag @param {string} name */
function line(root, tag, name) {
  const made = root.createElement(tag);
  made.className = name;
  made.setAttribute("data-pkb-filter-line", "");
  return made;
}

/** @param {Document} root @param {HTMLElement} article @param {View} view */
function notice(root, article, view) {
  const { vocabulary, choice } = view;
  const own = meant(article);
  const box = line(root, "aside", "pkb-notice pkb-notice--other-role");
  box.setAttribute("data-pkb-notice", "other-role");
  box.setAttribute("aria-label", say(vocabulary, "about"));
  const otherService =
    choice.applies.length > 0 && own.applies.length > 0 && !own.applies.some((id) => choice.applies.includes(id));
  const said = otherService
    ? say(vocabulary, "other_applies", { services: sayNames(vocabulary, "applies", own.applies) })
    : say(vocabulary, "other_roles", { roles: sayNames(vocabulary, "roles", own.roles) });
  const text = root.createElement("p");
  text.textContent = said;
  box.append(text);
  return box;
}

/** @param {Document} root @param {View} view */
function label(root, view) {
  const box = line(root, "p", "pkb-filtered");
  const { text, title } = unclassified(view);
  const tag = root.createElement("span");
  tag.className = "pkb-tag pkb-tag--unclassified";
  tag.setAttribute("data-pkb-tag", "unclassified");
  tag.textContent = text;
  box.append(tag, ` ${title}`);
  return box;
}

/** @param {Document} root @param {View} view @param {number} count */
function partsLine(root, view, count) {
  const box = line(root, "p", "pkb-filtered pkb-filtered--parts");
  box.setAttribute("data-pkb-hidden-parts", String(count));
  const button = root.createElement("button");
  button.type = "button";
  button.className = "pkb-filtered__button";
  button.setAttribute("aria-pressed", String(opened));
  const said = root.createElement("span");
  said.textContent = say(view.vocabulary, "parts", { count }, count);
  button.textContent = say(view.vocabulary, "show_parts");
  button.addEventListener("click", () => {
    opened = !opened;
    showArticle(root, view);
    /** @type {HTMLElement | null} */ (root.querySelector(".pkb-filtered__button"))?.focus();
  });
  box.append(said, button);
  return box;
}

/** The strip below the header: what is chosen as chips, how many pages that leaves, a way out. */
import { setChoice } from "./choice.js";
import { failureText } from "./failure.js";
import { fitTags } from "./tag.js";
import { say, sayCount } from "./words.js";

/** @typedef {import("./filter.js").View} View @typedef {import("./vocabulary.js").Vocabulary} Vocabulary */

const MOST_NAMED = 3;
const LONGEST = 40;

/** @param {Document} root @returns {HTMLElement | null} */
const barOf = (root) => root.querySelector("[data-pkb-filter]");

/** @param {Document} root @returns {HTMLElement | null} */
const buttonOf = (root) => root.querySelector("[data-pkb-role-picker] > button");

/**
 * @param {Document} root @param {View | null} view
 * @param {readonly string[]} unknown ids that the address named in vain
 * @param {Vocabulary} [words] where there is no view
 */
export function showBar(root, view, unknown = [], words = view?.vocabulary) {
  const bar = barOf(root);
  if (!bar) return;
  const [chips, status, message, clear] = parts(root, bar);
  const focused = bar.contains(root.activeElement);
  bar.hidden = !view && !(unknown.length && words);
  chips.replaceChildren(...(view ? chipsOf(root, view) : []));
  chips.hidden = status.hidden = clear.hidden = !view;
  const shown = view?.audiences.filter((one) => one !== "no").length ?? 0;
  setText(status, view ? sayCount(view.vocabulary, shown, view.pages.length) : "");
  if (words) clear.textContent = say(words, "clear");
  setText(message, unknown.length && words ? say(words, "unknown", { ids: shorten(unknown) }) : "");
  message.hidden = !message.textContent;
  showCount(root, view);
  if (focused && !bar.contains(root.activeElement)) {
    /** @type {HTMLElement | null} */ (chips.querySelector("button") ?? buttonOf(root))?.focus();
  }
}

/** That the data could not be read. @param {Document} root */
export async function showFailure(root) {
  const bar = barOf(root);
  if (!bar) return;
  const [chips, status, message, clear] = parts(root, bar);
  chips.hidden = status.hidden = clear.hidden = true;
  bar.hidden = message.hidden = false;
  setText(message, await failureText(bar.ariaLabel ?? ""));
}

/** The first few ids, cut to a length that a line holds. @param {readonly string[]} ids */
export function shorten(ids) {
  const short = ids.slice(0, MOST_NAMED).map((id) => (id.length > LONGEST ? `${id.slice(0, LONGEST)}…` : id));
  return short.join(", ") + (ids.length > MOST_NAMED ? " …" : "");
}

/** Live regions speak at each assignment, so only a change is one. @param {Element} element @param {string} text */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {Document} root @param {HTMLElement} bar @returns {HTMLElement[]} */
function parts(root, bar) {
  if (!bar.firstElementChild) {
    const inner = element(root, "div", "md-grid pkb-filter__inner");
    const chips = element(root, "ul", "pkb-filter__chips");
    const status = element(root, "p", "pkb-filter__count");
    const message = element(root, "p", "pkb-filter__message");
    for (const live of [status, message]) live.setAttribute("role", "status");
    const clear = /** @type {HTMLButtonElement} */ (element(root, "button", "pkb-filter__clear"));
    clear.type = "button";
    clear.setAttribute("data-pkb-filter-clear", "");
    clear.addEventListener("click", () => setChoice({ roles: [], applies: [] }));
    inner.append(chips, clear, status, message);
    bar.append(inner);
  }
  const of = (/** @type {string} */ name) => /** @type {HTMLElement} */ (bar.querySelector(`.pkb-filter__${name}`));
  return [of("chips"), of("count"), of("message"), of("clear")];
}

/** @param {Document} root @param {string} tag @param {string} name */
function element(root, tag, name) {
  const made = root.createElement(tag);
  made.className = name;
  return made;
}

/** @param {Document} root @param {View} view */
function chipsOf(root, { choice, vocabulary }) {
  return /** @type {const} */ (["roles", "applies"]).flatMap((kind) =>
    vocabulary[kind]
      .filter((item) => choice[kind].includes(item.id))
      .map((item) => {
        const chip = root.createElement("button");
        chip.type = "button";
        chip.className = `pkb-chip pkb-chip--${kind}`;
        chip.setAttribute("data-pkb-chip", item.id);
        chip.setAttribute("aria-label", say(vocabulary, "remove", { name: item.name }));
        chip.append(item.name);
        chip.addEventListener("click", () =>
          setChoice({ ...choice, [kind]: choice[kind].filter((id) => id !== item.id) }),
        );
        const line = root.createElement("li");
        line.append(chip);
        return line;
      }),
  );
}

/** The role whose page lies at a path; "" where none does. @param {string} path */
export const roleAt = (path) => /\/roles\/([^/]+?)(?:\.html|\/(?:index\.html)?)$/.exec(path)?.[1] ?? "";

/** How many are chosen, on the picker's button; which role links are chosen ones. @param {Document} root @param {View | null} view */
function showCount(root, view) {
  const button = buttonOf(root);
  const count = view ? view.choice.roles.length + view.choice.applies.length : 0;
  const text = view ? say(view.vocabulary, "chosen_count", { count }, count) : "";
  if (button) fitTags(button, view ? [{ kind: "count", text: String(count), spoken: text }] : []);
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = root.querySelectorAll(":is(.pkb-badges, .pkb-role-chips, .pkb-role-grid) a");
  for (const link of links) {
    const chosen = view?.choice.roles.includes(roleAt(link.pathname));
    link.classList.toggle("pkb-chosen", Boolean(chosen));
    fitTags(link, chosen && view ? [{ kind: "chosen", text: "✓", spoken: say(view.vocabulary, "chosen") }] : []);
  }
}

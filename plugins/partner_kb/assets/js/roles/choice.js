/**
 * What the reader chose: roles, and the services that pages apply to. The choice is in the address
 * (`?role=a,b&applies=c`) and remembered; a page whose address has none takes the remembered one.
 * It is a view, not access control.
 *
 * @typedef {{roles: string[], applies: string[]}} Choice
 * @typedef {import("./vocabulary.js").Vocabulary} Vocabulary
 */
import { recall, remember } from "../storage.js";
import { loadedVocabulary, siteRoot } from "./vocabulary.js";

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST = 80;
const MOST = 60;
const EVENT = "pkb:choice";

/** The choice of nobody. @returns {Choice} */
export const noChoice = () => ({ roles: [], applies: [] });

/** Whether a filter is on. @param {Choice} choice */
export const isOn = (choice) => choice.roles.length > 0 || choice.applies.length > 0;

/** @param {Choice} a @param {Choice} b */
export const sameChoice = (a, b) =>
  String(a.roles) === String(b.roles) && String(a.applies) === String(b.applies);

/**
 * The ids of a list, each once; `strange` is what cannot be an id, or is too much.
 * @param {readonly string[]} texts each may hold several, with commas
 * @returns {{ids: string[], strange: string[]}}
 */
export function readIds(texts) {
  /** @type {{ids: string[], strange: string[]}} */
  const found = { ids: [], strange: [] };
  for (const part of new Set(texts.flatMap((text) => text.split(/[\s,]+/)))) {
    if (!part) continue;
    const fits = part.length <= LONGEST && ID.test(part) && found.ids.length < MOST;
    (fits ? found.ids : found.strange).push(part);
  }
  return found;
}

/**
 * What a query says: nothing (null) where it names neither parameter. `?role=` says "no role".
 * @param {string} search
 * @returns {{choice: Choice, strange: string[]} | null}
 */
export function readQuery(search) {
  const query = new URLSearchParams(search);
  if (!query.has("role") && !query.has("applies")) return null;
  const [roles, applies] = [readIds(query.getAll("role")), readIds(query.getAll("applies"))];
  return {
    choice: { roles: roles.ids, applies: applies.ids },
    strange: [...roles.strange, ...applies.strange],
  };
}

/**
 * The query with the choice in it, after whatever else it holds.
 * @param {string} search @param {Choice} choice
 * @returns {string} "" or beginning with "?"
 */
export function writeQuery(search, choice) {
  const query = new URLSearchParams(search);
  query.delete("role");
  query.delete("applies");
  const parts = [query.toString()];
  if (choice.roles.length) parts.push(`role=${choice.roles.join(",")}`);
  if (choice.applies.length) parts.push(`applies=${choice.applies.join(",")}`);
  const text = parts.filter(Boolean).join("&");
  return text && `?${text}`;
}

/**
 * The choice without the ids that the vocabulary doesn't know.
 * @param {Choice} choice @param {Vocabulary} vocabulary
 * @returns {{choice: Choice, unknown: string[]}}
 */
export function dropUnknown(choice, vocabulary) {
  const roles = new Set(vocabulary.roles.map((role) => role.id));
  const services = new Set(vocabulary.applies.map((service) => service.id));
  return {
    choice: {
      roles: choice.roles.filter((id) => roles.has(id)),
      applies: choice.applies.filter((id) => services.has(id)),
    },
    unknown: [
      ...choice.roles.filter((id) => !roles.has(id)),
      ...choice.applies.filter((id) => !services.has(id)),
    ],
  };
}

/** The choice of this page, where the browser doesn't remember it. @type {Choice | undefined} */
let kept;

/** @returns {Choice} */
function rememberedChoice() {
  if (kept) return kept;
  const [roles, applies] = [recall("roles"), recall("applies")];
  // A browser that remembers has both, from the page that led here.
  const before = roles === null && applies === null && arrived() && choiceOfReferrer(document.referrer, siteRoot());
  return before || { roles: readIds([roles ?? ""]).ids, applies: readIds([applies ?? ""]).ids };
}

/**
 * The choice in the address of the page that led here, for a browser that remembers nothing: forms,
 * redirects and scripts lead on without the query that links are given (see carry.js).
 * @param {string} referrer @param {string} root of the site, absolute
 * @returns {Choice | null}
 */
export function choiceOfReferrer(referrer, root) {
  if (!referrer.startsWith(root)) return null;
  const choice = readQuery(new URL(referrer).search)?.choice;
  return choice && isOn(choice) ? choice : null;
}

/** Whether this page was gone to, and not reloaded or come back to: the referrer is still the first. */
const arrived = () =>
  performance.getEntriesByType("navigation").some((entry) => "type" in entry && entry.type === "navigate");

/**
 * Keep the choice for other pages; where storage is forbidden, links carry it (see carry.js).
 * @param {Choice} choice
 * @returns {boolean} whether this browser remembers it
 */
export function rememberChoice(choice) {
  const [roles, applies] = [choice.roles.join(","), choice.applies.join(",")];
  remember("roles", roles);
  remember("applies", applies);
  const [stored, others] = [recall("roles"), recall("applies")];
  kept = stored === roles && others === applies ? undefined : choice;
  return (stored ?? "") === roles && (others ?? "") === applies;
}

/**
 * The choice that holds: the address's, else the remembered one. An address that names only what
 * isn't known says nothing. Without a vocabulary, every id counts as known.
 * @param {string} search @param {Choice} remembered @param {Vocabulary} [vocabulary]
 * @returns {{choice: Choice, unknown: string[]}} `unknown` is what the address names in vain
 */
export function resolveChoice(search, remembered, vocabulary) {
  const known = (/** @type {Choice} */ choice) =>
    vocabulary ? dropUnknown(choice, vocabulary) : { choice, unknown: [] };
  const asked = readQuery(search);
  if (!asked) return { choice: known(remembered).choice, unknown: [] };
  const { choice, unknown } = known(asked.choice);
  const vain = [...unknown, ...asked.strange];
  return { choice: vain.length && !isOn(choice) ? known(remembered).choice : choice, unknown: vain };
}

/** What the address names in vain. @returns {string[]} */
export function unknownIds() {
  return resolveChoice(location.search, rememberedChoice(), loadedVocabulary()).unknown;
}

/**
 * The address's choice, else the remembered one, else none. Ids that the vocabulary doesn't know
 * are dropped as soon as it is loaded: `await loadVocabulary()` first to be sure.
 * @returns {Choice}
 */
export function currentChoice() {
  return resolveChoice(location.search, rememberedChoice(), loadedVocabulary()).choice;
}

/**
 * Make a choice: a new entry of the history, remembered, told to whoever listens.
 * @param {Choice} choice
 */
export function setChoice(choice) {
  const search = writeQuery(location.search, choice);
  rememberChoice(choice);
  if (!sameChoice(choice, readQuery(location.search)?.choice ?? noChoice())) {
    history.pushState(history.state, "", location.pathname + search + location.hash);
  }
  tell(choice);
}

/**
 * Write the choice that holds into the address without a new entry of the history, so that the
 * address can be shared and "back" comes to it again.
 * @param {Choice} choice
 */
export function settleChoice(choice) {
  rememberChoice(choice);
  if (sameChoice(choice, readQuery(location.search)?.choice ?? noChoice())) return;
  const search = writeQuery(location.search, choice);
  history.replaceState(history.state, "", location.pathname + search + location.hash);
}

/** @param {Choice} choice */
function tell(choice) {
  document.dispatchEvent(new CustomEvent(EVENT, { detail: choice }));
}

let listening = false;

/** Back and forward: an entry of this page without a choice was one without a filter. */
function listen() {
  if (listening) return;
  listening = true;
  addEventListener("popstate", () => {
    const choice = readQuery(location.search)?.choice ?? noChoice();
    rememberChoice(choice);
    tell(choice);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) tell(currentChoice());
  });
}

/**
 * Calls back now, and at each change: by `setChoice`, by back and forward.
 * @param {(choice: Choice) => void} callback
 */
export function onChoice(callback) {
  listen();
  document.addEventListener(EVENT, () => callback(currentChoice()));
  callback(currentChoice());
}

/**
 * The roles of pages that a reader with these roles is shown: chosen, implied over any number of
 * steps, and those that mean everyone. The same as `Vocabulary.matching` in partner_kb/roles.
 * @param {Choice} choice @param {Vocabulary} vocabulary
 * @returns {string[]}
 */
export function matchingRoles(choice, vocabulary) {
  const byId = new Map(vocabulary.roles.map((role) => [role.id, role]));
  const reached = new Set();
  const waiting = [...choice.roles];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...(byId.get(id)?.implies ?? []));
  }
  for (const role of vocabulary.roles) if (role.everyone) reached.add(role.id);
  return [...reached];
}

/**
 * Whether a page is for this choice. A page that says nothing of roles, or nothing of services
 * where only those were chosen, is unclassified: shown, and labelled so.
 * @param {{roles: readonly string[], applies: readonly string[]}} page
 * @param {Choice} choice @param {Vocabulary} vocabulary
 * @returns {"yes" | "no" | "unclassified"}
 */
export function audience(page, choice, vocabulary) {
  const { applies } = choice;
  if (!isOn(choice)) return "yes";
  if (applies.length && page.applies.length && !page.applies.some((id) => applies.includes(id))) {
    return "no";
  }
  if (!choice.roles.length) return page.applies.length ? "yes" : "unclassified";
  if (!page.roles.length) return "unclassified";
  const matching = new Set(matchingRoles(choice, vocabulary));
  return page.roles.some((id) => matching.has(id)) ? "yes" : "no";
}

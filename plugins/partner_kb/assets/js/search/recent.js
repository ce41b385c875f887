/** The last searches, in this browser only. */
import { recall, remember } from "../storage.js";
import { LONGEST_QUERY } from "./limits.js";

const KEY = "searches";
const MOST = 6;

/** @returns {string[]} the newest first; whatever is not such a list counts as none */
export function recentSearches() {
  try {
    const stored = JSON.parse(recall(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((item) => typeof item === "string" && item).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** @param {string} query */
export function keepSearch(query) {
  const wanted = query.trim();
  if (!wanted || wanted.length > LONGEST_QUERY) return;
  const others = recentSearches().filter((other) => other !== wanted);
  remember(KEY, JSON.stringify([wanted, ...others].slice(0, MOST)));
}

/** Forget all of them. */
export const forgetSearches = () => remember(KEY, "[]");

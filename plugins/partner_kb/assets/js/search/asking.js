/**
 * One search at a time: what the box and the results page have in common.
 *
 * @typedef {import("./client.js").Found} Found
 * @typedef {import("./settings.js").Settings} Settings
 */
import { once } from "../once.js";
import { recall, remember } from "../storage.js";
import { Client, NoIndexError, startWorker } from "./client.js";
import { loadSettings, text } from "./settings.js";

const ENGLISH = "search-english";
const LONGEST_SHOWN = 80;

/** The settings and the one worker of the page; a failure is forgotten, so that one can try again. */
export const startClient = once(async () => {
  const worker = startWorker();
  try {
    const settings = await loadSettings();
    return { settings, client: new Client(settings, worker) };
  } catch (error) {
    worker.terminate();
    throw error;
  }
});

/** What to tell of a failure. @param {unknown} error @param {Settings} settings */
export function failure(error, settings) {
  return text(settings, error instanceof NoIndexError ? "missing" : "failed");
}

export const wantsEnglish = () => recall(ENGLISH) === "on";

/** @param {boolean} on */
export const rememberEnglish = (on) => remember(ENGLISH, on ? "on" : "off");

/**
 * The live sentences below the input.
 * @param {Settings} settings @param {string} query @param {Found} found
 * @param {{shown: unknown[], hidden: number}} facets
 * @returns {string[]}
 */
export function sentences(settings, query, found, { shown, hidden }) {
  const clipped = query.length > LONGEST_SHOWN ? `${query.slice(0, LONGEST_SHOWN)}…` : query;
  const said = [
    shown.length > 0 ? text(settings, "count", { count: shown.length }) : text(settings, "none", { query: clipped }),
  ];
  if (hidden > 0) said.push(text(settings, "hidden", { count: hidden }));
  if (found.instead.length > 0 && found.hits.length > 0) {
    said.push(text(settings, "instead", { words: found.instead.join(text(settings, "comma")) }));
  }
  if (found.cut) said.push(text(settings, "cut"));
  if (found.englishFailed) said.push(text(settings, "english_failed"));
  if (found.hits.length === 0) said.push(text(settings, "none_hint"));
  return said;
}

/**
 * Calls that a newer call of the same kind makes void.
 * @template Value
 * @param {(value: Value, current: () => boolean) => Promise<void>} run `current` tells whether it still counts
 * @param {number} delay milliseconds in which a newer call replaces one that has not begun
 */
export function latest(run, delay) {
  let number = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return (/** @type {Value} */ value, /** @type {boolean} */ atOnce = false) => {
    number += 1;
    const mine = number;
    clearTimeout(timer);
    const start = () => void run(value, () => mine === number);
    if (atOnce) start();
    else timer = setTimeout(start, delay);
  };
}

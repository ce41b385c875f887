/** What this browser remembers; a browser that forbids or has no room forgets, and nothing breaks. */

const PREFIX = "partner-kb.";

/**
 * @param {string} key
 * @returns {string | null}
 */
export function recall(key) {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // Full or forbidden: the choice lasts as long as the page.
  }
}

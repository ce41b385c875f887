/** Search on every page: a button and two keys; the rest is loaded when it is used. */
import { styleOf } from "../style.js";
import { opener } from "./settings.js";

const loadStyle = styleOf(new URL("./search.css", import.meta.url).href);

const button = opener();
const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-pkb-search-page]"));

if (button) {
  const fallback = document.querySelector("[data-pkb-search-fallback]");
  if (fallback instanceof HTMLElement) fallback.hidden = true;
  button.hidden = false;
  const load = async () => (await Promise.all([import("./box.js"), loadStyle()]))[0];
  button.addEventListener("click", async () => (await load()).openBox(button));
  button.addEventListener("pointerenter", () => void load(), { once: true });
  document.addEventListener("keydown", async (event) => {
    if (!wantsSearch(event)) return;
    event.preventDefault();
    const box = await load();
    if (box.hasShortcuts()) await box.openBox(button);
  });
}
if (place) void import("./page.js").then(({ startPage }) => startPage(place));

/** A key that opens the search, not pressed while something is typed or chosen. @param {KeyboardEvent} event */
function wantsSearch(event) {
  if ((event.key !== "/" && event.key !== "s") || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement) || document.querySelector("dialog[open]")) return false;
  return !target.isContentEditable && !target.matches("input, select, textarea");
}

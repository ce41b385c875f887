/** Search on every page: a button and two keys; the rest is loaded when it is used. */
import { styleOf } from "../style.js";

const loadStyle = styleOf(new URL("./search.css", import.meta.url).href);

const link = document.querySelector("a[data-pkb-find]");
const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-pkb-search-page]"));

if (link instanceof HTMLAnchorElement) startButton(link);
if (place) {
  import("./page.js")
    .then(({ startPage }) => startPage(place))
    .catch((error) => {
      console.error(error);
      place.textContent = place.dataset.pkbFailed ?? "";
    });
}

/** A button in place of the link, which comes back where the search cannot be loaded. @param {HTMLAnchorElement} link */
function startButton(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pkb-icon--search";
  button.setAttribute("data-pkb-search", "");
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-keyshortcuts", "/ s");
  const name = document.createElement("span");
  name.textContent = link.dataset.pkbFind ?? "";
  button.append(name);
  link.hidden = true;
  link.after(button);
  const load = async () => (await Promise.all([import("./box.js"), loadStyle()]))[0];
  /** @param {(box: Awaited<ReturnType<typeof load>>) => boolean} wanted */
  const open = async (wanted) => {
    try {
      const box = await load();
      if (wanted(box)) await box.openBox(button);
    } catch (error) {
      console.error(error);
      link.hidden = false;
      if (button.isConnected) button.replaceWith(link);
      link.focus();
    }
  };
  button.addEventListener("click", () => open(() => true));
  button.addEventListener("pointerenter", () => load().catch(() => {}), { once: true });
  document.addEventListener("keydown", (event) => {
    if (!button.isConnected || !wantsSearch(event)) return;
    event.preventDefault();
    open((box) => box.hasShortcuts());
  });
}

/** A key that opens the search, not pressed while something is typed or chosen. @param {KeyboardEvent} event */
function wantsSearch(event) {
  if ((event.key !== "/" && event.key !== "s") || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement) || document.querySelector("dialog[open]")) return false;
  return !target.isContentEditable && !target.matches("input, select, textarea");
}

/** English beside the translation: a button shows and hides the blocks that the page holds. */
import { recall, remember } from "./storage.js";

/** @param {Document} root */
export function startEnglish(root) {
  const button = /** @type {HTMLButtonElement | null} */ (
    root.querySelector("[data-pkb-english-toggle]")
  );
  /** @type {NodeListOf<HTMLElement>} */
  const blocks = root.querySelectorAll("[data-pkb-english]");
  if (!button || blocks.length === 0) return;
  const show = (/** @type {boolean} */ on) => {
    for (const block of blocks) block.hidden = !on;
    button.setAttribute("aria-pressed", String(on));
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    show(on);
    remember("english", on ? "on" : "off");
  });
  show(recall("english") === "on");
}

/**
 * English beside the translation: a button shows and hides the blocks that the page holds. While the
 * address names the part to compare by, they are shown (without a script, by compare.css); what the
 * reader chose is kept apart from that.
 */
import { recall, remember } from "./storage.js";

/** @param {Document} root */
export function startEnglish(root) {
  const button = /** @type {HTMLButtonElement | null} */ (
    root.querySelector("[data-pkb-english-toggle]")
  );
  /** @type {NodeListOf<HTMLElement>} */
  const blocks = root.querySelectorAll("[data-pkb-english]");
  if (!button || blocks.length === 0) return;
  const part = root.querySelector("#pkb-compare");
  let chosen = recall("english") === "on";
  /** @type {boolean | undefined} */
  let comparing;
  const show = (/** @type {boolean} */ on) => {
    for (const block of blocks) block.hidden = !on;
    button.setAttribute("aria-pressed", String(on));
  };
  const follow = () => {
    const now = part !== null && location.hash === `#${part.id}`;
    if (now !== comparing) show(now || chosen);
    comparing = now;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    chosen = button.getAttribute("aria-pressed") !== "true";
    show(chosen);
    remember("english", chosen ? "on" : "off");
  });
  addEventListener("hashchange", follow);
  follow();
  part?.setAttribute("data-pkb-ready", ""); // from here on the button alone decides
}

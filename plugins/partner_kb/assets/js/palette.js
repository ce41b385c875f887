/** Light or dark. The choice is remembered; until there is one, the system's is followed. */
import { recall, remember } from "./storage.js";

/** @param {Document} root */
export function startPalette(root) {
  const place = /** @type {HTMLElement | null} */ (root.querySelector("[data-pkb-palette]"));
  if (!place) return;
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = place.querySelectorAll("[data-pkb-scheme]");
  const show = (/** @type {string} */ scheme) => {
    root.body.setAttribute("data-md-color-scheme", scheme);
    for (const button of buttons) button.hidden = button.dataset.pkbScheme === scheme;
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const scheme = button.dataset.pkbScheme ?? "default";
      remember("scheme", scheme);
      show(scheme);
      [...buttons].find((other) => !other.hidden)?.focus();
    });
  }
  place.hidden = false;
  show(root.body.getAttribute("data-md-color-scheme") ?? "default");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
    if (!recall("scheme")) show(event.matches ? "slate" : "default");
  });
}

/** Light or dark. The choice is remembered; until there is one, the system's is followed. */
import { recall, remember } from "./storage.js";

/** @param {Document} root */
export function startPalette(root) {
  const button = /** @type {HTMLButtonElement | null} */ (root.querySelector("button.pkb-icon--scheme"));
  if (!button) return;
  const shown = () => root.body.getAttribute("data-md-color-scheme") ?? "default";
  const show = (/** @type {string} */ scheme) => {
    root.body.setAttribute("data-md-color-scheme", scheme);
    button.setAttribute("aria-pressed", String(scheme === "slate"));
  };
  button.addEventListener("click", () => {
    const scheme = shown() === "slate" ? "default" : "slate";
    remember("scheme", scheme);
    show(scheme);
  });
  button.hidden = false;
  show(shown());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
    if (!recall("scheme")) show(event.matches ? "slate" : "default");
  });
}

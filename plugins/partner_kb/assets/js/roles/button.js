/**
 * The header's way to the picker, on every page: a link to the roles becomes a button. Everything
 * else of the filter is loaded when it is pressed, or when a filter is on.
 */
import { recall } from "../storage.js";

const wanted = () =>
  /[?&](role|applies)=/.test(location.search) || recall("roles") || recall("applies");

/** @param {Document} root */
export function startRoles(root) {
  const place = root.querySelector("[data-pkb-role-picker]");
  const link = place?.querySelector("a");
  if (!place || !link) return;
  const button = root.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.setAttribute("aria-haspopup", "dialog");
  button.append(...link.childNodes);
  link.replaceWith(button);
  button.addEventListener("click", async () => (await import("./picker.js")).openPicker(root));
  root.querySelector("[data-pkb-choose]")?.removeAttribute("hidden");
  const filter = async () => (await import("./filter.js")).startFilter(root);
  if (wanted()) filter();
  // A page that the browser kept as it was, while another one made a choice.
  addEventListener("pageshow", (event) => {
    if (event.persisted && wanted()) filter();
  });
}

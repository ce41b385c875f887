/**
 * The header's way to the picker, on every page: a link to the roles becomes a button. Everything
 * else of the filter is loaded when it is pressed, or when a filter is on.
 */
import { recall } from "../storage.js";

const CHOICE = /[?&](role|applies)=[^&]/;

const wanted = () =>
  CHOICE.test(location.search) || recall("roles") || recall("applies") || CHOICE.test(document.referrer);

/** @param {Document} root */
export function startRoles(root) {
  /** @type {HTMLElement | null} */
  const place = root.querySelector("[data-pkb-role-picker]");
  const link = place?.querySelector("a");
  if (!link) return;
  const bar = root.createElement("section");
  bar.setAttribute("data-pkb-filter", "");
  bar.ariaLabel = link.textContent;
  bar.hidden = true;
  root.querySelector(".pkb-header")?.after(bar);
  const button = root.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.setAttribute("aria-haspopup", "dialog");
  button.append(...link.childNodes);
  link.replaceWith(button);
  /** A module that isn't there is told as data are. @param {() => Promise<void>} start */
  const attempt = async (start) => {
    try {
      await start();
    } catch (error) {
      console.error(error);
      bar.hidden = false;
      bar.textContent = await (await import("./failure.js")).failureText(bar.ariaLabel ?? "");
    }
  };
  button.addEventListener("click", () =>
    attempt(async () => (await import("./picker.js")).openPicker(root)),
  );
  root.querySelector("[data-pkb-choose]")?.removeAttribute("hidden");
  let started = false;
  const filter = () => {
    if (started) return;
    started = true;
    bar.hidden = false; // room for what will be said, so that the page doesn't jump when it is
    attempt(async () => (await import("./filter.js")).startFilter(root));
  };
  if (wanted()) filter();
  document.addEventListener("pkb:choice", filter); // made elsewhere, as on the page of the search
  // A page that the browser kept as it was, while another one made a choice.
  addEventListener("pageshow", (event) => {
    if (event.persisted && wanted()) filter();
  });
}

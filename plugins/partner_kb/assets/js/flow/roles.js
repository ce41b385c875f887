/** Says which role to ask, where the reader has chosen others (`?role=`, or remembered). */
import { recall } from "../storage.js";

/**
 * @param {HTMLElement} notice @param {Element | null} line names the roles that can do it
 * @param {string} search the page's query
 */
export function showOtherRole(notice, line, search) {
  const text = new URLSearchParams(search).get("role") ?? recall("roles") ?? "";
  const chosen = new Set(text.split(/[\s,]+/).filter(Boolean));
  const roles = (line?.getAttribute("data-pkb-flow-roles") ?? "").split(" ").filter(Boolean);
  notice.hidden = !roles.length || !chosen.size || roles.some((id) => chosen.has(id));
  const names = /** @type {HTMLElement} */ (notice.querySelector("span"));
  names.textContent = line?.lastElementChild?.textContent ?? "";
}

/**
 * The picker: a dialog of checkboxes, made at build and fetched when it is first opened. Each change
 * counts at once; what it leaves is said in the dialog's own status line.
 */
import { showFailure } from "./bar.js";
import { audience, currentChoice, onChoice, setChoice } from "./choice.js";
import { loadAll, startFilter } from "./filter.js";
import { loadStyle } from "./style.js";
import { loadData } from "./vocabulary.js";
import { say, sayCount } from "./words.js";

/** @typedef {import("./vocabulary.js").Vocabulary} Vocabulary @typedef {import("./filter.js").Page} Page */

/** @type {HTMLDialogElement | undefined} */
let dialog;

/** @param {Document} root */
export async function openPicker(root) {
  await loadStyle();
  try {
    dialog ??= await makePicker(root);
  } catch (error) {
    console.error(error);
    showFailure(root);
    return;
  }
  if (dialog.open) return;
  dialog.showModal();
  /** @type {HTMLElement | null} */ (dialog.querySelector("h2"))?.focus();
}

/** @param {Document} root @returns {Promise<HTMLDialogElement>} */
async function makePicker(root) {
  const [[vocabulary, pages], { html }] = await Promise.all([loadAll(), loadData("role-picker")]);
  const parsed = new DOMParser().parseFromString(html, "text/html").querySelector("dialog");
  if (!parsed) throw new Error("the role picker holds no dialog");
  const made = root.adoptNode(parsed);
  root.querySelector("[data-pkb-role-picker]")?.append(made);
  startFilter(root);
  made.addEventListener("change", (event) => {
    if (/** @type {Element} */ (event.target).matches("[type=checkbox]")) setChoice(chosen(made));
  });
  made.querySelector("[data-pkb-picker-clear]")?.addEventListener("click", () => {
    setChoice({ roles: [], applies: [] });
    /** @type {HTMLElement | null} */ (made.querySelector("h2"))?.focus();
  });
  made.addEventListener("click", (event) => {
    if (event.target === made) made.close();
  });
  listenToSearch(made, vocabulary);
  onChoice(() => show(made, vocabulary, pages));
  return made;
}

/** @param {HTMLElement} made @param {string} name @returns {HTMLInputElement[]} */
const boxes = (made, name) => [...made.querySelectorAll(`input[name="${name}"]`)].map((box) => /** @type {HTMLInputElement} */ (box));

/** The choice that the boxes show, with what was chosen and has no box. @param {HTMLElement} made */
function chosen(made) {
  const now = currentChoice();
  const read = (/** @type {string} */ name, /** @type {string[]} */ before) => {
    const all = boxes(made, name);
    const shown = new Set(all.map((box) => box.value));
    const kept = before.filter((id) => !shown.has(id) || all.some((box) => box.value === id && box.checked));
    return [...new Set([...kept, ...all.filter((box) => box.checked).map((box) => box.value)])];
  };
  return { roles: read("role", now.roles), applies: read("applies", now.applies) };
}

/** @param {HTMLElement} made @param {Vocabulary} vocabulary @param {Page[]} pages */
function show(made, vocabulary, pages) {
  const choice = currentChoice();
  for (const box of boxes(made, "role")) box.checked = choice.roles.includes(box.value);
  for (const box of boxes(made, "applies")) box.checked = choice.applies.includes(box.value);
  const more = /** @type {HTMLDetailsElement | null} */ (made.querySelector("[data-pkb-picker-more]"));
  if (more?.querySelector("input:checked")) more.open = true;
  const count = pages.filter((page) => audience(page, choice, vocabulary) !== "no").length;
  tell(made, sayCount(vocabulary, count, pages.length));
  const clear = /** @type {HTMLButtonElement | null} */ (made.querySelector("[data-pkb-picker-clear]"));
  if (clear) clear.disabled = !choice.roles.length && !choice.applies.length;
}

/** @param {HTMLElement} made @param {string} text */
function tell(made, text) {
  const status = made.querySelector("[data-pkb-picker-status]");
  if (status && status.textContent !== text) status.textContent = text;
}

/**
 * Text as two spellings of a name are compared: without case, accents and ё.
 * @param {string} text
 */
export function folded(text) {
  const plain = text.normalize("NFKD").replace(/\p{Diacritic}/gu, "").toLocaleLowerCase();
  return plain.trim();
}

/** @param {HTMLElement} made @param {Vocabulary} vocabulary */
function listenToSearch(made, vocabulary) {
  const field = /** @type {HTMLInputElement | null} */ (made.querySelector("[data-pkb-picker-search]"));
  if (!field) return;
  const lines = [...made.querySelectorAll("[data-pkb-choice]")].map((line) => ({
    line: /** @type {HTMLElement} */ (line),
    text: folded(line.querySelector("span")?.textContent ?? ""),
  }));
  const search = () => {
    const wanted = folded(field.value.slice(0, 200)).split(/\s+/);
    let count = 0;
    for (const { line, text } of lines) {
      line.hidden = !wanted.every((word) => text.includes(word));
      if (!line.hidden) count += 1;
    }
    for (const group of made.querySelectorAll("fieldset")) {
      group.hidden = !group.querySelector("[data-pkb-choice]:not([hidden])");
    }
    const more = /** @type {HTMLDetailsElement | null} */ (made.querySelector("[data-pkb-picker-more]"));
    if (more) {
      more.hidden = !more.querySelector("[data-pkb-choice]:not([hidden])");
      if (field.value.trim()) more.open = true;
    }
    tell(made, say(vocabulary, "found", { count }, count));
  };
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || (event.key === "ArrowDown")) {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (made.querySelector("[data-pkb-choice]:not([hidden]) input"))?.focus();
    }
    if (event.key === "Escape" && field.value) {
      event.preventDefault();
      field.value = "";
      search();
    }
  });
}

/**
 * The dashboard of translations: filters and sorting for a table that is complete without them.
 * @typedef {{state: string[], title: string}} Row
 */
import { fill } from "../strings.js";

/**
 * Whether a row is shown.
 * @param {Row} row
 * @param {{state: string, text: string}} wanted `state` is empty for all.
 * @returns {boolean}
 */
export function isShown(row, wanted) {
  const fits = !wanted.state || row.state.includes(wanted.state);
  return fits && row.title.toLocaleLowerCase().includes(wanted.text.trim().toLocaleLowerCase());
}

/**
 * The order of rows by a column: indexes into `values`. Equal values keep their order.
 * @param {string[]} values
 * @param {"text" | "number"} kind
 * @param {boolean} descending
 * @returns {number[]}
 */
export function sortedIndexes(values, kind, descending) {
  const sign = descending ? -1 : 1;
  const compare = kind === "number"
    ? (/** @type {string} */ a, /** @type {string} */ b) => Number(a) - Number(b)
    : (/** @type {string} */ a, /** @type {string} */ b) => a.localeCompare(b);
  return values
    .map((_, index) => index)
    .sort((a, b) => sign * compare(values[a], values[b]) || a - b);
}

/** @param {HTMLElement} root */
export function startStatus(root) {
  const source = root.querySelector("[data-pkb-status-strings]");
  if (!source) return;
  const strings = JSON.parse(source.textContent || "{}");
  for (const table of root.querySelectorAll("table")) {
    addSorting(table);
    addFilter(table, strings);
  }
}

/** @param {HTMLTableElement} table */
function rowsOf(table) {
  return [...table.tBodies[0].rows];
}

/** @param {HTMLTableElement} table */
function addSorting(table) {
  for (const head of table.tHead ? table.tHead.rows[0].cells : []) {
    const kind = head.dataset.pkbSort;
    if (kind !== "text" && kind !== "number") continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pkb-status__sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      // Numbers begin with the largest, texts with the first letter; a second click turns round.
      const now = head.getAttribute("aria-sort");
      const descending = kind === "number" ? now !== "descending" : now === "ascending";
      sort(table, head.cellIndex, kind, descending);
      for (const other of head.parentElement ? head.parentElement.children : []) {
        other.removeAttribute("aria-sort");
      }
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    });
  }
}

/**
 * @param {HTMLTableElement} table
 * @param {number} column
 * @param {"text" | "number"} kind
 * @param {boolean} descending
 */
function sort(table, column, kind, descending) {
  const rows = rowsOf(table);
  const values = rows.map((row) => {
    const cell = row.cells[column];
    const text = (cell.querySelector("a")?.textContent || cell.textContent || "").trim();
    return kind === "number" ? text.replace(/\D/g, "") : text; // without what parts thousands
  });
  table.tBodies[0].append(...sortedIndexes(values, kind, descending).map((index) => rows[index]));
}

/**
 * @param {HTMLTableElement} table
 * @param {Record<string, string>} strings
 */
function addFilter(table, strings) {
  const form = document.createElement("form");
  form.className = "pkb-status__filter";
  form.addEventListener("submit", (event) => event.preventDefault());
  const select = document.createElement("select");
  for (const [value, key] of [["", "all"], ["missing", "missing"], ["stale", "stale"], ["machine", "machine"]]) {
    select.append(new Option(strings[key], value));
  }
  const search = document.createElement("input");
  search.type = "search";
  const count = document.createElement("output");
  form.append(labelled(strings.filter, select), labelled(strings.search, search), count);
  const place = table.closest(".pkb-table-scroll") || table;
  place.before(form);
  const update = () => {
    const rows = rowsOf(table);
    let shown = 0;
    for (const row of rows) {
      const title = row.cells[0].querySelector("a")?.textContent || "";
      const state = (row.dataset.pkbState || "").split(" ");
      row.hidden = !isShown({ state, title }, { state: select.value, text: search.value });
      if (!row.hidden) shown += 1;
    }
    count.textContent = fill(strings.shown, { shown, all: rows.length });
  };
  select.addEventListener("change", update);
  search.addEventListener("input", update);
  update();
}

/**
 * @param {string} text
 * @param {HTMLElement} control
 */
function labelled(text, control) {
  const label = document.createElement("label");
  label.append(text, control);
  return label;
}

/** The entry that `main.js` loads. */
if (typeof document !== "undefined") {
  for (const root of document.querySelectorAll("[data-pkb-translation-status]")) {
    startStatus(/** @type {HTMLElement} */ (root));
  }
}

/**
 * Inputs for a policy, made from the JSON Schema. In: a `Form` (schema, words, draft, change).
 * Out: elements. Every input has a label, its description, and a place for its problems, and
 * tells the form of each change; what it shows comes from the draft alone.
 */
import { ids_at, resolve } from "./twin.js";
import { read } from "./draft.js";
import { DAYS, fromGrid, toGrid } from "./week-grid.js";

/** An element. @param {string} tag @param {Record<string, any>} attributes @param {...any} children */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value") made.value = value;
    else if (name === "checked") made.checked = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

export const pathId = (path) => `pkb-field-${path.join("-")}`;

/** @param {string} pattern with {names} @param {Record<string, unknown>} values */
export const fillWords = (pattern, values) => Object.entries(values)
  .reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), pattern);

/** The input, or the group of inputs, for the value at `path`. */
export function field(form, given, path, required) {
  const node = resolve(form.schema, given);
  const kind = node["x-kind"] ?? "";
  if (kind === "text") return textField(form, node, path, required);
  if (node.type === "object") return groupField(form, node, path, required);
  if (node.type === "array") return arrayField(form, node, path, required);
  if (node.type === "boolean") return checkField(form, node, path);
  return scalarField(form, node, path, required);
}

/** A label with its description above an input, and the place of its problems below. */
function labelled(form, node, path, required, input) {
  const id = pathId(path);
  input.id = id;
  input.setAttribute("aria-describedby", `${id}-help ${id}-problem`);
  input.dataset.path = JSON.stringify(path);
  return element("div", { class: "pkb-builder-field" },
    element("label", { for: id }, form.say(node.title ?? ""),
      required ? null : element("span", { class: "pkb-builder-optional" }, ` (${form.words.optional})`)),
    element("span", { class: "pkb-builder-help", id: `${id}-help` }, form.say(node.description ?? "")),
    input,
    problemPlace(id));
}

const problemPlace = (id) => element("span", { class: "pkb-builder-problem", id: `${id}-problem`, "aria-live": "polite" });

function groupOf(form, node, path, required, ...children) {
  const id = pathId(path);
  return element("fieldset", { class: "pkb-builder-group", id, tabindex: "-1", "data-path": JSON.stringify(path), "aria-describedby": `${id}-help` },
    element("legend", {}, form.say(node.title ?? ""),
      required ? null : element("span", { class: "pkb-builder-optional" }, ` (${form.words.optional})`)),
    element("span", { class: "pkb-builder-help", id: `${id}-help` }, form.say(node.description ?? "")),
    ...children,
    problemPlace(id));
}

function groupField(form, node, path, required) {
  return groupOf(form, node, path, required, fieldsOf(form, node, path));
}

/** The fields of a group, without a frame. */
export function fieldsOf(form, node, path) {
  return Object.entries(node.properties).map(([key, child]) => (
    field(form, child, [...path, key], (node.required ?? []).includes(key))));
}

function scalarField(form, node, path, required) {
  const kind = node["x-kind"] ?? "";
  const value = read(form.draft, path);
  const tell = (event) => form.change(path, event.target.value || undefined);
  const choices = choicesOf(form, node, kind);
  if (choices) {
    const input = element("select", { onchange: (event) => { tell(event); if (node.enum) form.redraw(path); } },
      element("option", { value: "" }, form.words.none),
      choices.map(([code, name]) => element("option", { value: code }, name)));
    if (value !== undefined && !choices.some(([code]) => code === value)) {
      input.append(element("option", { value }, String(value)));
    }
    input.value = value ?? "";
    if (kind.startsWith("ref:")) input.dataset.choices = kind.slice(4);
    return labelled(form, node, path, required, input);
  }
  const number = node.type === "integer";
  const input = element("input", {
    type: kind === "date" ? "date" : number ? "number" : "text",
    list: kind === "zone" ? "pkb-builder-zones" : undefined,
    inputmode: kind === "decimal" ? "decimal" : kind === "phone" ? "tel" : kind === "email" ? "email" : kind === "url" ? "url" : undefined,
    autocomplete: "off", spellcheck: "false", value: value ?? "",
    oninput: (event) => {
      const text = event.target.value;
      form.change(path, text === "" ? undefined : number ? Number(text) : text);
    },
    onchange: ["id", "code"].includes(kind) ? () => form.redraw(path) : undefined,
  });
  return labelled(form, node, path, required, input);
}

/** The values of a closed set with their names: [[code, name]], or null for a free value. */
function choicesOf(form, node, kind) {
  if (node.enum) return node.enum.map((code) => [code, form.choice(code)]);
  if (kind === "locale") return form.locales.map((code) => [code, form.languageName(code)]);
  if (kind === "country") {
    return form.reference.countries.map((code) => [code, `${form.loc.countries[code] ?? code} (${code})`])
      .sort((left, right) => (left[1] < right[1] ? -1 : 1));
  }
  if (kind === "currency") return form.reference.currencies.map((code) => [code, code]);
  if (kind.startsWith("ref:")) return ids_at(form.draft, kind.slice(4)).map((id) => [id, id]);
  return null;
}

function checkField(form, node, path) {
  const id = pathId(path);
  const input = element("input", {
    type: "checkbox", id, "data-path": JSON.stringify(path), "aria-describedby": `${id}-help ${id}-problem`,
    checked: read(form.draft, path) ?? node.default ?? false,
    onchange: (event) => {
      form.change(path, event.target.checked === (node.default ?? false) ? undefined : event.target.checked);
      form.redraw(path);
    },
  });
  return element("div", { class: "pkb-builder-field pkb-builder-check" }, input,
    element("label", { for: id }, form.say(node.title ?? "")),
    element("span", { class: "pkb-builder-help", id: `${id}-help` }, form.say(node.description ?? "")),
    problemPlace(id));
}

/** A free text: one area for the language that counts, the others folded away. */
function textField(form, node, path, required) {
  const value = read(form.draft, path);
  const main = form.mainLanguage();
  const spoken = typeof value === "string" ? { [main]: value } : { ...(value ?? {}) };
  const tell = (locale, text) => {
    if (text) spoken[locale] = text;
    else delete spoken[locale];
    const keys = Object.keys(spoken);
    form.change(path, keys.length === 0 ? undefined
      : keys.length === 1 && keys[0] === main ? spoken[main] : { ...spoken });
  };
  const area = (locale) => element("textarea", {
    rows: (spoken[locale] ?? "").length > 70 ? 3 : 1, lang: locale, value: spoken[locale] ?? "",
    oninput: (event) => tell(locale, event.target.value),
  });
  const others = form.locales.filter((locale) => locale !== main);
  const made = labelled(form, node, path, required, area(main));
  made.append(element("details", { class: "pkb-builder-languages" },
    element("summary", {}, form.words.otherLanguages,
      element("span", { class: "pkb-builder-optional" }, ` (${others.filter((one) => spoken[one]).length}/${others.length})`)),
    others.map((locale) => {
      const id = `${pathId(path)}-${locale}`;
      const input = area(locale);
      input.id = id;
      input.dataset.path = JSON.stringify([...path, locale]);
      return element("div", { class: "pkb-builder-field" },
        element("label", { for: id }, form.languageName(locale)), input);
    })));
  return made;
}

function arrayField(form, node, path, required) {
  const item = resolve(form.schema, node.items);
  const kind = item["x-kind"] ?? "";
  if (path[path.length - 1] === "weekly") {
    const grid = toGrid(read(form.draft, path));
    if (grid) return weekField(form, node, path, grid);
  }
  if (item.enum || kind.startsWith("ref:") || kind === "locale") return checksField(form, node, item, path, required);
  if (item.type === "string" && kind !== "text") return linesField(form, node, path, required);
  return listField(form, node, path, required);
}

/** A list of words: one on each line. */
function linesField(form, node, path, required) {
  const input = element("textarea", {
    rows: 3, value: (read(form.draft, path) ?? []).join("\n"), spellcheck: "false",
    oninput: (event) => {
      const lines = event.target.value.split("\n").map((line) => line.trim()).filter(Boolean);
      form.change(path, lines.length ? lines : undefined);
    },
  });
  const made = labelled(form, node, path, required, input);
  made.querySelector(".pkb-builder-help")?.append(` ${form.words.onePerLine}`);
  return made;
}

/** A list of choices: a check box for each. */
function checksField(form, node, item, path, required) {
  const kind = item["x-kind"] ?? "";
  const days = (item.enum ?? []).join() === DAYS.join();
  const value = read(form.draft, path) ?? [];
  const known = choicesOf(form, item, kind) ?? [];
  const lost = value.filter((code) => !known.some(([one]) => one === code)).map((code) => [code, code]);
  const boxes = [...known, ...lost].map(([code, name], place) => {
    const id = `${pathId(path)}-${place}-box`;
    const input = element("input", {
      type: "checkbox", id, value: code, checked: value.includes(code),
      onchange: () => {
        const chosen = [...made.querySelectorAll("input:checked")].map((box) => box.value);
        form.change(path, chosen.length ? chosen : undefined);
      },
    });
    return element("span", { class: "pkb-builder-choice" }, input,
      element("label", { for: id }, days ? form.loc.weekdays[place] : name));
  });
  const made = groupOf(form, node, path, required, element("div", { class: "pkb-builder-choices" }, boxes));
  return made;
}

/** A repeated group, or a list of texts: add, remove, move. */
function listField(form, node, path, required) {
  const items = read(form.draft, path) ?? [];
  const item = resolve(form.schema, node.items);
  const single = form.say(node.title ?? "");
  const nameOf = (place) => fillWords(form.words.item, { name: single, number: place + 1 });
  const set = (list, focus) => {
    form.change(path, list.length ? list : undefined);
    form.redraw(path, focus);
  };
  const rows = items.map((_, place) => {
    const inner = [...path, place];
    const name = nameOf(place);
    const button = (word, sign, act, off) => element("button", {
      type: "button", class: "pkb-builder-small", "aria-label": fillWords(word, { name }), title: fillWords(word, { name }),
      disabled: off, onclick: act,
    }, sign);
    const swap = (other) => {
      const list = [...(read(form.draft, path) ?? [])];
      [list[place], list[other]] = [list[other], list[place]];
      set(list, [...path, other]);
    };
    const body = item["x-kind"] === "text"
      ? textField(form, { title: name, description: "" }, inner, true)
      : fieldsOf(form, item, inner);
    return element("li", { class: "pkb-builder-item", id: item["x-kind"] === "text" ? undefined : pathId(inner), tabindex: "-1" },
      element("div", { class: "pkb-builder-item-head" }, element("strong", {}, name),
        button(form.words.up, "↑", () => swap(place - 1), place === 0),
        button(form.words.down, "↓", () => swap(place + 1), place === items.length - 1),
        button(form.words.remove, "×", () => set((read(form.draft, path) ?? []).filter((__, one) => one !== place), path), false)),
      body, item["x-kind"] === "text" ? null : problemPlace(pathId(inner)));
  });
  return groupOf(form, node, path, required,
    element("ol", { class: "pkb-builder-items" }, rows),
    element("button", {
      type: "button", class: "pkb-builder-add",
      onclick: () => set([...(read(form.draft, path) ?? []), item.type === "object" ? {} : ""], [...path, items.length]),
    }, fillWords(form.words.add, { name: single })));
}

/** The weekly hours as a grid of days. */
function weekField(form, node, path, grid) {
  const columns = [["open", form.titleOf("Opens")], ["breakStart", form.words.breakFrom], ["breakEnd", form.words.breakTo], ["close", form.titleOf("Closes")]];
  const tell = () => {
    const lines = fromGrid(grid);
    form.change(path, lines.length ? lines : undefined);
  };
  const rows = DAYS.map((day, place) => {
    const name = form.loc.weekdays[place];
    const row = grid[day] ?? { open: "", close: "", breakStart: "", breakEnd: "", overnight: false };
    grid[day] = row;
    return element("tr", {}, element("th", { scope: "row" }, name),
      columns.map(([key, title]) => element("td", {}, element("input", {
        type: "text", inputmode: "numeric", placeholder: "00:00", size: 5, maxlength: 5, autocomplete: "off",
        "aria-label": `${name}: ${title}`, value: row[key],
        oninput: (event) => { row[key] = event.target.value.trim(); tell(); },
      }))),
      element("td", {}, element("input", {
        type: "checkbox", "aria-label": `${name}: ${form.titleOf("Overnight")}`, checked: row.overnight,
        onchange: (event) => { row.overnight = event.target.checked; tell(); },
      })));
  });
  return groupOf(form, node, path, true, element("div", { class: "pkb-builder-grid", tabindex: "0" },
    element("table", {},
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, form.words.day),
        columns.map(([, title]) => element("th", { scope: "col" }, title)),
        element("th", { scope: "col" }, form.titleOf("Overnight")))),
      element("tbody", {}, rows))));
}

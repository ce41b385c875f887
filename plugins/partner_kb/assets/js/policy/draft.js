/**
 * A policy that is being filled in: reading and changing it by path, and making it whole enough
 * for a preview. In and out: plain data; nothing here touches the page.
 */
import { check_node, ids_at, resolve } from "./twin.js";

/** @param {any} value @param {(string | number)[]} path */
export function read(value, path) {
  return path.reduce((holder, key) => (holder === null || holder === undefined ? undefined : holder[key]), value);
}

/**
 * The same value with another one at `path`; undefined takes it out, and groups left empty with it.
 * Items of lists stay, even empty: a person has added them.
 */
export function change(value, path, item) {
  if (path.length === 0) return item;
  const [key, ...rest] = path;
  if (typeof key === "number") {
    const list = Array.isArray(value) ? [...value] : [];
    const inner = change(list[key], rest, item);
    list[key] = inner === undefined ? (rest.length ? {} : "") : inner;
    return list;
  }
  const group = { ...(value ?? {}) };
  const inner = change(group[key], rest, item);
  const empty = inner === undefined || inner === "" ||
    (typeof inner === "object" && inner !== null && Object.keys(inner).length === 0);
  if (empty) delete group[key];
  else group[key] = inner;
  return Object.keys(group).length ? group : undefined;
}

/** The value with the keys of each group in the order of the schema. */
export function ordered(schema, given, value) {
  const node = resolve(schema, given);
  if (Array.isArray(value)) return value.map((item) => ordered(schema, node.items ?? {}, item));
  if (value === null || typeof value !== "object" || !node.properties) return value;
  const known = Object.keys(node.properties).filter((key) => key in value);
  const rest = Object.keys(value).filter((key) => !(key in node.properties));
  return Object.fromEntries([...known, ...rest].map((key) => (
    [key, ordered(schema, node.properties[key] ?? {}, value[key])])));
}

const BLANK = "…";
const DEFAULTS = {
  name: BLANK, id: "blank", code: "X", date: "2000-01-01", time: "00:00", duration: "1 h", decimal: "0",
  zone: "UTC", currency: "USD", country: "US", locale: "en", phone: "+12025550100", email: "blank@blank.example",
  url: "https://blank.example",
};

/**
 * What a preview can render: the draft, with "…" for what is missing or wrong.
 * A policy without errors comes back as it is.
 */
export function previewable(data, draft) {
  const { schema, reference } = data;
  const start = draft ?? {};
  let value = mend(schema, reference, start, schema, start, []);
  for (let round = 0; round < 3; round += 1) { // references look at what the round before has mended
    value = mend(schema, reference, value, schema, value, []);
  }
  if (value.scope.partner_model === "indirect-reseller" && !value.scope.provider) {
    value.scope.provider = { name: BLANK };
  }
  for (const contact of value.contacts) {
    if (contact.kind === "telegram" && !contact.account) contact.account = BLANK;
  }
  for (const service of value.scope.services) {
    if (service.provided && service.provided !== "own" && !service.by) service.by = BLANK;
  }
  return value;
}

function mend(schema, reference, root, given, value, path) {
  const node = resolve(schema, given);
  const kind = node["x-kind"] ?? "";
  if (kind === "text") {
    if (typeof value === "string" && value.trim()) return value;
    const spoken = value && typeof value === "object" && !Array.isArray(value)
      ? Object.entries(value).filter(([, text]) => typeof text === "string" && text.trim()) : [];
    return spoken.length ? Object.fromEntries(spoken) : BLANK;
  }
  if (node.type === "object") {
    const group = value && typeof value === "object" && !Array.isArray(value) ? value : {};
    const made = {};
    for (const [key, field] of Object.entries(node.properties)) {
      const needed = (node.required ?? []).includes(key);
      const item = group[key];
      if (item === undefined || item === null) {
        if (needed) made[key] = mend(schema, reference, root, field, undefined, [...path, key]);
        continue;
      }
      const whole = mend(schema, reference, root, field, item, [...path, key]);
      if (whole !== undefined) made[key] = whole;
      else if (needed) made[key] = mend(schema, reference, root, field, undefined, [...path, key]);
    }
    return made;
  }
  if (node.type === "array") {
    const list = (Array.isArray(value) ? value : [])
      .map((item, place) => mend(schema, reference, root, node.items, item, [...path, place]))
      .filter((item) => item !== undefined);
    return list.length || !node.minItems ? list : [mend(schema, reference, root, node.items, undefined, [...path, 0])];
  }
  const found = [];
  if (value !== undefined) check_node(schema, reference, root, node, value, path, found);
  if (value !== undefined && found.length === 0) return value;
  if (kind.startsWith("ref:")) return ids_at(root, kind.slice(4))[0];
  if (node.enum) return node.enum[0];
  if (node.type === "boolean") return false;
  if (node.type === "integer") return node.const ?? node.minimum ?? 0;
  return DEFAULTS[kind] ?? BLANK;
}

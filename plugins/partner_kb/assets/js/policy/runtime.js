/**
 * What Python means by its operators and methods, for the module that tojs makes of policy/twin.
 * In: values as JSON holds them. Lists are arrays, dicts are objects without a prototype.
 * Nothing here knows of policies; each function has the name and the meaning of Python's own.
 */

const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
const isDict = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Text that is markup already and is not escaped again. */
export class Safe {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

/** The truth of a value: what is empty is false. */
export function truth(value) {
  if (value === null || value === undefined || value === false) return false;
  if (typeof value === "string" || Array.isArray(value)) return value.length > 0;
  if (typeof value === "number") return value !== 0;
  if (value instanceof Safe) return value.text.length > 0;
  return typeof value === "object" ? Object.keys(value).length > 0 : true;
}

export const and_ = (left, right) => (truth(left) ? right() : left);
export const or_ = (left, right) => (truth(left) ? left : right());

/** What a `for` loop walks: items, code points, or keys. */
export function iterate(value) {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return Array.from(value);
  return Object.keys(value);
}

export function collect(source, each, where) {
  const found = [];
  for (const item of iterate(source)) if (where(item)) found.push(each(item));
  return found;
}

export function record(pairs) {
  const made = Object.create(null);
  for (const [key, value] of pairs) made[key] = value;
  return made;
}

export function equal(left, right) {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index]));
  }
  if (isDict(left) && isDict(right)) {
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length &&
      keys.every((key) => own(right, key) && equal(left[key], right[key]));
  }
  return left === right || (isNone(left) && isNone(right));
}

const isNone = (value) => value === null || value === undefined;
const is = (left, right) => left === right || (isNone(left) && isNone(right));
export { is };

/** Below zero, zero or above it, as left is less than, equal to or greater than right. */
export function compare(left, right) {
  if (Array.isArray(left)) {
    for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
      const order = compare(left[index], right[index]);
      if (order !== 0) return order;
    }
    return left.length - right.length;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

export function within(value, holder) {
  if (typeof holder === "string") return holder.includes(value);
  if (Array.isArray(holder)) return holder.some((item) => equal(item, value));
  return own(holder, value);
}

export function at(holder, key) {
  if (Array.isArray(holder) || typeof holder === "string") {
    const list = iterate(holder);
    const index = key < 0 ? list.length + key : key;
    if (index < 0 || index >= list.length) throw new RangeError(`no item ${key}`);
    return list[index];
  }
  if (!own(holder, key)) throw new RangeError(`no key ${key}`);
  return holder[key];
}

export function put(holder, key, value) {
  if (key === "__proto__") Object.defineProperty(holder, key, { value, enumerable: true });
  else holder[key] = value;
}

export function slice(value, start, end) {
  const stop = end === null ? undefined : end;
  if (typeof value === "string") return Array.from(value).slice(start, stop).join("");
  return value.slice(start, stop);
}

export function add(left, right) {
  return Array.isArray(left) ? left.concat(right) : left + right;
}

export function times(left, right) {
  return typeof left === "string" ? left.repeat(Math.max(0, right)) : left * right;
}

export const modulo = (left, right) => ((left % right) + right) % right;

const TYPES = {
  str: (value) => typeof value === "string",
  bool: (value) => typeof value === "boolean",
  int: (value) => Number.isInteger(value) || typeof value === "boolean",
  float: (value) => typeof value === "number" && !Number.isInteger(value),
  list: (value) => Array.isArray(value),
  dict: (value) => isDict(value) && !(value instanceof Safe),
};
export const isinstance = (value, types) => types.some((type) => TYPES[type](value));

export const abs = (value) => Math.abs(value);
export const all = (values) => values.every(truth);
export const any = (values) => values.some(truth);
export const dict = (value) => record(Object.entries(value));
export const enumerate = (values) => iterate(values).map((item, index) => [index, item]);
export const int = (value) => Number.parseInt(value, 10);
export const len = (value) => (typeof value === "string" || Array.isArray(value)
  ? iterate(value).length : Object.keys(value).length);
export const list = (value) => [...iterate(value)];
export const max = (first, ...rest) => Math.max(...(rest.length ? [first, ...rest] : first));
export const min = (first, ...rest) => Math.min(...(rest.length ? [first, ...rest] : first));
export const ord = (char) => char.codePointAt(0);
export const reversed = (values) => [...values].reverse();
export const sum = (values) => values.reduce((total, value) => total + value, 0);
export const zip = (left, right) => left.map((item, index) => [item, right[index]])
  .slice(0, right.length);

export function range(first, second) {
  const start = second === undefined ? 0 : first;
  const end = second === undefined ? first : second;
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}

export function sorted(values, key) {
  const order = key ?? ((value) => value);
  return [...iterate(values)].sort((left, right) => compare(order(left), order(right)));
}

export function str(value) {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
}

export const append = (values, item) => { values.push(item); };
export const extend = (values, more) => { values.push(...iterate(more)); };
export const insert = (values, place, item) => { values.splice(place, 0, item); };
export const endswith = (text, end) => text.endsWith(end);
export const startswith = (text, start) => text.startsWith(start);
export const get = (holder, key, otherwise = null) => (own(holder, key) ? holder[key] : otherwise);
export const isdigit = (text) => /^[0-9]+$/.test(text);
export const items = (holder) => Object.entries(holder);
export const keys = (holder) => Object.keys(holder);
export const values = (holder) => Object.values(holder);
export const join = (glue, parts) => parts.join(glue);
export const lower = (text) => text.toLowerCase();
export const upper = (text) => text.toUpperCase();
export const replace = (text, from, to) => text.split(from).join(to);
export const zfill = (text, width) => text.padStart(width, "0");

export function index(values, item) {
  const found = values.findIndex((value) => equal(value, item));
  if (found < 0) throw new RangeError(`${item} is not in the list`);
  return found;
}

const SPACE = " \t\n\r\f\v\u00a0\u2003\u2009\u202f\u3000\u2028\u2029\u0085\u1680\u2000\u2001\u2002" +
  "\u2004\u2005\u2006\u2007\u2008\u200a\u205f\u001c\u001d\u001e\u001f";
export function lstrip(text, signs = SPACE) {
  let start = 0;
  while (start < text.length && signs.includes(text[start])) start += 1;
  return text.slice(start);
}
export function rstrip(text, signs = SPACE) {
  let end = text.length;
  while (end > 0 && signs.includes(text[end - 1])) end -= 1;
  return text.slice(0, end);
}
export const strip = (text, signs = SPACE) => lstrip(rstrip(text, signs), signs);
export function split(text, glue) {
  if (glue !== undefined) return text.split(glue);
  const parts = [];
  let part = "";
  for (const char of text) {
    if (!SPACE.includes(char)) part += char;
    else if (part) { parts.push(part); part = ""; }
  }
  return part ? [...parts, part] : parts;
}

/* The primitives: twins of partner_kb/policy/twin/primitives.py. */

const compiled = new Map();
function pattern(source, whole) {
  const key = `${whole}${source}`;
  if (!compiled.has(key)) {
    compiled.set(key, new RegExp(whole ? `^(?:${source})$` : `^(?:${source})`));
  }
  return compiled.get(key);
}

export function groups(source, text) {
  const found = pattern(source, true).exec(text);
  return found === null ? null : [...found].map((part) => part ?? "");
}

export const begins = (source, text) => pattern(source, false).test(text);

/* Markup, as markupsafe and Jinja see it. */

export function escape(value) {
  if (value instanceof Safe) return value.text;
  if (value === null || value === undefined) throw new TypeError("an undefined value in a template");
  return str(value).replaceAll("&", "&amp;").replaceAll(">", "&gt;").replaceAll("<", "&lt;")
    .replaceAll("'", "&#39;").replaceAll('"', "&#34;");
}

/** A translated text with its arguments escaped into it: Jinja's newstyle gettext. */
export function said(text, values) {
  const parts = text.split(/%(?:%|\((\w+)\)s)/);
  let out = "";
  for (let place = 0; place < parts.length; place += 2) {
    out += parts[place];
    if (place + 1 < parts.length) {
      const name = parts[place + 1];
      out += name === undefined ? "%" : escape(values[name]);
    }
  }
  return new Safe(out);
}
